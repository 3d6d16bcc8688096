"""What the program must say to the database itself, beside its tables."""

from django.db import connection
from django.db.models import Model


def count_rows_anew(*models: type[Model]) -> None:
    """Tell PostgreSQL how full these tables are now. Asked for after many rows at once, in the same transaction.

    Its own count comes a minute later at best, and one taken before the transaction ends sees none of its rows: a plan for an
    empty table then takes minutes on a full one. SQLite plans by its indexes alone and needs nothing.
    Source: PostgreSQL 15, "Populating a Database", 14.4.8.
    """
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for model in models:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")
