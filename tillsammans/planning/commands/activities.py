"""Writing activities and milestones: make, change, say how it goes, share, remove, let one wait for another.

Each raises the pulse of the county and of its level, since the timeline is kept drawn under them.
"""

from collections import defaultdict
from dataclasses import asdict

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.audit import commands as audit
from tillsammans.core.errors import Conflict, DraftConflict, Invalid
from tillsammans.organisations.commands import touch_level
from tillsammans.organisations.models import Place, PlaceKind
from tillsammans.organisations.rules import days
from tillsammans.planning import timeline_policies as policies
from tillsammans.planning.models import Activity, ActivityState, ActivityWait, ImplementationPlan, PlanState
from tillsammans.planning.rules import activities as rules
from tillsammans.planning.rules.activities import ActivityContent
from tillsammans.strategies.models import Strategy


@transaction.atomic
def create_activity(
    *, by: Actor, place: Place, content: ActivityContent, is_example: bool = False
) -> Activity:
    """A new activity or milestone of a place. Raises NotAllowed, Invalid.

    It is shared from the start where its plan is decided, or where it contributes to the county: the county counts it there.
    """
    policies.check_work_at(by, place)
    _check(place, content)
    activity = Activity(
        county_id=place.county_id or place.pk, place=place, principal_id=_principal(place), is_example=is_example,
        created_at=by.at, created_by_id=by.user_id,
    )  # fmt: skip
    _fill(activity, content)
    if _plan_is_decided(content.plan_id):
        activity.shared = True
    activity.save()
    audit.record(by=by, action="planning.activity_created", target=activity, detail={"place": place.pk})
    touch_level(activity.county_id, activity.principal_id or activity.county_id)
    return activity


@transaction.atomic
def change_activity(*, by: Actor, activity: Activity, content: ActivityContent, revision: int) -> Activity:
    """Write down what an activity is now. revision: the one that the form was shown with.

    Raises NotAllowed, Invalid; DraftConflict with what the other person wrote when somebody has changed it since.
    """
    activity = _held(by, activity)
    if revision < activity.revision:
        message = _(
            "Någon annan har ändrat aktiviteten medan du skrev. Välj vad som ska gälla och spara igen."
        )
        raise DraftConflict(message, theirs=asdict(content_of(activity)), revision=activity.revision)
    _check(activity.place, content, activity)
    _fill(activity, content)
    if activity.state == ActivityState.DONE:
        _check_reached(activity)
    _save(by, activity, "planning.activity_changed")
    return activity


@transaction.atomic
def set_activity_state(*, by: Actor, activity: Activity, state: str, revision: int) -> Activity:
    """Say how it goes. Raises NotAllowed; Conflict when somebody has changed it since, or when too few principals are done."""
    activity = _held(by, activity)
    if state not in ActivityState.values:
        raise Invalid(_("Det läget finns inte. Läs in sidan på nytt och välj igen."))
    if activity.state == state:
        return activity
    if revision < activity.revision:
        raise Conflict(
            _("Någon annan har ändrat aktiviteten. Läs in sidan på nytt och se hur den ser ut nu.")
        )
    activity.state = state
    activity.done_on = days.day_of(by.at) if state == ActivityState.DONE else None
    if state == ActivityState.DONE:
        _check_reached(activity)
    _save(by, activity, "planning.activity_state_set", state=state)
    return activity


@transaction.atomic
def share_activity(*, by: Actor, activity: Activity, shared: bool) -> Activity:
    """Let the others in the county see it, or keep it to one's own level. Raises NotAllowed; Conflict when the county has it."""
    activity = _held(by, activity)
    if not shared and activity.contributes_to_id is not None:
        raise Conflict(_("Aktiviteten bidrar till länets milstolpe, så länet ser den. Ta bort det först."))
    if activity.shared != shared:
        activity.shared = shared
        _save(by, activity, "planning.activity_shared" if shared else "planning.activity_kept_to_own")
    return activity


@transaction.atomic
def remove_activity(*, by: Actor, activity: Activity) -> None:
    """Take it away. Raises NotAllowed; Conflict while others contribute to it or wait for it."""
    activity = _held(by, activity)
    others = Activity.objects.filter(contributes_to=activity).count()
    waiting = ActivityWait.objects.filter(waits_for=activity).count()
    if others or waiting:
        raise Conflict(rules.removal_refusal(others + waiting))
    number = activity.pk
    activity.delete()
    audit.record(by=by, action="planning.activity_removed", target=("planning.activity", number))
    touch_level(activity.county_id, activity.principal_id or activity.county_id)


# --- what waits for what ----------------------------------------------------------------------------------------------


@transaction.atomic
def wait_for(*, by: Actor, activity: Activity, waits_for: Activity) -> None:
    """Say that an activity waits for another, on any level that `by` sees. Raises NotAllowed, Conflict for a circle."""
    Place.objects.select_for_update().get(pk=activity.county_id)  # two at once could close a circle together
    activity = _held(by, activity)
    check.require(by, policies.may_read_activity, waits_for)
    if waits_for.county_id != activity.county_id or _circle(activity, waits_for):
        raise Conflict(
            _("De skulle vänta på varandra, och då kan ingen av dem bli klar. Välj en annan aktivitet.")
        )
    _wait, is_new = ActivityWait.objects.get_or_create(activity=activity, waits_for=waits_for)
    if is_new:
        touch_level(activity.county_id, activity.principal_id or activity.county_id)
        audit.record(by=by, action="planning.wait_added", target=activity, detail={"waits_for": waits_for.pk})


@transaction.atomic
def stop_waiting(*, by: Actor, activity: Activity, waits_for_id: int) -> None:
    """Say that it no longer waits for another. Raises NotAllowed."""
    activity = _held(by, activity)
    gone, _each = ActivityWait.objects.filter(activity=activity, waits_for_id=waits_for_id).delete()
    if gone:
        touch_level(activity.county_id, activity.principal_id or activity.county_id)
        audit.record(
            by=by, action="planning.wait_removed", target=activity, detail={"waits_for": waits_for_id}
        )


def _circle(activity: Activity, waits_for: Activity) -> bool:
    """The county's milestones wait for what contributes to them, too."""
    waits: dict[int, set[int]] = defaultdict(set)
    rows = ActivityWait.objects.filter(activity__county_id=activity.county_id)
    for one, other in rows.values_list("activity_id", "waits_for_id"):
        waits[one].add(other)
    parts = Activity.objects.filter(county_id=activity.county_id, contributes_to__isnull=False)
    for milestone, part in parts.values_list("contributes_to_id", "id"):
        waits[milestone].add(part)
    return rules.closes_circle(waits, activity.pk, waits_for.pk)


# --- checks and small steps -------------------------------------------------------------------------------------------


def content_of(activity: Activity) -> ActivityContent:
    """What stands in an activity, as it is written."""
    names = ActivityContent.__dataclass_fields__
    return ActivityContent(**{name: getattr(activity, name) for name in names})


def _held(by: Actor, activity: Activity) -> Activity:
    """The row, locked, read after the wait. Raises NotVisible when it has been removed, NotAllowed."""
    check.found(Activity.objects.select_for_update(of=("self",)).filter(pk=activity.pk).first())
    row = check.found(Activity.objects.select_related("place").filter(pk=activity.pk).first())
    policies.check_edit_activity(by, row)
    return row


def _save(by: Actor, activity: Activity, action: str, **detail: str) -> None:
    activity.revision += 1
    activity.save()
    touch_level(activity.county_id, activity.principal_id or activity.county_id)
    audit.record(by=by, action=action, target=activity, detail={"revision": activity.revision, **detail})


def _fill(activity: Activity, content: ActivityContent) -> None:
    for name, value in asdict(content).items():
        setattr(activity, name, value.strip() if isinstance(value, str) else value)
    if content.responsible_role:
        activity.responsible_text = content.responsible_text.strip()
    activity.shared = activity.shared or content.contributes_to_id is not None


def _principal(place: Place) -> int | None:
    return place.pk if place.kind == PlaceKind.PRINCIPAL else place.principal_id


def _plan_is_decided(plan_id: int | None) -> bool:
    if plan_id is None:
        return False
    return ImplementationPlan.objects.filter(pk=plan_id, versions__state=PlanState.DECIDED).exists()


def _check(place: Place, content: ActivityContent, activity: Activity | None = None) -> None:
    """Raises Invalid with the first fault, or for a tie to what is not there, is removed or belongs elsewhere."""
    for fault in rules.faults(content, at_county=place.kind == PlaceKind.COUNTY):
        raise Invalid(fault.message)
    way = rules.ways_up(place.path or "")
    plans = ImplementationPlan.objects.filter(pk=content.plan_id or 0, place__path__in=way)
    if content.plan_id is not None and not plans.exists():
        raise Invalid(
            _("Planen finns inte längre eller hör till en annan del av organisationen. Välj en annan.")
        )
    strategies = Strategy.objects.filter(pk=content.strategy_id or 0, place__path__in=way)
    if content.strategy_id is not None and not strategies.exists():
        raise Invalid(
            _("Strategin finns inte längre eller hör till en annan del av organisationen. Välj en annan.")
        )
    _check_contribution(place, content, activity)


def _check_contribution(place: Place, content: ActivityContent, activity: Activity | None) -> None:
    if content.contributes_to_id is None:
        return
    rows = Activity.objects.filter(
        pk=content.contributes_to_id, county_id=place.county_id, place__kind=PlaceKind.COUNTY
    )
    milestone = rows.first()
    if milestone is None:
        raise Invalid(_("Länets milstolpe finns inte längre. Välj en annan, eller ingen."))
    if activity is not None and activity.contributes_to_id != milestone.pk and _circle(milestone, activity):
        raise Conflict(
            _("De skulle vänta på varandra, och då kan ingen av dem bli klar. Välj en annan milstolpe.")
        )


def _check_reached(activity: Activity) -> None:
    """Raises Conflict while a milestone waits for more principals."""
    if activity.needs_principals is None:
        return
    rows = Activity.objects.filter(contributes_to=activity, principal__isnull=False)
    found = rules.reached(
        ((principal or 0, state) for principal, state in rows.values_list("principal_id", "state")),
        activity.needs_principals,
    )
    if found.left:
        text = ngettext(
            "Milstolpen väntar på %(n)s huvudman till. Ändra hur många som behövs om den ändå är nådd.",
            "Milstolpen väntar på %(n)s huvudmän till. Ändra hur många som behövs om den ändå är nådd.",
            found.left,
        )
        raise Conflict(text % {"n": found.left})
