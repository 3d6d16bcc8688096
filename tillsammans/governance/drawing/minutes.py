"""A meeting's record drawn: as a page, and as a document for Word and PDF. The same before and after it is locked."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tillsammans.access.roles import Role
from tillsammans.governance.drawing import words
from tillsammans.governance.drawing.meetings import papers, when
from tillsammans.governance.models import Presence
from tillsammans.governance.queries.minutes import Record
from tillsammans.ui.documents import Block, Bullets, Document, Facts, Grid, Heading, Paragraph
from tillsammans.ui.markup import escape

Item = Mapping[str, Any]


def title(record: Record) -> str:
    return _("Minnesanteckningar, %(board)s") % {"board": record["board"]}


def _day(text: str | None) -> str:
    return date_format(date.fromisoformat(text), "j F Y") if text else ""


def presence(key: str) -> str:
    return str(Presence(key).label) if key in Presence.values else _("inte noterat")


def holder(found: Item) -> str:
    key = found.get("holder_role") or ""
    return str(Role(key).label) if key in Role.values else found.get("holder_text") or ""


def status(record: Record) -> str:
    """What the record is now, in one sentence."""
    if record.get("locked_on"):
        approved = [one["seat"] for one in record["approved"] if one["on"]]
        first = _("Låsta %(day)s.") % {"day": _day(record["locked_on"])}
        return f"{first} {_('Justerade av %(who)s.') % {'who': _and(approved)}}" if approved else first
    if record["sent_on"]:
        return _("Utskickade %(day)s och öppna för synpunkter.") % {"day": _day(record["sent_on"])}
    return _("Utkast, inte utskickade än.")


def _and(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s och %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def result(found: Item) -> str:
    """A decision or a task in one line: what, who and by when."""
    told = [found["title"]]
    if who := holder(found):
        told.append(_("ansvarar: %(who)s") % {"who": who})
    if by_on := found.get("by_on"):
        told.append(_("klart senast %(day)s") % {"day": _day(by_on)})
    return ", ".join(told)


def _followed(item: Item) -> str:
    found = item["follows"]
    if not found or not found["asked"]:
        return ""
    return _("Så gick det: %(told)s.") % {"told": words.told(found["tally"])}


# --- the page ---------------------------------------------------------------------------------------------------------


def page(record: Record) -> SafeString:
    """All items with what was noted, and who was there."""
    items = "".join(_item(one) for one in record["items"])
    rows = "".join(
        f"<div><dt>{escape(one['title'])}</dt><dd>{escape(presence(one['presence']))}</dd></div>"
        for one in record["seats"]
    )
    return mark_safe(
        f'<section class="sec stack stack--m"><h2>{escape(_("Närvaro"))}</h2><dl class="gov-present">{rows}</dl></section>'
        f'<section class="sec stack stack--m"><h2>{escape(_("Punkter"))}</h2><ol class="rules gov-agenda">{items}</ol></section>'
        f"{_round(record)}"
    )


def _item(one: Item) -> str:
    told = [(_("Förslag"), one["proposal"])] if one["proposal"] else []
    extra = "".join(f"<p><b>{escape(label)}:</b> {_lines(text)}</p>" for label, text in told)
    results = [("governance:decision", _("Beslut"), found) for found in one["decisions"]]
    results += [("planning:activity", _("Att göra"), found) for found in one["tasks"]]
    listed = "".join(
        f"<li><b>{escape(word)}:</b> {_linked(name, found)}</li>" for name, word, found in results
    )
    followed = _followed(one)
    return (
        f'<li><h3 class="h4">{one["number"]}. {escape(one["title"])}</h3>'
        f"{_paragraph(one['text'], 'dim')}{papers(one['links'])}{_paragraph(followed, 'small')}{_paragraph(one['notes'])}{extra}"
        f"{f'<ul class=gov-outcomes>{listed}</ul>' if listed else ''}</li>"
    )


def noted(notes: str, proposal: str) -> str:
    """What stands under an item so far."""
    told = f"<p><b>{escape(_('Förslag'))}:</b> {_lines(proposal)}</p>" if proposal else ""
    return _paragraph(notes) + told


def comments(record: Record) -> SafeString:
    """What members have said of the minutes."""
    rows = "".join(
        f"<li><b>{escape(one['seat'] or _('Den som sköter mötet'))}</b> "
        f'<span class="small dim">{escape(_day(one["on"]))}</span><br>{_lines(one["text"])}</li>'
        for one in record["comments"]
    )
    return mark_safe(f'<ul class="rules tight measure">{rows}</ul>' if rows else "")


def _linked(name: str, found: Item) -> str:
    """The record names it as it was; the link leads to how it is."""
    label = escape(result(found))
    return f'<a href="{reverse(name, args=[found["id"]])}">{label}</a>' if found["id"] else label


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _paragraph(text: str, look: str = "") -> str:
    return f'<p class="{look}">{_lines(text)}</p>' if text else ""


def _round(record: Record) -> str:
    told = [one for one in record["seats"] if one["answers"] is not None]
    if not told:
        return ""
    asked = "".join(
        f'<h3 class="h4">{escape(question)}</h3><dl class="gov-round">{_said(told, n)}</dl>'
        for n, question in enumerate(record["questions"])
    )
    silent = [one["title"] for one in record["seats"] if one["answers"] is None]
    listed = "".join(f"<li>{escape(one)}</li>" for one in silent)
    rest = (
        f'<h3 class="h4">{escape(_("Inte svarat än"))}</h3><ul class="gov-silent">{listed}</ul>'
        if silent
        else ""
    )
    return f'<section class="sec stack stack--m"><h2>{escape(_("Lägesbild"))}</h2>{asked}{rest}</section>'


def _said(told: list[Item], n: int) -> str:
    found = [
        (one["title"], one["answers"][n]) for one in told if n < len(one["answers"]) and one["answers"][n]
    ]
    return "".join(f"<div><dt>{escape(who)}</dt><dd>{_lines(text)}</dd></div>" for who, text in found)


# --- the document -----------------------------------------------------------------------------------------------------


def document(record: Record) -> Document:
    """For Word and PDF."""
    blocks = [
        *_first(record),
        *(block for one in record["items"] for block in _item_blocks(one)),
        *_last(record),
    ]
    language = get_language() or "sv"
    return Document(title(record), language, blocks, _sub(record), f"{title(record)}. {status(record)}")


def _sub(record: Record) -> str:
    told = when(datetime.fromisoformat(record["starts_at"]))
    return f"{told[0].upper()}{told[1:]}"


def _first(record: Record) -> Iterator[Block]:
    pairs = [
        (_("Grupp"), f"{record['board']}, {record['place']}"), (_("Tid"), _sub(record)), (_("Plats"), record["where"]),
        (_("Läge"), status(record)),
    ]  # fmt: skip
    yield Facts([pair for pair in pairs if pair[1]])
    yield Grid(
        _("Närvaro"), [_("Plats i gruppen"), _("Närvaro")],
        [(one["title"], presence(one["presence"])) for one in record["seats"]], (3, 2),
    )  # fmt: skip
    yield Heading(_("Punkter"))


def _item_blocks(one: Item) -> Iterator[Block]:
    yield Heading(f"{one['number']}. {one['title']}", 2)
    for text in (one["text"], _followed(one), one["notes"]):
        if text:
            yield Paragraph(text)
    if one["proposal"]:
        yield Paragraph(f"{_('Förslag')}: {one['proposal']}")
    listed = [f"{_('Beslut')}: {result(found)}" for found in one["decisions"]]
    listed += [f"{_('Att göra')}: {result(found)}" for found in one["tasks"]]
    listed += [f"{_('Underlag')}: {link}" for link in one["links"] if link.startswith("http")]
    if listed:
        yield Bullets(listed)


def _last(record: Record) -> Iterator[Block]:
    told = [one for one in record["seats"] if one["answers"] is not None]
    if told:
        yield Heading(_("Lägesbild"))
    for n, question in enumerate(record["questions"] if told else ()):
        yield Heading(question, 2)
        found = [
            (one["title"], one["answers"][n]) for one in told if n < len(one["answers"]) and one["answers"][n]
        ]
        yield Facts(found)
    if silent := [one["title"] for one in record["seats"] if told and one["answers"] is None]:
        yield Heading(_("Inte svarat än"), 2)
        yield Bullets(silent)
    if record["comments"]:
        yield Heading(_("Synpunkter"))
        yield Facts([(one["seat"] or _("Den som sköter mötet"), one["text"]) for one in record["comments"]])
