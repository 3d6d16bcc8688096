"""Who may make and take back the address of a calendar: one's own, and that of a place one plans for."""

from django.db.models import Q
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.access.roles import Permission
from tillsammans.core.errors import NotAllowed
from tillsammans.organisations.models import Place
from tillsammans.organisations.policies import own_work

CALENDAR_FEED = "calendar_feed"
PERSON, PLACE = "calendar.person", "calendar.place"


def may_keep_calendar_of(by: Actor) -> Q:
    """The county that one plans for, and principals."""
    return own_work("", by) & Q(kind__in=("county", "principal"), closed_on=None)


def check_own_calendar(by: Actor) -> int:
    """The account's id. Raises NotAllowed for who works with nothing that has a day."""
    if by.user_id is None or not by.has(Permission.WORK_READ):
        raise NotAllowed(_("Du har ingen roll med något i kalendern. Fråga kontaktpersonen hos er huvudman."))
    return by.user_id


def check_calendar_of(by: Actor, place: Place) -> None:
    """Raises NotAllowed unless one plans for the place."""
    check.require(
        by, may_keep_calendar_of, place, _("Bara den som planerar för platsen gör dess kalenderadress.")
    )
