"""The worker: sends what lies in the outbox, and once a day opens, closes and disposes of what is due."""

import argparse
import signal
import threading
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
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    last_day: date | None = None
    while not stop.is_set():
        last_day, sent = _turn(last_day)
        if once:
            return 0
        if not sent:
            stop.wait(PAUSE_SECONDS)
    return 0


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
