"""Decided plans that their keepers show to everybody, for the county's feeds: the newest open version of each."""

from collections.abc import Iterator

from django.urls import reverse

from tillsammans.planning.drawing import open_plan as words
from tillsammans.planning.queries.open_plans import newest_open
from tillsammans.reminders import published
from tillsammans.reminders.published import MOST, Published, Readers


def plans(readers: Readers) -> Iterator[Published]:
    for row in newest_open(readers.county_id, MOST):
        if row.opened_at is not None:
            path = reverse("planning:open_plan", args=[row.plan_id])
            yield Published(
                f"planning.plan.{row.pk}", words.title(row), words.state(row), path, row.opened_at
            )


def register() -> None:
    published.register("planning.plan", plans)
