"""A question written once, with its values put in each time, gives what the ORM gives."""

import json
from collections.abc import Iterable
from datetime import date

import pytest
from django.db import connection
from django.db.models import Q
from django.db.models.functions import JSONArray
from django.test.utils import CaptureQueriesContext

from tests.worlds import World
from tillsammans.access.roles import Role
from tillsammans.core.statements import Statements
from tillsammans.organisations.models import Place, RoleHolding

COLUMNS = ("pk", "role", "place__name", "starts_on", "ends_on", "place__path")


def _holdings(*, first: date, ids: Iterable[int], kind: str):
    rows = RoleHolding.objects.filter(Q(starts_on__gte=first) | Q(place__kind=kind), place_id__in=ids)
    return rows.order_by("pk").values_list(*COLUMNS)


def _places(kinds: Iterable[str]):
    return Place.objects.filter(kind__in=kinds).order_by("pk").values_list("pk", "name")


@pytest.mark.parametrize("number", [0, 1, 2, 3, 5])
def test_the_rows_are_those_of_the_orm_for_every_value(world: World, number: int) -> None:
    for role in (Role.CONTACT_PERSON, Role.UNIT_MANAGER, Role.PROCESS_LEADER):
        world.user(role)
    asked = Statements(_holdings)
    ids = [place.pk for place in (world.a.one.place, *world.a.one.units, world.a.two.place, world.a.place)][
        :number
    ]
    for first in (date(2020, 1, 1), date(2026, 1, 1), date(2099, 1, 1)):
        for kind in ("unit", "principal"):
            expected = list(_holdings(first=first, ids=ids, kind=kind))
            assert asked.rows("", first=first, ids=ids, kind=kind) == expected
    assert number < 3 or _holdings(first=date(2020, 1, 1), ids=ids, kind="unit")


def test_a_statement_is_written_once_for_a_key_and_a_length(world: World) -> None:
    written = []

    def write(*, ids: Iterable[int]):
        written.append(len(list(ids)))
        return Place.objects.filter(pk__in=ids).values_list("pk")

    asked = Statements(write)
    for many in ([1], [2], [3, 4, 5], [6, 7, 8, 9], []):
        with CaptureQueriesContext(connection) as seen:
            asked.rows("one", ids=many)
        assert len(seen) == (1 if many else 0)
    asked.rows("other", ids=[1])
    assert written == [1, 4, 0, 1]


def test_what_is_not_named_is_the_key_s(world: World) -> None:
    asked = Statements(
        lambda kind, *, county: Place.objects.filter(kind=kind, county_id=county).values_list("kind")
    )
    for kind in ("unit", "principal", "unit"):
        assert {row[0] for row in asked.rows(kind, kind, county=world.a.place.pk)} == {kind}


def test_nothing_can_be_found_without_a_question(world: World, django_assert_num_queries) -> None:
    asked = Statements(lambda *, county: Place.objects.filter(pk__in=(), county_id=county).values_list("pk"))
    with django_assert_num_queries(0):
        assert asked.rows("", county=world.a.place.pk) == []
        assert asked.bare("", county=world.a.place.pk) == []


def test_a_value_that_the_question_does_not_ask_with_is_refused(db) -> None:
    asked = Statements(lambda *, name, county: Place.objects.filter(name=name).values_list("pk"))
    with pytest.raises(ValueError, match="does not ask with county"):
        asked.rows("", name="a", county=1)


def test_rows_as_the_database_has_them_are_the_same_as_long_as_nothing_is_changed(world: World) -> None:
    asked = Statements(
        lambda *, county: Place.objects.filter(pk=county).values_list("pk", JSONArray("name", "closed_on"))
    )
    county = world.a.place
    before = asked.bare("", county=county.pk)
    assert [(pk, json.loads(text)) for pk, text in before] == [(county.pk, [county.name, None])]
    assert asked.bare("", county=county.pk) == before
    Place.objects.filter(pk=county.pk).update(name='Ny "ort"')
    assert [json.loads(text) for _pk, text in asked.bare("", county=county.pk)] == [['Ny "ort"', None]]


def test_what_was_asked_longest_ago_is_written_anew(world: World) -> None:
    written = []

    def write(kind: str, *, county: int):
        written.append(kind)
        return Place.objects.filter(kind=kind, county_id=county).values_list("pk")

    asked = Statements(write, most=2)
    for kind in ("unit", "principal", "unit", "county", "unit", "principal"):
        asked.rows(kind, kind, county=1)
    assert written == ["unit", "principal", "county", "principal"]
