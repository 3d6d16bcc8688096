"""The worker: sends what lies in the outbox, and once a day opens, closes and disposes of what is due."""

import argparse
import signal
import time
from datetime import date

from django.db import OperationalError, close_old_connections
from django.utils import timezone

from config.console import daily
from tillsammans.core import clock
from tillsammans.notify import commands as notify

PAUSE_SECONDS = 1.0


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="tillsammans worker")
    parser.add_argument("--once", action="store_true", help="do what is due now and stop")
    once = parser.parse_args(arguments).once
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _asked_to_stop)
    last_day: date | None = None
    try:
        while True:
            last_day, sent = _turn(last_day)
            if once:
                return 0
            if not sent:
                time.sleep(PAUSE_SECONDS)
    except Stop:
        return 0


class Stop(Exception):
    """The process was asked to end. A mail that is being sent is rolled back and sent again by the next worker."""


def _asked_to_stop(number: int, frame: object) -> None:
    raise Stop


def _turn(last_day: date | None) -> tuple[date | None, int]:
    """One round of work. A database that does not answer is tried again at the next one."""
    close_old_connections()
    try:
        today = timezone.localdate(clock.now())
        if today != last_day:
            daily.run(at=clock.now())
        return today, notify.send_due(at=clock.now())
    except OperationalError:
        return last_day, 0
