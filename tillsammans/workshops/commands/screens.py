"""What lets a projector or the leader's page follow a workshop live."""

from datetime import timedelta

from django.db import transaction

from tillsammans.access import check
from tillsammans.access import commands as access
from tillsammans.access import queries as grants
from tillsammans.access.actor import Actor
from tillsammans.access.roles import Permission
from tillsammans.workshops import policies
from tillsammans.workshops.models import Workshop
from tillsammans.workshops.rules.limits import HOURS_OPEN

LASTS = timedelta(hours=2 * HOURS_OPEN)


@transaction.atomic
def screen_token(*, by: Actor, workshop: Workshop) -> str:
    """What the screen's cookie holds: one for each workshop, made when it is first shown. Raises NotAllowed."""
    check.require(by, policies.may_lead, workshop)
    target = (policies.WORKSHOP, workshop.pk)
    soon = by.at + timedelta(hours=HOURS_OPEN)  # one that ends within the meeting is not given out again
    living = grants.living_grants([target], policies.SCREEN, soon)
    grant = living[-1] if living else access.issue_grant(
        by=by, purpose=policies.SCREEN, target=target, permissions=[Permission.WORKSHOP_SHOW],
        expires_at=by.at + LASTS, county_id=workshop.county_id,
    )  # fmt: skip
    return grants.link_token(grant)
