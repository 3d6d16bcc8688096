"""R2: each line role → permission taken away or added once; what the table of addresses would not notice is told.

Takes many minutes, so it stands outside the ordinary run: `pytest -m bench tests/access/test_policy_flips.py -s`.
"""

import pytest

from tests.access import matrix, orders
from tests.access.asking import Asker, address
from tests.access.matrix import Case
from tests.access.spots import COUNTY_ROLES, OWN, Person
from tillsammans.access import actor, roles
from tillsammans.access.roles import ROLE_PERMISSIONS, Permission, Role

pytestmark = [pytest.mark.django_db, pytest.mark.bench]

LEAST_CAUGHT = 0.98
# What opens nothing by itself, and what it must stand together with for any address to answer otherwise.
# ROUND_READ is asked for by no policy at all; STAIRS_COMMENT counts for whoever has been asked, alone.
TOGETHER_WITH: dict[Permission, set[Permission]] = {
    Permission.ROUND_READ: set(),
    Permission.STAIRS_COMMENT: set(),
    Permission.OPENED_UNITS_READ: {Permission.COUNTY_PICTURE_READ},
    Permission.REPORT_WRITE: {Permission.UNIT_REPORTS_READ},
    Permission.REMIND: {Permission.REPORT_FOR_OTHERS, Permission.ROUND_RUN},
    Permission.PRINCIPAL_REPORT_WRITE: {Permission.PRINCIPAL_REPORT_READ},
    Permission.HOLDINGS_EDIT: {Permission.HOLDINGS_READ, Permission.COUNTY_PICTURE_READ},
}
# Asked for at the county: gained by a role below it, they reach nothing.
AT_THE_COUNTY = {
    Permission.PLACES_IMPORT,
    Permission.AUDIT_READ,
    Permission.MAIL_READ,
    Permission.WHEEL_TEXTS,
}


def _opens_something(role: Role, permission: Permission) -> bool:
    """Whether gaining or losing this alone can change any answer to the role."""
    held = ROLE_PERMISSIONS[role]
    if permission == Permission.STAIRS_COMMENT:
        return permission in held
    if permission in AT_THE_COUNTY and role not in COUNTY_ROLES:
        return False
    return permission not in TOGETHER_WITH or bool(TOGETHER_WITH[permission] & held)


def _cases_of(asker: Asker, role: Role) -> list[Case]:
    """The questions of one role's holder, own county, nearest and farther objects."""
    return [
        case for method in ("GET", "POST") for case in matrix.cases(asker.ground, method)
        if case.person.role == role and _central(case.person)
    ]  # fmt: skip


def _central(person: Person) -> bool:
    return person.beside is None


def _noticed(asker: Asker, role: Role, cases: list[Case]) -> bool:
    """Whether any answer is another than the table's."""
    for case in cases:
        data = orders.ORDERS[case.row.name](asker.ground, case.spot) if case.method == "POST" else None
        answer = asker.ask(case.person, case.method, address(case.row.name, case.thing), data, whole=False)
        if answer.status not in case.statuses or (answer.changed and not case.allowed):
            return True
        if (
            case.method == "POST"
            and case.allowed
            and case.spot == OWN
            and answer.status == 302
            and not answer.changed
        ):
            return True
    return False


def test_the_table_notices_when_a_role_loses_or_gains_a_permission(
    asker: Asker, monkeypatch: pytest.MonkeyPatch
):
    missed, tried = [], 0
    for role in Role:
        cases = _cases_of(asker, role)
        assert not _noticed(asker, role, cases), f"{role} is not as the table says before anything is flipped"
        for permission in (one for one in Permission if _opens_something(role, one)):
            held = ROLE_PERMISSIONS[role]
            flipped = held - {permission} if permission in held else held | {permission}
            with monkeypatch.context() as patch:
                patch.setitem(roles.ROLE_PERMISSIONS, role, frozenset(flipped))
                assert actor.ROLE_PERMISSIONS is roles.ROLE_PERMISSIONS
                tried += 1
                if not _noticed(asker, role, cases):
                    missed.append((role, permission, "lost" if permission in held else "gained"))
                    print(f"not noticed: {role} {missed[-1][2]} {permission}", flush=True)
    told = "\n".join(f"{role} {what} {permission}" for role, permission, what in missed)
    print(f"\n{tried - len(missed)} of {tried} flips are noticed; not these:\n{told}")
    assert 1 - len(missed) / tried >= LEAST_CAUGHT, told
