"""Saying what a place has done with a nudge of the library."""

from dataclasses import asdict

from django.db import transaction

from tillsammans.access.actor import Actor
from tillsammans.audit import commands as audit
from tillsammans.core.errors import Invalid
from tillsammans.organisations.models import Place
from tillsammans.organisations.rules import days
from tillsammans.planning import support_policies as policies
from tillsammans.planning.models import NudgeState, NudgeUse
from tillsammans.planning.queries.nudges import get_nudge
from tillsammans.planning.rules import nudges as rules
from tillsammans.planning.rules.nudges import NudgeContent
from tillsammans.planning.rules.seen import check_seen


@transaction.atomic
def note_nudge(
    *, by: Actor, place: Place, code: str, content: NudgeContent, seen: str = "", is_example: bool = False
) -> NudgeUse:
    """Write down how it is with a nudge at a place. seen: the mark of what the form was shown with.

    Raises NotAllowed, Invalid; NotVisible for a nudge that the library lacks; DraftConflict when somebody has written since.
    """
    Place.objects.select_for_update().get(pk=place.pk)  # the first two at once would both begin a row
    policies.check_support_at(by, place)
    get_nudge(code)
    if fault := rules.fault(content, days.day_of(by.at)):
        raise Invalid(fault)
    row = NudgeUse.objects.filter(place=place, code=code).first()
    check_seen(asdict(content_of(row)), seen)
    row = row or NudgeUse(place=place, code=code, county_id=place.county_id or place.pk)
    row.state, row.became, row.is_example = content.state, content.became.strip(), is_example
    row.since = None if content.state == NudgeState.NOT_FOR_US else content.since
    row.noted_at, row.noted_by_id = by.at, by.user_id
    row.save()
    audit.record(
        by=by, action="planning.nudge_noted", target=row, detail={"place": place.pk, "state": row.state}
    )
    return row


def content_of(row: NudgeUse | None) -> NudgeContent:
    """What stands there; nothing is said yet where there is no row."""
    return NudgeContent(row.state, row.since, row.became) if row else NudgeContent("")
