"""What the tree tells: a manager who hands over takes the link along, a unit that closes is asked no longer."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import QuerySet

from tillsammans.access.actor import Actor
from tillsammans.access.roles import Role
from tillsammans.audit import commands as audit
from tillsammans.followup.commands.invitations import INVITATION, end, reissue
from tillsammans.followup.models import ReportRequest, RequestState, RoundState
from tillsammans.organisations.models import RoleHolding


@transaction.atomic
def move_open_tasks(by: Actor, ended: RoleHolding, new: RoleHolding | None) -> int:
    """End the old manager's link to reports in open rounds and send the new one theirs. Returns how many moved.

    A colleague who was given the task keeps it. Without a new manager the report waits for one, without an address.
    Called by organisations when a role is handed over, in its transaction; its policy has decided that `by` may.
    """
    if ended.role != Role.UNIT_MANAGER:
        return 0
    moved = 0
    for request in _waiting([ended.place_id]):
        moved += _move(by, request, ended, new)
    return moved


@transaction.atomic
def withdraw_closed_units(by: Actor, unit_ids: Sequence[int], into: int | None = None) -> int:
    """Closed units that have not answered leave open rounds; what was answered stays. Returns how many. Called as above."""
    waiting = [request for request in _waiting(unit_ids) if request.state != RequestState.SENT]
    for request in waiting:
        end(by=by, request=request)
    return len(waiting)


def _waiting(unit_ids: Sequence[int]) -> QuerySet[ReportRequest]:
    """The units' requests in open rounds, locked in the order of their ids."""
    rows = ReportRequest.objects.select_for_update(of=("self",)).select_related("round", "unit")
    return rows.filter(unit_id__in=unit_ids, round__state=RoundState.OPEN, withdrawn_at=None).order_by("pk")


def _move(by: Actor, request: ReportRequest, ended: RoleHolding, new: RoleHolding | None) -> int:
    if request.recipient and request.recipient.casefold() != ended.email.casefold():
        return 0
    request.recipient = new.email if new else ""
    if request.delegated_to:
        request.save(update_fields=["recipient"])
    elif request.grant_id is None and request.invited_at is None:
        request.save(update_fields=["recipient"])
    else:
        reissue(by=by, request=request, template=INVITATION)
    audit.record(by=by, action="followup.report_moved", target=request)
    return 1
