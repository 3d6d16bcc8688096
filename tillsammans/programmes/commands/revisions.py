"""Two people in one row: the row as it is now, locked, unless somebody else has saved since the form was shown."""

from typing import TypeVar

from django.utils.translation import gettext as _

from tillsammans.core.errors import Conflict
from tillsammans.programmes.models import Adaptation, Initiative

Row = TypeVar("Row", Adaptation, Initiative)


def locked_at(kind: type[Row], pk: int, revision: int | None) -> Row:
    """Raises Conflict when the row's revision is another than the form's. None: the caller saw no form."""
    row = kind._default_manager.select_for_update().get(pk=pk)
    if revision is not None and row.revision != revision:
        raise Conflict(
            _(
                "Någon annan ändrade texten medan du skrev. Läs den nya texten nedan. Spara igen om din ska gälla."
            )
        )
    return row
