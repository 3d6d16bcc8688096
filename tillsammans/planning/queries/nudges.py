"""The library of nudges with what places have done: one object a page."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.core.errors import NotVisible
from tillsammans.organisations.models import Place
from tillsammans.planning import support_policies as policies
from tillsammans.planning.models import NudgeState, NudgeUse
from tillsammans.planning.queries.own_levels import chosen_level, own_levels, require_reader
from tillsammans.planning.rules.nudges import Nudge, library

MOST_OTHERS = 60  # places that tell of one nudge


@dataclass(frozen=True)
class NudgeLine:
    """own: what one's own place says of it; others: names of places where it is in place."""

    nudge: Nudge
    own: NudgeUse | None
    others: tuple[str, ...]


@dataclass(frozen=True)
class NudgesPage:
    """place: whose nudges are shown as own; None: the reader works at no level."""

    place: Place | None
    levels: tuple[Place, ...]
    lines: tuple[NudgeLine, ...]

    def count(self, state: str) -> int:
        return sum(line.own is not None and line.own.state == state for line in self.lines)


@dataclass(frozen=True)
class NudgePage:
    """others: what became of it elsewhere, the newest first."""

    nudge: Nudge
    place: Place | None
    levels: tuple[Place, ...]
    own: NudgeUse | None
    others: tuple[NudgeUse, ...]


def get_nudge(code: str) -> Nudge:
    """Raises NotVisible for a code that the library lacks."""
    if nudge := library().get(code):
        return nudge
    raise NotVisible(_("Knuffen finns inte i biblioteket. Gå till listan och välj en annan."))


def nudges_page(by: Actor, place_id: int | None) -> NudgesPage:
    """Raises NotVisible. Three queries."""
    require_reader(by)
    levels = own_levels(by)
    place = chosen_level(levels, place_id)
    own = {row.code: row for row in NudgeUse.objects.filter(place=place)} if place else {}
    elsewhere: dict[str, list[str]] = defaultdict(list)
    rows = _in_place(by, place).order_by("place__sort_name", "place_id")
    for code, name in rows.values_list("code", "place__name"):
        elsewhere[code].append(name)
    lines = (NudgeLine(one, own.get(one.code), tuple(elsewhere[one.code])) for one in library().values())
    return NudgesPage(place, tuple(levels), tuple(lines))


def nudge_page(by: Actor, code: str, place_id: int | None) -> NudgePage:
    """Raises NotVisible."""
    require_reader(by)
    nudge, levels = get_nudge(code), own_levels(by)
    place = chosen_level(levels, place_id)
    own = NudgeUse.objects.filter(place=place, code=code).first() if place else None
    others = _in_place(by, place).filter(code=code).select_related("place")
    return NudgePage(
        nudge, place, tuple(levels), own, tuple(others.order_by("-noted_at", "-pk")[:MOST_OTHERS])
    )


def _in_place(by: Actor, but: Place | None) -> QuerySet[NudgeUse]:
    """Where nudges are in place in the county, one's own place left out."""
    rows = check.within(NudgeUse.objects.filter(county_id=by.county_id), policies.may_read_nudge, by)
    return rows.filter(state=NudgeState.IN_PLACE).exclude(place=but)
