"""A newsletter as a mail: HTML and plain text. No pictures, nothing fetched from anywhere, no counting of who reads.

Both ask the newsletter alone (with its county, the county's profile and its blocks). A draft has no number and no day: give it
those that it would have (`queries.newsletters.as_it_will_be`).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language_info, override

from tillsammans.core.text import SOURCE_LANGUAGE, Localised, localised
from tillsammans.reports.drawing import newsletter_words as words
from tillsammans.reports.drawing.newsletter_parts import Look, parts, spoken
from tillsammans.reports.models import Newsletter
from tillsammans.reports.rules import newsletters as rules
from tillsammans.reports.rules.newsletters import Told
from tillsammans.ui.markup import escape

# As the tokens of ui: ink, ink-2, action, line, lichen. Written out, since a mail has no style sheet of ours.
_TEXT = "margin:0 0 14px;line-height:1.5;overflow-wrap:anywhere"
_PART = "margin:0 0 32px"
STYLES = {
    "all": "max-width:600px;margin:0 auto;padding:24px 20px;background:#ffffff;color:#14253a;"
    "font-family:Verdana,Arial,sans-serif;font-size:16px",
    "stamp": "margin:0 0 8px;line-height:1.5;font-size:14px;color:#435160",
    "title": "margin:0 0 28px;line-height:1.2;font-size:28px;overflow-wrap:anywhere",
    "kind": "margin:0 0 4px;line-height:1.4;font-size:14px;font-weight:bold;color:#17497a",
    "heading": "margin:0 0 12px;line-height:1.25;font-size:21px;overflow-wrap:anywhere",
    "label": "margin:18px 0 4px;line-height:1.4;font-size:16px",
    "note": "margin:0 0 12px;line-height:1.4;font-size:14px;color:#435160;font-style:italic",
    "para": _TEXT,
    "list": f"{_TEXT};padding:0 22px",
    "days": f"{_TEXT};padding:0;list-style:none",
    "point": "margin:0 0 8px",
    "link": "color:#17497a",
    rules.TEXT: _PART,
    rules.NEWS: _PART,
    rules.DATES: f"{_PART};padding:20px 20px 8px;background:#f0f3ee",
    rules.EXAMPLE: f"{_PART};padding:20px 20px 8px;border:1px solid #dadfd8;border-top:4px solid #17497a",
    "end": "margin:0;padding:16px 0 0;border-top:1px solid #dadfd8;line-height:1.5;font-size:14px;color:#435160",
}  # fmt: skip


LONGEST_RULE = 32  # signs under a heading in plain text: no more than a phone shows on a line


@dataclass(frozen=True)
class Ending:
    """Last in a mail, in the reader's language: why one has it, and the one link that ends it. link: whole."""

    why: str
    verb: str
    link: str


def as_html(newsletter: Newsletter, language: str, *, ending: Ending | None = None) -> str:
    """A whole HTML document with inline styles."""
    with override(language):
        title = title_in(newsletter, language)
        inner = f"{content(newsletter, language, _look)}{_web(newsletter, language)}{_end(ending)}"
    return (
        f'<!doctype html>\n<html {_tongue(language)}><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{escape(title.text)}</title></head><body style="margin:0;padding:0;background:#ffffff">'
        f'<div {_tongue(language)} style="{STYLES["all"]}">{inner}</div></body></html>\n'
    )


def to_paste(newsletter: Newsletter, language: str) -> str:
    """The same for the region's own tool, which has its own frame, look and title: headings, text, lists and links alone."""
    with override(language):
        return f"<div {_tongue(language)}>{content(newsletter, language, _plain, level=2)}</div>"


def content(newsletter: Newsletter, language: str, look: Look, *, level: int = 1) -> str:
    """From the county's name to the last part, in the language at hand. level: of its title."""
    title = title_in(newsletter, language)
    note = f"<p{look('note')}>{escape(words.title_only_swedish())}</p>" if title.is_fallback else ""
    return (
        f"<p{look('stamp')}>{escape(newsletter.county.name)}<br>{escape(words.stamp(newsletter))}</p>"
        f"<h{level}{look('title')}{spoken(title)}>{escape(title.text)}</h{level}>{note}"
        f"{parts(told(newsletter, language), look, lambda path: whole(path, language), level=level + 1)}"
    )


def as_text(newsletter: Newsletter, language: str, *, ending: Ending | None = None) -> str:
    """The same as plain text, for who reads mail so."""
    with override(language):
        title = title_in(newsletter, language)
        lines = [
            newsletter.county.name,
            words.stamp(newsletter),
            "",
            title.text,
            "=" * min(len(title.text), LONGEST_RULE),
        ]
        if title.is_fallback:
            lines.append(words.title_only_swedish())
        for one in told(newsletter, language):
            lines += ["", "", *_text_part(one, language)]
        if newsletter.number:
            lines += ["", "", f"{words.on_the_web()}:", address_of(newsletter, language)]
    if ending:
        lines += ["", "--", ending.why, f"{ending.verb}: {ending.link}"]
    return "\n".join(lines) + "\n"


def _text_part(one: Told, language: str) -> Iterator[str]:
    if above := words.kind(one.kind):
        yield above.upper()
    if heading := one["heading"].text:
        yield heading
        yield "-" * min(len(heading), LONGEST_RULE)
    if one.is_fallback:
        yield f"({words.only_swedish()})"
    for name in rules.FIELDS[one.kind][1:]:
        if text := one[name].text:
            yield from [*(["", words.label(name)] if one.kind == rules.EXAMPLE else []), text]
    for day in one.days:
        yield f"{words.days(day.first, day.last)}: {day.title.text}"
    if one.path:
        yield f"{words.more()}: {whole(one.path, language)}"


def told(newsletter: Newsletter, language: str) -> list[Told]:
    rows = newsletter.blocks.all()
    return [rules.told(row.kind, row.texts, row.days, row.path, language) for row in rows]


def title_in(newsletter: Newsletter, language: str) -> Localised:
    return localised(newsletter.title, language)


def address_of(newsletter: Newsletter, language: str = SOURCE_LANGUAGE) -> str:
    """The lasting address of a published newsletter, whole: it names the county, whatever host is asked."""
    path = path_of(newsletter)
    return whole(path, language)


def path_of(newsletter: Newsletter) -> str:
    """Without language before it."""
    key = newsletter.county.county_profile.key
    with override(SOURCE_LANGUAGE):
        return reverse("reports:county_open_newsletter", args=[key, newsletter.number])


def whole(path: str, language: str) -> str:
    return (
        f"{settings.BASE_URL}{path}"
        if language == SOURCE_LANGUAGE
        else f"{settings.BASE_URL}/{language}{path}"
    )


def _web(newsletter: Newsletter, language: str) -> str:
    if not newsletter.number:
        return ""
    href = escape(address_of(newsletter, language))
    return f'<p{_look("para")}><a{_look("link")} href="{href}">{escape(words.on_the_web())}</a></p>'


def _end(ending: Ending | None) -> str:
    if ending is None:
        return ""
    link = f'<a{_look("link")} href="{escape(ending.link)}">{escape(ending.verb)}</a>'
    return f"<p{_look('end')}>{escape(ending.why)}<br>{link}</p>"


def _look(name: str) -> str:
    return f' style="{STYLES[name]}"'


def _plain(_name: str) -> str:
    return ""


def _tongue(language: str) -> str:
    return f'lang="{language}" dir="{"rtl" if get_language_info(language)["bidi"] else "ltr"}"'
