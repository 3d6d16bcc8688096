"""A cache of things as they are, in this process: what is fetched is the very object that was kept, and nothing is copied.

Django's own memory cache pickles everything in and out, which cost a tenth of a county's picture. Here whoever keeps a thing
and whoever fetches it leave it as it is: frozen dataclasses, tuples, strings, dictionaries that are only read. Nothing grows
old: a key names the version of what it shows. When there are too many, what was fetched longest ago goes.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache

_STORES: dict[str, OrderedDict[str, Any]] = {}
_LOCK = Lock()
_LAST: dict[Hashable, tuple[Any, Any]] = {}
MOST_LAST = 4096
Made = TypeVar("Made")


class Fragments(BaseCache):
    """Django's cache interface without times. Caches of the same location share their things."""

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        self._cache = _STORES.setdefault(location, OrderedDict())

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        with _LOCK:
            if key not in self._cache:
                return default
            self._cache.move_to_end(key)
            return self._cache[key]

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        """Raises ValueError for a time to keep it, which this cache knows nothing of."""
        if timeout not in (DEFAULT_TIMEOUT, None):
            raise ValueError("fragments are kept under their version, not for a time")
        with _LOCK:
            self._cache[key] = value
            self._cache.move_to_end(key)
            while len(self._cache) > self._max_entries:
                self._cache.popitem(last=False)

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        if self.has_key(key):
            return False
        self.set(key, value, timeout)
        return True

    def touch(self, key: str, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        return self.has_key(key)

    def delete(self, key: str, version: int | None = None) -> bool:
        with _LOCK:
            return self._cache.pop(key, self) is not self

    def has_key(self, key: str, version: int | None = None) -> bool:
        return key in self._cache

    def clear(self) -> None:
        """Also what was made the last time, wherever."""
        with _LOCK:
            self._cache.clear()
            _LAST.clear()


def as_last(place: Hashable, shown: Any, make: Callable[[], Made]) -> Made:
    """What was made the last time at this place, as long as it is made of the same. For parts that show much.

    place: its kind, the language and whose it is. shown: everything else that it is made of, compared and not hashed, which costs
    next to nothing when most of it is the very same objects.
    """
    made: Made | None = last(place, shown)
    return keep_last(place, shown, make()) if made is None else made


def last(place: Hashable, shown: Any) -> Any:
    """What was made there the last time, if it was of the same; else None. For whoever makes several at once."""
    kept = _LAST.get(place)
    return kept[1] if kept is not None and kept[0] == shown else None


def keep_last(place: Hashable, shown: Any, made: Made) -> Made:
    if len(_LAST) >= MOST_LAST:
        _LAST.clear()
    _LAST[place] = (shown, made)
    return made
