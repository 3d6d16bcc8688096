"""Lifted barriers that wait for an answer, for the weekly letter: how many, and where they are answered."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import ngettext

from tillsammans.reminders import registry
from tillsammans.reminders.registry import Asked
from tillsammans.reminders.rules.entries import Entry
from tillsammans.reminders.rules.kinds import Kind
from tillsammans.strategies.queries import lifts


def waiting(asked: Asked) -> Iterator[Entry]:
    """Without a day: what is lifted is answered when it can be."""
    if asked.place is not None or not lifts.receives(asked.by):
        return
    if number := lifts.waiting_for_answer(asked.by):
        title = ngettext(
            "%(n)s hinder väntar på svar från er.", "%(n)s hinder väntar på svar från er.", number
        ) % {"n": number}
        path = reverse("strategies:lifts")
        yield Entry("strategies.lifts", title.rstrip("."), asked.today, asked.today, path, standing=True)


def register() -> None:
    registry.register("strategies.lifts", waiting, Kind.BARRIERS, in_calendars=False)
