"""What of the plans has a day, for calendars: activities and milestones, and lines of checklists. Titles and days alone."""

from collections.abc import Iterator
from functools import reduce
from operator import or_

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access.reach import at_or_above, below, nothing
from tillsammans.organisations.models import PlaceKind
from tillsammans.planning import timeline_policies as policies
from tillsammans.planning.models import Activity, ActivityState, ChecklistItem
from tillsammans.reminders import registry
from tillsammans.reminders.registry import MOST, Asked
from tillsammans.reminders.rules.entries import Entry
from tillsammans.reminders.rules.kinds import Kind

_OWN = (
    "unit_manager",
    "contact_person",
    "head",
    "process_leader",
)  # roles whose own place's checklists are theirs


def activities(asked: Asked) -> Iterator[Entry]:
    """A person: what one's roles hold, and the county's milestones. A place: its own, but units' only where shared."""
    rows = Activity.objects.filter(ends_on__gte=asked.first, ends_on__lte=asked.last)
    rows = rows.filter(_of_place(asked) if asked.place else _of_person(asked))
    if asked.place is None:
        rows = check.within(rows, policies.may_read_activity, asked.by)
    wanted = ("pk", "title", "starts_on", "ends_on", "state", "revision", "responsible_role")
    for pk, title, starts, ends, state, revision, role in rows.order_by("ends_on", "id").values_list(*wanted)[
        :MOST
    ]:
        yield Entry(
            f"planning.activity.{pk}", title, starts or ends, ends, reverse("planning:activity", args=[pk]), revision,
            over=state == ActivityState.DONE, called_off=state == ActivityState.STOPPED, own=role in asked.by.roles,
        )  # fmt: skip


def _of_person(asked: Asked) -> Q:
    """Of a role at a place: what names it there, below (it reaches that) and above (it is one of those meant)."""
    own = [
        Q(responsible_role=held.role)
        & (below("place__path", [held.path]) | at_or_above("place__path", [held.path]))
        for held in asked.by.holdings
    ]
    stones = Q(place_id=asked.by.county_id, kind="milestone")
    return reduce(or_, own, stones) if asked.by.county_id else nothing()


def _of_place(asked: Asked) -> Q:
    place = asked.place
    assert place is not None  # nosec B101 (for the type checker: the caller has asked)
    if place.kind == PlaceKind.COUNTY:
        return Q(place_id=place.pk)
    return Q(principal_id=place.pk) & (~Q(place__kind=PlaceKind.UNIT) | Q(shared=True))


def checklists(asked: Asked) -> Iterator[Entry]:
    """Lines that are not ticked yet, of lists that are open at one's own place or at the place itself."""
    places = (
        [asked.place.pk] if asked.place else [one.place_id for one in asked.by.holdings if one.role in _OWN]
    )
    rows = ChecklistItem.objects.filter(
        checklist__place_id__in=places, checklist__closed_on=None, done_on=None, due_on__gte=asked.first, due_on__lte=asked.last
    )  # fmt: skip
    for pk, text, due, order, number in rows.order_by("due_on", "id").values_list(
        "pk", "text", "due_on", "order", "checklist_id"
    )[:MOST]:
        title = _("Checklista: %(line)s") % {"line": text}
        path = f"{reverse('planning:checklist', args=[number])}#rad-{order}"
        if due is not None:
            yield Entry(f"planning.checklist_item.{pk}", title, due, due, path)


def register() -> None:
    registry.register("planning.activities", activities, Kind.ACTIVITIES)
    registry.register("planning.checklists", checklists, Kind.ACTIVITIES)
