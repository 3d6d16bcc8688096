"""A document to send on: one description, from which the Word file, the PDF and the page are made.

Knows nothing of what it says: whoever has a plan, a list or a report makes a `Document` of it.
"""

import base64
import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from django.http import HttpResponse
from django.utils.translation import get_language_info, override
from django.utils.translation import gettext as _

from tillsammans.ui.exports import file_response
from tillsammans.ui.markup import escape
from tillsammans.ui.pdf import ARCHIVE, READABLE, NoPdfHere, pdf_works, write_pdf
from tillsammans.ui.pictures import Drawing, svg_address

__all__ = [
    "Bullets", "Document", "Facts", "Grid", "Heading", "Mark", "NoPdfHere", "Paragraph", "Picture", "document_docx",
    "document_html", "document_pdf", "document_response", "pdf_works",
]  # fmt: skip

DATA = Path(__file__).parent / "data"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Heading:
    """level: 1 for a chapter, 2 and 3 below it. The document's title is above them all."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """A line break in the text is kept. tone: "plain", "lead" (larger, what matters first) or "small" (a source, a note)."""

    text: str
    tone: str = "plain"


@dataclass(frozen=True)
class Bullets:
    items: Sequence[str]
    numbered: bool = False


@dataclass(frozen=True)
class Facts:
    """Short pairs of a word and what it stands for: who decided, from when, until when."""

    pairs: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Grid:
    """A table. caption: stands over it. heads: repeated on each page. widths: the columns' shares; without, all are equal.
    The first column says what the row is about."""

    caption: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float] = ()


@dataclass(frozen=True)
class Picture:
    """A drawing. caption: stands over it. alt: what it says, for who does not see it. Its numbers stand in a table after it."""

    caption: str
    drawing: Drawing
    alt: str


Block = Heading | Paragraph | Bullets | Facts | Grid | Picture


@dataclass(frozen=True)
class Mark:
    """A logotype as PNG or JPEG. alt: what it shows, for who does not see it. width, height: millimetres on paper."""

    data: bytes
    media_type: str
    alt: str
    width: float
    height: float


@dataclass(frozen=True)
class Document:
    """subtitle: under the title, such as a version and its decision. footer: at the foot of each page, beside its number.
    mark: above the title; without one nothing stands there."""

    title: str
    language: str
    blocks: Sequence[Block] = field(default_factory=tuple)
    subtitle: str = ""
    footer: str = ""
    mark: Mark | None = None


def document_docx(document: Document) -> bytes:
    """The Word file: real headings, lists and tables, so that it can be read aloud, changed and sent on."""
    from tillsammans.ui.word import write_docx  # what writes Word files is not needed by a page

    with override(document.language):
        return write_docx(document)


def document_pdf(document: Document, variant: str = READABLE) -> bytes:
    """The same as tagged PDF, or as PDF/A for an archive. Raises NoPdfHere where the machine cannot."""
    with override(document.language):
        page = _("Sida %(page)s av %(pages)s") % {"page": "\x01", "pages": "\x02"}
    foot = _css_text(document.footer or document.title)
    before, _sep, rest = page.partition("\x01")
    between, _sep, after = rest.partition("\x02")
    number = f"{_css_text(before)} counter(page) {_css_text(between)} counter(pages) {_css_text(after)}"
    own = f"@page {{ @bottom-left {{ content: {foot} }} @bottom-right {{ content: {number} }} }}{_sizes(document)}"
    return write_pdf(
        document_html(document), styles=[DATA / "document.css", own], folder=DATA, variant=variant
    )


def document_html(document: Document) -> str:
    """A page of its own, without anything round it."""
    direction = "rtl" if get_language_info(document.language)["bidi"] else "ltr"
    return (
        f'<!doctype html><html lang="{escape(document.language)}" dir="{direction}"><head><meta charset="utf-8">'
        f"<title>{escape(document.title)}</title></head><body>"
        f"<header>{_mark(document.mark)}<h1>{escape(document.title)}</h1>{_paragraph(document.subtitle, 'sub')}</header>"
        f"{_body(document.blocks)}</body></html>"
    )


def _mark(mark: Mark | None) -> str:
    if mark is None:
        return ""
    held = base64.b64encode(mark.data).decode()
    return f'<img class="mark" src="data:{escape(mark.media_type)};base64,{held}" alt="{escape(mark.alt)}">'


def _body(blocks: Sequence[Block]) -> str:
    """What stands below the title. Tables are counted, for the widths of their columns."""
    number = itertools.count()
    return "".join(
        _grid(block, next(number)) if isinstance(block, Grid) else _block(block) for block in blocks
    )


def _block(block: Heading | Paragraph | Bullets | Facts | Picture) -> str:
    match block:
        case Heading():
            return _heading(block)
        case Paragraph():
            return _paragraph(block.text, block.tone)
        case Bullets():
            return _bullets(block)
        case Facts():
            return _facts(block)
        case Picture():
            return _picture(block)


def document_response(document: Document, kind: str, name: str, *, mark: Mark | None = None) -> HttpResponse:
    """The file as a download. kind: "docx", "pdf" or "pdfa" (for archives). name: without ending. mark: the county's logotype.
    Raises NoPdfHere, KeyError."""
    made: Mapping[str, tuple[Callable[[Document], bytes], str, str]] = {
        "docx": (document_docx, WORD_TYPE, "docx"),
        "pdf": (document_pdf, "application/pdf", "pdf"),
        "pdfa": (partial(document_pdf, variant=ARCHIVE), "application/pdf", "pdf"),
    }
    make, content_type, ending = made[kind]
    return file_response(make(replace(document, mark=mark)), content_type, name, ending)


def _css_text(text: str) -> str:
    """The text as a string of a style sheet: what would end it is written as a number and a space."""
    return '"' + "".join(c if c.isalnum() or c in " .,-" else f"\\{ord(c):x} " for c in text) + '"'


def _sizes(document: Document) -> str:
    """Rules for the logotype, and for the columns of each table in the order of the document."""
    grids = [block for block in document.blocks if isinstance(block, Grid)]
    mark = document.mark
    size = f".mark {{ width: {mark.width}mm; height: {mark.height}mm }}" if mark else ""
    return size + "".join(
        f".t{number} col:nth-child({place}) {{ width: {100 * width / sum(grid.widths):.1f}% }}"
        for number, grid in enumerate(grids)
        for place, width in enumerate(grid.widths, start=1)
    )


def _lines(text: str) -> str:
    return "<br>".join(escape(line) for line in text.splitlines())


def _paragraph(text: str, tone: str) -> str:
    return f'<p class="{tone}">{_lines(text)}</p>' if text else ""


def _heading(block: Heading) -> str:
    level = min(max(block.level, 1), 3) + 1
    return f"<h{level}>{escape(block.text)}</h{level}>"


def _bullets(block: Bullets) -> str:
    tag = "ol" if block.numbered else "ul"
    return (
        f"<{tag}>{''.join(f'<li>{_lines(item)}</li>' for item in block.items)}</{tag}>" if block.items else ""
    )


def _facts(block: Facts) -> str:
    rows = "".join(f"<div><dt>{escape(word)}</dt><dd>{_lines(said)}</dd></div>" for word, said in block.pairs)
    return f"<dl>{rows}</dl>" if rows else ""


def _picture(block: Picture) -> str:
    caption = f"<figcaption>{escape(block.caption)}</figcaption>" if block.caption else ""
    return f'<figure>{caption}<img alt="{escape(block.alt)}" src="{svg_address(block.drawing)}"></figure>'


def _grid(block: Grid, number: int) -> str:
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in block.heads)
    rows = "".join(
        f'<tr><th scope="row">{_lines(first)}</th>{"".join(f"<td>{_lines(cell)}</td>" for cell in rest)}</tr>'
        for first, *rest in block.rows
    )
    return (
        f'<table class="t{number}"><caption>{escape(block.caption)}</caption><colgroup>{"<col>" * len(block.heads)}</colgroup>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )
