"""What an import would change: rows of a file beside the workplaces that are known."""

from collections import Counter, deque
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from .import_rows import PartlyRead, ReadUnit

_CODE_KNOWN_EVERYWHERE = 6  # characters: school unit codes have 8, HSA ids more; "12" may be any principal's


class KnownUnit(NamedTuple):
    """A workplace. Texts are "" when nothing is known; sector and form are keys. closed_on: ISO, "" for an open one."""

    id: int
    principal_id: int
    department: str
    name: str
    sector: str
    unit_code: str
    form: str
    email: str
    closed_on: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """fields: name of the KnownUnit's field -> (what is known, what the row says). A move changes principal_id."""

    unit_id: int
    row: int
    fields: dict[str, tuple[object, object]]


@dataclass
class Comparison:
    """Every row is in one of new, changed and unchanged; every known workplace at most once in changed, unchanged, missing.

    unchanged: (workplace id, row number). missing: known in a principal that the file has rows of, but not in the file.
    """

    new: list[ReadUnit] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    unchanged: list[tuple[int, int]] = field(default_factory=list)
    missing: list[KnownUnit] = field(default_factory=list)


def compare(
    read_units: Sequence[ReadUnit],
    known_units: Iterable[KnownUnit],
    *,
    partly_read: Iterable[PartlyRead] = (),
    closed_units: Sequence[KnownUnit] = (),
) -> Comparison:
    """Match each row with at most one workplace, the surest ground first, in linear time.

    A cell that says nothing changes nothing. partly_read: rows in error, whose workplaces are not called missing.
    closed_units: the last closed first; a row that matches none of the open ones may open one of these again.
    """
    known = list(known_units)
    matched = _Matching(read_units, known).by_row
    matched |= _reopened(read_units, known, closed_units, set(matched)) if closed_units else {}
    result = Comparison()
    for unit in read_units:
        _place(result, unit, matched.get(unit.row))
    principals = {unit.principal_id for unit in read_units}
    accounted = {unit.id for unit in matched.values()}
    unread = {key for unit in partly_read for key in _identities(unit)}
    result.missing = [
        unit
        for unit in known
        if unit.principal_id in principals
        and unit.id not in accounted
        and unread.isdisjoint(_identities(unit))
    ]
    return result


def _place(result: Comparison, unit: ReadUnit, known: KnownUnit | None) -> None:
    if known is None:
        result.new.append(unit)
    elif fields := _opening(known) | differences(unit, known):
        result.changed.append(Change(known.id, unit.row, fields))
    else:
        result.unchanged.append((known.id, unit.row))


def _opening(known: KnownUnit) -> dict[str, tuple[object, object]]:
    return {"closed_on": (known.closed_on, "")} if known.closed_on else {}


def differences(unit: ReadUnit, known: KnownUnit) -> dict[str, tuple[object, object]]:
    """Field -> (old, new), for what the row says otherwise than what is known."""
    fields: dict[str, tuple[object, object]] = {}
    if unit.name != known.name:
        fields["name"] = known.name, unit.name
    if unit.principal_id != known.principal_id:
        fields["principal_id"] = known.principal_id, unit.principal_id
    if unit.department and unit.department != known.department:
        fields["department"] = known.department, unit.department
    if unit.sector != known.sector:
        fields["sector"] = known.sector, unit.sector
    if unit.unit_code and unit.unit_code != known.unit_code:
        fields["unit_code"] = known.unit_code, unit.unit_code
    if unit.form != known.form and (unit.form_stated or "principal_id" in fields):
        fields["form"] = known.form, unit.form
    if unit.manager_email and unit.manager_email != known.email:
        fields["email"] = known.email, unit.manager_email
    return fields


def _identities(unit: PartlyRead | KnownUnit) -> list[tuple[int, str, str]]:
    names = [(unit.principal_id, "name", unit.name.casefold())]
    return [*names, (unit.principal_id, "code", unit.unit_code)] if unit.unit_code else names


_Key = Callable[[ReadUnit | KnownUnit], Hashable]


class _Matching:
    """Passes over what is left, from the surest ground to the least sure."""

    def __init__(self, rows: Sequence[ReadUnit], known: Sequence[KnownUnit]) -> None:
        self.by_row: dict[int, KnownUnit] = {}
        self._rows, self._known = list(rows), list(known)
        self._pass(lambda unit: unit.unit_code and (unit.principal_id, unit.unit_code))
        self._pass(_code_known_everywhere, alone=True)
        self._pass(lambda unit: (unit.principal_id, unit.name.casefold(), unit.sector, unit.department))
        self._pass(lambda unit: (unit.principal_id, unit.name.casefold(), unit.sector))
        self._pass(lambda unit: (unit.principal_id, unit.name.casefold()), alone=True)

    def _pass(self, key: _Key, *, alone: bool = False) -> None:
        """Match rows and workplaces with the same key, in order. alone: only where both sides have just one."""
        if not (self._rows and self._known):
            return
        waiting: dict[Hashable, deque[KnownUnit]] = {}
        for unit in self._known:
            if found := key(unit):
                waiting.setdefault(found, deque()).append(unit)
        rows_with = Counter(filter(None, map(key, self._rows))) if alone else {}
        for row in self._rows:
            queue = waiting.get(key(row))
            if queue and not (alone and (len(queue) > 1 or rows_with[key(row)] > 1)):
                self.by_row[row.row] = queue.popleft()
        taken = {unit.id for unit in self.by_row.values()}
        self._rows = [row for row in self._rows if row.row not in self.by_row]
        self._known = [unit for unit in self._known if unit.id not in taken]


def _code_known_everywhere(unit: ReadUnit | KnownUnit) -> str:
    """A code that means the same workplace under any principal: then it has moved."""
    return unit.unit_code if len(unit.unit_code) >= _CODE_KNOWN_EVERYWHERE else ""


def _reopened(
    rows: Sequence[ReadUnit],
    known: Sequence[KnownUnit],
    closed: Sequence[KnownUnit],
    matched: Collection[int],
) -> dict[int, KnownUnit]:
    """Row number -> the closed workplace that it opens again. matched: rows that have a workplace already."""
    left = [row for row in rows if row.row not in matched]
    found = _by_code(left, closed)
    taken = {unit.id for unit in found.values()}
    waiting = [row for row in left if row.row not in found]
    alone = _only_of_their_name(rows, known, closed)
    codes = {_coded(row) for row in rows} | {_coded(unit) for unit in known}
    for row in waiting:
        unit = alone.get(_named(row))
        # Two codes are two workplaces; and a code that another has by now cannot come back with this one.
        if (
            unit
            and unit.id not in taken
            and not (unit.unit_code and (row.unit_code or _coded(unit) in codes))
        ):
            found[row.row] = unit
    return found


def _by_code(rows: Iterable[ReadUnit], closed: Iterable[KnownUnit]) -> dict[int, KnownUnit]:
    """By the row's code: the principal's workplace that had it last."""
    coded: dict[tuple[int, str], KnownUnit] = {}
    for unit in closed:
        coded.setdefault(_coded(unit), unit)
    return {row.row: coded[_coded(row)] for row in rows if row.unit_code and _coded(row) in coded}


def _only_of_their_name(
    rows: Sequence[ReadUnit], known: Sequence[KnownUnit], closed: Sequence[KnownUnit]
) -> dict[tuple[int, str, str], KnownUnit]:
    """Closed workplaces whose name and sector no other workplace and at most one row of the principal has."""
    workplaces = Counter(map(_named, (*known, *closed)))
    told = Counter(map(_named, rows))
    names = ((_named(unit), unit) for unit in closed)
    return {name: unit for name, unit in names if workplaces[name] == 1 and told[name] <= 1}


def _coded(unit: ReadUnit | KnownUnit) -> tuple[int, str]:
    return unit.principal_id, unit.unit_code


def _named(unit: ReadUnit | KnownUnit) -> tuple[int, str, str]:
    return unit.principal_id, unit.name.casefold(), unit.sector
