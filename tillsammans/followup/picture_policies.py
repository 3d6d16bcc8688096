"""Who may see which figures. A principal sees its own workplaces at any number; the county sees counts and spread."""

from django.db.models import Q

from tillsammans.access.actor import Actor
from tillsammans.access.reach import below
from tillsammans.access.roles import Permission
from tillsammans.followup import policies


def may_read_county_picture(by: Actor) -> Q:
    """County profiles whose picture one may see: process leaders and the steering group, each of their own county."""
    return below("place__path", by.paths_with(Permission.COUNTY_PICTURE_READ))


def sees_county(by: Actor, path: str) -> bool:
    """`may_read_county_picture` for one county whose path is known."""
    return by.may_at(Permission.COUNTY_PICTURE_READ, path)


def may_read_principal_figures(by: Actor) -> Q:
    """Principals (places) whose counts and spread one may see: own ones, and all in the county for county roles."""
    paths = (*by.paths_with(Permission.COUNTY_PICTURE_READ), *by.paths_with(Permission.REPORT_FOR_OTHERS))
    return Q(kind="principal") & below("path", paths)


def may_read_unit_requests(by: Actor) -> Q:
    """Answered requests that one may read, as for reports; for process leaders also where the principal has opened that."""
    opened = below("principal__path", by.paths_with(Permission.OPENED_UNITS_READ))
    return policies.may_read_report(by) | (
        opened & Q(principal__principal_profile__units_open_to_county=True)
    )


def sees_own(by: Actor, path: str) -> bool:
    """Whether single workplaces and notes at this place are the reader's own principal's (or own unit's)."""
    return by.may_at(Permission.UNIT_REPORTS_READ, path)


def sees_opened(by: Actor, path: str) -> bool:
    """Whether the reader sees single workplaces where that is opened: process leaders, never the steering group."""
    return by.may_at(Permission.OPENED_UNITS_READ, path)


def reads_theory(by: Actor, path: str) -> bool:
    """Whether CFIR's own names stand beside the everyday headings: for process leaders."""
    return by.may_at(Permission.ROUND_RUN, path)
