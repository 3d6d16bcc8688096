"""A row by its id, or the values that a small question finds, by a statement that the ORM writes once in a process.

Writing the statement costs ten times more than answering it when it joins half a dozen tables: it was a quarter of sending a
report. What comes out is what `rows().get(pk=…)` gives, by the same means (source: `django.db.models.query.ModelIterable`, 5.2).
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Generic, NamedTuple, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators

Row = TypeVar("Row", bound=Model)


class _Written(NamedTuple):
    """A statement with a place for the id, and how its columns become a model with the ones that it points at."""

    sql: str
    model: type[Model]
    own: slice
    names: Sequence[str]
    beside: Sequence[Any]
    compiler: Any
    converters: Any


class Prepared(Generic[Row]):
    """rows: the questions's rows with `select_related` (and a lock, if need be), without the id. Asked for when first used."""

    def __init__(self, rows: Callable[[], QuerySet[Row]]) -> None:
        self._rows = rows
        self._written: _Written | None = None

    def get(self, pk: int) -> Row | None:
        """The row, or None. One statement."""
        written = self._written = self._written or _write(self._rows())
        with connection.cursor() as cursor:
            cursor.execute(written.sql, (pk,))
            found = cursor.fetchone()
        return None if found is None else _read(written, found)


def _write(rows: QuerySet[Any]) -> _Written:
    compiler = rows.filter(pk=0).query.get_compiler(connection=connection)
    sql, values = compiler.as_sql()
    if tuple(values) != (0,):
        raise ValueError("a prepared question takes an id and nothing else")
    select, shape = compiler.select, compiler.klass_info
    own = slice(shape["select_fields"][0], shape["select_fields"][-1] + 1)
    return _Written(
        sql,
        shape["model"],
        own,
        [column.target.attname for column, _sql, _alias in select[own]],
        get_related_populators(shape, select, connection.alias),  # type: ignore[call-arg] # the stubs are of Django 6.1
        compiler,
        compiler.get_converters([column for column, _sql, _alias in select]),
    )


def _read(written: _Written, found: Sequence[Any]) -> Any:
    [row] = written.compiler.apply_converters([found], written.converters)
    one = written.model.from_db(connection.alias, written.names, row[written.own])
    for related in written.beside:
        related.populate(row, one)
    return one


class PreparedValues:
    """rows: the question as `values_list`, asked with a day and an id. It holds nothing else that varies."""

    _DAY, _ID = date(1871, 2, 3), 918_273_645

    def __init__(self, rows: Callable[[date, int], QuerySet[Any, Any]]) -> None:
        self._rows = rows
        self._sql = ""
        self._asks: tuple[bool, ...] = ()  # for each place in the statement: whether it is the day

    def of(self, day: date, pk: int) -> list[tuple[Any, ...]]:
        """What the question finds. One statement."""
        if not self._sql:
            self._write()
        on = connection.ops.adapt_datefield_value(day)
        with connection.cursor() as cursor:
            cursor.execute(self._sql, [on if is_day else pk for is_day in self._asks])
            return cursor.fetchall()

    def _write(self) -> None:
        compiler = self._rows(self._DAY, self._ID).query.get_compiler(connection=connection)
        sql, values = compiler.as_sql()
        day = connection.ops.adapt_datefield_value(self._DAY)
        plain = not compiler.get_converters([column for column, _sql, _alias in compiler.select])
        if not plain or any(value not in (day, self._ID) for value in values):
            raise ValueError(
                "a prepared question for values takes a day and an id, and gives columns as they are"
            )
        self._sql, self._asks = sql, tuple(value == day for value in values)
