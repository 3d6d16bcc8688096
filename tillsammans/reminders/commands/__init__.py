from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from tillsammans.access import commands as access
from tillsammans.access.actor import Actor
from tillsammans.access.models import Grant
from tillsammans.access.roles import Permission
from tillsammans.core.errors import Conflict
from tillsammans.organisations.models import Place
from tillsammans.reminders import policies
from tillsammans.reminders.policies import CALENDAR_FEED, PERSON, PLACE

LASTS = timedelta(
    days=400
)  # over a year, so that nobody's calendar falls silent in the same week the year after


@transaction.atomic
def make_feed(*, by: Actor, place: Place | None) -> Grant:
    """An address for one's own calendar (place None) or a place's. An older one ends. Raises NotAllowed."""
    target = _target(by, place)
    access.revoke_grants(by=by, target=target, purpose=CALENDAR_FEED)
    return access.issue_grant(
        by=by, purpose=CALENDAR_FEED, target=target, permissions=[Permission.WORK_READ], expires_at=by.at + LASTS,
        county_id=by.county_id,
    )  # fmt: skip


@transaction.atomic
def revoke_feed(*, by: Actor, place: Place | None) -> None:
    """Take the address back: it answers as one that never was. Raises NotAllowed; Conflict when there is none."""
    if not access.revoke_grants(by=by, target=_target(by, place), purpose=CALENDAR_FEED):
        raise Conflict(_("Det finns ingen adress att ta tillbaka. Läs in sidan på nytt."))


def _target(by: Actor, place: Place | None) -> tuple[str, int]:
    if place is None:
        return PERSON, policies.check_own_calendar(by)
    policies.check_calendar_of(by, place)
    return PLACE, place.pk
