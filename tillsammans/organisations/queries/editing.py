"""What a page needs before it asks for a change: the row, or the refusal that the command itself would give."""

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.access.roles import Permission
from tillsammans.core.errors import NotAllowed
from tillsammans.organisations import policies
from tillsammans.organisations.models import Place, RoleHolding
from tillsammans.organisations.queries import holdings, pages, places


def may_keep_register(by: Actor) -> bool:
    """For buttons: whether `by` keeps the county's register of workplaces."""
    return by.has(Permission.PLACES_EDIT)


def get_unit_to_edit(by: Actor, unit_id: int) -> Place:
    """A unit, open or closed. Raises NotVisible, NotAllowed."""
    unit = places.get_unit(by, unit_id)
    check.require(by, policies.may_edit_place, unit, policies.register_refusal())
    return unit


def places_for_new_unit(by: Actor) -> list[Place]:
    """Where a new unit may be put. Raises NotAllowed for who does not keep the register."""
    county = places.get_county(by)
    check.require(by, policies.may_edit_place, county, policies.register_refusal())
    return pages.places_to_move_to(by, county.pk)


def get_county_to_import(by: Actor) -> Place:
    """The county whose workplaces `by` may import. Raises NotVisible, NotAllowed."""
    county = places.get_county(by)
    check.require(by, policies.may_import, county, policies.import_refusal())
    return county


def get_principal_to_settle(by: Actor, principal_id: int) -> Place:
    """A principal that `by` speaks for. Raises NotVisible, NotAllowed."""
    principal = places.get_principal(by, principal_id)
    policies.check_edit_settings(by, principal)
    return principal


def places_to_appoint_at(by: Actor, principal: Place) -> list[Place]:
    """Where in a principal `by` may say who holds a role. Raises NotAllowed when that is nowhere."""
    found = pages.places_for_roles(by, principal)
    if not found:
        raise NotAllowed(policies.appoint_refusal())
    return found


def get_holding_to_edit(by: Actor, holding_id: int) -> RoleHolding:
    """A holding that `by` may change. Raises NotVisible, NotAllowed."""
    held = holdings.get_holding(by, holding_id)
    check.require(by, policies.may_edit_holdings, held, policies.appoint_refusal())
    return held
