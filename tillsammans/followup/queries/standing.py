"""How a county stands now, counted anew only for the principals whose workplaces have sent a report since.

The roll-up of a round is moved by a report and by nothing else that leaves the county's facts alone, and a report leaves its
event in the audit trail in the same transaction. So what was read before an event holds for everybody but those it is about.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.cache import caches
from django.db import connection

from tillsammans.followup.queries.counted import CACHE, Round, Standing, standing_now
from tillsammans.followup.queries.county_facts import Facts

SENT = "followup.report_sent"
MOST_ASKED = 100  # reports whose principals are looked up; when there are more, everything is read


@dataclass(frozen=True)
class _Known:
    """What was read after the event with this number, and so holds all that was done up to it."""

    number: int
    standing: Standing


def standing_since(round: Round, facts: Facts) -> Standing:
    """The round over all sectors, as it is now. Two small questions when reports have come, else none."""
    key = f"picture.standing.{round.id}.{round.stairs_id}.{facts.generation}"
    last = facts.newer[-1].number if facts.newer else facts.number
    known: _Known | None = caches[CACHE].get(key)
    if known is None or known.number < facts.number:
        standing = standing_now(round)
    else:
        sent = {one.target_id for one in facts.newer if one.number > known.number and one.action == SENT}
        standing = _with(round, known.standing, sent) if len(sent) <= MOST_ASKED else standing_now(round)
    caches[CACHE].set(key, _Known(last, standing))
    return standing


def _with(round: Round, before: Standing, sent: Iterable[int | None]) -> Standing:
    """`before` with the principals of these requests read anew."""
    principals = _principals(round, list(sent))
    if not principals:
        return before
    now = standing_now(round, principals)
    return {code: {**before.get(code, {}), **now.get(code, {})} for code in {**before, **now}}


def _principals(round: Round, requests: list[int | None]) -> list[int]:
    """Whose workplaces these requests of the round asked."""
    if not requests:
        return []
    some = ", ".join(["%s"] * len(requests))
    asked = f"SELECT DISTINCT principal_id FROM followup_reportrequest WHERE round_id = %s AND id IN ({some})"  # nosec B608
    with connection.cursor() as cursor:
        cursor.execute(asked, [round.id, *requests])
        return sorted(principal for (principal,) in cursor.fetchall())
