"""Who may do what with the organisations. A `may_…` filters a list and answers for one row alike."""

from django.db.models import Q
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.access.reach import LEVEL_DIGITS, at_or_above, below, nothing
from tillsammans.access.roles import Permission
from tillsammans.core.errors import Conflict
from tillsammans.organisations.models import Place


def may_read_place(by: Actor) -> Q:
    """Everyone with a role sees the tree of the own county: names and sectors, no persons."""
    if any(held.path == "" for held in by.holdings):
        return ~Q(pk__in=())
    if by.county_id is None or not by.has(Permission.PLACES_READ):
        return nothing()
    return Q(county_id=by.county_id)


def may_edit_place(by: Actor) -> Q:
    """System managers and process leaders close, move, merge and rename the county's places."""
    return below("path", by.paths_with(Permission.PLACES_EDIT))


def may_read_seats(by: Actor) -> Q:
    """Principals whose filled and vacant seats one may count: own ones, and all for who reads the county's picture."""
    paths = (*by.paths_with(Permission.COUNTY_PICTURE_READ), *by.paths_with(Permission.HOLDINGS_READ))
    return Q(kind="principal") & (below("path", paths) | at_or_above("path", paths))


def may_appoint_at(by: Actor) -> Q:
    """Places where one may say who holds a role."""
    return below("path", by.paths_with(Permission.HOLDINGS_EDIT))


def may_read_import(by: Actor) -> Q:
    """Imports of the counties whose workplaces one may import: they hold work e-mails."""
    return below("county__path", by.paths_with(Permission.PLACES_IMPORT))


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


def register_refusal() -> str:
    return _("Bara processledare och systemförvaltare ändrar i länets register över enheter.")


def import_refusal() -> str:
    return _("Bara processledare och systemförvaltare läser in enheter.")


def appoint_refusal() -> str:
    return _("Du kan bara ange vem som har en roll inom din egen del av organisationen.")


def check_edit_unit(by: Actor, unit: Place) -> None:
    """Raises NotAllowed unless `by` keeps the county's register of workplaces, Conflict when the unit is closed."""
    check.require(by, may_edit_place, unit, register_refusal())
    if unit.closed_on is not None:
        raise Conflict(_("Enheten är stängd. Öppna den igen om den ska ändras."))


def check_edit_settings(by: Actor, principal: Place) -> None:
    """Raises NotAllowed unless `by` speaks for the principal."""
    check.require(
        by, may_edit_settings, principal, _("Bara huvudmannens egen kontaktperson eller chef ändrar det här.")
    )


def check_appoint(by: Actor, place: Place) -> None:
    """Raises NotAllowed unless `by` keeps the list of role holders at the place, Conflict when the place is closed."""
    check.require(by, may_appoint_at, place, appoint_refusal())
    if place.closed_on is not None:
        raise Conflict(_("Enheten är stängd. Då kan ingen få en roll där."))


def own_work(place: str, by: Actor) -> Q:
    """Rows whose `place` (the name of a key to Place; "" for places themselves) is a level that `by` works at: process leaders
    the county's own, and heads, contact persons and unit managers their own part and below. Never another level's."""
    ahead = f"{place}__" if place else ""
    at_county = Q(**{f"{ahead}kind": "county"})
    county = at_county & below(f"{ahead}path", by.paths_with(Permission.COUNTY_WORK))
    return county | (~at_county & below(f"{ahead}path", by.paths_with(Permission.LOCAL_WORK)))


def shown_work(county: str, by: Actor) -> Q:
    """Rows whose `county` (the name of a key to the county's Place) is one where a role lets `by` learn from others' work."""
    paths = by.paths_with(Permission.WORK_READ)
    if "" in paths:
        return ~Q(pk__in=())
    return (
        Q(**{f"{county}__path__in": sorted({path[:LEVEL_DIGITS] for path in paths})}) if paths else nothing()
    )
