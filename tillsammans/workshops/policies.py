"""Who may lead a workshop, take part in it and show it. A `may_…` filters a list and answers for one row alike."""

from django.db.models import Q
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.access.roles import Permission
from tillsammans.core.errors import Conflict
from tillsammans.organisations.models import Place
from tillsammans.organisations.policies import own_work
from tillsammans.workshops.models import Workshop

PHONE = "workshop_phone"  # purpose of a phone's grant, on PARTICIPANT
SCREEN = "workshop_screen"  # purpose of the wall's and the leader's live stream, on WORKSHOP
PARTICIPANT = "workshops.participant"
WORKSHOP = "workshops.workshop"


def may_lead(by: Actor) -> Q:
    """Workshops of the levels that `by` works at: set up, led, recorded and turned into work by them alone."""
    return own_work("place", by)


def may_lead_at(by: Actor) -> Q:
    """Levels at which one may set up a workshop."""
    return own_work("", by)


def check_lead(by: Actor, workshop: Workshop) -> None:
    """Raises NotAllowed unless `by` works at the workshop's own level."""
    check.require(by, may_lead, workshop, _("Bara den som arbetar på samma nivå leder workshoppen."))


def check_lead_at(by: Actor, place: Place) -> None:
    """Raises NotAllowed unless `by` works at the level, Conflict for a unit that is closed."""
    check.require(by, may_lead_at, place, _("Du kan bara hålla workshoppar på din egen nivå."))
    if place.closed_on is not None:
        raise Conflict(_("Enheten är stängd. Då kan ingen workshop hållas där."))


def may_take_part(by: Actor) -> Q:
    """Workshops that the phone with this link is in."""
    return Q(participants__in=by.granted(PARTICIPANT, Permission.WORKSHOP_TAKE_PART))


def may_show(by: Actor) -> Q:
    """Workshops whose live stream a screen's link opens."""
    return Q(pk__in=by.granted(WORKSHOP, Permission.WORKSHOP_SHOW))


def phone_of(by: Actor) -> int | None:
    """The phone that `by` is: what `may_take_part` asks of the database, for a whole batch of phones at once."""
    return next(iter(by.granted(PARTICIPANT, Permission.WORKSHOP_TAKE_PART)), None)
