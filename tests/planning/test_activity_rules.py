"""What follows from an activity: late, unowned, waiting, in a circle. No database."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tillsammans.planning.rules import activities as rules
from tillsammans.planning.rules.activities import ActivityContent, HeldRoles

TODAY = date(2026, 10, 14)
COUNTY, PRINCIPAL, UNIT, OTHER = (
    "00000001",
    "0000000100000002",
    "000000010000000200000003",
    "0000000100000009",
)


def content(**more: object) -> ActivityContent:
    return ActivityContent(**{"title": "Vi provar", "ends_on": date(2026, 12, 1), **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("more", "at_county", "fields"),
    [
        ({}, False, []),
        ({"starts_on": date(2026, 12, 1)}, False, []),
        ({"starts_on": date(2026, 12, 2)}, False, ["ends_on"]),
        ({"title": "  "}, False, ["title"]),
        ({"kind": "milestone", "starts_on": date(2026, 11, 1)}, False, ["starts_on"]),
        ({"ends_on": date(1999, 12, 31)}, False, ["ends_on"]),
        ({"starts_on": date(26, 10, 1)}, False, ["starts_on"]),
        ({"kind": "milestone", "needs_principals": 7}, True, []),
        ({"kind": "milestone", "needs_principals": 7}, False, ["needs_principals"]),
        ({"needs_principals": 7}, True, ["needs_principals"]),
        ({"kind": "milestone", "needs_principals": 0}, True, ["needs_principals"]),
        ({"contributes_to_id": 3}, False, []),
        ({"contributes_to_id": 3}, True, ["contributes_to"]),
    ],
)
def test_each_fault_stands_at_its_field(more: dict, at_county: bool, fields: list[str]):
    assert [wrong.field for wrong in rules.faults(content(**more), at_county=at_county)] == fields


@pytest.mark.parametrize(
    ("state", "ends", "late"),
    [
        ("not_begun", date(2026, 10, 13), 1),
        ("ongoing", date(2026, 10, 9), 5),
        ("ongoing", TODAY, 0),
        ("done", date(2026, 9, 1), 0),
        ("stopped", date(2026, 9, 1), 0),
        ("not_begun", date(2027, 1, 1), 0),
    ],
)
def test_late_is_what_should_have_been_done_and_is_not(state: str, ends: date, late: int):
    assert rules.days_late(state, ends, TODAY) == late


@pytest.mark.parametrize(
    ("role", "text", "held", "why"),
    [
        ("", "", [], "nobody"),
        ("", "Elevhälsan", [], ""),
        ("contact_person", "", [], "vacant"),
        ("contact_person", "", [("contact_person", PRINCIPAL)], ""),
        ("contact_person", "", [("contact_person", OTHER)], "vacant"),
        ("process_leader", "", [("process_leader", COUNTY)], ""),
        ("unit_manager", "", [("unit_manager", UNIT)], ""),
        ("head", "", [("contact_person", PRINCIPAL)], "vacant"),
    ],
)
def test_a_role_without_a_holder_there_is_vacant(role: str, text: str, held: list, why: str):
    assert rules.unowned(role, text, PRINCIPAL, HeldRoles.of(held)) == why


def test_a_role_at_another_unit_of_the_same_principal_holds_nothing_here():
    held = HeldRoles.of([("unit_manager", UNIT)])
    assert held.somebody("unit_manager", UNIT)
    assert not held.somebody("unit_manager", "000000010000000200000004")


@pytest.mark.parametrize(
    ("contributions", "needed", "done", "left"),
    [
        ([], 7, 0, 7),
        ([(1, "done"), (2, "done"), (3, "ongoing")], 3, 2, 1),
        ([(1, "done"), (1, "ongoing")], 1, 0, 1),
        ([(1, "done"), (1, "stopped")], 1, 1, 0),
        ([(1, "stopped")], 1, 0, 1),
        ([(1, "done"), (2, "done")], 1, 2, 0),
        ([(1, "done")], None, 1, 0),
    ],
)
def test_a_milestone_counts_principals_whose_parts_are_done(contributions, needed, done, left):
    found = rules.reached(contributions, needed)
    assert (found.done, found.left) == (done, left)


@pytest.mark.parametrize(
    ("waits", "one", "other", "circle"),
    [
        ({}, 1, 2, False),
        ({2: [1]}, 1, 2, True),
        ({2: [3], 3: [4], 4: [1]}, 1, 2, True),
        ({2: [3], 3: [2]}, 1, 2, False),
        ({}, 1, 1, True),
    ],
)
def test_a_circle_is_found_however_long(waits, one, other, circle):
    assert rules.closes_circle(waits, one, other) is circle


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=30))
def test_waits_that_were_let_in_never_go_round(pairs):
    waits: dict[int, set[int]] = {}
    for one, other in pairs:
        if not rules.closes_circle(waits, one, other):
            waits.setdefault(one, set()).add(other)
    left = set(waits)
    while free := {one for one in left if not waits[one] & left}:
        left -= free
    assert not left


def test_what_begins_before_what_it_waits_for_is_done_clashes():
    early, late = date(2026, 10, 1), date(2026, 12, 1)
    assert rules.begins_too_early(early, late, [("ongoing", date(2026, 11, 1))])
    assert not rules.begins_too_early(early, late, [("done", date(2026, 11, 1))])
    assert not rules.begins_too_early(None, late, [("ongoing", date(2026, 11, 1))])
