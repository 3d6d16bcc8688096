"""Writing plans: start, save a part of a draft, ask for a decision, decide, begin the next version, end."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from tillsammans.access.actor import Actor
from tillsammans.audit import commands as audit
from tillsammans.core.errors import Conflict, DraftConflict, Invalid
from tillsammans.notify import commands as notify
from tillsammans.organisations.commands import touch_county
from tillsammans.organisations.models import Place
from tillsammans.organisations.rules import days
from tillsammans.planning import plan_policies as policies
from tillsammans.planning.models import Activity, ImplementationPlan, PlanState, PlanVersion
from tillsammans.planning.queries.deciders import deciders_of
from tillsammans.planning.rules import plan_content as rules
from tillsammans.planning.rules.plan_content import ABOUT, NUMBERED, Part, Wrong

LONGEST_BODY = 200  # signs of the name of who decided


class PartInvalid(Invalid):
    """What was typed cannot be saved. Carries every fault, field by field."""

    def __init__(self, wrong: list[Wrong]) -> None:
        super().__init__(wrong[0].message)
        self.wrong = wrong


@dataclass(frozen=True)
class Saved:
    """What a saving made of the draft: the key of the part, and the revision that it has now."""

    version: PlanVersion
    key: str


# --- begin ----------------------------------------------------------------------------------------------------------------


@transaction.atomic
def start_plan(
    *, by: Actor, place: Place, about: Mapping[str, Any], is_example: bool = False
) -> ImplementationPlan:
    """A new plan with version 1 as a draft. about: title, joint_with, period_from, period_to, review_on.

    Raises NotAllowed; Conflict for a closed place or a title that the place has already; PartInvalid.
    """
    policies.check_plan_at(by, place)
    part = _checked(ABOUT, about)
    if ImplementationPlan.objects.filter(place=place, title=part["title"]).exists():
        raise Conflict(_("Det finns redan en plan med det namnet. Ge den här ett annat namn."))
    plan = ImplementationPlan.objects.create(
        county_id=place.county_id or place.pk, place=place, title=part["title"], joint_with=part["joint_with"],
        is_example=is_example, created_at=by.at,
    )  # fmt: skip
    version = PlanVersion(plan=plan, number=1, revision=0, content={})
    _write(by, version, ABOUT, part)
    audit.record(by=by, action="planning.plan_started", target=plan, detail={"place": place.pk})
    return plan


@transaction.atomic
def begin_next_version(*, by: Actor, plan: ImplementationPlan) -> PlanVersion:
    """The next version, as a copy of the one in force. Where a draft is open already, that one. Raises NotAllowed, Conflict."""
    plan = _held(by, plan)
    if draft := plan.versions.filter(state=PlanState.DRAFT).first():
        return draft
    latest = plan.versions.get(state=PlanState.DECIDED)
    revision = latest.revision + 1  # goes on from version to version, so that an old tab is known as old
    version = PlanVersion.objects.create(
        plan=plan, number=latest.number + 1, content=rules.copied(latest.content, revision=revision), revision=revision,
        period_from=latest.period_from, period_to=latest.period_to, review_on=latest.review_on, saved_at=by.at,
        saved_by_id=by.user_id,
    )  # fmt: skip
    _record(by, "planning.plan_version_begun", version)
    return version


# --- write ----------------------------------------------------------------------------------------------------------------


@transaction.atomic
def save_part(*, by: Actor, plan: ImplementationPlan, key: str, typed: Mapping[str, Any], seen: int) -> Saved:
    """Keep one part of the draft. key: of a part, or a kind alone ("goal") for one more. seen: the revision of the page.

    Raises NotAllowed; PartInvalid; DraftConflict with the other's text when somebody else has changed the same part since;
    Conflict when the draft has been decided or the plan is closed.
    """
    version = _held_draft(by, plan)
    kind = rules.kind_of(key) or (key if key in NUMBERED else None)
    if kind is None:
        raise Invalid(_("Den delen finns inte i planen. Gå tillbaka till utkastet och välj igen."))
    part = _checked(kind, typed)
    if key in NUMBERED:
        if there := _already(version, kind, part):
            return Saved(version, there)
        if refusal := rules.room_refusal(version.content, kind):
            raise Conflict(refusal)
        key = rules.new_key(version.content, kind)
    else:
        _check_conflict(version, key, part, seen)
    if rules.parts_of(version.content).get(key) != part:
        _write(by, version, key, part)
        _record(by, "planning.plan_draft_saved", version, revision=version.revision)
    return Saved(version, key)


@transaction.atomic
def remove_part(*, by: Actor, plan: ImplementationPlan, key: str, seen: int) -> None:
    """Take a goal, a pointer, a prompt's answer or a section out of the draft. Raises as `save_part`.

    Activities that serve a goal stay in the timeline, without it.
    """
    version = _held_draft(by, plan)
    if key not in rules.parts_of(version.content):
        return
    if rules.kind_of(key) == ABOUT:
        raise Invalid(_("Planens namn går att ändra men inte att ta bort."))
    _check_conflict(version, key, {}, seen)
    _write(by, version, key, None)
    _record(by, "planning.plan_part_removed", version, revision=version.revision)


@transaction.atomic
def move_goal(*, by: Actor, plan: ImplementationPlan, key: str, up: bool, seen: int) -> bool:
    """Let a goal change places with the one above or below it; False where there is none. Raises as `save_part`."""
    version = _held_draft(by, plan)
    if rules.order_changed_since(version.content, seen):
        raise Conflict(
            _("Någon annan har flyttat ett mål. Ordningen står som den är nu: flytta igen om det behövs.")
        )
    moved = rules.with_goal_moved(version.content, key, up=up, revision=version.revision + 1)
    if moved is None:
        return False
    version.content = moved
    _save(by, version)
    _record(by, "planning.plan_goal_moved", version, revision=version.revision)
    return True


@transaction.atomic
def import_sections(*, by: Actor, plan: ImplementationPlan, sections: list[tuple[str, str]]) -> int:
    """Put headings and text of an existing document into the draft, after what is there. Returns how many sections.

    Raises NotAllowed, PartInvalid; Conflict when there is no room, and then nothing is put there.
    """
    version = _held_draft(by, plan)
    for heading, text in sections:
        if refusal := rules.room_refusal(version.content, rules.SECTION):
            raise Conflict(refusal)
        part = _checked(rules.SECTION, {"heading": heading, "text": text})
        _put(version, rules.new_key(version.content, rules.SECTION), part)
    _save(by, version)
    _record(by, "planning.plan_imported", version, sections=len(sections))
    return len(sections)


# --- decide ---------------------------------------------------------------------------------------------------------------


@transaction.atomic
def ask_for_decision(*, by: Actor, plan: ImplementationPlan) -> int:
    """Tell those who write down the level's decisions that the draft is ready. Returns how many mails go out.

    Raises NotAllowed; Conflict when it says nothing, nobody holds such a role, or they were asked today.
    """
    version = _held_draft(by, plan)
    _check_whole(version)
    if version.asked_at is not None and days.day_of(version.asked_at) == days.day_of(by.at):
        raise Conflict(_("Ni har redan bett om beslut i dag. Försök igen i morgon, eller ring."))
    people = [one for one in deciders_of(plan.place, on=days.day_of(by.at)) if one.email != by.email]
    if not people:
        raise Conflict(
            _("Ingen chef med e-postadress är angiven här. Lägg till den som beslutar på sidan Roller.")
        )
    version.asked_at = by.at
    version.save(update_fields=["asked_at"])
    letters: list[tuple[str, str, Mapping[str, Any]]] = [
        (one.email, one.language, {"version": version.pk}) for one in people
    ]
    notify.queue_many(by=by, template="planning/decision_asked", letters=letters)
    _record(by, "planning.plan_decision_asked", version, mails=len(letters))
    return len(letters)


@transaction.atomic
def decide_plan(
    *, by: Actor, plan: ImplementationPlan, decided_by: str, decided_on: date, seen: int
) -> PlanVersion:
    """Write down that a body has decided the draft: from now on it stands, and the version before it is history.

    seen: the revision that was read when it was decided. Its activities are shared with the county from now on.
    Raises NotAllowed, Invalid; Conflict when the draft has changed since, says nothing or is already decided.
    """
    version = _held_draft(by, plan)
    policies.check_decide(by, version.plan)
    body = _body(decided_by)
    _check_day(decided_on, version, days.day_of(by.at))
    _check_whole(version)
    if seen < version.revision:
        raise Conflict(
            _(
                "Utkastet har ändrats sedan du läste det. Läs det igen innan du skriver ner beslutet: inget är beslutat än."
            )
        )
    plan.versions.filter(state=PlanState.DECIDED).update(state=PlanState.REPLACED)
    version.state, version.content = PlanState.DECIDED, rules.settled(version.content)
    version.decided_by, version.decided_on = body, decided_on
    version.decided_at, version.decided_by_id = by.at, by.user_id
    version.save()
    _settle_plan(version)
    shared = Activity.objects.filter(plan=plan, shared=False).update(shared=True)
    touch_county(plan.county_id, work_only=True)  # the timeline is kept drawn under the county's pulse
    _record(by, "planning.plan_decided", version, number=version.number, activities_shared=shared)
    return version


@transaction.atomic
def close_plan(*, by: Actor, plan: ImplementationPlan) -> ImplementationPlan:
    """End a plan: it stays to be read, nobody writes in it. Raises NotAllowed, Conflict when it is closed already."""
    plan = _held(by, plan)
    plan.closed_on = days.day_of(by.at)
    plan.save(update_fields=["closed_on"])
    touch_county(plan.county_id, work_only=True)
    audit.record(by=by, action="planning.plan_closed", target=plan)
    return plan


# --- what they share ------------------------------------------------------------------------------------------------------


def _held(by: Actor, plan: ImplementationPlan) -> ImplementationPlan:
    """The plan, locked: everything that is written about it waits in line."""
    plan = ImplementationPlan.objects.select_for_update(of=("self",)).select_related("place").get(pk=plan.pk)
    policies.check_keep(by, plan)
    return plan


def _held_draft(by: Actor, plan: ImplementationPlan) -> PlanVersion:
    plan = _held(by, plan)
    version = plan.versions.filter(state=PlanState.DRAFT).first()
    if version is None:
        number = plan.versions.aggregate(last=Max("number"))["last"]
        text = _(
            "Version %(n)s är redan beslutad och ändras inte. Det du skrev är inte sparat: börja nästa version och skriv det där."
        )
        raise Conflict(text % {"n": number})
    version.plan = plan
    return version


def _checked(kind: str, typed: Mapping[str, Any]) -> Part:
    part = rules.cleaned(kind, typed)
    if wrong := rules.faults(kind, part):
        raise PartInvalid(wrong)
    return part


def _already(version: PlanVersion, kind: str, part: Part) -> str | None:
    """The key of the same part, where a form was sent twice."""
    parts = rules.parts_of(version.content).items()
    return next((key for key, there in parts if rules.kind_of(key) == kind and there == part), None)


def _check_conflict(version: PlanVersion, key: str, part: Part, seen: int) -> None:
    theirs = rules.theirs_if_conflicting(version.content, key, part, seen=seen)
    if theirs is not None:
        message = _(
            "Någon annan har ändrat samma del medan du skrev. Här står bådas text: välj vad som ska gälla och spara igen."
        )
        raise DraftConflict(message, theirs=theirs, revision=version.revision)


def _write(by: Actor, version: PlanVersion, key: str, part: Part | None) -> None:
    _put(version, key, part)
    _save(by, version)


def _put(version: PlanVersion, key: str, part: Part | None) -> None:
    version.content = rules.with_part(version.content, key, part, revision=version.revision + 1)
    if key == ABOUT and part is not None:
        version.period_from, version.period_to = (
            rules.day_of(part["period_from"]),
            rules.day_of(part["period_to"]),
        )
        version.review_on = rules.day_of(part["review_on"])


def _save(by: Actor, version: PlanVersion) -> None:
    version.revision += 1
    version.saved_at, version.saved_by_id = by.at, by.user_id
    version.save()


def _record(by: Actor, action: str, version: PlanVersion, **detail: int) -> None:
    audit.record(by=by, action=action, target=version, detail={"plan": version.plan_id, **detail})


def _check_whole(version: PlanVersion) -> None:
    if refusal := rules.decision_refusal(rules.read(version.content)):
        raise Conflict(refusal)


def _body(text: str) -> str:
    body = text.replace("\x00", "").strip()
    if not body:
        raise Invalid(_("Skriv vem som har beslutat, till exempel ledningsgruppen eller nämnden."))
    if len(body) > LONGEST_BODY:
        raise Invalid(rules.too_long(LONGEST_BODY, len(body)))
    return body


def _check_day(on: date, version: PlanVersion, today: date) -> None:
    if on > today:
        raise Invalid(_("Beslutet kan inte ha tagits efter i dag."))
    before = (
        version.plan.versions.filter(state=PlanState.DECIDED).values_list("decided_on", flat=True).first()
    )
    if before and on < before:
        raise Invalid(_("Beslutet kan inte vara äldre än beslutet om versionen före."))


def _settle_plan(version: PlanVersion) -> None:
    """The plan is called what its version in force says."""
    said, plan = rules.read(version.content), version.plan
    taken = ImplementationPlan.objects.filter(place_id=plan.place_id, title=said.title).exclude(pk=plan.pk)
    if taken.exists():
        raise Conflict(_("Det finns redan en plan med det namnet. Ge den här ett annat namn."))
    plan.title, plan.joint_with = said.title, said.joint_with
    plan.save(update_fields=["title", "joint_with"])
