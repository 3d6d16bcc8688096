"""Checklists in use: start one, tick a line, open it again, end it."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.audit import commands as audit
from tillsammans.core.errors import Conflict, Invalid, NotVisible
from tillsammans.core.text import localised
from tillsammans.organisations.models import Place, PlaceKind
from tillsammans.organisations.rules import days
from tillsammans.planning import timeline_policies as policies
from tillsammans.planning.models import Checklist, ChecklistItem
from tillsammans.planning.rules.checklists import Template, library

EARLIEST, LATEST = timedelta(days=-366), timedelta(days=366)


@transaction.atomic
def start_checklist(*, by: Actor, place: Place, template: str, started_on: date) -> Checklist:
    """A copy of a template at a place. Raises NotAllowed; Conflict while the same one is open there."""
    Place.objects.select_for_update().get(pk=place.pk)
    policies.check_work_at(by, place)
    known = library().get(template)
    if known is None or _kind(place) not in known.places:
        raise NotVisible(_("Checklistan finns inte, eller passar inte här."))
    if not by.at.date() + EARLIEST <= started_on <= by.at.date() + LATEST:
        raise Invalid(_("Välj en dag inom ett år från i dag."))
    if Checklist.objects.filter(place=place, template=template, closed_on=None).exists():
        raise Conflict(_("Den checklistan är redan i gång här. Pricka av den, eller avsluta den först."))
    row = Checklist.objects.create(
        county_id=place.county_id or place.pk, place=place, template=template, title=localised(known.title, "sv").text,
        started_on=started_on, created_at=by.at, created_by_id=by.user_id,
    )  # fmt: skip
    ChecklistItem.objects.bulk_create(_items(row, known))
    audit.record(by=by, action="planning.checklist_started", target=row, detail={"template": template})
    return row


def _kind(place: Place) -> str:
    """A department keeps the lists of a principal."""
    return PlaceKind.PRINCIPAL if place.kind == PlaceKind.DEPARTMENT else place.kind


def _items(row: Checklist, template: Template) -> list[ChecklistItem]:
    return [
        ChecklistItem(
            checklist=row, order=number, text=line.text["sv"], help=line.why["sv"],
            due_on=None if line.days is None else row.started_on + timedelta(days=line.days),
        )
        for number, line in enumerate(template.lines, start=1)
    ]  # fmt: skip


@transaction.atomic
def tick(*, by: Actor, checklist: Checklist, order: int, done: bool) -> ChecklistItem:
    """Tick a line, or open it again. The same said twice changes nothing. Raises NotAllowed; Conflict when the list has ended."""
    row = _held(by, checklist)
    item = check.found(ChecklistItem.objects.filter(checklist=row, order=order).first())
    if (item.done_on is not None) != done:
        item.done_on = days.day_of(by.at) if done else None
        item.done_by_id = by.user_id if done else None
        item.save(update_fields=["done_on", "done_by_id"])
        action = "planning.checklist_ticked" if done else "planning.checklist_unticked"
        audit.record(by=by, action=action, target=row, detail={"line": order})
    return item


@transaction.atomic
def close_checklist(*, by: Actor, checklist: Checklist) -> Checklist:
    """End it, whether all is ticked or not; it stays to be read. Raises NotAllowed, Conflict."""
    row = _held(by, checklist)
    row.closed_on = days.day_of(by.at)
    row.save(update_fields=["closed_on"])
    audit.record(by=by, action="planning.checklist_closed", target=row)
    return row


def _held(by: Actor, checklist: Checklist) -> Checklist:
    row = check.found(Checklist.objects.select_for_update(of=("self",)).filter(pk=checklist.pk).first())
    policies.check_keep_checklist(by, row)
    if row.closed_on is not None:
        raise Conflict(_("Checklistan är avslutad. Starta en ny om den behövs igen."))
    return row
