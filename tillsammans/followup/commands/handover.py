"""What the tree tells: a manager who hands over takes the link along, a unit that closes is asked no longer."""

from collections.abc import Sequence

from django.db import transaction

from tillsammans.access.actor import Actor
from tillsammans.access.roles import Role
from tillsammans.audit import commands as audit
from tillsammans.followup.commands.invitations import INVITATION, end, locked, reissue
from tillsammans.followup.models import ReportingRound, ReportRequest, RequestState, RoundState
from tillsammans.organisations.models import RoleHolding


@transaction.atomic
def move_open_tasks(by: Actor, ended: RoleHolding, new: RoleHolding) -> None:
    """End the old manager's link to reports in open rounds and send the new one theirs.

    A colleague who was given the task keeps it. While the new manager has no address the report waits for one.
    Called by organisations when a role is handed over, in its transaction; its policy has decided that `by` may.
    """
    if ended.role != Role.UNIT_MANAGER:
        return
    for request in _waiting([ended.place_id]):
        _move(by, request, ended, new)


@transaction.atomic
def withdraw_closed_units(by: Actor, unit_ids: Sequence[int], into: int | None = None) -> None:
    """Closed units that have not answered leave open rounds; what was answered stays. Called as above."""
    for request in _waiting(unit_ids):
        if request.state != RequestState.SENT:
            end(by=by, request=request)


def _waiting(unit_ids: Sequence[int]) -> list[ReportRequest]:
    """The units' requests in rounds that are open once they have been locked, in the order of their ids."""
    open_rounds = ReportingRound.objects.filter(state=RoundState.OPEN).values("pk")
    asked = ReportRequest.objects.filter(unit_id__in=unit_ids, withdrawn_at=None, round_id__in=open_rounds)
    rows = locked(asked)
    return [one for one in rows if one.round.state == RoundState.OPEN]


def _move(by: Actor, request: ReportRequest, ended: RoleHolding, new: RoleHolding) -> None:
    if request.recipient and request.recipient.casefold() != ended.email.casefold():
        return
    request.recipient = new.email
    if request.delegated_to or (request.grant_id is None and request.invited_at is None):
        request.save(update_fields=["recipient"])
    else:
        reissue(by=by, request=request, template=INVITATION)
    audit.record(by=by, action="followup.report_moved", target=request)
