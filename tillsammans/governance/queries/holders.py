"""By which role somebody sits in a board. The address is asked for and never shown."""

from datetime import date

from tillsammans.access.reach import below, level
from tillsammans.access.roles import Role
from tillsammans.organisations.models import RoleHolding
from tillsammans.organisations.queries.holdings import running

# The role that says most of why somebody sits in a board.
_FIRST = (
    Role.STEERING_MEMBER,
    Role.CHAIR,
    Role.SECRETARY,
    Role.HEAD,
    Role.PROCESS_LEADER,
    Role.CONTACT_PERSON,
)


def holding_of(county_id: int, email: str, on: date) -> RoleHolding | None:
    """The role that a work address holds in the county on a day; None: it holds none. One query."""
    rows = RoleHolding.objects.filter(
        running(on), below("place__path", [level(county_id)]), email__iexact=email
    )
    order = {role: n for n, role in enumerate(_FIRST)}
    held = sorted(rows, key=lambda one: (order.get(Role(one.role), len(order)), one.starts_on, one.pk))
    return held[0] if held else None
