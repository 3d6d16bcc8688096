"""A newsletter's parts as HTML, once for the page and the mail: what differs is the look that each element is given."""

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _

from tillsammans.core.text import Localised
from tillsammans.reports.drawing import newsletter_words as words
from tillsammans.reports.rules import newsletters as rules
from tillsammans.reports.rules.newsletters import Day, Told
from tillsammans.ui.markup import escape

# The name of an element → its attributes with a space before them: a class on the page, a style in the mail.
Look = Callable[[str], str]
# An open page's address without language → where the link leads.
Way = Callable[[str], str]


def parts(blocks: Sequence[Told], look: Look, way: Way, *, level: int = 2) -> str:
    """In the language at hand. level: of the parts' headings."""
    return "".join(_part(one, look, way, level) for one in blocks)


def _part(one: Told, look: Look, way: Way, level: int) -> str:
    above = words.kind(one.kind)
    inner = [
        f"<p{look('kind')}>{escape(above)}</p>" if above else "",
        _heading(one["heading"], f"h{level}", look),
        f"<p{look('note')}>{escape(words.only_swedish())}</p>" if one.is_fallback else "",
        _fields(one, look, level + 1),
        _days(one.days, look),
        _more(one, look, way),
    ]  # fmt: skip
    return f"<section{look(one.kind)}>{''.join(inner)}</section>"


def _heading(text: Localised, tag: str, look: Look) -> str:
    return f"<{tag}{look('heading')}{spoken(text)}>{escape(text.text)}</{tag}>" if text.text else ""


def spoken(text: Localised) -> str:
    """The language of a text that is in another than the page."""
    return f' lang="{escape(text.lang)}" dir="ltr"' if text.is_fallback else ""


def _fields(one: Told, look: Look, level: int) -> str:
    if one.kind != rules.EXAMPLE:
        return prose(one["body"], look)
    told = [(name, one[name]) for name in rules.FIELDS[rules.EXAMPLE][1:] if one[name].text]
    return "".join(
        f"<h{level}{look('label')}>{escape(words.label(name))}</h{level}>{prose(text, look)}"
        for name, text in told
    )


def prose(text: Localised, look: Look) -> str:
    return "".join(_piece(piece, spoken(text), look) for piece in rules.paragraphs(text.text))


def _piece(piece: rules.Piece, lang: str, look: Look) -> str:
    lines = [linked(line, look) for line in piece.lines]
    if piece.is_list:
        points = "".join(f"<li{look('point')}>{line}</li>" for line in lines)
        return f"<ul{look('list')}{lang}>{points}</ul>"
    return f"<p{look('para')}{lang}>{'<br>'.join(lines)}</p>"


def linked(line: str, look: Look) -> str:
    """Escaped, with addresses as links."""
    return "".join(
        f'<a{look("link")} href="{escape(said)}">{escape(said)}</a>' if is_address else escape(said)
        for said, is_address in rules.pieces(line)
    )


def _days(days: Sequence[Day], look: Look) -> str:
    lines = "".join(
        f"<li{look('point')}><strong>{escape(words.days(one.first, one.last))}</strong><br>"
        f"{_said(one.title)}</li>"
        for one in days
    )
    return f"<ul{look('days')}>{lines}</ul>" if lines else ""


def _said(text: Localised) -> str:
    words = escape(text.text)
    return f"<span{spoken(text)}>{words}</span>" if text.is_fallback else words


def _more(one: Told, look: Look, way: Way) -> str:
    if not one.path:
        return ""
    about = (
        _("Läs mer: %(heading)s") % {"heading": one["heading"].text} if one["heading"].text else words.more()
    )
    return f'<p{look("para")}><a{look("link")} href="{escape(way(one.path))}">{escape(about)}</a></p>'
