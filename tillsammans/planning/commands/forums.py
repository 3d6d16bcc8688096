"""Writing the year: forums with what they take up, and the deadlines that come every year."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.audit import commands as audit
from tillsammans.core.errors import Conflict, Invalid
from tillsammans.organisations.models import Place, PlaceKind
from tillsammans.organisations.rules import days
from tillsammans.planning import support_policies as policies
from tillsammans.planning.models import Forum, ForumTopic, YearDeadline
from tillsammans.planning.models.support import DeadlineKind
from tillsammans.planning.rules import year as rules
from tillsammans.planning.rules.seen import check_seen
from tillsammans.planning.rules.year import DeadlineContent, ForumContent


@transaction.atomic
def add_forum(*, by: Actor, place: Place, content: ForumContent, is_example: bool = False) -> Forum:
    """A meeting that exists already; one that had ended begins again. Raises NotAllowed, Invalid; Conflict for a name in use."""
    Place.objects.select_for_update().get(pk=place.pk)
    policies.check_support_at(by, place)
    ended = Forum.objects.filter(place=place, name=content.name.strip(), closed_on__isnull=False).first()
    row = ended or Forum(county_id=place.county_id or place.pk, place=place)
    row.closed_on, row.is_example, row.created_at, row.created_by_id = None, is_example, by.at, by.user_id
    _write(row, content)
    audit.record(by=by, action="planning.forum_added", target=row, detail={"place": place.pk})
    return row


@transaction.atomic
def change_forum(*, by: Actor, forum: Forum, content: ForumContent, seen: str = "") -> Forum:
    """Raises NotAllowed, Invalid; Conflict when it is closed or the name is taken, DraftConflict when another wrote since."""
    row = _held(by, forum)
    check_seen(forum_said(row), seen)
    _write(row, content)
    audit.record(by=by, action="planning.forum_changed", target=row)
    return row


@transaction.atomic
def close_forum(*, by: Actor, forum: Forum) -> None:
    """It meets no more. Raises NotAllowed, Conflict."""
    row = _held(by, forum)
    row.closed_on = days.day_of(by.at)
    row.save()
    audit.record(by=by, action="planning.forum_closed", target=row)


def _held(by: Actor, forum: Forum) -> Forum:
    Place.objects.select_for_update().get(pk=forum.place_id)
    row = check.found(Forum.objects.select_related("place").filter(pk=forum.pk).first())
    policies.check_keep_forum(by, row)
    if row.closed_on is not None:
        raise Conflict(_("Forumet är avslutat. Lägg in det på nytt om det börjar igen."))
    return row


def _write(row: Forum, content: ForumContent) -> None:
    if fault := rules.topics_fault(content.topics):
        raise Invalid(fault)
    if Forum.objects.filter(place_id=row.place_id, name=content.name.strip()).exclude(pk=row.pk).exists():
        raise Conflict(_("Ni har redan ett forum med det namnet. Välj ett annat namn."))
    row.name, row.rhythm = content.name.strip(), content.rhythm.strip()
    row.brings_role, row.brings_text = content.brings_role, content.brings_text.strip()
    row.shared = content.shared and row.place.kind != PlaceKind.COUNTY
    row.save()
    row.topics.all().delete()
    ForumTopic.objects.bulk_create(
        ForumTopic(forum=row, month=month, topic=text.strip())
        for month, text in sorted(content.topics.items())
        if text.strip()
    )


def forum_said(row: Forum) -> dict[str, Any]:
    """What stands in a forum, by the names of the form's fields. One query."""
    topics = dict(row.topics.values_list("month", "topic"))
    same = {name: getattr(row, name) for name in ("name", "rhythm", "brings_role", "brings_text", "shared")}
    return same | {f"month_{month}": topics.get(month, "") for month in rules.MONTHS}


# --- deadlines --------------------------------------------------------------------------------------------------------


@transaction.atomic
def add_deadline(
    *, by: Actor, place: Place, content: DeadlineContent, is_example: bool = False
) -> YearDeadline:
    """What the work has to be ready for, every year. Raises NotAllowed, Conflict, Invalid."""
    policies.check_support_at(by, place)
    row = YearDeadline(county_id=place.county_id or place.pk, place=place, is_example=is_example)
    _fill(row, content)
    audit.record(by=by, action="planning.deadline_added", target=row, detail={"place": place.pk})
    return row


@transaction.atomic
def change_deadline(
    *, by: Actor, deadline: YearDeadline, content: DeadlineContent, seen: str = ""
) -> YearDeadline:
    """Raises NotAllowed, Invalid, DraftConflict."""
    row = _held_deadline(by, deadline)
    check_seen(deadline_said(row), seen)
    _fill(row, content)
    audit.record(by=by, action="planning.deadline_changed", target=row)
    return row


@transaction.atomic
def remove_deadline(*, by: Actor, deadline: YearDeadline) -> None:
    """Raises NotAllowed."""
    row = _held_deadline(by, deadline)
    number = row.pk
    row.delete()
    audit.record(by=by, action="planning.deadline_removed", target=("planning.yeardeadline", number))


def _held_deadline(by: Actor, deadline: YearDeadline) -> YearDeadline:
    check.found(YearDeadline.objects.select_for_update(of=("self",)).filter(pk=deadline.pk).first())
    row = check.found(YearDeadline.objects.select_related("place").filter(pk=deadline.pk).first())
    policies.check_keep_deadline(by, row)
    return row


def _fill(row: YearDeadline, content: DeadlineContent) -> None:
    if content.kind not in DeadlineKind.values:
        raise Invalid(_("Den sortens hålltid finns inte. Läs in sidan på nytt och välj igen."))
    if fault := rules.day_fault(content.month, content.day):
        raise Invalid(fault)
    row.kind, row.month, row.day, row.what = content.kind, content.month, content.day, content.what.strip()
    row.save()


def deadline_said(row: YearDeadline) -> dict[str, Any]:
    """What stands in a deadline, by the names of the form's fields."""
    return {"kind": row.kind, "month": str(row.month), "day": row.day, "what": row.what}
