"""A decided plan as anybody reads it. Nothing of who has the work, how it goes or what is being written is in the page."""

from collections.abc import Iterator
from dataclasses import dataclass

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.planning import plan_policies as policies
from tillsammans.planning.models import ImplementationPlan, PlanState, PlanVersion
from tillsammans.planning.queries.components import ComponentName, components_of_county
from tillsammans.planning.rules import plan_content as rules
from tillsammans.planning.rules.plan_content import Goal, PlanContent


@dataclass(frozen=True)
class OpenPlan:
    """versions: those that are open, the newest first. goals: with their core components."""

    plan: ImplementationPlan
    version: PlanVersion
    content: PlanContent
    goals: tuple[tuple[Goal, ComponentName | None], ...]
    versions: tuple[PlanVersion, ...]

    @property
    def is_latest(self) -> bool:
        return self.version.pk == self.versions[0].pk

    @property
    def was_replaced(self) -> bool:
        return self.version.state == PlanState.REPLACED


def open_plan(by: Actor, plan_id: int, number: int | None, language: str) -> OpenPlan:
    """The version with that number, else the newest of the open ones. Two queries. Raises NotVisible."""
    rows = check.within(PlanVersion.objects.all(), policies.may_read_open_version, by).filter(plan_id=plan_id)
    versions = tuple(rows.select_related("plan__place", "plan__county").order_by("-number"))
    wanted = versions if number is None else [one for one in versions if one.number == number]
    return shown(check.found(next(iter(wanted), None)), versions, language)


def shown(version: PlanVersion, versions: tuple[PlanVersion, ...], language: str) -> OpenPlan:
    """Also for who is asked whether a version shall be open, and sees it beforehand. One query."""
    content = rules.read(version.content)
    components = {one.code: one for one in components_of_county(version.plan.county_id, language)}
    goals = tuple((goal, components.get(goal.component)) for goal in content.goals)
    return OpenPlan(version.plan, version, content, goals, versions)


def get_version_to_open(by: Actor, plan_id: int, number: int) -> PlanVersion:
    """A version of a plan of one's own level. Raises NotVisible for what is hidden, NotAllowed for another level's."""
    rows = check.within(PlanVersion.objects.all(), policies.may_read_version, by)
    version = check.found(
        rows.select_related("plan__place", "plan__county").filter(plan_id=plan_id, number=number).first()
    )
    check.require(by, policies.may_keep_plan, version.plan, policies.keep_refusal())
    return version


def newest_open(county_id: int, most: int) -> Iterator[PlanVersion]:
    """Of each plan of the county the newest version that is open, the last opened first."""
    rows = PlanVersion.objects.filter(
        plan__county_id=county_id, opened_at__isnull=False, plan__is_example=False
    )
    seen: set[int] = set()
    found = []
    for row in (
        rows.exclude(state=PlanState.DRAFT).select_related("plan__place").order_by("plan_id", "-number")
    ):
        if row.plan_id not in seen:
            seen.add(row.plan_id)
            found.append(row)
    yield from sorted(found, key=lambda row: (row.opened_at, row.pk), reverse=True)[:most]
