"""What falls due by the calendar. Packages register their own work when they load; each runs by itself."""

from collections.abc import Callable
from datetime import datetime

from tillsammans.access.actor import system
from tillsammans.followup import commands as followup
from tillsammans.governance.commands import meetings, minutes, situations, support
from tillsammans.notify import commands as notify
from tillsammans.organisations import commands as organisations
from tillsammans.programmes import commands as programmes
from tillsammans.reminders.commands import digests as reminders
from tillsammans.reports.commands import schedule as reports
from tillsammans.reports.commands import subscribers
from tillsammans.steward import commands as steward

WORK: tuple[Callable[..., object], ...] = (
    organisations.dispose_of_ended_holdings,
    meetings.take_up_what_is_open,
    situations.remind_before_meetings,
    minutes.lock_minutes_that_are_over,
    organisations.forget_old_imports,
    followup.close_rounds_that_are_over,
    followup.forget_old_addresses,
    programmes.forget_who_commented,
    support.ask_next_steps,
    steward.dispose_of_accounts_without_roles,
    reminders.forget_old_digests,
    notify.forget_old_mail,
    reports.make_due_drafts,
    subscribers.forget_readers,
)


def run(*, at: datetime) -> None:
    """Do each piece of today's work once. Doing it twice changes nothing more."""
    for work in WORK:
        work(by=system(at))
