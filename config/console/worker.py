"""The worker: sends what lies in the outbox, and once a day opens, closes and disposes of what is due."""

import argparse
import signal
import time
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import OperationalError, close_old_connections
from django.utils import timezone

from config.console import daily
from tillsammans.access.actor import system
from tillsammans.core import clock
from tillsammans.notify import commands as notify
from tillsammans.reminders.commands import digests as reminders

PAUSE_SECONDS = 1.0
LETTERS_FROM_HOUR = 6  # Swedish time: nobody's phone rings at night
LOOK_EVERY = timedelta(minutes=10)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="tillsammans worker")
    parser.add_argument("--once", action="store_true", help="do what is due now and stop")
    once = parser.parse_args(arguments).once
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _asked_to_stop)
    work = Work()
    try:
        while True:
            done = work.turn()
            if once:
                return 0
            if not done:
                time.sleep(PAUSE_SECONDS)
    except Stop:
        return 0


class Stop(Exception):
    """The process was asked to end. A mail that is being sent is rolled back and sent again by the next worker."""


def _asked_to_stop(number: int, frame: object) -> None:
    raise Stop


@dataclass
class Work:
    """What has been done, so that the day's work is done once a day and the weekly letters are looked for now and then."""

    last_day: date | None = None
    look_at: datetime | None = None

    def turn(self) -> int:
        """One round of work. A database that does not answer is tried again at the next one. Returns how much was done."""
        close_old_connections()
        at = clock.now()
        try:
            if (today := timezone.localdate(at)) != self.last_day:
                daily.run(at=at)
                self.last_day = today
            return self._letters(at) + notify.send_due(at=clock.now())
        except OperationalError:
            return 0

    def _letters(self, at: datetime) -> int:
        """The week's letters from the morning on, some at a time so that other mail goes out in between."""
        if timezone.localtime(at).hour < LETTERS_FROM_HOUR or (self.look_at and at < self.look_at):
            return 0
        done = reminders.queue_digests(by=system(at))
        self.look_at = None if done else at + LOOK_EVERY
        return done
