"""Reading the reference files of data/: each once a process, and whole. A fault is one sentence with the file and the code."""

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent.parent / "data"
# The reader in C reads as the one in Python does, ten times faster; a machine that lacks it gets the other.
_Reader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Texts = dict[str, str]
Row = Mapping[str, Any]


class ReferenceFault(Exception):
    """A reference file cannot be used. The sentence names the file and the code, and stops the start."""

    def __init__(self, file: str, what: str) -> None:
        super().__init__(f"{file}: {what}.")


def read(file: str, folder: Path = DATA) -> Row:
    """One file as it stands. Raises ReferenceFault when it is missing or no YAML."""
    try:
        reader = _Reader((folder / file).read_text(encoding="utf-8"))
        try:
            given = reader.get_single_data()
        finally:
            reader.dispose()
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as fault:
        raise ReferenceFault(
            file, f"the file cannot be read ({str(fault).splitlines()[0].rstrip('.')})"
        ) from fault
    if not isinstance(given, Mapping):
        raise ReferenceFault(file, "the file is empty, or no list of names and values")
    return given


def part(file: str, given: Row, name: str) -> Any:
    """A list or a block at the top of the file. Raises ReferenceFault when it is missing."""
    if given.get(name) in (None, ""):
        raise ReferenceFault(file, f'the part "{name}" is missing')
    return given[name]


def field(file: str, row: Row, name: str, *, of: str) -> Any:
    """A value of a row. Raises ReferenceFault when it is missing; `of` says which row."""
    if row.get(name) in (None, ""):
        raise ReferenceFault(file, f'{of} lacks "{name}"')
    return row[name]


def code_of(file: str, row: Row, kind: str, key: str = "code") -> Any:
    """The row's own code. Raises ReferenceFault for a row without one; it is named by what else stands in it."""
    if row.get(key) in (None, ""):
        begins = ", ".join(f"{name}: {str(value)[:40]}" for name, value in list(row.items())[:2])
        raise ReferenceFault(file, f'a row of "{kind}" lacks "{key}" ({begins})')
    return row[key]


def known(file: str, code: Any, among: Collection[Any], *, of: str, kind: str) -> Any:
    """The code, if it is there to point at. Raises ReferenceFault for one that nothing has."""
    if code not in among:
        raise ReferenceFault(file, f'{of} points to the {kind} "{code}", which is unknown')
    return code


def once(file: str, codes: Iterable[Any], kind: str) -> None:
    """Raises ReferenceFault for a code that stands twice."""
    seen: set[Any] = set()
    for code in codes:
        if code in seen:
            raise ReferenceFault(file, f'the {kind} "{code}" stands twice')
        seen.add(code)


def two(file: str, row: Row, of: str) -> Texts:
    """The row's name in Swedish and in English."""
    return {language: str(field(file, row, f"name_{language}", of=of)) for language in ("sv", "en")}


def counted(file: str, name: str, said: int | None, found: int) -> None:
    """Raises ReferenceFault when the file says another number than it holds."""
    if said is not None and said != found:
        raise ReferenceFault(file, f'"{name}" says {said}, the file holds {found}')
