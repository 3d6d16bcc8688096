"""Who may do what with the organisations. A `may_…` filters a list and answers for one row alike."""

from django.db.models import Q

from tillsammans.access.actor import Actor
from tillsammans.access.reach import at_or_above, below, nothing
from tillsammans.access.roles import Permission


def may_read_place(by: Actor) -> Q:
    """Everyone with a role sees the tree of the own county: names and sectors, no persons."""
    if any(held.path == "" for held in by.holdings):
        return ~Q(pk__in=())
    if by.county_id is None or not by.has(Permission.PLACES_READ):
        return nothing()
    return Q(county_id=by.county_id) | Q(pk=by.county_id)


def may_edit_place(by: Actor) -> Q:
    """System managers and process leaders close, move, merge and rename the county's places."""
    return below("path", by.paths_with(Permission.PLACES_EDIT))


def may_import(by: Actor) -> Q:
    """Counties (places) whose workplaces one may import."""
    return Q(kind="county") & below("path", by.paths_with(Permission.PLACES_IMPORT))


def may_read_holdings(by: Actor) -> Q:
    """Role holders at own places and below, and on the way up to the county."""
    paths = by.paths_with(Permission.HOLDINGS_READ)
    return below("place__path", paths) | at_or_above("place__path", paths)


def may_edit_holdings(by: Actor) -> Q:
    """Role holdings at own places and below."""
    return below("place__path", by.paths_with(Permission.HOLDINGS_EDIT))


def may_edit_settings(by: Actor) -> Q:
    """Principals whose own choices (role decisions, openness) one may change."""
    return Q(kind="principal") & below("path", by.paths_with(Permission.SETTINGS_EDIT))
