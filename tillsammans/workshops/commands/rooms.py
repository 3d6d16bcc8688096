"""A workshop from set-up to its end. Every change raises `Workshop.live`, so that screens and phones know."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from tillsammans.access.actor import Actor
from tillsammans.audit import commands as audit
from tillsammans.core.errors import Conflict, Invalid
from tillsammans.organisations.models import Place
from tillsammans.organisations.rules import days
from tillsammans.workshops import policies
from tillsammans.workshops.commands import steps
from tillsammans.workshops.models import Question, Workshop, WorkshopState
from tillsammans.workshops.rules import codes, limits, phases, setting_up
from tillsammans.workshops.rules.next_step import FLAG_OF, PHASE_OF
from tillsammans.workshops.rules.sets import Asked
from tillsammans.workshops.rules.setting_up import SetUp

CHANNEL = "workshops"  # what every process that holds streams listens to (PostgreSQL alone)
CODES_TRIED = 20


def touch(*workshop_ids: int) -> None:
    """Something that screens or phones show has changed: in the transaction of the change, heard after its commit."""
    Workshop.objects.filter(pk__in=workshop_ids).update(live=F("live") + 1)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.executemany("SELECT pg_notify(%s, %s)", [(CHANNEL, str(pk)) for pk in workshop_ids])


@transaction.atomic
def set_up(*, by: Actor, place: Place, content: SetUp, is_example: bool = False) -> Workshop:
    """A new workshop of a level, not begun. Raises NotAllowed, Conflict (a closed unit) and Invalid."""
    place = Place.objects.select_for_update().get(pk=place.pk)
    policies.check_lead_at(by, place)
    workshop = Workshop(
        county_id=place.county_id or place.pk, place=place, is_example=is_example, created_at=by.at, created_by_id=by.user_id
    )  # fmt: skip
    _fill(workshop, setting_up.tidied(content))
    audit.record(by=by, action="workshops.set_up", target=workshop)
    return workshop


@transaction.atomic
def change(*, by: Actor, workshop: Workshop, content: SetUp, seen: int) -> Workshop:
    """Set it up otherwise, while it is not begun. Raises NotAllowed, Conflict (begun, changed by another) and Invalid."""
    row = held(by, workshop, seen)
    if row.state != WorkshopState.PLANNED:
        raise Conflict(_("Workshoppen har börjat. Lägg till en fråga i stället, eller gör en kopia."))
    row.questions.all().delete()
    _fill(row, setting_up.tidied(content))
    return _noted(by, row, "changed")


@transaction.atomic
def copy(*, by: Actor, workshop: Workshop) -> Workshop:
    """The same once more, today and not begun: questions, groups and choices, but nothing that anybody wrote."""
    policies.check_lead(by, workshop)
    return set_up(by=by, place=workshop.place, content=content_of(workshop, held_on=True, by=by))


def content_of(workshop: Workshop, *, held_on: bool = False, by: Actor | None = None) -> SetUp:
    """What a workshop was set up with. held_on: with today instead of its own day."""
    day = days.day_of(by.at) if held_on and by else workshop.held_on
    questions = tuple(
        Asked(one.kind, one.text, one.text_en, one.minutes) for one in workshop.questions.order_by("order")
    )
    return SetUp(
        workshop.title, day, questions, workshop.question_set, tuple(workshop.groups), workshop.ask_sector,
        tuple(workshop.languages), workshop.hidden, workshop.votes_each,
    )  # fmt: skip


@transaction.atomic
def remove(*, by: Actor, workshop: Workshop) -> None:
    """Throw away one that was never begun. Raises NotAllowed and Conflict."""
    row = held(by, workshop)
    if row.state != WorkshopState.PLANNED:
        raise Conflict(_("Workshoppen har börjat och kan inte tas bort. Avsluta den i stället."))
    number = row.pk
    row.delete()
    audit.record(by=by, action="workshops.removed", target=("workshops.workshop", number))


@transaction.atomic
def add_question(*, by: Actor, workshop: Workshop, asked: Asked) -> Question:
    """One more question, last: also while the workshop goes on. Raises NotAllowed, Conflict and Invalid."""
    row = held(by, workshop)
    check_not_ended(row)
    asked = Asked(
        asked.kind, setting_up.one_line(asked.text), setting_up.one_line(asked.text_en), asked.minutes
    )
    setting_up.check_question(asked)
    if row.questions.count() >= setting_up.MOST_QUESTIONS:
        raise Invalid(
            _("Det är fler än %(n)s frågor. Dela upp dem på två workshoppar.")
            % {"n": setting_up.MOST_QUESTIONS}
        )
    (made,) = _ask(row, [asked], first=row.questions.count() + 1)
    _noted(by, row, "question_added")
    return made


@transaction.atomic
def open_room(*, by: Actor, workshop: Workshop, rehearsal: bool = False) -> Workshop:
    """Let phones in with a code. rehearsal: to try it, with simulated participants. Opening one that is open changes nothing.

    Raises NotAllowed, Conflict.
    """
    row = held(by, workshop)
    check_not_ended(row)
    if row.state == WorkshopState.OPEN:
        return row
    policies.check_lead_at(by, row.place)
    row.state, row.code, row.joining, row.rehearsal = WorkshopState.OPEN, _free_code(), True, rehearsal
    row.opened_at = by.at
    row.current = row.questions.order_by("order").first()
    return _noted(by, row, "rehearsal_opened" if rehearsal else "opened")


@transaction.atomic
def renew_code(*, by: Actor, workshop: Workshop, seen: int) -> Workshop:
    """A new code for another day, when the old one has expired. Who is in stays in. Raises NotAllowed, Conflict."""
    row = held(by, workshop, seen)
    check_open(row)
    row.code, row.joining, row.opened_at = _free_code(), True, by.at
    return _noted(by, row, "code_renewed")


@transaction.atomic
def set_joining(*, by: Actor, workshop: Workshop, joining: bool) -> Workshop:
    """Whether new phones may come in; who is in stays. Raises NotAllowed, Conflict."""
    row = held(by, workshop)
    check_open(row)
    if row.joining == joining:
        return row
    row.joining = joining
    return _noted(by, row, "joining_opened" if joining else "joining_closed")


@transaction.atomic
def steer(*, by: Actor, question: Question, what: str, seen: int) -> Question:
    """Open for cards or dots, close, be done, reveal or hide again. seen: the workshop's revision that the button stood on.

    A step of the wall, so that it can be undone. What is so already is left as it is. Raises NotAllowed, Conflict, Invalid.
    """
    if what not in PHASE_OF and what not in FLAG_OF:
        raise Invalid(_("Det går inte att göra. Ladda om sidan."))
    row, workshop = _locked(by, question)
    wanted = _wanted(row, workshop, what, by)
    if all(getattr(row, name) == value for name, value in wanted.items() if name != "closes_at"):
        return row
    check_seen(workshop, seen)
    if "phase" in wanted and not phases.may_follow(row.phase, wanted["phase"]):
        raise Conflict(_("Frågan har kommit till ett annat läge. Så här står den nu."))
    steps.take(by, workshop, what, questions=[row], **wanted)
    workshop.current = row
    _noted(by, workshop, what)
    return row


def _wanted(row: Question, workshop: Workshop, what: str, by: Actor) -> dict[str, Any]:
    """The fields as they become."""
    if what in FLAG_OF:
        name, value = FLAG_OF[what]
        return {name: value}
    phase = PHASE_OF[what]
    minutes = row.minutes if phase == phases.WRITING else None
    wanted: dict[str, Any] = {
        "phase": phase,
        "closes_at": by.at + timedelta(minutes=minutes) if minutes else None,
    }
    if phase == phases.WRITING and not workshop.hidden:
        wanted["cards_shown"] = True
    if phase == phases.VOTING and not workshop.hidden:
        wanted["votes_shown"] = True
    return wanted


@transaction.atomic
def extend(*, by: Actor, question: Question, minutes: int) -> Question:
    """So many minutes more, from when the round would have closed or, if that has passed, from now. Raises as `steer`."""
    row, workshop = _locked(by, question)
    setting_up.check_minutes(minutes)
    if row.phase not in (phases.WRITING, phases.VOTING):
        raise Conflict(_("Ingen runda är öppen. Öppna den först."))
    row.closes_at = max(row.closes_at or by.at, by.at) + timedelta(minutes=minutes)
    row.save(update_fields=["closes_at"])
    _noted(by, workshop, "extended")
    return row


@transaction.atomic
def go_to(*, by: Actor, workshop: Workshop, question_id: int, seen: int) -> Workshop:
    """Show another question on wall and phones. Raises NotAllowed, Conflict."""
    row = held(by, workshop)
    check_open(row)
    if row.current_id == question_id:
        return row
    check_seen(row, seen)
    if open_now := row.questions.filter(phase__in=(phases.WRITING, phases.VOTING)).first():
        raise Conflict(_("Fråga %(n)s är öppen. Stäng den innan ni går vidare.") % {"n": open_now.order})
    row.current = row.questions.filter(pk=question_id).first()
    if row.current is None:
        raise Conflict(_("Frågan finns inte längre. Välj en annan."))
    return _noted(by, row, "moved_on")


def held(by: Actor, workshop: Workshop, seen: int | None = None) -> Workshop:
    """The workshop, locked. Raises NotAllowed; Conflict where another has changed it since `seen`."""
    Workshop.objects.select_for_update().filter(pk=workshop.pk).first()
    row = Workshop.objects.select_related("place").get(pk=workshop.pk)
    policies.check_lead(by, row)
    if seen is not None:
        check_seen(row, seen)
    return row


def check_seen(workshop: Workshop, seen: int) -> None:
    if workshop.revision != seen:
        raise Conflict(_("Någon annan har lett workshoppen vidare. Så här står det nu."))


def check_open(workshop: Workshop) -> None:
    check_not_ended(workshop)
    if workshop.state != WorkshopState.OPEN:
        raise Conflict(_("Workshoppen är inte öppnad än. Öppna den först."))


def check_not_ended(workshop: Workshop) -> None:
    if workshop.state == WorkshopState.ENDED:
        raise Conflict(_("Workshoppen är avslutad."))


def _locked(by: Actor, question: Question) -> tuple[Question, Workshop]:
    workshop = held(by, question.workshop)
    check_open(workshop)
    return Question.objects.get(pk=question.pk), workshop


def _noted(by: Actor, row: Workshop, action: str) -> Workshop:
    """Saved, told to screens, and in the trail."""
    row.revision += 1
    row.save(
        update_fields=[
            field.name for field in Workshop._meta.concrete_fields if field.name not in ("id", "live")
        ]
    )
    touch(row.pk)
    audit.record(by=by, action=f"workshops.{action}", target=row)
    return row


def _fill(row: Workshop, content: SetUp) -> None:
    """The workshop as it is set up, saved, with its questions."""
    row.title, row.held_on, row.question_set = content.title, content.held_on, content.question_set
    row.groups, row.ask_sector, row.languages = (
        list(content.groups),
        content.ask_sector,
        list(content.languages),
    )
    row.hidden, row.votes_each = content.hidden, content.votes_each
    row.capacity = limits.LARGEST_ROOM
    row.save()
    _ask(row, content.questions)


def _ask(row: Workshop, asked: Sequence[Asked], first: int = 1) -> list[Question]:
    return Question.objects.bulk_create(
        Question(
            workshop=row, order=order, kind=one.kind, text=one.text, text_en=one.text_en, minutes=one.minutes,
            cards_shown=False,
        )
        for order, one in enumerate(asked, start=first)
    )  # fmt: skip


def _free_code() -> str:
    """A code that no open workshop has. Raises Conflict when chance is against us twenty times."""
    for _attempt in range(CODES_TRIED):
        code = codes.new_code()
        if not Workshop.objects.filter(code=code).exists():
            return code
    raise Conflict(_("Det gick inte att göra en kod just nu. Försök igen."))
