"""Many rows by a statement that the ORM writes once for a key and not at every question: what changes is put in each time.

A question is written with a mark in the place of each named value, and the marks are found again among the statement's values.
What is not named (rights, days that a policy looks at) must be in the key.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from threading import Lock
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

Value = int | str | date
Given = Mapping[str, Any]  # a name → a value, or a list of them
Row = tuple[Any, ...]
MOST = 1024


class _Text(NamedTuple):
    """A statement, and which value goes where. converters: from the database's own values to Python's; none for most columns."""

    sql: str
    values: tuple[Any, ...]
    places: tuple[tuple[int, str, int | None], ...]
    compiler: Any
    converters: Any


class Statements:
    """A question's statements, one for each key. write: the question with marks for the values, as `values_list`."""

    def __init__(self, write: Callable[..., QuerySet[Any, Any]], most: int = MOST) -> None:
        self._write, self._most = write, most
        self._texts: OrderedDict[Hashable, _Text | None] = OrderedDict()
        self._lock = Lock()

    def rows(self, key: Hashable, *about: Any, **given: Any) -> list[Row]:
        """What `write(*about, **given).values_list(…)` gives. One statement, or none where nothing can be found.

        key: all that decides the text of the question but the names and lengths of what is given.
        """
        text = self._text(key, about, given)
        return list(_told(text, _asked(text, given))) if text else []

    def bare(self, key: Hashable, *about: Any, **given: Any) -> list[Row]:
        """The rows as the database has them: days and JSON may be texts. To be compared with those of another time."""
        text = self._text(key, about, given)
        return _asked(text, given) if text else []

    def _text(self, key: Hashable, about: Sequence[Any], given: Given) -> _Text | None:
        lengths = tuple((name, _padded(len(one))) for name, one in given.items() if _is_list(one))
        whole = (key, *given, *lengths)
        with self._lock:
            if whole in self._texts:
                self._texts.move_to_end(whole)
                return self._texts[whole]
        text = _written(self._write, about, given)
        with self._lock:
            self._texts[whole] = text
            while len(self._texts) > self._most:
                self._texts.popitem(last=False)
        return text


def _is_list(given: object) -> bool:
    return isinstance(given, (list, tuple, set, frozenset))


def _padded(length: int) -> int:
    """Lists are filled up to a power of two, so that there are few statements; an empty one is a question of its own."""
    return 1 << (length - 1).bit_length() if length else 0


_FAR = -1_000_000_007


def _mark(number: int, like: object) -> Value:
    """A value that no question holds by itself."""
    if isinstance(like, date):
        return date(1, 1, 1) + timedelta(days=number)
    return f"\x02{number}\x03" if isinstance(like, str) else _FAR - number


def _marks(given: Given) -> dict[str, Any]:
    found, number = {}, 0
    for name, one in given.items():
        many = list(one) if _is_list(one) else [one]
        wanted = _padded(len(many)) if _is_list(one) else 1
        made = [_mark(number + n, many[0]) for n in range(wanted)]
        number += wanted
        found[name] = made if _is_list(one) else made[0]
    return found


def _written(write: Callable[..., QuerySet[Any, Any]], about: Sequence[Any], given: Given) -> _Text | None:
    """Raises ValueError for a question that does not ask with what it is given."""
    marks = _marks(given)
    compiler = write(*about, **marks).query.get_compiler(connection=connection)
    try:
        sql, values = compiler.as_sql()
    except EmptyResultSet:
        return None
    places = tuple(_places(values, marks))
    asked = {name for _at, name, _nth in places}
    if missing := {name for name, mark in marks.items() if mark != []} - asked:
        raise ValueError(f"the question does not ask with {', '.join(sorted(missing))}")
    return _Text(
        sql,
        tuple(values),
        places,
        compiler,
        compiler.get_converters([one for one, _sql, _alias in compiler.select]),
    )


def _places(values: Iterable[Any], marks: Given) -> Iterator[tuple[int, str, int | None]]:
    where = {}
    for name, mark in marks.items():
        for nth, one in enumerate(mark) if _is_list(mark) else [(None, mark)]:
            where[_adapted(one)] = (name, nth)
    for at, value in enumerate(values):
        if isinstance(value, (int, str, date)) and value in where:
            yield (at, *where[value])


def _adapted(value: Value) -> Any:
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value


def _asked(text: _Text, given: Given) -> list[Row]:
    filled = {name: _filled(one) if _is_list(one) else _adapted(one) for name, one in given.items()}
    values = list(text.values)
    for at, name, nth in text.places:
        values[at] = filled[name] if nth is None else filled[name][nth]
    with connection.cursor() as cursor:
        cursor.execute(text.sql, values)
        return cursor.fetchall()


def _filled(many: Iterable[Value]) -> list[Any]:
    """The list in its statement's length: its last value stands again."""
    found = [_adapted(one) for one in many]
    return found + found[-1:] * (_padded(len(found)) - len(found))


def _told(text: _Text, rows: list[Row]) -> Iterator[Row]:
    return (
        map(tuple, text.compiler.apply_converters(rows, text.converters)) if text.converters else iter(rows)
    )
