"""What the report's overview, review, receipt and older versions show, in words."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from tillsammans.core.text import Localised
from tillsammans.followup.models import ReportRequest
from tillsammans.followup.queries import forms as words
from tillsammans.followup.queries.reports import Question, ReportPage, VersionPage
from tillsammans.followup.rules import answering, next_step
from tillsammans.followup.rules.fit import fit

To = Callable[..., str]


@dataclass(frozen=True)
class Row:
    """One core component's answer in words. step None: not answered. hint: where step and ticks do not go together."""

    question: Question
    href: str
    step: int | None
    step_name: Localised | None = None
    stays: bool = False
    note: str = ""
    ticked: tuple[Localised, ...] = ()
    hint: str = ""
    before: int | None = None


@dataclass(frozen=True)
class NextStep:
    """The next small step of one core component."""

    question: Question
    step: int
    step_name: Localised | None
    step_after: next_step.NextStep


@dataclass(frozen=True)
class VersionLink:
    number: int
    href: str
    current: bool


def rows(page: ReportPage, to: To) -> list[Row]:
    """Every question with the answer that is typed or sent."""
    return [
        _row(
            one, page.given(one), to("question", number=one.number) + "?tillbaka=1", page.before.get(one.key)
        )
        for one in page.questions
    ]


def version_rows(found: VersionPage) -> list[Row]:
    """Every question with the answer of that version."""
    return [_row(one, found.content.answers.get(one.key), "") for one in found.questions]


def _row(one: Question, given: answering.Given | None, href: str, before: Any = None) -> Row:
    was = before.step if before else None
    if given is None or given.step is None:
        return Row(one, href, None, note=given.note if given else "", before=was)
    ladder = words.ladder(one.stairs_id, one.component_code)
    step = ladder.step(given.step)
    near = (*ladder.criteria.get(given.step, ()), *ladder.criteria.get(given.step + 1, ()))
    return Row(
        question=one,
        href=href,
        step=given.step,
        step_name=step.name if step else None,
        stays=given.stays,
        note=given.note,
        ticked=tuple(text for code, text in near if code in given.ticked),
        hint=fit_sentence(one, given),
        before=was,
    )


def fit_sentence(one: Question, given: answering.Given) -> str:
    """What may gently be said about step and ticks; empty when there is nothing to say."""
    if given.step is None:
        return ""
    codes = words.ladder(one.stairs_id, one.component_code).codes()
    return fit(given.step, given.ticked, codes, staying=given.stays).sentence


def first_open(page: ReportPage) -> int:
    """The number of the first question without an answer; the first one when all have."""
    unanswered = (one.number for one in page.questions if (page.given(one) or answering.Given()).step is None)
    return next(unanswered, 1)


def who_sees(request: ReportRequest) -> list[str]:
    """Truly who will see what, as the principal has chosen."""
    profile = getattr(request.principal, "principal_profile", None)
    principal = request.principal.name
    own = _("%(principal)s ser hela svaret, även anteckningarna.") % {"principal": principal}
    counts = _("Länet ser hur många enheter som står på varje steg, när minst tre har svarat.")
    return [
        own,
        counts,
        _single_workplace(principal, profile),
        _("Andra huvudmän ser varken svaret eller anteckningarna."),
    ]


def _single_workplace(principal: str, profile: Any) -> str:
    if profile is None or not profile.units_open_to_county:
        return _("Länet ser inte er enhet för sig. Det avgör %(principal)s.") % {"principal": principal}
    if profile.notes_shared_with_county:
        return _("%(principal)s har valt att länet också får se er verksamhets steg och anteckningar.") % {
            "principal": principal
        }
    return _(
        "%(principal)s har valt att länet också får se er verksamhets steg, men inte anteckningarna."
    ) % {"principal": principal}


def domain_label(code: str) -> str:
    return words.domains().get(code, "")


def to_send(page: ReportPage) -> answering.Content:
    """What is typed, for the units that it still can hold for."""
    possible = {one.request_id for one in page.siblings}
    return replace(page.content, also=tuple(one for one in page.content.also if one in possible))


def is_proposal(page: ReportPage) -> bool:
    """Whether any of the stairs is our proposal and not the county's own text: that is said."""
    return any(words.ladder(one.stairs_id, one.component_code).is_proposal for one in page.questions)


def problems_of(page: ReportPage) -> list[answering.Problem]:
    return answering.problems(
        page.content, [(one.key, one.name.text, one.top) for one in page.questions], words.domains()
    )


def review_screen(page: ReportPage, to: To) -> dict[str, Any]:
    """The rows, the closing answers, the other units, and what is still missing with a link to where it is written."""
    where = {one.key: to("question", number=one.number) + "?tillbaka=1" for one in page.questions}
    return {
        "rows": rows(page, to),
        "content": page.content,
        "domain": domain_label(page.content.hindered_domain),
        "others": [one.name for one in page.siblings if one.request_id in page.content.also],
        "problems": [(one.sentence, where.get(one.part, to("last"))) for one in problems_of(page)],
        "sees": who_sees(page.request),
        "is_correction": page.request.current is not None,
    }


def next_steps(found: VersionPage) -> list[NextStep]:
    """For each core component what the next step asks, in words for that unit."""
    word = next_step.unit_word(found.request.sector, found.request.unit.name)
    steps = []
    for one in found.questions:
        given = found.content.answers.get(one.key, answering.Given())
        if given.step is None:
            continue
        ladder = words.ladder(one.stairs_id, one.component_code)
        step, upcoming = ladder.step(given.step), ladder.upcoming(given.step)
        after = next_step.next_small_step(
            given.step, upcoming, given.ticked, unit_word=word, staying=given.stays
        )
        steps.append(NextStep(one, given.step, step.name if step else None, after))
    return steps


def version_links(found: VersionPage, to: To) -> list[VersionLink]:
    """Newest first."""
    return [
        VersionLink(number, to("version", number=number), number == found.report.number)
        for number in reversed(found.numbers)
    ]
