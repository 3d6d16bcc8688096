"""What the keeping times demand of the package, daily."""

from django.db import transaction
from django.db.models import Q

from tillsammans.access.actor import Actor
from tillsammans.audit import commands as audit
from tillsammans.followup.models import ReportRequest, RoundState
from tillsammans.organisations.queries.keeping import keeping_times


@transaction.atomic
def forget_old_addresses(*, by: Actor) -> int:
    """Erase whom was asked, once a round ended longer ago than the county keeps who held a role. What was answered stays.

    A round that was opened again counts from its new last answering day. Returns how many units' addresses. Run daily.
    """
    count = 0
    for one in keeping_times(by.at):
        asked = ReportRequest.objects.filter(
            ~Q(recipient="") | ~Q(delegated_to=""),
            round__county_id=one.county_id,
            round__state=RoundState.CLOSED,
            round__closes_on__lt=one.last,
        )
        erased = asked.update(recipient="", delegated_to="")
        if erased:
            audit.record(
                by=by, action="followup.addresses_forgotten", target=one.target, detail=one.detail(erased)
            )
        count += erased
    return count
