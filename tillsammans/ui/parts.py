"""The small parts as strings of HTML. The tags in `templatetags/ui.py` are these, by the same names.

Strings and not one template each: a page holds hundreds of them, and the template engine is what costs (measured).
Everything that comes in is escaped unless it is already marked safe.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from zlib import crc32

from django.conf import settings
from django.utils.html import conditional_escape as esc
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_info, gettext

from tillsammans.ui.icons import icon
from tillsammans.ui.markup import escape, escape_unless_safe

TONES = {
    "info": (1, "info"),
    "done": (2, "check-circle"),
    "soon": (5, "clock"),
    "danger": (6, "warning-circle"),
}
_RING = '<circle cx="10" cy="10" r="8" class="c"/>'
_SHAPES = {
    "none": '<circle cx="10" cy="10" r="8" class="c" stroke-dasharray="3 3.2"/>',
    "ack": f'{_RING}<circle cx="10" cy="10" r="3" class="a"/>',
    "prog": f'{_RING}<path d="M10 2a8 8 0 0 1 0 16Z" class="a"/>',
    "done": '<circle cx="10" cy="10" r="9" class="a"/><path d="M5.6 10.4l3 3 5.8-6.4" class="b"/>',
    "late": '<path d="M10 1.2 19 18.6H1Z" class="a"/><path d="M10 7v5.2M10 14.6v1.6" class="b"/>',
    "out": f'{_RING}<path d="M5.5 9h9v2h-9Z" class="a"/>',
}


def _get(item: Any, key: str, default: Any = "") -> Any:
    """An attribute or a key: navigation may be objects or plain dictionaries."""
    return item.get(key, default) if isinstance(item, Mapping) else getattr(item, key, default)


def button(
    label: str, *, look: str = "", name: str = "", value: str = "", icon_name: str = "", form: str = ""
) -> SafeString:
    """A submit button.

    look: "", "line", "quiet", "big", "out", or two of them. name, value: what it sends. form: the id of a form it is not in.
    """
    sent = format_html(' name="{}" value="{}"', name, value) if name else ""
    other = format_html(' form="{}"', form) if form else ""
    return format_html(
        '<button class="{}"{}{}>{}{}</button>', f"btn {look}".strip(), sent, other, _icon(icon_name), label
    )


def link_button(label: str, href: str, *, look: str = "", icon_name: str = "") -> SafeString:
    """A link that looks like a button. look and icon_name as for `button`."""
    return format_html(
        '<a class="{}" href="{}">{}{}</a>', f"btn {look}".strip(), href, _icon(icon_name), label
    )


def closed_button(label: str, refusal: str, *, look: str = "") -> SafeString:
    """A button that cannot be used, with the sentence that says why. The same sentence stands in the refusal itself."""
    mark = f"why-{crc32((label + refusal).encode()):x}"
    return format_html(
        '<div class="refusal"><button type="button" class="{}" aria-disabled="true" aria-describedby="{}">{}</button>'
        '<p class="small dim" id="{}">{}</p></div>',
        f"btn {look}".strip(),
        mark,
        label,
        mark,
        refusal,
    )


def go(label: str, href: str) -> SafeString:
    """A link onwards, with an arrow that turns with the writing direction."""
    return format_html('<a class="go" href="{}">{} {}</a>', href, label, icon("arrow-right", flip=True))


def _icon(name: str) -> SafeString:
    return icon(name) if name else SafeString("")


def status(state: str, label: str) -> SafeString:
    """A state as shape and word. state: "none", "ack", "prog", "done", "late" or "out": six shapes, so colour is never alone."""
    shape = mark_safe(_SHAPES[state])
    return format_html(
        '<span class="tag st"><svg class="stt stt--{}" viewBox="0 0 20 20" aria-hidden="true">{}</svg><span>{}</span></span>',
        state,
        shape,
        label,
    )


def tag(label: str) -> SafeString:
    """A neutral label."""
    return format_html('<span class="tag">{}</span>', label)


def notice(text: str, *, heading: str = "", tone: str = "info", role: str = "") -> SafeString:
    """One sentence that matters now. tone: "info", "done", "soon" or "danger". role: "status" or "alert" when it is news."""
    slot, symbol = TONES[tone]
    start = format_html("<strong>{}</strong> ", heading) if heading else ""
    said = format_html(' role="{}"', role) if role else ""
    return format_html(
        '<div class="note" data-s="{}"{}>{}<div><p>{}{}</p></div></div>',
        slot,
        said,
        icon(symbol),
        start,
        text,
    )


def tabs(items: Iterable[Any], *, label: str) -> SafeString:
    """Links between views of one thing. items: objects with label, href, current. label: what the tabs are about."""
    return _menu(items, "tabs", label)


def seg(items: Iterable[Any], *, label: str) -> SafeString:
    """Links between rounds or periods, as segments. items as for `tabs`."""
    return _menu(items, "seg", label)


def _menu(items: Iterable[Any], look: str, label: str) -> SafeString:
    shown = list(items)
    rows = format_html_join(
        "",
        '<li><a href="{}"{}>{}</a></li>',
        ((_get(i, "href"), _current(i), _named(_get(i, "label"))) for i in shown),
    )
    why = _fallback_note(_get(i, "label") for i in shown)
    return format_html('<nav aria-label="{}"><ul class="{}">{}</ul>{}</nav>', label, look, rows, why)


def _named(label: Any) -> Any:
    """A label as it stands, or a county's own text (as for `local_text`) marked with its language."""
    return local_text(label, note=False) if hasattr(label, "is_fallback") else label


def _fallback_note(labels: Iterable[Any]) -> SafeString:
    """Once for a whole list: that some of its words are there in Swedish alone."""
    if not any(_get(label, "is_fallback", False) for label in labels):
        return SafeString("")
    return format_html('<p class="small dim">{}</p>', gettext("Allt finns inte på det här språket än."))


def _current(item: Any) -> SafeString:
    return mark_safe(' aria-current="page"') if _get(item, "current", False) else SafeString("")


def steps(items: Sequence[Any], *, label: str) -> SafeString:
    """Where one is in a row of questions. items: objects with label, slot, done, current and perhaps href (then it is a link)."""
    rows = format_html_join("", "<li{}{}{}>{}</li>", (_step(item) for item in items))
    why = _fallback_note(_get(item, "label") for item in items)
    return format_html('<nav aria-label="{}"><ol class="steps small">{}</ol>{}</nav>', label, rows, why)


def _step(item: Any) -> tuple[SafeString, SafeString, SafeString, SafeString]:
    slot, href, label = _get(item, "slot", None), _get(item, "href"), _named(_get(item, "label"))
    colour = format_html(' data-s="{}"', slot) if slot else SafeString("")
    now = mark_safe(' aria-current="step"') if _get(item, "current", False) else SafeString("")
    done = mark_safe(' class="done"') if _get(item, "done", False) else SafeString("")
    state = format_html('<span class="vh"> ({})</span>', gettext("klar")) if done else SafeString("")
    inner = (
        format_html('<a href="{}">{}{}</a>', href, label, state)
        if href
        else format_html("<span>{}{}</span>", label, state)
    )
    return done, colour, now, inner


def facts(items: Iterable[tuple[Any, Any, Any] | tuple[Any, Any]]) -> SafeString:
    """Key figures: (name, figure) or (name, figure, rest), as in ("Svar", 312, "av 371 enheter")."""
    return mark_safe(f'<dl class="facts row">{"".join(_fact(*item) for item in items)}</dl>')


def _fact(name: Any, figure: Any, rest: Any = None) -> str:
    after = "" if rest is None else f" <span>{escape_unless_safe(rest)}</span>"
    return f'<div><dt>{escape_unless_safe(name)}</dt><dd class="num">{escape_unless_safe(figure)}{after}</dd></div>'


def crumbs(items: Iterable[tuple[Any, str]]) -> SafeString:
    """The way here: (label, href) from the top; the page itself is not among them. label: words, or as for `local_text`."""
    way = list(items)
    rows = format_html_join(
        "", '<li><a href="{}">{}</a></li>', ((href, _named(label)) for label, href in way)
    )
    why = _fallback_note(label for label, _href in way)
    return format_html(
        '<nav aria-label="{}"><ol class="crumbs row small">{}</ol>{}</nav>', gettext("Brödsmulor"), rows, why
    )


def pager(*, previous: str = "", following: str = "", label: str = "") -> SafeString:
    """Links to the page before and after (keyset paging: addresses, no page numbers). Empty when there is only one page."""
    if not (previous or following):
        return SafeString("")
    back = format_html(
        '<a class="btn line" rel="prev" href="{}">{}{}</a>',
        previous,
        icon("arrow-left", flip=True),
        gettext("Föregående"),
    )
    on = format_html(
        '<a class="btn line" rel="next" href="{}">{}{}</a>',
        following,
        gettext("Nästa"),
        icon("arrow-right", flip=True),
    )
    return format_html(
        '<nav class="pager" aria-label="{}">{}{}</nav>',
        label or gettext("Fler sidor"),
        back if previous else "",
        on if following else "",
    )


def downloads(*, csv: str = "", xlsx: str = "", about: str = "") -> SafeString:
    """Links to the table's files. about: the table's name, read by screen readers, so that two on a page differ."""
    more = format_html('<span class="vh">: {}</span>', about) if about else ""
    kinds = [(xlsx, gettext("Hämta som Excel")), (csv, gettext("Hämta som CSV"))]
    rows = ((href, icon("download-simple"), text, more) for href, text in kinds if href)
    inner = format_html_join("", '<a class="btn quiet" href="{}">{}{}{}</a>', rows)
    return format_html('<p class="row row--s downloads">{}</p>', inner)


_GROUPED = re.compile(r"\+?\d+(?:[ \u00a0\u2011–-]\d+)+")  # a telephone number, a span of years


def isolated(words: str, lang: str = "") -> SafeString:
    """A text in which numbers written in groups keep their order: in right-to-left text "116 111" would be drawn as "111 116".

    lang: of the text; empty when it is not known.
    """
    text = esc(words)
    if lang and lang not in settings.LANGUAGES_BIDI:
        return text
    return mark_safe(
        _GROUPED.sub(r'<bdi dir="ltr">\g<0></bdi>', text)
    )  # the words are escaped, the rest is digits


def local_text(text: Any, *, tag_name: str = "span", note: bool = True) -> SafeString:
    """A county's own text (.text .lang .is_fallback): marked with its language when that differs from the page's, and said so.

    tag_name: "span", "p" or "div"; a fallback is followed by a visible note in the reader's language. note: False for a text
    that the page shows more than once or beside one that says it: marked with its language there too.
    """
    if tag_name not in {"span", "p", "div"}:
        raise ValueError(f"not a tag for a text: {tag_name!r}")
    lang = _get(text, "lang", "sv")
    words = isolated(_get(text, "text"), lang)
    if not _get(text, "is_fallback", False):
        attribute = "" if lang == (get_language() or "sv") else format_html(' lang="{}"', lang)
        return (
            format_html("<{}{}>{}</{}>", tag_name, attribute, words, tag_name)
            if attribute or tag_name != "span"
            else words
        )
    bidi = "rtl" if get_language_info(lang)["bidi"] else "ltr"
    if not note:
        return format_html('<{} lang="{}" dir="{}">{}</{}>', tag_name, lang, bidi, words, tag_name)
    why = gettext("Texten finns bara på svenska än.")
    return format_html(
        '<{} class="fallback"><span lang="{}" dir="{}">{}</span> <span class="fallback__why">{}</span></{}>',
        tag_name,
        lang,
        bidi,
        words,
        why,
        tag_name,
    )


def nav_links(items: Iterable[Any]) -> SafeString:
    """The `<li>`s of a menu. items: objects with label, href, current and, in the workspace, icon."""
    rows = [
        f'<li><a href="{escape(_get(i, "href"))}"{_current(i)}>{_icon(_get(i, "icon"))}{escape(_get(i, "label"))}</a></li>\n'
        for i in items
    ]
    return mark_safe("".join(rows))


def language_links(items: Iterable[Any]) -> SafeString:
    """The `<li>`s of the language menus: each name in its own language. items: code, name, href, dir, current."""
    return mark_safe("".join([_language(item) for item in items]))


def _language(item: Any) -> str:
    code, now = escape(_get(item, "code")), ' aria-current="true"' if _get(item, "current", False) else ""
    direction = escape(_get(item, "dir", "ltr"))
    return (
        f'<li><a lang="{code}" dir="{direction}" hreflang="{code}" href="{escape(_get(item, "href"))}"{now}>'
        f"{escape(_get(item, 'name'))}</a></li>"
    )
