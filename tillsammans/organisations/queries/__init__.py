"""Reading the organisations: actors, the tree, role holders, imports."""

from tillsammans.organisations.queries.actors import actor_for, counties_of
from tillsammans.organisations.queries.holdings import (
    get_holding,
    holdings_below,
    holdings_of_place,
    unit_manager_emails,
)
from tillsammans.organisations.queries.imports import (
    compared,
    digest,
    error_rows,
    get_import,
    recent_imports,
)
from tillsammans.organisations.queries.places import (
    UnitChoice,
    UnitList,
    county_of_key,
    departments_of,
    get_county,
    get_place,
    get_principal,
    get_unit,
    history_of,
    list_units,
    open_units,
    principals_of_county,
)
from tillsammans.organisations.queries.seats import (
    SeatsRow,
    decisions_of,
    get_decision,
    profile_of,
    role_seats_of_county,
    seats_rows,
)

__all__ = [
    "SeatsRow",
    "UnitChoice",
    "UnitList",
    "actor_for",
    "compared",
    "counties_of",
    "county_of_key",
    "decisions_of",
    "departments_of",
    "digest",
    "error_rows",
    "get_county",
    "get_decision",
    "get_holding",
    "get_import",
    "get_place",
    "get_principal",
    "get_unit",
    "history_of",
    "holdings_below",
    "holdings_of_place",
    "list_units",
    "open_units",
    "principals_of_county",
    "profile_of",
    "recent_imports",
    "role_seats_of_county",
    "seats_rows",
    "unit_manager_emails",
]
