"""One activity as its page shows it, and what its form can choose between."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.core.errors import NotAllowed
from tillsammans.organisations import policies as organisations
from tillsammans.organisations.models import Place, PlaceKind
from tillsammans.organisations.rules import days
from tillsammans.planning import decided, origins
from tillsammans.planning import timeline_policies as policies
from tillsammans.planning.decided import DecidedLine
from tillsammans.planning.models import Activity, ActivityWait, PlanState, PlanVersion
from tillsammans.planning.origins import Origin
from tillsammans.planning.queries.components import ComponentName, components_of_county
from tillsammans.planning.queries.held_roles import held_roles
from tillsammans.planning.rules import activities as rules
from tillsammans.planning.rules import plan_content
from tillsammans.planning.rules.activities import Reached
from tillsammans.strategies import strategy_policies
from tillsammans.strategies.models import Strategy

MOST_CHOICES = 300
Choices = list[tuple[str, str]]
_JOINED = ("place", "principal", "plan", "strategy", "contributes_to")


@dataclass(frozen=True)
class Beside:
    """Another activity that this one leans on, or that leans on it. activity None: it is not shared with the reader."""

    activity: Activity | None
    pk: int
    state: str
    ends_on: date


@dataclass(frozen=True)
class ActivityPage:
    """parts: principals' parts that the reader may see. wait_choices: what it can wait for; empty for who may not change it."""

    activity: Activity
    today: date
    may_edit: bool
    late: int
    unowned: str
    goal: str
    component: ComponentName | None
    reached: Reached
    parts: tuple[Activity, ...]
    waits: tuple[Beside, ...]
    awaited_by: tuple[Beside, ...]
    clashes: bool
    wait_choices: tuple[tuple[str, Choices], ...]
    removal_refusal: str | None
    strategy: Strategy | None  # where the reader may open it
    origin: Origin | None
    decisions: tuple[DecidedLine, ...] = ()  # that it carries out

    @property
    def note(self) -> str:
        """Only one's own level reads it."""
        return self.activity.note if self.may_edit else ""


def get_activity(by: Actor, activity_id: int) -> Activity:
    """Raises NotVisible for what is hidden or removed."""
    rows = check.within(Activity.objects.select_related(*_JOINED), policies.may_read_activity, by)
    return check.found(rows.filter(pk=activity_id).first())


def get_own_activity(by: Actor, activity_id: int) -> Activity:
    """One that `by` may change. Raises NotVisible, or NotAllowed where it may be read."""
    activity = get_activity(by, activity_id)
    policies.check_edit_activity(by, activity)
    return activity


def activity_page(by: Actor, activity_id: int, language: str) -> ActivityPage:
    activity = get_activity(by, activity_id)
    may_edit, today = check.allows(by, policies.may_edit_activity, activity), days.day_of(by.at)
    waits = _beside(by, ActivityWait.objects.filter(activity=activity).values_list("waits_for_id", flat=True))
    behind = _beside(
        by, ActivityWait.objects.filter(waits_for=activity).values_list("activity_id", flat=True)
    )
    contributions = Activity.objects.filter(contributes_to=activity, principal__isnull=False)
    told = list(contributions.values_list("principal_id", "state"))
    parts = check.within(contributions.select_related("place", "principal"), policies.may_read_activity, by)
    codes = {one.code: one for one in components_of_county(activity.county_id, language)}
    return ActivityPage(
        activity, today, may_edit, rules.days_late(activity.state, activity.ends_on, today), why_unowned(activity, today),
        _goal(activity), codes.get(activity.component_code),
        rules.reached(((pk or 0, state) for pk, state in told), activity.needs_principals),
        tuple(parts.order_by("principal__sort_name", "ends_on", "id")), waits, behind,
        rules.begins_too_early(activity.starts_on, activity.ends_on, [(one.state, one.ends_on) for one in waits]),
        _wait_choices(by, activity, [one.pk for one in waits]) if may_edit else (),
        _removal_refusal(len(told), len(behind)) if may_edit else None, _strategy(by, activity),
        origins.origin(by, activity.pk), decided.decisions_of(by, activity.pk),
    )  # fmt: skip


def _strategy(by: Actor, activity: Activity) -> Strategy | None:
    """The strategy it belongs to: a level's own are not for others, though the activity may be shared."""
    row = activity.strategy
    return row if row and check.allows(by, strategy_policies.may_read_strategy, row) else None


def why_unowned(activity: Activity, today: date) -> str:
    """Why nobody holds it today; "" when somebody does, or when it is over."""
    if activity.state not in rules.OPEN_STATES:
        return ""
    role, path = activity.responsible_role, activity.place.path or ""
    held = held_roles(activity.county_id, {(role, path)} if role else (), today)
    return rules.unowned(role, activity.responsible_text, path, held)


def _beside(by: Actor, ids: Iterable[int]) -> tuple[Beside, ...]:
    """The activities of a wait, in the order of their days. Two queries."""
    rows = Activity.objects.filter(pk__in=ids).order_by("ends_on", "id")
    seen = {row.pk: row for row in check.within(rows.select_related("place"), policies.may_read_activity, by)}
    told = rows.values_list("pk", "state", "ends_on")
    return tuple(Beside(seen.get(pk), pk, state, ends) for pk, state, ends in told)


def _goal(activity: Activity) -> str:
    """What the goal that it serves says, in the newest version of its plan."""
    if not activity.goal_key:
        return ""
    version = PlanVersion.objects.filter(plan_id=activity.plan_id).order_by("-number").first()
    return plan_content.goal_names(version.content).get(activity.goal_key, "") if version else ""


def _removal_refusal(parts: int, waiting: int) -> str | None:
    return rules.removal_refusal(parts + waiting) if parts + waiting else None


def _wait_choices(by: Actor, activity: Activity, already: Sequence[int]) -> tuple[tuple[str, Choices], ...]:
    """What an activity can wait for, the county's first: what `by` sees, is not over and is not waited for already."""
    rows = check.within(Activity.objects.filter(county_id=activity.county_id), policies.may_read_activity, by)
    rows = rows.filter(state__in=rules.OPEN_STATES).exclude(pk__in=[activity.pk, *already])
    found: dict[str, Choices] = {}
    wanted = rows.order_by("place__path", "ends_on", "id").values_list("pk", "title", "place__name")
    for pk, title, place in wanted[:MOST_CHOICES]:
        found.setdefault(place, []).append((str(pk), title))
    return tuple(found.items())


# --- the form ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class FormChoices:
    """What the form can choose between. goals: grouped by plan; a value is `plan` or `plan:goal`."""

    places: tuple[Place, ...]
    goals: tuple[tuple[str, Choices], ...]
    strategies: Choices
    milestones: Choices
    components: tuple[ComponentName, ...]


def form_choices(by: Actor, language: str, activity: Activity | None = None) -> FormChoices:
    """Raises NotAllowed for who works at no level."""
    places = tuple(places_to_work_at(by))
    if not places:
        raise NotAllowed(_("Du har ingen roll som planerar. Fråga kontaktpersonen hos er huvudman."))
    county_id = by.county_id or 0
    return FormChoices(
        places, _goals(by, activity), _strategies(by, activity), _milestones(by, county_id, activity),
        components_of_county(county_id, language),
    )  # fmt: skip


def places_to_work_at(by: Actor) -> list[Place]:
    """Open places that `by` plans for, the widest first."""
    rows = check.within(
        Place.objects.filter(closed_on=None, county_id=by.county_id), policies.may_work_at, by
    )
    county = check.within(Place.objects.filter(pk=by.county_id or 0), policies.may_work_at, by)
    order = {"county": 0, "principal": 1, "department": 2, "unit": 3}
    found = [*county, *rows.order_by("sort_name", "id")]
    return sorted(found, key=lambda place: order[place.kind])


def _goals(by: Actor, activity: Activity | None) -> tuple[tuple[str, Choices], ...]:
    """The goals of one's own level's plans, as the newest version has them."""
    rows = PlanVersion.objects.filter(organisations.own_work("plan__place", by), plan__closed_on=None)
    rows = rows.exclude(state=PlanState.REPLACED).select_related("plan").order_by("plan_id", "number")
    newest = {version.plan_id: version for version in rows}
    if activity is not None and activity.plan_id and activity.plan_id not in newest:
        kept = (
            PlanVersion.objects.filter(plan_id=activity.plan_id)
            .select_related("plan")
            .order_by("number")
            .last()
        )
        newest |= {kept.plan_id: kept} if kept else {}
    return tuple((version.plan.title, _goals_of(version)) for version in newest.values())


def _goals_of(version: PlanVersion) -> Choices:
    own = (str(version.plan_id), _("Planen som helhet"))
    goals = plan_content.goal_names(version.content).items()
    return [own, *((f"{version.plan_id}:{key}", _("Mål: %(goal)s") % {"goal": want}) for key, want in goals)]


def _strategies(by: Actor, activity: Activity | None) -> Choices:
    kept = Q(pk__in=[activity.strategy_id] if activity else ())
    rows = Strategy.objects.filter(
        (organisations.own_work("place", by) & Q(state__in=("planned", "ongoing"))) | kept
    )
    return [
        (str(pk), title)
        for pk, title in rows.order_by("title", "id").values_list("pk", "title")[:MOST_CHOICES]
    ]


def _milestones(by: Actor, county_id: int, activity: Activity | None) -> Choices:
    """What the county does that one can be a part of."""
    kept = Q(pk__in=[activity.contributes_to_id] if activity else ())
    rows = check.within(Activity.objects.filter(county_id=county_id), policies.may_read_activity, by)
    rows = rows.filter(Q(place__kind=PlaceKind.COUNTY, state__in=rules.OPEN_STATES) | kept).order_by(
        "ends_on", "id"
    )
    return [(str(pk), title) for pk, title in rows.values_list("pk", "title")[:MOST_CHOICES]]
