"""The days when plans and strategies are looked at again, told to the calendars at start-up."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from tillsammans.planning.queries import reviews as queries
from tillsammans.planning.queries.reviews import PLAN
from tillsammans.reminders.registry import MOST, Asked, register
from tillsammans.reminders.rules.entries import Entry
from tillsammans.reminders.rules.kinds import Kind


def reviews(asked: Asked) -> Iterator[Entry]:
    """Of a place, or of the places where a person's own roles are. A draft has no day here: it is not decided."""
    if asked.place is None:
        found = queries.reviews_of_person(asked.by, asked.first, asked.last, MOST)
    else:
        found = queries.reviews_of_place(asked.place, asked.first, asked.last, MOST)
    for one in found:
        is_plan = one.kind == PLAN
        words = _("Planen ses över: %(title)s") if is_plan else _("Strategin ses över: %(title)s")
        path = reverse("planning:plan" if is_plan else "strategies:strategy", args=[one.pk])
        key = f"planning.{one.kind}_review.{one.pk}"
        yield Entry(key, words % {"title": one.title}, one.on, one.on, path, one.revision)


def register_entries() -> None:
    register("planning.reviews", reviews, Kind.PLANS)
