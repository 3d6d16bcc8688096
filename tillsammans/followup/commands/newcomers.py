"""Units that have come to a round's principals since it opened: asked at the press of a button, never by themselves."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.audit import commands as audit
from tillsammans.core.errors import Conflict
from tillsammans.followup import policies
from tillsammans.followup.commands import counts
from tillsammans.followup.commands.invitations import BATCH, check_takes_mail, invite, locked_round
from tillsammans.followup.models import ReportingRound, ReportRequest
from tillsammans.followup.queries import asking
from tillsammans.organisations import commands as organisations
from tillsammans.organisations.models import Place


@transaction.atomic
def ask_new_units(*, by: Actor, round: ReportingRound) -> int:
    """Ask the units that `by` may ask and the round has not, and invite those whose manager has an address.

    A fixed number of statements for each 500 units. Returns how many units. Raises NotAllowed, Conflict.
    """
    round = locked_round(round)
    policies.check_ask(by, round)
    check_takes_mail(by, round)
    units = list(check.within(asking.units_not_asked(round, on=policies.today(by)), policies.may_ask, by))
    if not units:
        raise Conflict(_("Alla enheter är redan tillfrågade."))
    asked = _asked(by, round, units)
    invite(by=by, round=round, waiting=[one for one in asked if one.recipient])
    organisations.touch_county(round.county_id)
    audit.record(by=by, action="followup.units_asked", target=round, detail={"units": len(asked)})
    return len(asked)


def _asked(by: Actor, round: ReportingRound, units: Sequence[Place]) -> list[ReportRequest]:
    recipients = asking.manager_emails(round.county_id, on=policies.today(by))
    rows = asking.requests_for(round, units, recipients)
    asked = ReportRequest.objects.bulk_create(rows, batch_size=BATCH)
    counts.add_asked(round.pk, asked, asking.cells(round))
    return asked
