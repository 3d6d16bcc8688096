"""A newsletter's texts: which fields each kind of block has, how a text is read in a language, and what may stand in it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from zlib import crc32

from tillsammans.core.text import SOURCE_LANGUAGE, Localised, localised

TEXT, EXAMPLE, NEWS, DATES = "text", "example", "news", "dates"
FIELDS: Mapping[str, tuple[str, ...]] = {
    TEXT: ("heading", "body"),
    EXAMPLE: ("heading", "context", "did", "result", "copy"),
    NEWS: ("heading", "body"),
    DATES: ("heading", "body"),
}
LONGEST_HEADING, LONGEST = 120, 4000  # signs of a heading, and of any other field
MOST_BLOCKS, MOST_DAYS = 40, 20
DAY = "day."  # before a day's key, in the map of texts
Texts = Mapping[str, Mapping[str, str]]  # language → field → words


@dataclass(frozen=True)
class Day:
    """A line of a block of dates."""

    first: date
    last: date
    title: Localised


@dataclass(frozen=True)
class Told:
    """A block in one language. fields: those of its kind, "" where nothing is written. path: the open page that tells more,
    without language before it; "": none. is_fallback: some of it is in Swedish since nobody has translated it.
    """

    kind: str
    fields: Mapping[str, Localised]
    days: tuple[Day, ...]
    path: str
    is_fallback: bool

    def __getitem__(self, name: str) -> Localised:
        return self.fields[name]


def told(kind: str, texts: Texts, days: Iterable[Mapping[str, Any]], path: str, language: str) -> Told:
    """days: of the row, {"key", "first", "last"} with ISO days."""
    fields = {name: field(texts, name, language) for name in FIELDS[kind]}
    lines = tuple(
        Day(date.fromisoformat(one["first"]), date.fromisoformat(one["last"]), title)
        for one in days
        if (title := field(texts, f"{DAY}{one['key']}", language)).text
    )
    swedish = any(one.is_fallback for one in (*fields.values(), *(day.title for day in lines)))
    return Told(kind, fields, lines, path, swedish)


def field(texts: Texts, name: str, language: str) -> Localised:
    """One field; where it lacks in the language, the Swedish one."""
    return localised({code: words[name] for code, words in texts.items() if words.get(name)}, language)


def written_in(title: Mapping[str, str], blocks: Iterable[Texts]) -> set[str]:
    """Languages that something is written in, Swedish always."""
    blocks = list(blocks)
    found = {code for code, words in title.items() if words}
    return (
        found
        | {code for one in blocks for code, words in one.items() if any(words.values())}
        | {SOURCE_LANGUAGE}
    )


def mark(words: str) -> int:
    """Of a short text that has no revision of its own: another text has another mark."""
    return crc32(words.encode())


def cleaned(text: str) -> str:
    """Without signs that neither a database nor XML holds, and with one kind of line break."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNSEEN.sub("", plain).strip()


def on_one_line(text: str) -> str:
    """As a heading and a mail's subject have it."""
    return " ".join(cleaned(text).split())


_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_ADDRESS = re.compile(r"https?://[^\s<>\"'|\\^`{}]+", re.IGNORECASE)
_AFTER = ".,;:!?)]»”"  # what ends a sentence and no address


def pieces(line: str) -> Iterator[tuple[str, bool]]:
    """(words, whether they are an address), in order: addresses are written out in the text and become links."""
    end = 0
    for match in _ADDRESS.finditer(line):
        address = match[0].rstrip(_AFTER)
        if match.start() > end:
            yield line[end : match.start()], False
        yield address, True
        end = match.start() + len(address)
    if end < len(line):
        yield line[end:], False


def addresses(text: str) -> list[str]:
    return [words for words, is_address in pieces(text) if is_address]


@dataclass(frozen=True)
class Piece:
    """A paragraph (its lines), or a list (its points)."""

    is_list: bool
    lines: tuple[str, ...]


def paragraphs(text: str) -> Iterator[Piece]:
    """An empty line ends a paragraph; lines that begin with a hyphen are points of a list."""
    for part in re.split(r"\n\s*\n", text):
        yield from _split([line.strip() for line in part.split("\n") if line.strip()])


def _split(lines: list[str]) -> Iterator[Piece]:
    begun: list[str] = []
    points = False
    for line in lines:
        is_point = line.startswith("- ")
        if begun and is_point != points:
            yield Piece(points, tuple(begun))
            begun = []
        points = is_point
        begun.append(line[2:].strip() if is_point else line)
    if begun:
        yield Piece(points, tuple(begun))
