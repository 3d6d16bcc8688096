"""Who may do what with communication, forums, year wheels and nudges. Each level keeps its own; what is shared is read by all."""

from django.db.models import Q
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.core.errors import Conflict
from tillsammans.organisations.models import Place
from tillsammans.organisations.policies import own_work, shown_work
from tillsammans.planning.models import Forum, NudgeState, PlannedMessage, YearDeadline
from tillsammans.planning.timeline_policies import may_work_at

_COUNTY_S = Q(place__kind="county")


def may_read_nudge(by: Actor) -> Q:
    """What one's own level says of its nudges, and in the county those that are in place."""
    return own_work("place", by) | (shown_work("county", by) & Q(state=NudgeState.IN_PLACE))


def may_keep_nudge(by: Actor) -> Q:
    return own_work("place", by)


def may_read_message(by: Actor) -> Q:
    """One's own level's lines of the communication plan, the county's, and those that others have shared."""
    return own_work("place", by) | (shown_work("county", by) & (Q(shared=True) | _COUNTY_S))


def may_keep_message(by: Actor) -> Q:
    return own_work("place", by)


def may_read_forum(by: Actor) -> Q:
    """One's own level's forums, the county's, and those that others have shared."""
    return own_work("place", by) | (shown_work("county", by) & (Q(shared=True) | _COUNTY_S))


def may_keep_forum(by: Actor) -> Q:
    return own_work("place", by)


def may_read_deadline(by: Actor) -> Q:
    """The year's deadlines of one's own level, and the county's."""
    return own_work("place", by) | (shown_work("county", by) & _COUNTY_S)


def may_keep_deadline(by: Actor) -> Q:
    return own_work("place", by)


def other_level() -> str:
    return _("Raden hör till en annan nivå. Bara den nivån ändrar den.")


def check_support_at(by: Actor, place: Place) -> None:
    """Raises NotAllowed unless one works at the place, Conflict when it is closed."""
    check.require(by, may_work_at, place, _("Du kan bara skriva för din egen del av organisationen."))
    if place.closed_on is not None:
        raise Conflict(_("Enheten är stängd. Då går det inte att planera för den."))


def check_keep_message(by: Actor, message: PlannedMessage) -> None:
    check.require(by, may_keep_message, message, other_level())


def check_keep_forum(by: Actor, forum: Forum) -> None:
    check.require(by, may_keep_forum, forum, other_level())


def check_keep_deadline(by: Actor, deadline: YearDeadline) -> None:
    check.require(by, may_keep_deadline, deadline, other_level())
