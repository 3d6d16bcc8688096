"""Mails about decisions: one to each who speaks for a place, in the reader's own language, in the caller's transaction."""

from collections.abc import Sequence

from tillsammans.access.actor import Actor
from tillsammans.accounts.queries import languages_of
from tillsammans.governance.models import DecisionTo
from tillsammans.governance.queries import addressing
from tillsammans.notify import commands as notify
from tillsammans.organisations.rules.days import day_of

DECISION_CAME, REMINDER, INTRODUCTION = (
    "governance/decision_came",
    "governance/reminder",
    "governance/introduction",
)


def tell_places(by: Actor, template: str, rows: Sequence[DecisionTo]) -> set[int]:
    """Ids of the places where there was nobody to write to."""
    to = addressing.speakers([row.place for row in rows], day_of(by.at))
    chosen = languages_of({email for emails in to.values() for email in emails})
    letters = [
        (email, chosen.get(email, "sv"), {"row": row.pk})
        for row in rows
        for email in to.get(row.place_id, ())
    ]
    notify.queue_many(by=by, template=template, letters=letters)  # type: ignore[arg-type]
    return {row.place_id for row in rows if not to.get(row.place_id)}
