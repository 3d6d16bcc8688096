"""Every write of the package, one function for each thing that a person (or the calendar) does."""

from tillsammans.followup.commands.disposal import forget_old_addresses
from tillsammans.followup.commands.drafts import save_draft
from tillsammans.followup.commands.handover import move_open_tasks, withdraw_closed_units
from tillsammans.followup.commands.invitations import hand_over, remind, send_invitations, take_back, withdraw
from tillsammans.followup.commands.newcomers import ask_new_units
from tillsammans.followup.commands.principal_reports import send_principal_report
from tillsammans.followup.commands.reports import send_report
from tillsammans.followup.commands.rollup import rebuild
from tillsammans.followup.commands.rounds import (
    change_round,
    close_round,
    close_rounds_that_are_over,
    create_round,
    move_closing_day,
    open_round,
    remove_round,
    reopen_round,
)

__all__ = [
    "ask_new_units", "change_round", "close_round", "close_rounds_that_are_over", "create_round",
    "forget_old_addresses", "hand_over", "move_closing_day", "move_open_tasks", "open_round", "rebuild",
    "remind", "remove_round", "reopen_round", "save_draft", "send_invitations", "send_principal_report",
    "send_report", "take_back", "withdraw", "withdraw_closed_units",
]  # fmt: skip
