"""What has happened to a barrier or facilitator, in words: its facts, what can be done, and its history."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tillsammans.strategies.drawing.register import source_of
from tillsammans.strategies.models import DeterminantKind, DeterminantState, Domain, LiftAnswer, Priority
from tillsammans.strategies.queries.register import DeterminantPage
from tillsammans.strategies.rules import cfir


@dataclass(frozen=True)
class Fact:
    label: str
    words: str
    href: str = ""


@dataclass(frozen=True)
class Told:
    """One row of history. changed: (field, before, after) of words that somebody wrote anew."""

    at: datetime
    what: str
    changed: tuple[tuple[str, str, str], ...] = ()


def facts(page: DeterminantPage) -> list[Fact]:
    row = page.row
    found = [Fact(_("Handlar om"), str(Domain(row.domain).label))]
    if row.affected:
        found.append(Fact(_("Berör"), row.affected))
    found.append(Fact(_("Ordning"), str(Priority(row.priority).label)))
    found.append(_origin(page))
    found.extend(Fact(_("Sades också"), one.label, one.href) for one in page.mentions)
    found.extend(
        Fact(_("Lyft från"), one.from_place.name, reverse("strategies:lift_answer", args=[one.pk]))
        for one in page.came_from
    )
    if row.votes is not None:
        found.append(Fact(_("Röster"), str(row.votes)))
    if page.reads_cfir:
        found.append(Fact("CFIR", _construct(row.construct)))
    return found


def _origin(page: DeterminantPage) -> Fact:
    if page.row.is_example:
        return Fact(_("Källa"), _("exempel ur en länsplan"))
    if page.origin is not None:
        return Fact(_("Källa"), page.origin.label, page.origin.href)
    return Fact(_("Källa"), source_of(page.row.source))


def _construct(code: str) -> str:
    found = cfir.construct(code) if code else None
    return f"{found.ref} {found.name['en']} ({found.name['sv']})" if found else _("inte sorterat än")


_MOVES = {
    DeterminantState.OPEN: lambda: _("Öppna igen"),
    DeterminantState.WORKED_ON: lambda: _("Vi arbetar med det"),
    DeterminantState.RESOLVED: lambda: _("Det är löst"),
    DeterminantState.LEFT: lambda: _("Vi lämnar det så länge"),
}


def move_words(page: DeterminantPage) -> list[tuple[str, str]]:
    """The buttons for how it stands."""
    words = [(str(state), _MOVES[state]()) for state in page.moves]
    if page.row.state == DeterminantState.WORKED_ON:
        words = [
            (state, _("Vi har inte börjat") if state == DeterminantState.OPEN else said)
            for state, said in words
        ]
    return words


def priority_words(page: DeterminantPage) -> list[tuple[str, str]]:
    words = {
        Priority.FIRST: _("Låt det gå före"),
        Priority.NORMAL: _("Ta det i tur och ordning"),
        Priority.LATER: _("Ta det senare"),
    }
    return [(str(one), words[one]) for one in Priority if one != page.row.priority]


_LABELS: Mapping[str, Any] = {
    "kind": (lambda: _("Slag"), lambda value: str(DeterminantKind(value).label)),
    "domain": (lambda: _("Handlar om"), lambda value: str(Domain(value).label)),
    "text": (lambda: _("Text"), str),
    "affected": (lambda: _("Berör"), str),
    "priority": (lambda: _("Ordning"), lambda value: str(Priority(value).label)),
    "state": (lambda: _("Läge"), lambda value: str(DeterminantState(value).label)),
    "construct": (lambda: _("Begrepp"), _construct),
}


def words_of(fields: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Fields of a row by their names in the form, in words."""
    return [
        (_LABELS[name][0](), _LABELS[name][1](value)) for name, value in fields.items() if name in _LABELS
    ]


def told(page: DeterminantPage) -> list[Told]:
    """Newest first. What CFIR calls it is told to nobody but those for whom it is meant."""
    return [
        Told(
            change.at,
            _what(change.what, change.after),
            _changed(page, change.what, change.before, change.after),
        )
        for change in page.changes
    ]


def _changed(
    page: DeterminantPage, what: str, before: Mapping, after: Mapping
) -> tuple[tuple[str, str, str], ...]:
    if what not in {"edited", "prioritised", "state"}:
        return ()
    names = [
        one for one in after if one in _LABELS and one in before and (one != "construct" or page.reads_cfir)
    ]
    return tuple(
        (_LABELS[name][0](), _LABELS[name][1](before[name]), _LABELS[name][1](after[name])) for name in names
    )


def _what(what: str, after: Mapping[str, Any]) -> str:
    words = {
        "written": _("Skrevs i registret"),
        "edited": _("Ändrades"),
        "prioritised": _("Fick en annan ordning"),
        "state": _("Fick ett annat läge"),
        "merged": _("Slogs ihop med en annan rad"),
        "unmerged": _("Togs isär från en annan rad"),
        "took_in": _("Tog in en rad som säger samma sak"),
        "gave_back": _("En rad som slagits ihop med den togs isär"),
        "lifted": _("Lyftes till nivån ovanför"),
        "withdrawn": _("Lyftet togs tillbaka"),
    }
    if what == "answered" and after.get("answer") in LiftAnswer.values:
        return _("Fick svar: %(answer)s") % {"answer": LiftAnswer(after["answer"]).label}
    return words.get(what, what)
