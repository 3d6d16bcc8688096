"""How many wrong codes came from each address: in the memory of the process, for minutes, and nowhere else.

A school is one address, so that only different wrong codes count: a hall in which forty mistype the same one is no guesser.
"""

from collections import OrderedDict
from datetime import datetime, timedelta
from threading import Lock

from tillsammans.workshops.rules.limits import WRONG_CODES, WRONG_CODES_MINUTES

REMEMBERED = 20_000  # addresses; then the oldest is forgotten


class Tries:
    """Wrong codes by address. One of it serves a process."""

    def __init__(self) -> None:
        self._wrong: OrderedDict[str, dict[str, datetime]] = OrderedDict()
        self._lock = Lock()

    def used_up(self, address: str, at: datetime) -> bool:
        """Whether this address has to wait before it may try another code."""
        with self._lock:
            return len(self._recent(address, at)) >= WRONG_CODES

    def note(self, address: str, code: str, at: datetime) -> None:
        """A code that leads nowhere was tried."""
        with self._lock:
            recent = self._recent(address, at)
            if len(recent) < WRONG_CODES:
                recent[code[:12]] = at
            self._wrong[address] = recent
            self._wrong.move_to_end(address)
            while len(self._wrong) > REMEMBERED:
                self._wrong.popitem(last=False)

    def forget(self) -> None:
        with self._lock:
            self._wrong.clear()

    def _recent(self, address: str, at: datetime) -> dict[str, datetime]:
        since = at - timedelta(minutes=WRONG_CODES_MINUTES)
        recent = {code: when for code, when in self._wrong.get(address, {}).items() if when > since}
        if not recent:
            self._wrong.pop(address, None)
        return recent


TRIES = Tries()
