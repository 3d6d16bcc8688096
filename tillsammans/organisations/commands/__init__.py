"""Every write to the organisations."""

from tillsammans.organisations.commands.accounts import tie_account
from tillsammans.organisations.commands.counties import new_county
from tillsammans.organisations.commands.imports import (
    abandon_import,
    commit_import,
    forget_old_imports,
    import_file,
    note_import_read,
    preview_import,
    read_import,
)
from tillsammans.organisations.commands.roles import (
    appoint,
    decide_role,
    dispose_of_ended_holdings,
    end_role,
    hand_over_role,
    read_holders,
    read_holders_below,
    withdraw_decision,
)
from tillsammans.organisations.commands.settings import change_settings
from tillsammans.organisations.commands.tree import place, plant, plant_below, touch_county, touch_level
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
    "appoint",
    "change_settings",
    "close_unit",
    "commit_import",
    "decide_role",
    "dispose_of_ended_holdings",
    "end_role",
    "forget_old_imports",
    "hand_over_role",
    "import_file",
    "merge_units",
    "move_unit",
    "new_county",
    "note_import_read",
    "open_unit",
    "place",
    "plant",
    "plant_below",
    "preview_import",
    "read_holders",
    "read_holders_below",
    "read_import",
    "rename",
    "reopen",
    "tie_account",
    "touch_county",
    "touch_level",
    "withdraw_decision",
]
