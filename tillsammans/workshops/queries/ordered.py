"""All rows of one parent in an order, as models, by a statement that is written once in a process."""

from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet

from tillsammans.core.statements import Statements

Row = TypeVar("Row", bound=Model)


class Ordered(Generic[Row]):
    """model's rows whose `parent` (a foreign key) is the one asked for, ordered by `order`."""

    def __init__(self, model: type[Row], parent: str, order: str) -> None:
        self._model, self._parent, self._order = model, parent, order
        self._names: list[str] = []
        self._statements = Statements(self._write)

    def _write(self, *, parent: int) -> QuerySet[Row, Any]:
        self._names = [field.attname for field in self._model._meta.concrete_fields]
        rows = self._model._default_manager.filter(**{self._parent: parent})
        return rows.order_by(self._order).values_list(*self._names)

    def of(self, parent: int) -> list[Row]:
        found = self._statements.rows("", parent=parent)
        return [self._model.from_db(connection.alias, self._names, row) for row in found]
