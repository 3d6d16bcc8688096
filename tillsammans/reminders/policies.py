"""Who may have which calendar and letter, and who says which weeks are quiet."""

from django.db.models import Q
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.access.roles import Permission
from tillsammans.core.errors import NotAllowed, NotVisible
from tillsammans.organisations.models import Place
from tillsammans.organisations.policies import own_work

CALENDAR_FEED = "calendar_feed"
PERSON, PLACE = "calendar.person", "calendar.place"
DIGEST_STOP, DIGEST_OF = "digest_stop", "reminders.digest"


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


def may_keep_quiet_weeks(by: Actor) -> Q:
    """Counties (places) whose quiet weeks one says: those whose common work one leads."""
    return own_work("", by) & Q(kind="county", closed_on=None)


def check_keep_quiet_weeks(by: Actor, county: Place) -> None:
    """Raises NotAllowed unless one leads the county's common work."""
    check.require(
        by, may_keep_quiet_weeks, county, _("Bara länets processledare bestämmer de tysta veckorna.")
    )


def may_keep_frames(by: Actor) -> Q:
    """Counties (places) whose published pages one lets stand on other sites: those whose common work one leads."""
    return may_keep_quiet_weeks(by)


def check_keep_frames(by: Actor, county: Place) -> None:
    """Raises NotAllowed unless one leads the county's common work."""
    check.require(
        by, may_keep_frames, county, _("Bara länets processledare bestämmer var länets sidor får visas.")
    )


def check_stop(by: Actor) -> int:
    """The account whose letters the link ends. Raises NotVisible."""
    for user_id in by.granted(DIGEST_OF, Permission.WORK_READ):
        return user_id
    raise NotVisible(_("Länken gäller inte längre. Logga in och ändra på sidan Kalender."))
