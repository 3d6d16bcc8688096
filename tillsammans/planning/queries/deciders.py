"""Who writes down the decisions of a level, and can be asked for one by mail."""

from dataclasses import dataclass
from datetime import date

from tillsammans.access.reach import LEVEL_DIGITS, at_or_above
from tillsammans.access.roles import ROLE_PERMISSIONS, Permission, Role
from tillsammans.accounts.queries import languages_of
from tillsammans.organisations.models import Place, PlaceKind, RoleHolding
from tillsammans.organisations.queries.holdings import running

_DECIDING = [role for role in Role if Permission.PLAN_DECIDE in ROLE_PERMISSIONS[role]]


@dataclass(frozen=True)
class Decider:
    email: str
    language: str


def deciders_of(place: Place, *, on: date) -> list[Decider]:
    """Those who decide at the place on a day; where the seat stands empty, the nearest above it. The county decides for itself
    alone. Two queries."""
    path = place.path or ""
    rows = RoleHolding.objects.filter(running(on), at_or_above("place__path", [path]), role__in=_DECIDING)
    if place.kind != PlaceKind.COUNTY:
        rows = rows.exclude(place__path=path[:LEVEL_DIGITS])
    held = list(rows.exclude(email="").values_list("place__path", "email"))
    nearest = max((len(found) for found, _email in held), default=0)
    emails = sorted({email for found, email in held if len(found) == nearest})
    chosen = languages_of(emails)
    return [Decider(email, chosen.get(email, "sv")) for email in emails]
