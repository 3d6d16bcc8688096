"""Finds text in templates that nobody marked for translation: between tags, in attributes that are read out, and in the
named arguments of component tags. Text in <code>, <kbd> and elements with translate="no" is meant to be as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

READ_OUT = (
    "alt", "title", "placeholder", "label", "aria-label", "aria-description", "aria-roledescription", "aria-valuetext",
)  # fmt: skip
AS_IT_IS = {"code", "kbd", "script", "style"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SPOKEN_ARGUMENTS = "heading|label|text|title|hint|help|legend|caption|summary|message|description|note|lead"

NAMES = {"Tillsammans"}  # proper names, the same in every language
SPECIMENS = ("gallery.html",)  # the gallery shows each part with made-up words, long ones and Arabic ones too
ATTRIBUTES = re.compile(r"""(?:\s*[a-z][\w-]*="[^"]*")+\s*""")  # what a block holds that stands inside a tag

LETTERS = re.compile(r"[^\W\d_]{2,}")
SKIPPED = re.compile(
    r"{#.*?#}"
    r"|{%-?\s*comment\b.*?%}.*?{%\s*endcomment\s*%}"
    r"|{%\s*blocktrans(?:late)?\b.*?%}.*?{%\s*endblocktrans(?:late)?\s*%}",
    re.DOTALL,
)
TAG = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
ARGUMENT = re.compile(rf"""\b(?:{SPOKEN_ARGUMENTS})=("(?:[^"]*)"|'(?:[^']*)')""")


def faults_in(path: Path) -> Iterator[str]:
    """Each text of a template that would stay Swedish in every language, as `line: text`."""
    if path.name in SPECIMENS:
        return
    source = SKIPPED.sub(lambda match: _blank(match[0]), path.read_text(encoding="utf-8"))
    yield from _in_arguments(source)
    plain = TAG.sub(lambda match: _blank(match[0]), source)
    if path.suffix == ".txt":
        yield from (
            f"{number}: {line.strip()}"
            for number, line in enumerate(plain.splitlines(), 1)
            if LETTERS.search(line)
        )
        return
    reader = _Reader()
    reader.feed(plain)
    reader.close()
    yield from reader.faults


def _in_arguments(source: str) -> Iterator[str]:
    for tag in TAG.finditer(source):
        for argument in ARGUMENT.finditer(tag[0]):
            if LETTERS.search(argument[1]):
                line = source.count("\n", 0, tag.start()) + 1
                yield f"{line}: {argument[0]} (write {argument[0].partition('=')[0]}=_({argument[1]}))"


def _blank(text: str) -> str:
    """Nothing but the line ends, so that line numbers stay true."""
    return "\n" * text.count("\n")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self._as_it_is: list[str] = []  # the open elements whose text is meant to be as it is

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        spoken = [*READ_OUT, "value"] if given.get("type") in {"submit", "button"} else READ_OUT
        for name in spoken:
            if LETTERS.search(given.get(name) or ""):
                self._add(f'{name}="{given[name]}"')
        if tag not in VOID and (self._as_it_is or tag in AS_IT_IS or given.get("translate") == "no"):
            self._as_it_is.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._as_it_is and tag == self._as_it_is[-1]:
            self._as_it_is.pop()

    def handle_data(self, data: str) -> None:
        named = set(LETTERS.findall(data)) <= NAMES
        if not self._as_it_is and not named and not ATTRIBUTES.fullmatch(data):
            self._add(" ".join(data.split()))

    def _add(self, text: str) -> None:
        self.faults.append(f"{self.getpos()[0]}: {text}")
