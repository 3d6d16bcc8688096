"""Many new rows whose ids nobody asks for. Building model objects costs five times as much as writing the rows (measured)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection
from django.db.models import Model

BATCH = 500  # rows a statement
_AS_IT_IS = (str, int, type(None))  # what every database takes without being asked


def insert_rows(
    model: type[Model], alike: Mapping[str, Any], names: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """One statement, carried out for all rows. alike: columns with the same value in every row; names: the columns of `rows`.

    Only for models without defaults of their own to fill in: the table's constraints hold, `save` and `clean` are not called.
    """
    found = {field.name: field for field in model._meta.concrete_fields}
    fields = [found[name] for name in (*alike, *names)]
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    table = connection.ops.quote_name(model._meta.db_table)
    same = [
        field.get_db_prep_save(value, connection)
        for field, value in zip(fields, alike.values(), strict=False)
    ]
    write = [field.get_db_prep_save for field in fields[len(alike) :]]
    ready = [
        [
            *same,
            *(
                one if type(one) in _AS_IT_IS else to(one, connection)
                for to, one in zip(write, row, strict=True)
            ),
        ]
        for row in rows
    ]
    with connection.cursor() as cursor:
        for start in range(0, len(ready), BATCH):
            cursor.executemany(
                f"INSERT INTO {table} ({columns}) VALUES ({marks})",  # nosec B608 (names of our own tables)
                ready[start : start + BATCH],
            )
