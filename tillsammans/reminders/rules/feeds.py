"""The writers of feeds for other sites: Atom (RFC 4287) and JSON Feed 1.1, from the same lines."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from xml.sax.saxutils import escape, quoteattr  # nosec B406 (writes XML, reads none)

from tillsammans.reminders.published import Published

# What XML 1.0 has no place for, however it is written.
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Head:
    """base: `https://host`. own: the feed's own address, home: that of the site; both whole. tag: `name,year` of a tag URI
    (RFC 4151), so that an entry keeps its id when the site moves. at: for a feed without entries.
    """

    title: str
    county: str
    key: str
    language: str
    base: str
    own: str
    home: str
    tag: str
    at: datetime

    def id_of(self, key: str) -> str:
        return f"tag:{self.tag}:{self.key}:{key}"


def atom(head: Head, entries: Sequence[Published]) -> bytes:
    updated = max((one.at for one in entries), default=head.at)
    parts = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(head.language)}>',
        _element("id", head.id_of("feed")),
        _element("title", head.title),
        _element("updated", updated.isoformat()),
        f"<author>{_element('name', head.county)}</author>",
        f'<link rel="self" type="application/atom+xml" href={quoteattr(head.own)}/>',
        f'<link rel="alternate" type="text/html" href={quoteattr(head.home)}/>',
        *(_entry(head, one) for one in entries),
        "</feed>",
    ]
    return "\n".join(parts).encode("utf-8")


def _entry(head: Head, one: Published) -> str:
    inside = (
        _element("id", head.id_of(one.key)),
        _element("title", one.title),
        _element("updated", one.at.isoformat()),
        _element("published", one.at.isoformat()),
        f'<link rel="alternate" type="text/html" href={quoteattr(head.base + one.path)}/>',
        _element("summary", one.summary or one.title),
    )
    return f"<entry>{''.join(inside)}</entry>"


def _element(name: str, words: str) -> str:
    return f"<{name}>{escape(_NO_XML.sub('', words))}</{name}>"


def json_feed(head: Head, entries: Sequence[Published]) -> bytes:
    """`url` is the one link, `content_text` what a reader shows."""
    whole = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": head.title,
        "home_page_url": head.home,
        "feed_url": head.own,
        "language": head.language,
        "authors": [{"name": head.county}],
        "items": [
            {
                "id": head.id_of(one.key),
                "url": head.base + one.path,
                "title": one.title,
                "content_text": one.summary or one.title,
                "date_published": one.at.isoformat(),
            }
            for one in entries
        ],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1).encode("utf-8")
