"""From a row in the outbox to the words of the mail."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from tillsammans.notify import own_words, registry, rules
from tillsammans.notify.models import OutboxMessage


@dataclass(frozen=True)
class Letter:
    """html: the same as the body, for who reads mail that way; "": none. headers: beside those that every mail of ours has."""

    subject: str
    body: str
    html: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


def written(message: OutboxMessage, own: own_words.Own | None = None) -> Letter:
    """The mail in the receiver's language: in the county's own words where it has some, else in the standard ones.

    own: of many letters, what `own_words.begin` gave at the first. Raises LookupError when what it is about has been removed.
    """
    kind = registry.kind_of(message.template)
    with translation.override(message.language):
        words = dict(kind.fill(message.context))
        found = (own or own_words.begin())(message)
        told = own_words.filled(message.template, found, words) if found else None
        subject, body = told or own_words.written_as_standard(message.template, words)
        html = render_to_string(f"{kind.template}.html", words) if kind.html and not told else ""
    headers = rules.list_headers(*kind.listed(words), settings.MESSAGE_ID_DOMAIN) if kind.listed else {}
    return Letter(subject, body, html, headers)
