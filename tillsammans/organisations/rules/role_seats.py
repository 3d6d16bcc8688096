"""How many seats a principal has decided to have for a role, how many are filled, and how many are vacant.

A vacancy is measured against the principal's own decision and nothing else. Without a decision the answer is
"inte bestämt", never vacant.
"""

from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


class SeatScope(StrEnum):
    """Where the principal has decided that the role shall be."""

    PER_UNIT = "per_unit"  # `number` at every unit
    PER_AREA = "per_area"  # one in each of `number` areas
    SHARED = "shared"  # `number` for the whole principal (or sector) together
    UNDECIDED = "undecided"


class SeatsState(StrEnum):
    UNDECIDED = "undecided"
    FILLED = "filled"
    VACANT = "vacant"


@dataclass(frozen=True)
class SeatDecision:
    """A principal's decision on one role. sector "": for all sectors. scope: a SeatScope, or the word a row holds."""

    role: str
    scope: str
    number: int = 1
    sector: str = ""


@dataclass(frozen=True)
class SeatHolding:
    """Somebody holds a role at a place from starts_on to ends_on, both days included (ends_on None: until
    further).

    seat tells several seats at the same place apart; two holders of the same place and seat, such as during a
    handover, fill it once. Only a decision of several seats at one place needs it; the holder's id is then enough.
    """

    role: str
    place_id: int
    sector: str
    starts_on: date
    ends_on: date | None = None
    seat: Hashable = None

    def holds(self, on: date) -> bool:
        return self.starts_on <= on and (self.ends_on is None or on <= self.ends_on)


@dataclass(frozen=True)
class Seats:
    """decided: seats there shall be, None when nothing is decided. filled: seats with a holder, at most
    `decided`.

    vacant: None when nothing is decided. More holders than decided is neither a vacancy nor a fault.
    """

    decided: int | None
    filled: int
    vacant: int | None

    @property
    def state(self) -> SeatsState:
        if self.vacant is None:
            return SeatsState.UNDECIDED
        return SeatsState.VACANT if self.vacant else SeatsState.FILLED


def decision_for(decisions: Iterable[SeatDecision], role: str, sector: str) -> SeatDecision | None:
    """The decision that holds for a role in a sector: the sector's own before the one for all sectors."""
    by_sector = {decision.sector: decision for decision in decisions if decision.role == role}
    return by_sector.get(sector) or by_sector.get("")


def role_seats(
    decision: SeatDecision | None, holdings: Iterable[SeatHolding], unit_ids: Collection[int], on: date
) -> Seats:
    """Seats of one role at one principal on a day.

    holdings: of this principal; of any role, sector and time. Other roles, other sectors than the decision's
    and other days are passed by. unit_ids: the units that the decision is about, open on that day; used for
    `per_unit` alone. With decision None the holdings must all be of the role asked about.
    """
    taken = {(held.place_id, held.seat) for held in holdings if held.holds(on) and _concerns(decision, held)}
    if decision is None or decision.scope == SeatScope.UNDECIDED:
        return Seats(decided=None, filled=len(taken), vacant=None)
    if decision.scope == SeatScope.PER_UNIT:
        return _per_unit(decision.number, [place_id for place_id, _seat in taken], unit_ids)
    return _seats(decision.number, min(len(taken), decision.number))


def _concerns(decision: SeatDecision | None, held: SeatHolding) -> bool:
    if decision is None:
        return True
    return held.role == decision.role and decision.sector in ("", held.sector)


def _per_unit(number: int, places: list[int], unit_ids: Collection[int]) -> Seats:
    """A second holder at one unit does not fill another unit's seat, nor does a holder above the units."""
    units = set(unit_ids)
    return _seats(number * len(units), sum(min(number, places.count(unit)) for unit in units))


def _seats(decided: int, filled: int) -> Seats:
    return Seats(decided=decided, filled=filled, vacant=decided - filled)


def together(many: Iterable[Seats]) -> Seats:
    """Several principals' or sectors' seats as one row. What is undecided adds its holders nowhere.

    With no decision at all among them, nothing is decided together either.
    """
    seats = list(many)
    decided = [one for one in seats if one.decided is not None]
    if not decided:
        return Seats(None, sum(one.filled for one in seats), None)
    return _seats(sum(one.decided or 0 for one in decided), sum(one.filled for one in decided))


def seats_label(seats: Seats) -> str:
    """In words for a table: "inte bestämt", "2 vakanta", "alla 5"."""
    if seats.vacant is None:
        return _("inte bestämt")
    if seats.vacant:
        return ngettext("%(vacant)s vakant", "%(vacant)s vakanta", seats.vacant) % {"vacant": seats.vacant}
    if not seats.decided:
        return _("inga platser bestämda")
    return ngettext("tillsatt", "alla %(decided)s", seats.decided) % {"decided": seats.decided}
