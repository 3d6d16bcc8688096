"""The text of a section: plain words in which {names} stand for the section's figures, so that a figure keeps its source."""

import re
from collections.abc import Iterator, Mapping

PLACE = re.compile(
    r"\{([^{}\n]{1,40})\}"
)  # whatever stands in braces: a name that is misspelt shall be noticed
LONGEST = 4000  # signs of a section's text


def cleaned(text: str) -> str:
    """Without signs that no database holds, and with one kind of line break."""
    return text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n").strip()


def names_in(text: str) -> list[str]:
    """The figures that the text speaks of, each once."""
    return list(dict.fromkeys(PLACE.findall(text)))


def unknown(text: str, known: Mapping[str, str]) -> list[str]:
    """Names in the text that no figure has."""
    return [name for name in names_in(text) if name not in known]


def pieces(text: str, known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """(words, the figure's name or ""), in order. A name that no figure has stays as it was written."""
    end = 0
    for match in PLACE.finditer(text):
        if match[1] not in known:
            continue
        if match.start() > end:
            yield text[end : match.start()], ""
        yield known[match[1]], match[1]
        end = match.end()
    if end < len(text):
        yield text[end:], ""


def filled(text: str, known: Mapping[str, str]) -> str:
    """The text with its figures. A figure that begins a paragraph begins with a capital where it is a word."""
    said = "".join(words for words, _name in pieces(text, known))
    return "\n".join(f"{line[:1].upper()}{line[1:]}" for line in said.split("\n"))
