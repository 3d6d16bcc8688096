"""Every write to the organisations."""

from tillsammans.organisations.commands.imports import (
    abandon_import,
    commit_import,
    forget_old_imports,
    import_file,
    preview_import,
    read_import,
)
from tillsammans.organisations.commands.tree import place, plant, plant_below, touch_county
from tillsammans.organisations.commands.units import (
    close_unit,
    merge_units,
    move_unit,
    open_unit,
    rename,
    reopen,
)

__all__ = [
    "abandon_import",
    "close_unit",
    "commit_import",
    "forget_old_imports",
    "import_file",
    "merge_units",
    "move_unit",
    "open_unit",
    "place",
    "plant",
    "plant_below",
    "preview_import",
    "read_import",
    "rename",
    "reopen",
    "touch_county",
]
