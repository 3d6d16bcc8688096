"""From a row in the outbox to the words of the mail."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from tillsammans.notify import registry, rules
from tillsammans.notify.models import OutboxMessage


@dataclass(frozen=True)
class Letter:
    """html: the same as the body, for who reads mail that way; "": none. headers: beside those that every mail of ours has."""

    subject: str
    body: str
    html: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


def written(message: OutboxMessage) -> Letter:
    """The mail in the receiver's language. Raises LookupError when what it is about has been removed."""
    kind = registry.kind_of(message.template)
    with translation.override(message.language):
        words = dict(kind.fill(message.context))
        subject = " ".join(render_to_string(f"{kind.template}.subject.txt", words).split())
        body = render_to_string(f"{kind.template}.txt", words).strip() + "\n"
        html = render_to_string(f"{kind.template}.html", words) if kind.html else ""
    headers = rules.list_headers(*kind.listed(words), settings.MESSAGE_ID_DOMAIN) if kind.listed else {}
    return Letter(subject, body, html, headers)
