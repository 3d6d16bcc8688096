"""Reading plans: the list, one plan with its activities, its draft, two versions beside each other. One frozen object a page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.access.reach import LEVEL_DIGITS
from tillsammans.access.roles import Permission
from tillsammans.core.errors import NotAllowed, NotVisible
from tillsammans.organisations import queries as organisations
from tillsammans.organisations.models import Place, PlaceKind
from tillsammans.organisations.rules import days
from tillsammans.planning import plan_policies as policies
from tillsammans.planning import timeline_policies
from tillsammans.planning.models import Activity, ImplementationPlan, PlanState, PlanVersion
from tillsammans.planning.queries.components import ComponentName, components_of_county
from tillsammans.planning.rules import activities as activity_rules
from tillsammans.planning.rules import plan_content as rules
from tillsammans.planning.rules.plan_content import Goal, PlanContent

MOST_ACTIVITIES = 400  # of one plan, on its page
MOST_OWN = 200  # plans of one's own level and below, on the list
LEVELS = (PlaceKind.PRINCIPAL, PlaceKind.DEPARTMENT)


# --- the list -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class PlanLine:
    """A plan in a list. number: of the version in force, None while there is only a draft. draft: the number of its draft, told
    to its own level alone."""

    plan: ImplementationPlan
    place: Place
    content: PlanContent
    number: int | None
    draft: int | None = None
    decided_on: date | None = None
    decided_by: str = ""
    review_on: date | None = None


@dataclass(frozen=True)
class PlanList:
    """own: of the levels one works at. others: (principal, its decided plans) for all other principals, in alphabetical order.
    units: by principal, how many decided plans of others' units there are: they stand on their principal's own page."""

    county: Place
    own: tuple[PlanLine, ...]
    more_own: bool
    of_county: tuple[PlanLine, ...]
    others: tuple[tuple[Place, tuple[PlanLine, ...]], ...]
    principals: int
    with_plan: int
    may_start: bool
    units: Mapping[int | None, int]


def plan_list(by: Actor) -> PlanList:
    """All plans that `by` may read in the county. Seven queries, however many plans there are."""
    if not by.has(Permission.WORK_READ):
        raise NotAllowed(_("Planerna läses av dem som arbetar med modellen i länet."))
    county = organisations.get_county(by)
    own_ids = set(check.within(_open_plans(county), policies.may_keep_plan, by).values_list("pk", flat=True))
    own = _lines(by, Q(plan_id__in=own_ids), drafts=True, most=MOST_OWN + 1)
    theirs = _lines(by, Q(plan__place__kind__in=(*LEVELS, PlaceKind.COUNTY)) & ~Q(plan_id__in=own_ids))
    principals = organisations.principals_of_county(county.pk)
    decided = [line for line in (*own, *theirs) if line.number is not None]
    having = {_principal_of(line.place) for line in decided}
    by_principal: dict[int | None, list[PlanLine]] = {}
    for line in theirs:
        by_principal.setdefault(_principal_of(line.place), []).append(line)
    mine = {_principal_of(line.place) for line in own} | _principals_held(by)
    units = _plans_of_units(by, own_ids)
    return PlanList(
        county=county, own=tuple(own[:MOST_OWN]), more_own=len(own) > MOST_OWN,
        of_county=tuple(line for line in theirs if line.place.kind == PlaceKind.COUNTY),
        others=tuple(
            (one, tuple(by_principal.get(one.pk, ())))
            for one in principals if one.pk not in mine or one.pk in by_principal or one.pk in units
        ),
        principals=len(principals), with_plan=sum(one.pk in having for one in principals),
        may_start=by.has(Permission.COUNTY_WORK) or by.has(Permission.LOCAL_WORK), units=units,
    )  # fmt: skip


def _plans_of_units(by: Actor, own_ids: set[int]) -> dict[int | None, int]:
    """By principal, how many decided plans its units have, one's own left out. One query."""
    rows = _decided(by).filter(plan__place__kind=PlaceKind.UNIT).exclude(plan_id__in=own_ids)
    found = rows.order_by().values_list("plan__place__principal_id").annotate(Count("id"))
    return dict(found)


def _decided(by: Actor) -> QuerySet[PlanVersion]:
    rows = check.within(PlanVersion.objects.all(), policies.may_read_version, by)
    return rows.filter(state=PlanState.DECIDED, plan__county_id=by.county_id, plan__closed_on=None)


@dataclass(frozen=True)
class PrincipalPlans:
    """Decided plans of a principal and all below it, in the tree's order. following: the place to go on after; "" at the end."""

    principal: Place
    lines: tuple[PlanLine, ...]
    following: str


def plans_of_principal(by: Actor, principal_id: int, after: str = "") -> PrincipalPlans:
    """Two queries. after: "path~plan" of the last line before. Raises NotVisible."""
    if not by.has(Permission.WORK_READ):
        raise NotVisible(_("Sidan finns inte, eller så har du inte tillgång till den."))
    principal = organisations.get_principal(by, principal_id)
    rows = _decided(by).filter(Q(plan__place=principal) | Q(plan__place__principal=principal))
    path, _mark, last = after.partition("~")
    if last.isdecimal() and len(last) < 12:
        rows = rows.filter(Q(plan__place__path__gt=path) | Q(plan__place__path=path, plan_id__gt=int(last)))
    found = list(
        rows.select_related("plan__place__principal").order_by("plan__place__path", "plan_id")[: MOST_OWN + 1]
    )
    lines = tuple(_line(row, None) for row in found[:MOST_OWN])
    more = len(found) > MOST_OWN
    return PrincipalPlans(principal, lines, f"{lines[-1].place.path}~{lines[-1].plan.pk}" if more else "")


def _open_plans(county: Place) -> QuerySet[ImplementationPlan]:
    return ImplementationPlan.objects.filter(county=county)


def _principals_held(by: Actor) -> set[int | None]:
    paths = by.paths_with(Permission.LOCAL_WORK)
    return {int(path[LEVEL_DIGITS : 2 * LEVEL_DIGITS]) for path in paths if len(path) >= 2 * LEVEL_DIGITS}


def _principal_of(place: Place) -> int | None:
    return place.pk if place.kind == PlaceKind.PRINCIPAL else place.principal_id


def _lines(by: Actor, which: Q, *, drafts: bool = False, most: int | None = None) -> list[PlanLine]:
    """One line a plan: its version in force, or for its own level its draft. Ended plans are left out. One query."""
    states = [PlanState.DECIDED, PlanState.DRAFT] if drafts else [PlanState.DECIDED]
    rows = check.within(PlanVersion.objects.all(), policies.may_read_version, by).filter(
        which, state__in=states, plan__county_id=by.county_id, plan__closed_on=None
    )
    rows = rows.select_related("plan__place__principal").order_by("plan__place__path", "plan_id", "number")
    found: dict[int, PlanLine] = {}
    for row in rows[: 2 * most] if most else rows:
        found[row.plan_id] = _line(row, found.get(row.plan_id))
    return list(found.values())[:most]


def _line(row: PlanVersion, before: PlanLine | None) -> PlanLine:
    """The draft comes after the version in force, and only adds its number to that line."""
    if before is not None and row.state == PlanState.DRAFT:
        return replace(before, draft=row.number)
    is_draft = row.state == PlanState.DRAFT
    return PlanLine(
        row.plan, row.plan.place, rules.read(row.content), None if is_draft else row.number, row.number if is_draft else None,
        row.decided_on, row.decided_by, row.review_on,
    )  # fmt: skip


# --- one plan -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ActivityLine:
    """late: days."""

    pk: int
    title: str
    kind: str
    role: str
    words: str
    starts_on: date | None
    ends_on: date
    state: str
    late: int


@dataclass(frozen=True)
class GoalView:
    """A goal and what is done for it. county_goal: what the county's goal says, when it serves one."""

    number: int
    goal: Goal
    component: ComponentName | None
    county_goal: str
    activities: tuple[ActivityLine, ...]

    @property
    def state(self) -> str:
        """ "none" (nothing planned), "not_begun", "ongoing", "done" or "late"."""
        lines = [line for line in self.activities if line.state != "stopped"]
        if not lines:
            return "none"
        if any(line.late for line in lines):
            return "late"
        if all(line.state == "done" for line in lines):
            return "done"
        return "ongoing" if any(line.state != "not_begun" for line in lines) else "not_begun"


@dataclass(frozen=True)
class VersionLine:
    number: int
    state: str
    decided_on: date | None
    decided_by: str


@dataclass(frozen=True)
class PlanPage:
    """One version of a plan, as it is read. keeps: whether the reader may change the plan. others: activities without a goal.
    principals: the name of the county or of the principal that the place belongs to, where it is another."""

    plan: ImplementationPlan
    version: PlanVersion
    content: PlanContent
    goals: tuple[GoalView, ...]
    others: tuple[ActivityLine, ...]
    versions: tuple[VersionLine, ...]
    keeps: bool
    county_plan_id: int | None
    today: date

    @property
    def place(self) -> Place:
        return self.plan.place

    @property
    def is_draft(self) -> bool:
        return self.version.state == PlanState.DRAFT

    @property
    def may_be_opened(self) -> bool:
        """Whether the reader may show the version to everybody, and cease to."""
        return self.keeps and policies.open_refusal(self.version) is None

    @property
    def draft_number(self) -> int | None:
        return next((line.number for line in self.versions if line.state == PlanState.DRAFT), None)

    @property
    def activities(self) -> tuple[ActivityLine, ...]:
        return (*(line for view in self.goals for line in view.activities), *self.others)


def get_plan(by: Actor, plan_id: int) -> ImplementationPlan:
    """A plan that `by` may read. Raises NotVisible."""
    rows = ImplementationPlan.objects.select_related("place__principal", "county")
    return check.found(check.within(rows, policies.may_read_plan, by).filter(pk=plan_id).first())


def get_plan_to_keep(by: Actor, plan_id: int) -> ImplementationPlan:
    """A plan of one's own level. Raises NotVisible for what is hidden, NotAllowed for another level's decided plan."""
    plan = get_plan(by, plan_id)
    check.require(by, policies.may_keep_plan, plan, policies.keep_refusal())
    return plan


def plan_page(by: Actor, plan_id: int, number: int | None = None) -> PlanPage:
    """The version with that number, else the one in force, else the draft. Eight queries at most."""
    plan = get_plan(by, plan_id)
    readable = check.within(plan.versions.all(), policies.may_read_version, by)
    lines = tuple(
        VersionLine(*row)
        for row in readable.order_by("number").values_list("number", "state", "decided_on", "decided_by")
    )
    wanted = number if number is not None else _shown_number(lines)
    version = check.found(readable.filter(number=wanted).first())
    version.plan = plan
    content = rules.read(version.content)
    today = days.day_of(by.at)
    lists = _activities(by, plan, today)
    county_plan, county_goals = _county_goals(by, plan, content)
    components = {one.code: one for one in components_of_county(plan.county_id, get_language() or "sv")}
    goals = tuple(
        GoalView(
            place, goal, components.get(goal.component), county_goals.get(goal.county_goal, ""),
            tuple(lists.pop(goal.key, ())),
        )
        for place, goal in enumerate(content.goals, start=1)
    )  # fmt: skip
    rest = sorted(
        (line for found in lists.values() for line in found), key=lambda line: (line.ends_on, line.pk)
    )
    keeps = check.allows(by, policies.may_keep_plan, plan)
    return PlanPage(plan, version, content, goals, tuple(rest), lines, keeps, county_plan, today)


def _shown_number(lines: Iterable[VersionLine]) -> int:
    """Of the version in force; before the first decision, of the draft."""
    numbers = {line.state: line.number for line in lines}
    return numbers.get(PlanState.DECIDED, numbers.get(PlanState.DRAFT, 0))


def _activities(by: Actor, plan: ImplementationPlan, today: date) -> dict[str, list[ActivityLine]]:
    """What is done in the plan, by goal. One query."""
    rows = check.within(Activity.objects.filter(plan=plan), timeline_policies.may_read_activity, by)
    fields = rows.order_by("ends_on", "id").values_list(
        "goal_key",
        "pk",
        "title",
        "kind",
        "responsible_role",
        "responsible_text",
        "starts_on",
        "ends_on",
        "state",
    )
    found: dict[str, list[ActivityLine]] = {}
    for goal, pk, title, kind, role, words, starts_on, ends_on, state in fields[:MOST_ACTIVITIES]:
        late = activity_rules.days_late(state, ends_on, today)
        line = ActivityLine(pk, title, kind, role, words, starts_on, ends_on, state, late)
        found.setdefault(goal, []).append(line)
    return found


def _county_goals(
    by: Actor, plan: ImplementationPlan, content: PlanContent
) -> tuple[int | None, dict[str, str]]:
    """The county's plan in force and what its goals say, for a local plan that serves some. One query."""
    if plan.place.kind == PlaceKind.COUNTY or not any(goal.county_goal for goal in content.goals):
        return None, {}
    version = county_version(by, plan.county_id)
    return (version.plan_id, rules.goal_names(version.content)) if version else (None, {})


def county_version(by: Actor, county_id: int) -> PlanVersion | None:
    """The county's decided plan; the newest where it has several."""
    rows = check.within(PlanVersion.objects.all(), policies.may_read_version, by)
    decided = rows.filter(
        plan__place_id=county_id, plan__county_id=county_id, plan__closed_on=None, state=PlanState.DECIDED
    )
    return decided.order_by("-decided_on", "-pk").first()


# --- the draft ------------------------------------------------------------------------------------------------------------


def places_to_plan_for(by: Actor) -> list[Place]:
    """Open places that one may write a plan for, the nearest first. One query."""
    rows = check.within(Place.objects.filter(closed_on=None), policies.may_plan_at, by)
    return list(rows.filter(Q(county_id=by.county_id) | Q(pk=by.county_id or 0)).order_by("path")[:1000])


# --- two versions -----------------------------------------------------------------------------------------------------------


def two_versions(by: Actor, plan_id: int, before: int | None, after: int | None) -> tuple[PlanPage, PlanPage]:
    """The two that were chosen; without a choice the last and the one before it. Raises NotVisible."""
    newest = plan_page(by, plan_id, after) if after else _newest(by, plan_id)
    numbers = [line.number for line in newest.versions if line.number < newest.version.number]
    earlier = before or (numbers[-1] if numbers else None)
    if earlier is None:
        raise NotVisible(_("Det finns bara en version att läsa än, så det finns inget att jämföra."))
    return plan_page(by, plan_id, earlier), newest


def _newest(by: Actor, plan_id: int) -> PlanPage:
    page = plan_page(by, plan_id)
    last = page.versions[-1].number
    return page if last == page.version.number else plan_page(by, plan_id, last)
