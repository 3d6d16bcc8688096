"""The two ways to use a policy: narrowing a list, and asking about one row. Both read the same `may_…`."""

from collections.abc import Callable
from typing import TypeVar

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _

from tillsammans.access.actor import Actor
from tillsammans.access.roles import Permission
from tillsammans.core.errors import NotAllowed, NotVisible

Row = TypeVar("Row", bound=Model)
Anything = TypeVar("Anything")
May = Callable[[Actor], Q]


def within(rows: QuerySet[Row], may: May, by: Actor) -> QuerySet[Row]:
    """The rows that `by` may reach."""
    return rows.filter(may(by))


def allows(by: Actor, may: May, row: Model) -> bool:
    """Whether `may` reaches this one row, asked of the database with the same filter as the list."""
    return type(row)._default_manager.filter(may(by), pk=row.pk).exists()


def require(by: Actor, may: May, row: Model, message: str | None = None) -> None:
    """Raises NotAllowed unless `may` reaches the row."""
    if not allows(by, may, row):
        raise NotAllowed(
            message or _("Du har inte behörighet att göra det här. Fråga den som är systemförvaltare hos er.")
        )


def require_permission(by: Actor, permission: Permission, path: str, message: str | None = None) -> None:
    """Raises NotAllowed unless a role gives the permission at the place with this path."""
    if not by.may_at(permission, path):
        raise NotAllowed(
            message or _("Du har inte behörighet att göra det här. Fråga den som är systemförvaltare hos er.")
        )


def found(row: Anything | None) -> Anything:
    """The row, or the one answer for hidden and missing alike."""
    if row is None:
        raise NotVisible(_("Sidan finns inte, eller så har du inte tillgång till den."))
    return row
