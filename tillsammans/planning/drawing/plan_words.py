"""A plan in words: its state in a sentence, who holds what, how a goal goes. The same on the page, in files and lists."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from tillsammans.followup.rules.situation import number_words
from tillsammans.organisations.models import PlaceKind
from tillsammans.planning.drawing import activity_words
from tillsammans.planning.models import PlanState
from tillsammans.planning.queries.plans import GoalView, PlanLine, PlanPage
from tillsammans.planning.rules.plan_content import (
    ABOUT,
    GOAL,
    POINTER,
    PROMPT,
    SECTION,
    Goal,
    PlanContent,
    Pointer,
)

GOAL_SHAPES = {"none": "none", "not_begun": "none", "ongoing": "prog", "done": "done", "late": "late"}


def title(page: PlanPage) -> str:
    """`Lokal plan 2026–2027, Ekvik`."""
    return f"{page.content.title or page.plan.title}, {page.place.name}"


def day(on: date | None) -> str:
    return date_format(on, "j F Y") if on else ""


def short_day(on: date | None) -> str:
    return date_format(on, "j b Y") if on else ""


def state(page: PlanPage) -> tuple[str, str]:
    """Shape and words of a version: `Version 2, beslutad 17 juni 2026`."""
    number, on = page.version.number, day(page.version.decided_on)
    if page.version.state == PlanState.DRAFT:
        return "none", _("Utkast till version %(n)s") % {"n": number}
    if page.version.state == PlanState.REPLACED:
        return "ack", _("Version %(n)s, beslutad %(day)s, ersatt") % {"n": number, "day": on}
    return "done", _("Version %(n)s, beslutad %(day)s") % {"n": number, "day": on}


def situation(page: PlanPage) -> tuple[str, str]:
    """The plan's state in two sentences, the second in a lighter tone."""
    return _what(page), _how(page)


def _what(page: PlanPage) -> str:
    place, goals, points = page.place.name, len(page.content.goals), len(page.content.pointers)
    if goals:
        text = ngettext("%(place)s har ett mål.", "%(place)s har %(n)s mål.", goals)
        return text % {"place": place, "n": number(goals)}
    if points:
        text = ngettext(
            "Hos %(place)s står modellen redan i ett dokument.",
            "Hos %(place)s står modellen redan i %(n)s dokument.",
            points,
        )
        return text % {"place": place, "n": number(points)}
    if page.content.sections:
        return _("%(place)s har en plan i egna avsnitt.") % {"place": place}
    return _("Planen är tom än.")


def number(count: int) -> str:
    return number_words(count)[0]


def _how(page: PlanPage) -> str:
    lines = [line for line in page.activities if line.state != "stopped"]
    if not lines:
        return _("Inga aktiviteter finns i tidslinjen än.") if page.content.goals else ""
    done, late = sum(line.state == "done" for line in lines), sum(bool(line.late) for line in lines)
    said = [_done(done, len(lines))]
    if late:
        text = ngettext("En är sen.", "%(n)s är sena.", late)
        said.append(_sentence(text % {"n": number(late)}))
    return " ".join(said)


def _done(done: int, of: int) -> str:
    if done == of:
        text = ngettext("Aktiviteten är klar.", "Alla %(of)s aktiviteter är klara.", of)
    elif done == 0:
        text = ngettext("Aktiviteten är inte klar än.", "Ingen av %(of)s aktiviteter är klar än.", of)
    else:
        text = ngettext("En av %(of)s aktiviteter är klar.", "%(done)s av %(of)s aktiviteter är klara.", done)
    in_words = number_words(done, of)
    return _sentence(text % {"done": in_words[0], "of": in_words[1]})


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def period(page: PlanPage) -> str:
    first, last = page.version.period_from, page.version.period_to
    if first and last:
        return f"{short_day(first)}–{short_day(last)}"
    if first:
        return _("från %(day)s") % {"day": day(first)}
    return _("till %(day)s") % {"day": day(last)} if last else _("inte angivet")


def facts(page: PlanPage) -> list[tuple[str, str]]:
    """What the plan is about, in pairs of words."""
    version = page.version
    found = [(_("Gäller"), period(page))]
    if page.content.joint_with:
        found.append((_("Tillsammans med"), page.content.joint_with))
    if version.decided_on:
        found.append((_("Beslut"), f"{version.decided_by}, {day(version.decided_on)}"))
    else:
        found.append((_("Beslut"), _("inte beslutad än")))
    found.append((_("Nästa avstämning"), day(version.review_on) or _("inte bestämd")))
    return found


def holder(goal: Goal) -> str:
    return activity_words.holder(goal.role, goal.responsible).capitalize() or _("Ingen håller i det än")


def goal_state(view: GoalView) -> str:
    late = sum(bool(line.late) for line in view.activities)
    return {
        "none": _("Inga aktiviteter än"),
        "not_begun": _("Inte börjat"),
        "ongoing": pgettext("goal", "Enligt plan"),
        "done": _("Klart"),
        "late": ngettext("En aktivitet är sen", "%(n)s aktiviteter är sena", late) % {"n": late},
    }[view.state]


def says(content: PlanContent) -> str:
    """What a plan holds, in a few words: `3 mål, pekar på 2 dokument`."""
    goals, points, parts = len(content.goals), len(content.pointers), len(content.sections)
    said = []
    if goals:
        said.append(ngettext("%(n)s mål", "%(n)s mål", goals) % {"n": goals})
    if points:
        said.append(ngettext("pekar på %(n)s dokument", "pekar på %(n)s dokument", points) % {"n": points})
    if parts:
        said.append(ngettext("%(n)s eget avsnitt", "%(n)s egna avsnitt", parts) % {"n": parts})
    return _sentence(", ".join(said))


def line_state(line: PlanLine) -> tuple[str, str]:
    """Shape and words of a plan in a list."""
    if line.number is None:
        return "none", _("Utkast, inte beslutat")
    if line.draft is None:
        return "done", _("Version %(n)s, beslutad") % {"n": line.number}
    return "done", _("Version %(n)s, beslutad. Utkast till version %(draft)s") % {
        "n": line.number,
        "draft": line.draft,
    }


def pointer_kind(key: str) -> str:
    kinds = {
        "verksamhetsplan": _("Verksamhetsplan"), "elevhalsoplan": _("Elevhälsoplan"), "franvarorutin": _("Frånvarorutin"),
        "vardoverenskommelse": _("Vårdöverenskommelse"), "annat": _("Annat dokument"),
    }  # fmt: skip
    return kinds.get(key, kinds["annat"])


def pointer_rest(pointer: Pointer) -> str:
    """Where in it, since when, decided by whom."""
    since = _("sedan %(day)s") % {"day": day(pointer.since)} if pointer.since else ""
    by = _("beslutat av %(body)s") % {"body": pointer.decided_by} if pointer.decided_by else ""
    return ", ".join(filter(None, (pointer.where, since, by)))


def level(kind: str) -> str:
    """What kind of plan it is, by the place."""
    return _("Länets plan") if kind == PlaceKind.COUNTY else _("Lokal plan")


def participation_heading() -> str:
    return _("Så har barn, unga och vårdnadshavare varit med")


def no_participation() -> str:
    return _("Det står inte än hur barn, unga och vårdnadshavare har varit med.")


LABELS = {
    ABOUT: lambda: {
        "title": _("Planens namn"), "joint_with": _("Tillsammans med"), "period_from": _("Gäller från"),
        "period_to": _("Gäller till"), "review_on": _("Nästa avstämning"),
    },
    GOAL: lambda: {
        "want": _("Det här vill vi"), "do": _("Det här gör vi"), "role": _("Roll som håller i det"),
        "responsible": _("Den som håller i det, med egna ord"), "review_on": _("Då ser vi över det"),
        "county_goal": _("Länets mål"), "component": _("Kärnkomponent"), "mission": _("Det egna uppdraget"),
    },
    POINTER: lambda: {
        "kind": _("Sorts dokument"), "document": _("Dokument"), "where": _("Var i dokumentet"), "since": _("Sedan"),
        "decided_by": _("Beslutat av"),
    },
    SECTION: lambda: {"heading": _("Rubrik"), "text": _("Text")},
    PROMPT: lambda: {"text": _("Svar")},
}  # fmt: skip
