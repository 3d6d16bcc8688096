"""A statement written once gives what the ORM gives."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import Model
from django.test.utils import CaptureQueriesContext

from tests.followup.scenes import Scene, make_scene
from tillsammans.audit.models import AuditEvent, AuditHead
from tillsammans.core.prepared import Prepared, PreparedValues
from tillsammans.followup.models import ReportRequest
from tillsammans.followup.queries.reports import RELATED
from tillsammans.organisations.models import RoleHolding


@pytest.fixture
def scene(world) -> Scene:
    return make_scene(world)


def _all(row: Any) -> dict[str, Any]:
    """Every column of a row, and of the rows that were fetched beside it."""
    columns = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    beside = {name: _all(one) if isinstance(one, Model) else one for name, one in row._state.fields_cache.items()
              if not (isinstance(one, Model) and row in one._state.fields_cache.values())}  # fmt: skip
    return {**columns, **beside}


def test_a_row_and_all_beside_it_are_as_the_orm_gives_them(scene: Scene, django_assert_num_queries) -> None:
    """Dates, moments, choices, texts in languages, unique codes, and rows that are not there."""
    scene.send(scene.manager, scene.unit)
    prepared = Prepared(lambda: ReportRequest.objects.select_related(*RELATED))
    for row in ReportRequest.objects.select_related(*RELATED):
        with django_assert_num_queries(1):
            found = prepared.get(row.pk)
        assert found is not None and _all(found) == _all(row)
    assert prepared.get(0) is None


def test_a_lock_is_asked_for_and_only_what_is_named_is_fetched(scene: Scene) -> None:
    prepared = Prepared(lambda: ReportRequest.objects.select_for_update().only("pk"))
    with transaction.atomic(), CaptureQueriesContext(connection) as asked:
        found = prepared.get(scene.request(scene.unit).pk)
    assert found is not None and found.get_deferred_fields() >= {"state", "unit_id"}
    assert ("FOR UPDATE" in asked[-1]["sql"]) == connection.features.has_select_for_update


def test_a_question_that_asks_for_more_than_an_id_is_refused(db) -> None:
    with pytest.raises(ValueError, match="an id and nothing else"):
        Prepared(lambda: AuditHead.objects.filter(count=3)).get(1)


def _running(day: date, pk: int) -> Any:
    rows = RoleHolding.objects.exclude(ends_on__lt=day).filter(user=pk, starts_on__lte=day)
    return rows.order_by("pk").values_list("role", "place_id", "place__path")


def test_values_of_a_day_and_an_id_are_as_the_orm_gives_them(scene: Scene, django_assert_num_queries) -> None:
    """Asked several times, so that nothing of the first question is left in the statement."""
    prepared, first = PreparedValues(_running), date(2025, 1, 1)
    people = RoleHolding.objects.exclude(user=None).values_list("user_id", flat=True)
    found = 0
    for pk in [*people, 0]:
        for day in (first - timedelta(days=1), first, date(2026, 10, 14)):
            with django_assert_num_queries(1):
                rows = prepared.of(day, pk)
            assert [tuple(row) for row in rows] == list(_running(day, pk))
            found += len(rows)
    assert found


def test_a_question_for_values_that_holds_more_than_a_day_and_an_id_is_refused(db) -> None:
    with pytest.raises(ValueError, match="a day and an id"):
        PreparedValues(lambda day, pk: _running(day, pk).filter(role="head")).of(date(2026, 1, 1), 1)
    with pytest.raises(ValueError, match="columns as they are"):
        PreparedValues(lambda day, pk: AuditEvent.objects.filter(pk=pk).values_list("detail")).of(
            date(2026, 1, 1), 1
        )
