"""Who may do what with visits: process leaders log what they take part in; a place reads what concerns it and what lies below."""

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.access.reach import below
from tillsammans.access.roles import Permission
from tillsammans.governance.models import Visit
from tillsammans.organisations.models import Place
from tillsammans.organisations.policies import own_work

VISITED = ("principal", "unit")
NOT_YOUR_VISIT = gettext_lazy("Besök loggas av länets processledare.")


def may_visit(by: Actor) -> Q:
    """Principals and units of the county whose work one leads: where one logs what one has taken part in."""
    return Q(kind__in=VISITED) & below("path", by.paths_with(Permission.COUNTY_WORK))


def may_log_visit(by: Actor) -> Q:
    """Visits in the county whose work one leads."""
    return below("county__path", by.paths_with(Permission.COUNTY_WORK))


def may_read_visit(by: Actor) -> Q:
    """Those that one logs, and those at one's own places and below."""
    return may_log_visit(by) | own_work("place", by)


def may_count_visit(by: Actor) -> Q:
    """Visits that one may count per principal: all in the county for who reads its picture, else those one reads."""
    return below("county__path", by.paths_with(Permission.COUNTY_PICTURE_READ)) | may_read_visit(by)


def check_log(by: Actor, place: Place) -> None:
    """Raises NotAllowed unless one leads the county's work and the place is a principal or a unit."""
    check.require(by, may_visit, place, str(NOT_YOUR_VISIT))


def check_change(by: Actor, visit: Visit) -> None:
    check.require(by, may_log_visit, visit, _("Bara länets processledare ändrar ett besök."))
