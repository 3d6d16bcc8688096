"""What the communication plan has a day for, told to the calendars at start-up."""

from collections.abc import Iterator

from django.urls import reverse

from tillsammans.planning.queries.messages import MOST_ENTRIES, dated_messages, dated_messages_of
from tillsammans.reminders.registry import Asked, register
from tillsammans.reminders.rules.entries import Entry
from tillsammans.reminders.rules.kinds import Kind


def messages(asked: Asked) -> Iterator[Entry]:
    """The messages of a place, or those of a person's own roles."""
    if asked.place is None:
        rows = dated_messages_of(asked.by, asked.first, asked.last)
    else:
        rows = dated_messages(asked.place, asked.first, asked.last)
    for row in rows.order_by("on", "id")[:MOST_ENTRIES]:
        path = reverse("planning:message", args=[row.pk])
        yield Entry(
            f"planning.message.{row.pk}",
            row.message,
            row.on,
            row.on,
            path,
            row.revision,
            over=row.sent_on is not None,
        )


def register_entries() -> None:
    register("planning.messages", messages, Kind.ACTIVITIES)
