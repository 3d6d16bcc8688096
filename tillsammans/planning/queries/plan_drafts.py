"""Reading a draft to write in it or to decide it. One frozen object a page."""

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.core.errors import NotAllowed, NotVisible
from tillsammans.organisations.models import PlaceKind
from tillsammans.planning import plan_policies as policies
from tillsammans.planning.models import ImplementationPlan, PlanState, PlanVersion
from tillsammans.planning.queries.components import ComponentName, components_of_county
from tillsammans.planning.queries.plans import PlanPage, county_version, get_plan_to_keep, plan_page
from tillsammans.planning.rules import plan_content as rules


@dataclass(frozen=True)
class DraftPage:
    """decide_refusal: None where the reader may write down the decision, else why not. overlapping: plans of the same place
    that are in force in the same time."""

    page: PlanPage
    revision: int
    gaps: tuple[str, ...]
    closed: str | None
    not_ready: str | None
    may_decide: bool
    overlapping: tuple[str, ...]


def draft_page(by: Actor, plan_id: int) -> DraftPage:
    """The draft of a plan of one's own level. Raises NotVisible, NotAllowed, and NotVisible when there is none."""
    plan = get_plan_to_keep(by, plan_id)
    number = plan.versions.filter(state=PlanState.DRAFT).values_list("number", flat=True).first()
    if number is None:
        raise NotVisible(_("Det finns inget utkast just nu. Öppna planen och börja nästa version."))
    page = plan_page(by, plan_id, number)
    return DraftPage(
        page=page, revision=page.version.revision,
        gaps=tuple(rules.gaps(page.content, page.version.period_to, page.version.review_on)),
        closed=policies.closed_refusal(plan), not_ready=rules.decision_refusal(page.content),
        may_decide=check.allows(by, policies.may_decide, plan), overlapping=_overlapping(by, page),
    )  # fmt: skip


def has_draft(plan: ImplementationPlan) -> bool:
    return plan.versions.filter(state=PlanState.DRAFT).exists()


def draft_to_decide(by: Actor, plan_id: int) -> DraftPage:
    """The same, for whoever writes down the decision. Raises NotVisible, NotAllowed."""
    found = draft_page(by, plan_id)
    if not found.may_decide:
        raise NotAllowed(policies.decide_refusal())
    return found


def _overlapping(by: Actor, page: PlanPage) -> tuple[str, ...]:
    first, last = page.version.period_from, page.version.period_to
    if first is None or last is None:
        return ()
    rows = check.within(PlanVersion.objects.all(), policies.may_read_version, by).filter(
        plan__place_id=page.plan.place_id,
        plan__closed_on=None,
        state=PlanState.DECIDED,
        period_from__lte=last,
        period_to__gte=first,
    )
    return tuple(
        rows.exclude(plan=page.plan).order_by("plan__title").values_list("plan__title", flat=True)[:5]
    )


@dataclass(frozen=True)
class PartPage:
    """One part of the draft to write in. part: as it stands, empty for a new one."""

    plan: ImplementationPlan
    key: str
    kind: str
    part: rules.Part
    revision: int
    is_new: bool
    components: tuple[ComponentName, ...]
    county_goals: tuple[tuple[str, str], ...]


def part_page(by: Actor, plan_id: int, key: str) -> PartPage:
    """A part of the draft, or one more of a kind ("goal"). Raises NotVisible, NotAllowed."""
    plan = get_plan_to_keep(by, plan_id)
    version = plan.versions.filter(state=PlanState.DRAFT).first()
    kind = rules.kind_of(key) or key
    content = version.content if version else {}
    part = rules.parts_of(content).get(key, {})
    components: tuple[ComponentName, ...] = ()
    goals: tuple[tuple[str, str], ...] = ()
    if kind == rules.GOAL:
        components = components_of_county(plan.county_id, get_language() or "sv")
        county = None if plan.place.kind == PlaceKind.COUNTY else county_version(by, plan.county_id)
        goals = tuple(rules.goal_names(county.content).items()) if county else ()
    revision = version.revision if version else 0
    return PartPage(plan, key, kind, part, revision, not part, components, goals)
