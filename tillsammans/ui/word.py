"""A `Document` as a Word file: Word's own styles for headings, lists and tables, so that what reads it knows what is what."""

import io
import re
from collections.abc import Sequence
from typing import Any

import docx
from django.utils.translation import gettext as _
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from tillsammans.ui.documents import Block, Bullets, Document, Facts, Grid, Heading, Mark, Paragraph, Picture
from tillsammans.ui.pictures import png

INK, DIM, HAIR = "14253A", "435160", "B9C2C9"
BODY, HEADS = "Calibri", "Calibri"  # what Word has everywhere; our own fonts are not on others' machines
REGIONS = {"sv": "sv-SE", "en": "en-GB", "fi": "fi-FI"}
TEXT_WIDTH = Mm(210 - 24 - 24)
FACT_INDENT = Mm(40)
SIZES = {"Title": 24, "Heading 1": 15, "Heading 2": 12.5, "Heading 3": 11}
_ORDER = ("tblStyle", "tblW", "jc", "tblBorders", "tblLayout", "tblCellMar", "tblLook", "tblCaption")
NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_docx(document: Document) -> bytes:
    """The file's bytes."""
    word = docx.Document()
    _page(word)
    _styles(word, document.language)
    _properties(word, document)
    if document.mark:
        _mark(word, document.mark)
    _add(word, "Title", plain(document.title))
    if document.subtitle:
        _lines(_add(word, "Subtitle"), document.subtitle)
    for block in document.blocks:
        _write(word, block)
    _footer(word, document)
    written = io.BytesIO()
    word.save(written)
    return written.getvalue()


def plain(text: str) -> str:
    """The text without signs that no XML may hold."""
    return NOT_IN_XML.sub("", text)


def _page(word: Any) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(24)
    section.top_margin, section.bottom_margin = Mm(22), Mm(24)


def _mark(word: Any, mark: Mark) -> None:
    """The logotype above the title, where it is read once; in the page's own head it would be read on each."""
    paragraph = word.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(16)
    shape = paragraph.add_run().add_picture(io.BytesIO(mark.data), Mm(mark.width), Mm(mark.height))
    shape._inline.docPr.set("descr", plain(mark.alt))


def _properties(word: Any, document: Document) -> None:
    """What programs and screen readers show as the file's name; no person's."""
    core = word.core_properties
    core.title, core.language = plain(document.title)[:255], REGIONS.get(document.language, document.language)
    core.author, core.comments, core.last_modified_by = "Tillsammans", "", ""


def _styles(word: Any, language: str) -> None:
    _language(word, REGIONS.get(language, language))
    normal = word.styles["Normal"]
    _font(normal, BODY, 11, INK)
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(6), 1.15
    for name, size in SIZES.items():
        _font(word.styles[name], HEADS, size, INK, bold=True)
    _spacing(word)
    _own_style(word, "Lead", 13, INK)
    _own_style(word, "Small", 9, DIM)
    cell = _own_style(word, "Cell", 10, INK).paragraph_format
    cell.space_before = cell.space_after = Pt(2.5)
    cell.line_spacing = 1.05
    facts = _own_style(word, "Facts", 11, INK).paragraph_format
    facts.left_indent, facts.first_line_indent, facts.space_after = FACT_INDENT, -FACT_INDENT, Pt(2)
    facts.tab_stops.add_tab_stop(FACT_INDENT)


def _spacing(word: Any) -> None:
    """Air over headings; the default template's line under the title goes."""
    for name, before, after in (("Heading 1", 20, 4), ("Heading 2", 12, 2), ("Heading 3", 8, 2)):
        form = word.styles[name].paragraph_format
        form.space_before, form.space_after, form.keep_with_next = Pt(before), Pt(after), True
    title, sub, caption = (word.styles[name] for name in ("Title", "Subtitle", "Caption"))
    for border in title.element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)
    title.paragraph_format.space_after = Pt(2)
    _font(sub, BODY, 11.5, DIM)
    for spacing in sub.element.rPr.findall(qn("w:spacing")):
        sub.element.rPr.remove(spacing)
    sub.font.italic, sub.paragraph_format.space_after = False, Pt(10)
    _font(caption, BODY, 10.5, INK, bold=True)
    caption.paragraph_format.keep_with_next, caption.paragraph_format.space_before = True, Pt(8)
    word.styles["List Bullet"].paragraph_format.space_after = Pt(2)
    word.styles["List Number"].paragraph_format.space_after = Pt(2)


def _own_style(word: Any, name: str, size: float, colour: str) -> Any:
    style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = word.styles["Normal"]
    _font(style, BODY, size, colour)
    return style


def _font(style: Any, name: str, size: float, colour: str, *, bold: bool = False) -> None:
    """Every slot of the font, or Word takes the theme's for letters it counts as foreign."""
    style.font.name, style.font.size, style.font.bold = name, Pt(size), bold
    style.font.color.rgb = RGBColor.from_string(colour)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for slot in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{slot}"), None)
    for slot in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{slot}"), name)


def _language(word: Any, language: str) -> None:
    """What the spelling check and the voice use, for the whole file."""
    for lang in word.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), language)
    run = word.styles["Normal"].element.get_or_add_rPr()
    lang = OxmlElement("w:lang")
    lang.set(qn("w:val"), language)
    run.append(lang)


def _write(word: Any, block: Block) -> None:
    match block:
        case Heading():
            _add(word, f"Heading {min(max(block.level, 1), 3)}", plain(block.text))
        case Paragraph():
            _paragraph(word, block)
        case Bullets():
            _list(word, block)
        case Facts():
            for name, said in block.pairs:
                _fact(_add(word, "Facts"), name, said)
        case Grid():
            _grid(word, block)
        case Picture():
            _picture(word, block)


def _add(word: Any, style: str, text: str = "") -> Any:
    """A paragraph with a style, by the id that Word makes of its name: to look the name up takes longer than all the rest."""
    paragraph = word.add_paragraph(text)
    if style != "Normal":
        paragraph._p.style = style.replace(" ", "")
    return paragraph


def _paragraph(word: Any, block: Paragraph) -> None:
    style = {"lead": "Lead", "small": "Small"}.get(block.tone, "Normal")
    if block.text:
        _lines(_add(word, style), block.text)


def _lines(paragraph: Any, text: str, *, bold: bool = False) -> None:
    for number, line in enumerate(plain(text).splitlines()):
        run = paragraph.add_run()
        run.bold = bold or None
        if number:
            run.add_break()
        run.add_text(line)


def _fact(paragraph: Any, name: str, said: str) -> None:
    run = paragraph.add_run(f"{plain(name)}\t")
    run.font.color.rgb = RGBColor.from_string(DIM)
    _lines(paragraph, said)


def _list(word: Any, block: Bullets) -> None:
    """A numbered list begins at one: Word's own style goes on counting from the list before."""
    number = _new_numbering(word) if block.numbered and block.items else None
    for item in block.items:
        paragraph = _add(word, "List Number" if block.numbered else "List Bullet")
        if number is not None:
            own = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            own.get_or_add_numId().val, own.get_or_add_ilvl().val = number, 0
        _lines(paragraph, item)


def _new_numbering(word: Any) -> int:
    numbering = word.part.numbering_part.element
    style = word.styles["List Number"].element.pPr.numPr.numId.val
    abstract = next(one.abstractNumId.val for one in numbering.num_lst if one.numId == style)
    own = numbering.add_num(abstract)
    own.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(own.numId)


def _picture(word: Any, picture: Picture) -> None:
    """On a line of its own, below its caption, with what it says for those who listen."""
    if picture.caption:
        _add(word, "Caption", plain(picture.caption))
    drawn = io.BytesIO(png(picture.drawing))
    inline = word.add_paragraph().add_run().add_picture(drawn, width=Mm(picture.drawing.width))._inline
    for side in ("distT", "distB", "distL", "distR"):
        inline.set(side, "0")  # unsaid, some programs put air there
    inline.docPr.set("descr", plain(picture.alt))
    inline.docPr.set("title", plain(picture.caption))


def _grid(word: Any, grid: Grid) -> None:
    if grid.caption:
        _add(word, "Caption", plain(grid.caption))
    table = word.add_table(rows=1 + len(grid.rows), cols=len(grid.heads))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    _describe(table, grid.caption)
    shares = grid.widths or [1] * len(grid.heads)
    widths = [int(TEXT_WIDTH * share / sum(shares)) for share in shares]
    for place, width in enumerate(widths):
        table.columns[place].width = width
    for number, (row, cells) in enumerate(zip(table.rows, [grid.heads, *grid.rows], strict=True)):
        _row(row, cells, widths, head=number == 0)
    _add(word, "Small")  # Word joins two tables that nothing stands between


def _describe(table: Any, caption: str) -> None:
    """Hairlines between the rows, text that begins where paragraphs do, and the caption as the table's name for those who
    listen. Word is strict about the order of what it finds here."""
    properties = table._tbl.tblPr
    borders = _of("tblBorders")
    for side in ("top", "bottom", "insideH"):
        borders.append(_of(side, val="single", sz="4", space="0", color=HAIR))
    margins = _of("tblCellMar")
    for side, width in (("left", "0"), ("right", "140")):
        margins.append(_of(side, w=width, type="dxa"))
    for made in (borders, margins, _of("tblCaption", val=plain(caption))):
        properties.append(made)
    properties[:] = sorted(properties, key=lambda one: _ORDER.index(one.tag.rpartition("}")[2]))


def _of(name: str, **values: str) -> Any:
    made = OxmlElement(f"w:{name}")
    for key, value in values.items():
        made.set(qn(f"w:{key}"), value)
    return made


def _row(row: Any, cells: Sequence[str], widths: Sequence[int], *, head: bool) -> None:
    """A head is repeated on each page; no row is cut by a page's end."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if head:
        properties.append(OxmlElement("w:tblHeader"))
    for place, (cell, text) in enumerate(zip(row.cells, cells, strict=True)):
        cell.width = widths[place]
        paragraph = cell.paragraphs[0]
        paragraph._p.style = "Cell"
        paragraph.paragraph_format.keep_with_next = head
        _lines(paragraph, text, bold=head or place == 0)


def _footer(word: Any, document: Document) -> None:
    paragraph = word.sections[0].footer.paragraphs[0]
    paragraph.style = word.styles["Small"]
    paragraph.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, alignment=2)
    paragraph.add_run(f"{plain(document.footer or document.title)}\t")
    before, _page_sign, rest = (
        _("Sida %(page)s av %(pages)s") % {"page": "\x01", "pages": "\x02"}
    ).partition("\x01")
    between, _pages_sign, after = rest.partition("\x02")
    for part in (before, "PAGE", between, "NUMPAGES", after):
        _field(paragraph, part) if part.isupper() else paragraph.add_run(part)


def _field(paragraph: Any, code: str) -> None:
    """A number that Word works out itself."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)
