"""What the report's question screens, the closing screen and the choice between two versions show."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tillsammans.followup.forms import stairs
from tillsammans.followup.forms.showing import To, fit_sentence
from tillsammans.followup.queries import forms as words
from tillsammans.followup.queries.reports import Question, ReportPage
from tillsammans.followup.rules import answering
from tillsammans.ui import parts

MOST_ADVICE = 600  # characters
AUTUMN_BEGINS = 7  # July: an answer from then on is "i höst"


def question_screen(
    page: ReportPage,
    asked: Question,
    given: answering.Given,
    ladder: words.Ladder,
    problems: Sequence[answering.Problem],
) -> dict[str, Any]:
    """Everything on one core component's screen."""
    before = page.before.get(asked.key)
    answered = page.given(asked)
    label = _("ert förra svar, %(round)s") % {"round": page.before_round}
    return {
        "asked": asked,
        "nav": _nav(page, asked),
        "of": _("Fråga %(number)s av %(of)s") % {"number": asked.number, "of": len(page.questions)},
        "left": time_left(len(page.questions) - asked.number + 1),
        "climb": stairs.climb(
            asked, ladder, chosen=given.step, before=before.step if before else None, before_label=label
        ),
        "choosing": _choosing(ladder),
        "panels": stairs.panels(asked, ladder, given.ticked),
        "given": given,
        "same": _same(before.step) if before and (answered is None or answered.step is None) else "",
        "note_before": before.note if before else "",
        "hint": fit_sentence(asked, given),
        "stays_label": stays_label(page.round.opens_on),
        "errors": error_summary(problems),
        "problem_at": {one.name: one.sentence for one in problems},
        "is_last": asked.number == len(page.questions),
    }


def _choosing(ladder: words.Ladder) -> str:
    """The stairs' advice to whoever chooses, folded; left out where it is long, for a phone's sake."""
    if not ladder.how_to or sum(len(one.text) for one in ladder.how_to) > MOST_ADVICE:
        return ""
    rows = format_html_join(
        "", "<li>{}</li>", ((parts.local_text(one, note=False),) for one in ladder.how_to)
    )
    return format_html("<details><summary>{}</summary><ul>{}</ul></details>", _("Så väljer ni steg"), rows)


def _nav(page: ReportPage, asked: Question) -> SafeString:
    """Where one is. No links: they would leave the screen without saving it, which every button does."""
    items = [
        {
            "label": one.short_name,
            "slot": one.slot,
            "done": (page.given(one) or answering.Given()).step is not None and one.number != asked.number,
            "current": one.number == asked.number,
        }
        for one in page.questions
    ]
    return parts.steps(items, label=_("Frågor"))


def time_left(questions: int) -> str:
    """About half a minute a question, and half a minute for the closing screen."""
    minutes = (questions + 2) // 2
    if minutes <= 1:
        return _("Ungefär en minut kvar")
    return ngettext("Ungefär %(n)s minut kvar", "Ungefär %(n)s minuter kvar", minutes) % {"n": minutes}


def _same(step: int) -> str:
    if step == 0:
        return _("Vi har fortfarande inte börjat")
    return _("Vi står kvar på steg %(step)s") % {"step": step}


def stays_label(on: date) -> str:
    """ "Vi stannar här" is a full answer; it is said for the season that the round is in."""
    return _("Vi stannar här i höst") if on.month >= AUTUMN_BEGINS else _("Vi stannar här i vår")


def ticked_before(page: ReportPage, asked: Question) -> tuple[str, ...]:
    """What held the last time: ticked from the start, since the step itself never is."""
    before = page.before.get(asked.key)
    return before.ticked if before else ()


def same_as_before(page: ReportPage, asked: Question, part: dict[str, Any]) -> dict[str, Any]:
    """The screen as it was sent, with last round's step and what was ticked then."""
    before = page.before.get(asked.key)
    if before is None:
        return part
    return {**part, "step": before.step, "ticked": list(dict.fromkeys((*part["ticked"], *before.ticked)))}


def error_summary(problems: Sequence[answering.Problem]) -> str:
    """What needs correcting, in the words that also stand at the fields; gets focus by itself."""
    if not problems:
        return ""
    heading = ngettext("En sak behöver rättas", "%(n)s saker behöver rättas", len(problems)) % {
        "n": len(problems)
    }
    lines = format_html_join(
        "", '<li><a href="#{}">{}</a></li>', ((one.name, one.sentence) for one in problems)
    )
    return format_html(
        '<div class="errs" id="fel" role="alert" tabindex="-1" autofocus aria-labelledby="fel-h">'
        '<h2 class="h4" id="fel-h">{}</h2><ul>{}</ul></div>',
        heading,
        lines,
    )


def last_screen(
    page: ReportPage, content: answering.Content, problems: Sequence[answering.Problem], to: To
) -> dict[str, Any]:
    """The closing questions. also: (request id, unit, ticked) of the manager's other units."""
    sent_together = {one.request_id for one in page.siblings if one.together_before}
    chosen = set(content.also) or (sent_together if not page.is_typed else set())
    return {
        "content": content,
        "domains": [
            (code, label, code == content.hindered_domain) for code, label in words.domains().items()
        ],
        "also": [(one.request_id, one.name, one.request_id in chosen) for one in page.siblings],
        "errors": error_summary(problems),
        "problem_at": {one.name: one.sentence for one in problems},
        "back_href": to("question", number=len(page.questions)),
    }


def conflict_screen(
    page: ReportPage, key: str, mine: dict[str, Any], theirs: dict[str, Any], to: To, *, number: int
) -> dict[str, Any]:
    """Both versions in words, with the fields that send one's own once more. number: 0 for the closing screen."""
    address = to("question", number=number) if number else to("last")
    following = number + 1 if number and number < len(page.questions) else 0
    return {
        "name": page.question(number).name if number else None,
        "mine": typed_texts(page, key, mine),
        "theirs": typed_texts(page, key, theirs),
        "fields": _hidden_fields(mine),
        "action": address,
        "theirs_href": to("question", number=following) if following else to("last" if number else "review"),
        "look_href": address,
    }


def typed_texts(page: ReportPage, key: str, part: dict[str, Any]) -> list[tuple[str, str]]:
    """(what, words) for everything in a part, so that nothing typed is out of sight."""
    if key == answering.LAST:
        return _closing_texts(page, part)
    asked = next(one for one in page.questions if one.key == key)
    ladder = words.ladder(asked.stairs_id, asked.component_code)
    given = answering.given_of(part)
    step = ladder.step(given.step) if given.step is not None else None
    texts = [text.text for rows in ladder.criteria.values() for code, text in rows if code in given.ticked]
    found = [(_("Steg"), f"{step.number}, {step.name.text}" if step else _("inget valt"))]
    found += [(stays_label(page.round.opens_on), _("ja"))] if given.stays else []
    found += [(_("Ikryssat"), text) for text in texts]
    return found + ([(_("Anteckning"), given.note)] if given.note else [])


def _closing_texts(page: ReportPage, part: dict[str, Any]) -> list[tuple[str, str]]:
    content = answering.content_of({answering.LAST: part})
    also = ", ".join(one.name for one in page.siblings if one.request_id in content.also)
    found = [
        (_("Det här har hjälpt"), content.helped),
        (_("Det här har hindrat"), content.hindered),
        (_("Vad hindret handlar om"), words.domains().get(content.hindered_domain, "")),
        (_("Dela ett exempel"), _("ja") if content.shares_example else ""),
        (_("Exemplet"), content.example),
        (_("Gäller också"), also),
    ]
    return [(what, text) for what, text in found if text]


def _hidden_fields(part: dict[str, Any]) -> SafeString:
    """A part as the form sends it."""
    pairs: list[tuple[str, Any]] = []
    for name, value in part.items():
        if isinstance(value, list):
            pairs += [(name, one) for one in value]
        elif isinstance(value, bool):
            pairs += [(name, "yes" if name == "shares_example" else "1")] if value else []
        elif value is not None:
            pairs.append((name, value))
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', pairs)
