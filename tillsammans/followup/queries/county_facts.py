"""What a county's picture shows beside the answers: rounds, principals, roles filled and vacant, principals' own answers.

A new report changes none of it, and reports are what changes most. So it is kept, with the number of the last audit event it was
read under: every write leaves an event in its own transaction, and numbers are given in the order of commits. As long as only
events that cannot touch it have come since, it holds. Whether a principal shows its single workplaces is not among it: that is
asked each time.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from django.core.cache import caches
from django.db import connection
from django.db.models import Count

from tillsammans.access.actor import Actor
from tillsammans.audit.models import AuditHead
from tillsammans.followup.models import PrincipalReport
from tillsammans.followup.queries.counted import CACHE, Round, opened_rounds
from tillsammans.organisations.models import Place, PlaceKind
from tillsammans.organisations.queries import seats_rows
from tillsammans.organisations.rules.role_seats import Seats

# Events after which rounds, roles and principals' own answers are what they were. What is not listed is taken to change them.
CHANGE_NOTHING = frozenset(
    {
        "access.grant_issued", "access.grants_revoked", "accounts.sign_in_failed", "accounts.signed_in", "accounts.signed_out",
        "followup.draft_saved", "followup.invitations_sent", "followup.reminders_sent", "followup.report_handed_over",
        "followup.report_moved", "followup.report_sent", "followup.report_taken_back", "organisations.holdings_read",
        "organisations.import_previewed", "organisations.import_read", "steward.accounts_read", "steward.audit_read",
        "steward.letter_read", "steward.mail_read",
    }
)  # fmt: skip
MOST_EVENTS = 400  # more than these are not looked through: everything is read anew
MOVE_ON_AFTER = 40  # events looked through before the number is moved forward


class SeatLine(NamedTuple):
    """One role at one principal, in one sector ("": all)."""

    principal_id: int
    role: str
    sector: str
    seats: Seats


class Event(NamedTuple):
    """What was done, of any county: the number in the audit trail, the action and what it was done to."""

    number: int
    action: str
    target_id: int | None


@dataclass(frozen=True)
class Facts:
    """places: the county's principals, (id, name) by name, closed ones too. reported: by round, how many of them have sent
    answers of their own. number: the event these hold from; newer: what has come since, none of which touches them.

    generation: the event these were read under; other figures that a recount could change are kept under it.
    """

    rounds: tuple[Round, ...]
    places: tuple[tuple[int, str], ...]
    seats: tuple[SeatLine, ...]
    reported: dict[int, int]
    number: int
    generation: int
    newer: tuple[Event, ...] = ()


def county_facts(by: Actor, county_id: int, today: date) -> Facts:
    """One query while nothing has changed. For readers of this county's picture alone: they all see the same of this."""
    key = f"picture.facts.{county_id}.{today.toordinal()}"
    found: Facts | None = caches[CACHE].get(key)
    if found is not None:
        newer = _since(found.number)
        if len(newer) <= MOST_EVENTS and all(event.action in CHANGE_NOTHING for event in newer):
            if len(newer) > MOVE_ON_AFTER:
                caches[CACHE].set(key, replace(found, number=newer[-1].number))
            return replace(found, newer=newer)
    found = _read(by, county_id)
    caches[CACHE].set(key, found)
    return found


# Asked at every first view: written out, since building the question costs more than asking it.
_SINCE = "SELECT number, action, target_id FROM audit_auditevent WHERE number > %s ORDER BY number LIMIT %s"


def _since(number: int) -> tuple[Event, ...]:
    """Events after a number, of every county."""
    with connection.cursor() as cursor:
        cursor.execute(_SINCE, [number, MOST_EVENTS + 1])
        return tuple(map(Event._make, cursor.fetchall()))


def _read(by: Actor, county_id: int) -> Facts:
    """The number is read first: what comes after it is looked through the next time."""
    number = AuditHead.objects.filter(pk=1).values_list("count", flat=True).first() or 0
    rounds = tuple(opened_rounds(county_id))
    places = Place.objects.filter(county_id=county_id, kind=PlaceKind.PRINCIPAL).order_by("sort_name", "id")
    reports = PrincipalReport.objects.filter(round__county_id=county_id, number=1).order_by()
    return Facts(
        rounds=rounds,
        places=tuple(places.values_list("id", "name")),
        seats=tuple(SeatLine(row.principal_id, row.role, row.sector, row.seats) for row in seats_rows(by)),
        reported=dict(reports.values_list("round_id").annotate(Count("pk"))),
        number=number,
        generation=number,
    )


_OPENED = (
    "SELECT place_id FROM organisations_principalprofile WHERE units_open_to_county AND place_id IN ({})"
)


def opened_principals(facts: Facts) -> frozenset[int]:
    """Which of the county's principals show their single workplaces to it. Asked at every view, so written out."""
    ids = [pk for pk, _name in facts.places]
    if not ids:
        return frozenset()
    with connection.cursor() as cursor:
        cursor.execute(_OPENED.format(", ".join(["%s"] * len(ids))), ids)
        return frozenset(principal for (principal,) in cursor.fetchall())
