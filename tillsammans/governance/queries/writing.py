"""What is chosen from when a decision is written, sent or replaced."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.governance import policies
from tillsammans.governance.models import Board, Decision, DecisionState, DecisionTo
from tillsammans.governance.queries.addressing import addressable
from tillsammans.governance.queries.answering import Group, groups_of
from tillsammans.governance.queries.decision import get_kept
from tillsammans.governance.queries.decisions import levels
from tillsammans.organisations.models import Place, PlaceKind


@dataclass(frozen=True)
class Decider:
    """Who decides: a level's own management, or a board of it. key: as the form sends it."""

    key: str
    label: str
    place: Place
    board: Board | None = None


def deciders(by: Actor) -> tuple[Decider, ...]:
    """Boards that the reader keeps, then the levels themselves. Two queries."""
    boards = check.within(
        Board.objects.filter(closed_on=None).select_related("place"), policies.may_keep_board, by
    )
    rows = Place.objects.filter(path__in=levels(by), closed_on=None)
    own = check.within(rows, policies.may_found_board, by).exclude(kind=PlaceKind.UNIT)
    return (
        *(
            Decider(f"g{one.pk}", f"{one.name}, {one.place.name}", one.place, one)
            for one in boards.order_by("place__path", "name")
        ),
        *(Decider(f"p{one.pk}", one.name, one) for one in own.order_by("path")),
    )


@dataclass(frozen=True)
class SendPage:
    """principals: (place, whether it has the decision) of a county's decision. units: groups of a principal's own decision, or of
    the principal that is asked for. at: that principal."""

    decision: Decision
    principals: tuple[tuple[Place, bool], ...]
    groups: tuple[Group, ...]
    at: Place | None
    had: int


def send_page(by: Actor, decision_id: int, principal_id: int | None = None) -> SendPage:
    """To whom one can send it. Raises NotVisible, NotAllowed."""
    decision = get_kept(by, decision_id)
    at = _whose_units(decision, principal_id)
    if at is not None:
        groups, had = groups_of(decision.pk, at)
        return SendPage(decision, (), groups, at, had)
    had_it = DecisionTo.objects.filter(decision=decision, place=OuterRef("pk"))
    rows = addressable(decision).filter(kind=PlaceKind.PRINCIPAL, closed_on=None)
    found = list(rows.annotate(has=Exists(had_it)).order_by("sort_name", "pk"))
    principals = tuple((one, bool(one.has)) for one in found)
    return SendPage(decision, principals, (), None, sum(has for _one, has in principals))


def _whose_units(decision: Decision, principal_id: int | None) -> Place | None:
    """The principal whose units are chosen from: the deciding one itself, or the one that is asked for."""
    if principal_id is not None:
        return check.found(addressable(decision).filter(kind=PlaceKind.PRINCIPAL, pk=principal_id).first())
    if decision.place.kind == PlaceKind.COUNTY:
        return None
    return decision.place.principal or decision.place


def of_sectors(principals: list[int], sectors: list[str]) -> list[int]:
    """Of the principals those with an open unit in any of the sectors; all of them where no sector is named."""
    if not sectors:
        return principals
    rows = Place.objects.filter(
        principal_id__in=principals, kind=PlaceKind.UNIT, closed_on=None, sector__in=sectors
    )
    return sorted(set(rows.values_list("principal_id", flat=True)))


def replacements(by: Actor, decision: Decision) -> tuple[Decision, ...]:
    """Sent decisions of the same level that could take its place, the newest first."""
    rows = Decision.objects.filter(Q(place_id=decision.place_id), state=DecisionState.SENT).exclude(
        pk=decision.pk
    )
    return tuple(check.within(rows, policies.may_keep_decision, by).order_by("-sent_at", "-pk")[:100])
