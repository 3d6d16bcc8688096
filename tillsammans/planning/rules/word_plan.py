"""An existing plan in Word: its headings and text, and nothing else of the file.

A .docx is a zip of XML. It is opened as carefully as a spreadsheet: sizes are checked before and while reading, document
types and entities refused, and nothing but the text and the names of its styles is read.
"""

import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO
from xml.etree.ElementTree import Element

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError
from django.utils.translation import gettext as _

from tillsammans.core.errors import Invalid
from tillsammans.organisations.rules.table_limits import ImportRefused, Limits
from tillsammans.organisations.rules.table_zip import Package
from tillsammans.planning.rules.plan_content import FIELDS, MOST, SECTION

LIMITS = Limits(file_bytes=5 * 1024 * 1024, unpacked_bytes=60 * 1024 * 1024)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_HEADING = re.compile(r"(?:heading|rubrik) ?([1-9])$", re.IGNORECASE)
_TITLES = {"title", "rubrik"}
_BREAKS = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
LONGEST_HEADING, LONGEST_TEXT = FIELDS[SECTION]["heading"], FIELDS[SECTION]["text"]
Sections = list[tuple[str, str]]


@dataclass(frozen=True)
class _Line:
    text: str
    is_heading: bool


def sections_of(stream: IO[bytes], size: int) -> Sections:
    """Each heading with the text below it, in order. Text before the first heading stands under "Inledning".

    size: of the file, in bytes. Raises Invalid with one sentence for a file that is too large, locked, broken or empty.
    """
    if size > LIMITS.file_bytes:
        raise Invalid(
            _("Filen är större än %(n)s MB. Ta bort bilderna och försök igen.")
            % {"n": LIMITS.file_bytes // 1024**2}
        )
    try:
        package = Package(stream, LIMITS)
        lines = list(_lines(package))
    except ImportRefused as refusal:
        raise Invalid(_too_much()) from refusal
    except (zipfile.BadZipFile, DefusedXmlException, ParseError, KeyError, OSError, ValueError, RecursionError,
            NotImplementedError, EOFError, zipfile.zlib.error) as problem:  # type: ignore[attr-defined]  # fmt: skip
        raise Invalid(_unreadable()) from problem
    return _checked(_grouped(lines))


def _too_much() -> str:
    return _(
        "Filen är låst eller blir orimligt stor när den packas upp. Spara en kopia utan lösenord och bilder och försök igen."
    )


def _unreadable() -> str:
    return _("Filen går inte att läsa som ett Word-dokument. Spara den som .docx i Word och försök igen.")


def _lines(package: Package) -> Iterator[_Line]:
    levels = _heading_styles(package)
    body = package.tree("word/document.xml").find(f"{_W}body")
    if body is None:
        raise KeyError("body")
    yield from _blocks(body, levels)


def _heading_styles(package: Package) -> set[str]:
    """The ids of the styles that are headings: their names are English inside the file in every language's Word."""
    if "word/styles.xml" not in package:
        return {f"Heading{n}" for n in range(1, 10)}
    found = set()
    for style in package.tree("word/styles.xml").iter(f"{_W}style"):
        name = style.find(f"{_W}name")
        said = "" if name is None else name.get(f"{_W}val", "")
        if _HEADING.match(said) or said.lower() in _TITLES:
            found.add(style.get(f"{_W}styleId", ""))
    return found


def _blocks(parent: Element, levels: set[str]) -> Iterator[_Line]:
    for block in parent:
        if block.tag == f"{_W}p":
            if text := _text(block):
                yield _Line(text, _is_heading(block, levels))
        elif block.tag == f"{_W}tbl":
            yield from _rows(block)
        elif (
            block.tag == f"{_W}sdt"
        ):  # a content control, such as a table of contents; its text lies one level down
            content = block.find(f"{_W}sdtContent")
            if content is not None and not _is_contents(block):
                yield from _blocks(content, levels)


def _is_contents(block: Element) -> bool:
    gallery = block.find(f"{_W}sdtPr/{_W}docPartObj/{_W}docPartGallery")
    return gallery is not None and gallery.get(f"{_W}val") == "Table of Contents"


def _is_heading(paragraph: Element, levels: set[str]) -> bool:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return style is not None and style.get(f"{_W}val") in levels


def _rows(table: Element) -> Iterator[_Line]:
    """A row of a table as a line: its cells with a dash between."""
    for row in table.iter(f"{_W}tr"):
        cells = [" ".join(filter(None, map(_text, cell.iter(f"{_W}p")))) for cell in row.iter(f"{_W}tc")]
        if said := [cell for cell in cells if cell]:
            yield _Line(" – ".join(said), False)


def _text(paragraph: Element) -> str:
    """What is written and not struck out by tracked changes; what old programs would show instead is left out."""
    said = "".join(_pieces(paragraph))
    return re.sub(r"[ \t\u00a0]+", " ", said).replace("\x00", "").strip()


def _pieces(element: Element) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        elif child.tag != _FALLBACK:
            yield from _pieces(child)


def _grouped(lines: Iterable[_Line]) -> Sections:
    found: list[tuple[str, list[str]]] = []
    for line in lines:
        if line.is_heading:
            found.append((line.text.replace("\n", " "), []))
        else:
            if not found:
                found.append((_("Inledning"), []))
            found[-1][1].append(line.text)
    return [(heading, "\n".join(texts)) for heading, texts in found]


def _checked(sections: Sections) -> Sections:
    whole = [part for heading, text in sections for part in _cut(heading, text)]
    if not whole:
        raise Invalid(_("Det finns ingen text i filen. Har den bara bilder?"))
    if len(whole) > MOST[SECTION]:
        text = _(
            "Filen har fler än %(n)s avsnitt, och så många rymmer inte en plan. Behåll det som ska gälla och försök igen."
        )
        raise Invalid(text % {"n": MOST[SECTION]})
    return whole


def _cut(heading: str, text: str) -> Iterator[tuple[str, str]]:
    """A text that is too long goes on in a section after it, cut between lines: nothing is lost."""
    if len(heading) > LONGEST_HEADING:
        heading, text = f"{heading[: LONGEST_HEADING - 1]}…", f"{heading}\n{text}".strip()
    name = heading
    while len(text) > LONGEST_TEXT:
        at = text.rfind("\n", 0, LONGEST_TEXT)
        at = at if at > 0 else LONGEST_TEXT
        yield name, text[:at].strip()
        text = text[at:].strip()
        name = f"{heading[: LONGEST_HEADING - 14]} ({_('fortsättning')})"
    yield name, text
