"""Many new rows whose ids nobody asks for. Building model objects costs five times as much as writing the rows (measured)."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import repeat
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, Model

BATCH = 500  # rows a statement
_AS_IT_IS = {str, int, type(None)}  # what every database takes without being asked


def insert_rows(
    model: type[Model], alike: Mapping[str, Any], names: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """One statement, carried out for all rows. alike: columns with the same value in every row; names: the columns of `rows`.

    Only for models without defaults of their own to fill in: the table's constraints hold, `save` and `clean` are not called.
    """
    # The connection itself: django.db.connection looks it up anew at each use, which costs as much as a value.
    database = connections[DEFAULT_DB_ALIAS]
    found = {field.name: field for field in model._meta.concrete_fields}
    fields = [found[name] for name in (*alike, *names)]
    columns = ", ".join(database.ops.quote_name(str(field.column)) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {database.ops.quote_name(model._meta.db_table)} ({columns}) VALUES ({marks})"  # nosec B608 (names of our own tables)
    same = [
        repeat(field.get_db_prep_save(value, database))
        for field, value in zip(fields, alike.values(), strict=False)
    ]
    prepared = [
        _prepared(field, column, database)
        for field, column in zip(fields[len(alike) :], zip(*rows, strict=True), strict=False)
    ]
    if not prepared:
        return
    ready = list(zip(*same, *prepared, strict=False))
    with database.cursor() as cursor:
        for start in range(0, len(ready), BATCH):
            cursor.executemany(statement, ready[start : start + BATCH])


def _prepared(
    field: "Field[Any, Any]", column: Sequence[Any], database: BaseDatabaseWrapper
) -> Sequence[Any]:
    """A column's values as the database takes them."""
    if _AS_IT_IS.issuperset(map(type, column)):
        return column
    write = field.get_db_prep_save
    return [value if type(value) in _AS_IT_IS else write(value, database) for value in column]
