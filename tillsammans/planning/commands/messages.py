"""Writing the communication plan: plan a message, change it, say that it was sent, take it away."""

from dataclasses import asdict

from django.db import transaction
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.audit import commands as audit
from tillsammans.core.errors import Conflict, DraftConflict, Invalid
from tillsammans.organisations.commands import touch_county
from tillsammans.organisations.models import Place, PlaceKind
from tillsammans.organisations.rules import days
from tillsammans.planning import support_policies as policies
from tillsammans.planning.models import ImplementationPlan, PlannedMessage
from tillsammans.planning.rules.activities import ways_up
from tillsammans.planning.rules.messages import MessageContent


@transaction.atomic
def plan_message(
    *, by: Actor, place: Place, content: MessageContent, is_example: bool = False
) -> PlannedMessage:
    """A new line of a place's communication plan. Raises NotAllowed, Conflict, Invalid."""
    policies.check_support_at(by, place)
    _check_plan(place, content.plan_id)
    row = PlannedMessage(
        county_id=place.county_id or place.pk, place=place, is_example=is_example, created_at=by.at, created_by_id=by.user_id,
    )  # fmt: skip
    _fill(row, content)
    row.save()
    touch_county(row.county_id, work_only=True)  # the timeline shows what is to be said
    audit.record(by=by, action="planning.message_planned", target=row, detail={"place": place.pk})
    return row


@transaction.atomic
def change_message(
    *, by: Actor, message: PlannedMessage, content: MessageContent, revision: int
) -> PlannedMessage:
    """Raises NotAllowed, Invalid; DraftConflict with what another wrote when the form was shown before that."""
    row = _held(by, message)
    if revision < row.revision:
        text = _("Någon annan har ändrat budskapet medan du skrev. Välj vad som ska gälla och spara igen.")
        raise DraftConflict(text, theirs=asdict(content_of(row)), revision=row.revision)
    _check_plan(row.place, content.plan_id)
    _fill(row, content)
    return _saved(by, row, "planning.message_changed")


@transaction.atomic
def mark_sent(*, by: Actor, message: PlannedMessage, sent: bool, revision: int) -> PlannedMessage:
    """Say that it went out today, or that it did not after all. Raises NotAllowed; Conflict for a page that is too old."""
    row = _held(by, message)
    if sent == (row.sent_on is not None):
        return row
    if revision < row.revision:
        raise Conflict(_("Någon annan har ändrat budskapet. Läs in sidan på nytt och se hur det ser ut nu."))
    row.sent_on = days.day_of(by.at) if sent else None
    return _saved(by, row, "planning.message_sent" if sent else "planning.message_not_sent")


@transaction.atomic
def remove_message(*, by: Actor, message: PlannedMessage) -> None:
    """Raises NotAllowed."""
    row = _held(by, message)
    number = row.pk
    row.delete()
    touch_county(row.county_id, work_only=True)
    audit.record(by=by, action="planning.message_removed", target=("planning.plannedmessage", number))


def content_of(row: PlannedMessage) -> MessageContent:
    return MessageContent(**{name: getattr(row, name) for name in MessageContent.__dataclass_fields__})


def _held(by: Actor, message: PlannedMessage) -> PlannedMessage:
    check.found(PlannedMessage.objects.select_for_update(of=("self",)).filter(pk=message.pk).first())
    row = check.found(PlannedMessage.objects.select_related("place").filter(pk=message.pk).first())
    policies.check_keep_message(by, row)
    return row


def _saved(by: Actor, row: PlannedMessage, action: str) -> PlannedMessage:
    row.revision += 1
    row.save()
    touch_county(row.county_id, work_only=True)
    audit.record(by=by, action=action, target=row, detail={"revision": row.revision})
    return row


def _fill(row: PlannedMessage, content: MessageContent) -> None:
    for name, value in asdict(content).items():
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    row.shared = content.shared and row.place.kind != PlaceKind.COUNTY


def _check_plan(place: Place, plan_id: int | None) -> None:
    """Raises Invalid for a plan that is gone or is another part's."""
    rows = ImplementationPlan.objects.filter(pk=plan_id or 0, place__path__in=ways_up(place.path or ""))
    if plan_id is not None and not rows.exists():
        raise Invalid(
            _("Planen finns inte längre eller hör till en annan del av organisationen. Välj en annan.")
        )
