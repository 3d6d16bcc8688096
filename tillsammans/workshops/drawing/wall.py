"""The wall's cards as the page is first sent; from then on wall.js draws the same. Strings, since there may be a thousand."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import segno
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tillsammans.strategies.models import DeterminantKind, Domain
from tillsammans.ui.markup import escape
from tillsammans.workshops.models import Phase, QuestionKind
from tillsammans.workshops.rules.dots import dots, votes_a_dot

SLOTS = {
    Domain.OUTER_SETTING: 1,
    Domain.INNER_SETTING: 2,
    Domain.IMPLEMENTATION_PROCESS: 5,
    Domain.INNOVATION: 3,
    Domain.INDIVIDUALS: 7,
}
KIND_SLOTS = {DeterminantKind.BARRIER: 6, DeterminantKind.FACILITATOR: 2}


@dataclass(frozen=True)
class Column:
    """kind: "" for the one list of a free question. slot: its colour, "" for none."""

    kind: str
    heading: str
    slot: int | str
    number: int
    items: SafeString


def columns(state: dict[str, Any]) -> list[Column]:
    """Barriers beside facilitators, or one list; none before there is a question."""
    question, cards = state["question"], state["cards"]
    if question is None:
        return []
    each = votes_a_dot(max((card["votes"] or 0 for card in cards), default=0))
    if question["kind"] != QuestionKind.DETERMINANTS:
        return [Column("", _("Korten"), "", len(cards), items(cards, each))]
    found = []
    for kind, heading in (
        (DeterminantKind.BARRIER, _("Hinder")),
        (DeterminantKind.FACILITATOR, _("Möjliggörare")),
    ):
        own = [card for card in cards if card["kind"] == kind]
        found.append(Column(kind, heading, KIND_SLOTS[kind], len(own), items(own, each)))
    return found


def items(cards: Sequence[dict[str, Any]], each: int) -> SafeString:
    return mark_safe("".join(_item(card, each) for card in cards))


def _item(card: dict[str, Any], each: int) -> str:
    votes, place = card["votes"], SLOTS.get(card["domain"])
    figure = drawn = spoken = ""
    if votes is not None:
        figure = f'<b class="fig num" aria-hidden="true">{votes}</b>'
        drawn = f'<span class="dots" aria-hidden="true">{"<i></i>" * dots(votes, each)}</span>'
        spoken = f'<span class="vh"> {escape(votes_told(votes))}</span>'
    label = f"<span>{escape(Domain(card['domain']).label)}</span>" if place else ""
    marks = f"{' class=new' if card['new'] else ''}{f' data-s={place}' if place else ''}"
    return (
        f'<li data-id="{card["id"]}"{marks}>{figure}<div><p>{escape(card["text"])}</p>'
        f'<p class="posts-d">{drawn}{label}</p></div>{spoken}</li>'
    )


def votes_told(n: int | None) -> str:
    """None: nobody voted."""
    return _("ingen röstning") if n is None else pair(_votes(), n)


def pair(words: Sequence[str], n: int) -> str:
    """[one, many], with # for the number."""
    return words[0 if n == 1 else 1].replace("#", str(n))


def words() -> dict[str, Any]:
    """What wall.js says; where there are two, for one and for many, with # for the number."""
    return {
        "domains": {code: {"label": str(Domain(code).label), "slot": SLOTS[code]} for code in Domain},
        "votes": _votes(), "cards": _cards(), "given": _given(), "plain": _plain(),
        "left": {Phase.WRITING: _("kvar att skriva"), Phase.VOTING: _("kvar att rösta")},
        "over": _("Tiden är ute"), "dot": _("En prick är # röster"), "page": _("%(n)s av %(of)s"),
        "new": [ngettext("# nytt kort på en annan sida", "# nya kort på andra sidor", n) for n in (1, 2)],
        "lost": _("Väntar på kontakt"),
    }  # fmt: skip


def _votes() -> list[str]:
    return [ngettext("# röst", "# röster", n) for n in (1, 2)]


def _cards() -> list[str]:
    return [ngettext("kort", "kort", n) for n in (1, 2)]


def _plain() -> list[str]:
    return [ngettext("röst lagd", "röster lagda", n) for n in (1, 2)]


def _given() -> list[str]:
    return [ngettext("av # röst lagd", "av # röster lagda", n) for n in (1, 2)]


@dataclass(frozen=True)
class Foot:
    """What stands below the cards. dot: what one dot means, when it is more than a vote."""

    people: tuple[int, str]
    cards: tuple[int, str]
    votes: tuple[int, str]
    phase: str
    dot: str


def _votes_word(votes: int, possible: int) -> str:
    """Of how many, where that says something: dots from paper are not counted against the phones."""
    return pair(_given(), possible) if votes <= possible else pair(_plain(), votes)


def foot(state: dict[str, Any]) -> Foot:
    question = state["question"] or {"cards": 0, "votes": 0, "votes_possible": 0, "phase": Phase.WAITING}
    each = votes_a_dot(max((card["votes"] or 0 for card in state["cards"]), default=0))
    return Foot(
        (state["people"], _("deltar")),
        (question["cards"], pair(_cards(), question["cards"])),
        (question["votes"], _votes_word(question["votes"], question["votes_possible"])),
        question["phase"],
        _("En prick är # röster").replace("#", str(each)) if each > 1 else "",
    )


def qr(address: str) -> SafeString:
    """The address as a picture to point a phone at: dark on light whatever the ground."""
    made = segno.make(address, error="m", micro=False)
    return mark_safe(
        made.svg_inline(border=2, svgclass="qr", lineclass=None, omitsize=True, dark="#000", light="#fff")
    )
