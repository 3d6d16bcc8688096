"""The tag library `ui`, built in on every page. The gallery (/komponenter/) shows each tag in each state.

Simple tags are the functions of parts, fields and tables, by the same names and arguments; see their docstrings.
Block tags hold other content and have templates of their own in `templates/ui/parts/`.
"""

import json
from typing import Any

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from tillsammans.ui import charts, fields, parts, scales, tables
from tillsammans.ui.icons import icon as icon_markup
from tillsammans.ui.icons import sprite_for

register = template.Library()

for _function in (
    parts.button, parts.link_button, parts.closed_button, parts.go, parts.status, parts.tag, parts.notice, parts.tabs, parts.seg,
    parts.steps, parts.facts, parts.crumbs, parts.pager, parts.downloads, parts.local_text, parts.isolated,
    parts.nav_links, parts.language_links,
    fields.field, fields.form_errors, fields.error_summary,
    charts.meter, charts.share_bar, charts.stairs_glyph, charts.stairs_key, charts.matrix_key, charts.share_key, charts.diverge,
    scales.climb, scales.ticks, scales.next_panel,
):  # fmt: skip
    register.simple_tag(_function)


@register.simple_tag
def icon(name: str, flip: bool = False) -> SafeString:
    """{% icon "printer" %}: beside a word, never alone. flip: an arrow that turns in right-to-left text."""
    return icon_markup(name, flip=flip)


@register.simple_tag
def table(data: tables.Table) -> SafeString:
    """{% table page.table %}: a tables.Table as `tab tbl` or `tab matrix`, in the box that turns it into a list."""
    return tables.table_html(data)


@register.simple_block_tag(end_name="endwithsprite")
def withsprite(content: str) -> SafeString:
    """Around the whole body: puts the icons that the content refers to before it, each once."""
    return mark_safe(sprite_for(content) + content)


@register.simple_block_tag(end_name="endcard")
def card(content: str, *, heading: str, tone: str = "plain", level: int = 2) -> SafeString:
    """A titled part under a rule, or with tone "info", "done", "soon" or "danger" a notice with an icon.

    level: of the heading.
    """
    slot, symbol = parts.TONES.get(tone, (None, ""))
    context = {"content": content, "heading": heading, "slot": slot, "symbol": symbol, "level": level}
    return mark_safe(render_to_string("ui/parts/card.html", context))


@register.simple_block_tag(end_name="endempty")
def empty(content: str, *, heading: str, level: int = 2) -> SafeString:
    """Nothing here yet: what is missing (heading), why it is worth adding and one button (content)."""
    return format_html('<div class="empty"><h{} class="h4">{}</h{}>{}</div>', level, heading, level, content)


@register.simple_block_tag(end_name="enddialog", takes_context=True)
def dialog(
    context: Any,
    content: str,
    *,
    name: str,
    opener: str,
    heading: str,
    action: str,
    verb: str,
    href: str,
    look: str = "line",
) -> SafeString:
    """A question before something is done. Without script `opener` leads to `href`, a page that asks it (ui/confirm.html).

    name: the dialog's id. heading: the question. content: what will happen, and any fields. action: where the form posts.
    verb: the button's word.
    """
    given = {
        "content": content,
        "id": name,
        "opener": opener,
        "heading": heading,
        "action": action,
        "verb": verb,
        "href": href,
    }
    given |= {"look": look, "csrf_token": context.get("csrf_token", "")}
    return mark_safe(render_to_string("ui/parts/dialog.html", given))


@register.simple_tag(takes_context=True)
def messages_here(context: Any) -> SafeString:
    """What the last action said (django.contrib.messages), as notices that are read out."""
    tones = {"debug": "info", "info": "info", "success": "done", "warning": "soon", "error": "danger"}
    found = [parts.notice(str(m), tone=tones.get(m.level_tag, "info")) for m in context.get("messages") or ()]
    return format_html('<div class="msgs stack stack--s" role="status">{}</div>', mark_safe("".join(found)))


@register.simple_tag
def skeleton(what: str) -> SafeString:
    """While something is fetched: three grey lines, and words for screen readers ("Hämtar planen")."""
    lines = mark_safe('<div class="skel" aria-hidden="true"><i></i><i></i><i></i></div>')
    return format_html('{}<p class="vh" role="status">{}</p>', lines, what or gettext("Hämtar"))


# No sign that could end the element or begin another, as in Django's own json_script.
NO_MARKUP = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.filter
def script_words(value: Any, element_id: str) -> SafeString:
    """Words for a script, as JSON in the page. As json_script, but letters stand as they are: escaped, Arabic weighs thrice."""
    text = json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False).translate(NO_MARKUP)
    return format_html('<script id="{}" type="application/json">{}</script>', element_id, mark_safe(text))


@register.filter
def median(value: charts.Median | None) -> str:
    """{{ row.median|median }}: `3`, `2–3`, or a dash where there is none."""
    return "–" if value is None else charts.median_text(value)
