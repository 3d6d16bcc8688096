"""From a row in the outbox to the words of the mail."""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils import translation

from tillsammans.notify import registry
from tillsammans.notify.models import OutboxMessage


@dataclass(frozen=True)
class Letter:
    subject: str
    body: str


def written(message: OutboxMessage) -> Letter:
    """The mail in the receiver's language. Raises LookupError when what it is about has been removed."""
    kind = registry.kind_of(message.template)
    with translation.override(message.language):
        words = dict(kind.fill(message.context))
        subject = " ".join(render_to_string(f"{kind.template}.subject.txt", words).split())
        body = render_to_string(f"{kind.template}.txt", words).strip() + "\n"
    return Letter(subject, body)
