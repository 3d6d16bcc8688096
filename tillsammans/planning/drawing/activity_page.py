"""One activity: the sentence that says how it goes, the facts, and what it leans on."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from tillsammans.planning.drawing import activity_words as words
from tillsammans.planning.drawing import bars
from tillsammans.planning.models import Activity, ActivityState
from tillsammans.planning.origins import Origin
from tillsammans.planning.queries.activities import ActivityPage, Beside
from tillsammans.planning.rules.activities import ActivityContent
from tillsammans.strategies.models import Strategy
from tillsammans.ui import parts
from tillsammans.ui.markup import escape

# What one tap leads to, from each state: (state, words, look).
_STEPS = {
    ActivityState.NOT_BEGUN: (ActivityState.ONGOING, ActivityState.DONE, ActivityState.STOPPED),
    ActivityState.ONGOING: (ActivityState.DONE, ActivityState.STOPPED),
    ActivityState.DONE: (ActivityState.ONGOING,),
    ActivityState.STOPPED: (ActivityState.NOT_BEGUN,),
}


def steps(page: ActivityPage) -> list[tuple[str, str, str]]:
    """(state, the button's word, its look) of what one can say next."""
    row = page.activity
    said = {
        ActivityState.ONGOING: _("Vi har börjat"), ActivityState.DONE: _("Klart"), ActivityState.STOPPED: _("Avbryt"),
        ActivityState.NOT_BEGUN: _("Ta upp igen"),
    }  # fmt: skip
    if row.state == ActivityState.DONE:
        said[ActivityState.ONGOING] = _("Inte klart än")
    ways = _STEPS[ActivityState(row.state)]
    if row.kind == "milestone":
        ways = tuple(one for one in ways if one != ActivityState.ONGOING or row.state == ActivityState.DONE)
        said[ActivityState.DONE] = _("Nådd")
    looks = ["", "line", "quiet"]
    return [(str(one), said[one], looks[min(n, 2)]) for n, one in enumerate(ways)]


def sentence(page: ActivityPage) -> SafeString:
    """How it goes, in one sentence, and what needs a thought."""
    row = page.activity
    shape = str(parts.status(words.shape(row.state, page.late), ""))
    said = f'<p class="say act-say">{shape}{escape(_state_sentence(page))}</p>'
    if page.unowned:
        said += parts.notice(words.unowned(page.unowned, row.responsible_role) + ".", tone="soon")
    if page.clashes:
        text = _("Datumen krockar: den börjar innan det som den väntar på ska vara klart.")
        said += parts.notice(text, tone="soon")
    return mark_safe(f'<div class="stack stack--m">{said}</div>')


def _state_sentence(page: ActivityPage) -> str:
    row = page.activity
    named = {"day": words.day(row.done_on or row.ends_on), "late": words.state(row.state, page.late)}
    if page.late:
        return _("%(late)s: skulle ha varit klar %(day)s.") % named
    sentences = {
        ActivityState.NOT_BEGUN: _("Inte börjad, ska vara klar %(day)s."),
        ActivityState.ONGOING: _("Pågår, ska vara klar %(day)s."),
        ActivityState.DONE: _("Klar sedan %(day)s."),
        ActivityState.STOPPED: _("Avbruten."),
    }
    if row.kind == "milestone" and row.state == ActivityState.NOT_BEGUN:
        return _("Milstolpe, ska vara nådd %(day)s.") % named
    return sentences[ActivityState(row.state)] % named


def draw(page: ActivityPage) -> SafeString:
    return mark_safe(_facts(page) + _leans_on(page))


def _facts(page: ActivityPage) -> str:
    row = page.activity
    when = words.period(row.starts_on, row.ends_on)
    facts = [
        (_("När"), escape(when)),
        (_("Ansvarig"), escape(words.holder(row.responsible_role, row.responsible_text).capitalize() or _("ingen än"))),
        (_("Var"), escape(row.place.name)),
        (_("Klar"), escape(words.day(row.done_on)) if row.done_on else ""),
        (_("Kärnkomponent"), escape(page.component.name) if page.component else ""),
        (_("Plan"), escape(row.plan.title) if row.plan else ""),
        (_("Mål"), escape(page.goal)),
        (_("Strategi"), _strategy(page.strategy) if page.strategy else ""),
        (_("Beslut"), ", ".join(f'<a href="{escape(one.href)}">{escape(one.title)}</a>' for one in page.decisions)),
        (_("Del av länets"), _link(row.contributes_to.pk, row.contributes_to.title) if row.contributes_to else ""),
        (_("Kommer från"), _origin(page.origin) if page.origin else ""),
        (_("Anteckning"), escape(page.note).replace("\n", "<br>")),
    ]  # fmt: skip
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{value}</dd>" for name, value in facts if value)
    return f'<dl class="kv">{rows}</dl>'


def _strategy(row: Strategy) -> str:
    return f'<a href="{reverse("strategies:strategy", args=[row.pk])}">{escape(row.title)}</a>'


def _origin(one: Origin) -> str:
    return f'<a href="{escape(one.href)}">{escape(one.label)}</a>' if one.href else escape(one.label)


def _link(pk: int, title: str) -> str:
    return f'<a href="{reverse("planning:activity", args=[pk])}">{escape(title)}</a>'


def _leans_on(page: ActivityPage) -> str:
    """The parts of principals, what it waits for, and what waits for it."""
    return (
        _parts(page) + _list(_("Väntar på"), page.waits) + _list(_("Det här väntar på den"), page.awaited_by)
    )


def _parts(page: ActivityPage) -> str:
    row, found = page.activity, page.reached
    if row.place.kind != "county" or not (found.contributing or found.needed):
        return ""
    lines = "".join(_part(one, page.today) for one in page.parts)
    nothing = escape(_("Ingen huvudman har lagt till sin del än."))
    listed = f'<ul class="rules split-li measure">{lines}</ul>' if lines else f'<p class="dim">{nothing}</p>'
    heading = _("Huvudmännens delar")
    return (
        f'<section class="sec stack stack--s"><h2>{escape(heading)}</h2>'
        f"<p>{bars.meter(found.done, found.needed or found.contributing)}{escape(words.reached(found))}.</p>{listed}</section>"
    )


def _part(one: Activity, today: date) -> str:
    where = f"{one.place.name}, {words.period(one.starts_on, one.ends_on)}"
    return (
        f'<li><div>{_link(one.pk, one.title)}<br><span class="small dim">{escape(where)}</span></div>'
        f"{_state(one.state, one.ends_on, today)}</li>"
    )


def _state(state: str, ends_on: date, today: date) -> str:
    late = max(0, (today - ends_on).days) if state in ("not_begun", "ongoing") else 0
    return str(parts.status(words.shape(state, late), words.state(state, late)))


def _list(heading: str, rows: tuple[Beside, ...]) -> str:
    if not rows:
        return ""
    lines = "".join(f"<li>{_other(one)}</li>" for one in rows)
    return f'<section class="sec stack stack--s"><h2>{escape(heading)}</h2><ul class="rules measure">{lines}</ul></section>'


def _other(one: Beside) -> str:
    when = f"{words.day(one.ends_on)}, {words.state(one.state).lower()}"
    if one.activity is None:
        hidden = _("något som inte delas i länet")
        return f'{escape(hidden)} <span class="small dim">{escape(when)}</span>'
    where = f"{one.activity.place.name}, {when}"
    return f'{_link(one.pk, one.activity.title)} <span class="small dim">{escape(where)}</span>'


def differences(theirs: Mapping[str, Any], mine: ActivityContent) -> list[tuple[str, str, str]]:
    """(what, the other's words, one's own) for each field in which two people wrote differently."""
    names = {
        "title": _("Vad"), "responsible_role": _("Ansvarig roll"), "responsible_text": _("Ansvarig med egna ord"),
        "starts_on": _("Första dag"), "ends_on": _("Sista dag"), "kind": _("Vad det är"), "note": _("Anteckning"),
        "needs_principals": _("Antal huvudmän"),
    }  # fmt: skip
    return [
        (label, _shown(name, theirs.get(name)), _shown(name, getattr(mine, name)))
        for name, label in names.items()
        if theirs.get(name) != getattr(mine, name)
    ]


def _shown(name: str, value: Any) -> str:
    if name == "responsible_role":
        value = words.holder(value or "", "")
    if name == "kind":
        value = words.kind(value)
    return words.day(value) if isinstance(value, date) else str(value or _("tomt"))
