"""Who may do what with plans. Each level keeps its own; a draft is its level's alone; what is decided is read by all who work."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.access.reach import below
from tillsammans.access.roles import Permission
from tillsammans.core.errors import Conflict
from tillsammans.organisations.models import Place, PlaceKind
from tillsammans.organisations.policies import own_work, shown_work
from tillsammans.planning.models import ImplementationPlan, PlanState, PlanVersion

OPENED_FROM = (PlaceKind.COUNTY, PlaceKind.PRINCIPAL)  # levels whose plans can be shown to everybody
_NOT_DRAFT = PlanVersion.objects.exclude(state=PlanState.DRAFT)


def may_plan_at(by: Actor) -> Q:
    """Places that one may write a plan for."""
    return own_work("", by)


def may_keep_plan(by: Actor) -> Q:
    """Plans of one's own level, drafts and all."""
    return own_work("place", by)


def may_read_plan(by: Actor) -> Q:
    """Plans of one's own level, and in the county each that has been decided once."""
    decided = Exists(_NOT_DRAFT.filter(plan=OuterRef("pk")))
    return own_work("place", by) | (shown_work("county", by) & Q(decided))


def may_read_version(by: Actor) -> Q:
    """Versions of one's own level's plans, and in the county those that are or have been decided."""
    return own_work("plan__place", by) | (shown_work("plan__county", by) & ~Q(state=PlanState.DRAFT))


def may_read_open_version(by: Actor) -> Q:
    """Decided versions that their keeper has opened to everybody: nobody needs to be known."""
    return Q(opened_at__isnull=False, plan__is_example=False) & ~Q(state=PlanState.DRAFT)


def may_decide(by: Actor) -> Q:
    """Plans whose decision one may write down: at one's own level, with the right to decide there."""
    return own_work("place", by) & below("place__path", by.paths_with(Permission.PLAN_DECIDE))


def keep_refusal() -> str:
    return _("Planen hör till en annan nivå. Bara den nivån ändrar den.")


def decide_refusal() -> str:
    return _("Det är chefen som skriver ner beslutet. Du kan be om det.")


def closed_refusal(plan: ImplementationPlan) -> str | None:
    """Why nobody writes in the plan any more; None: one can."""
    if plan.closed_on is not None:
        return _("Planen är avslutad. Börja en ny plan om arbetet fortsätter.")
    return place_refusal(plan.place)


def place_refusal(place: Place) -> str | None:
    """Why there is no planning for a place; None: there is."""
    return _("Enheten är stängd. Då går det inte att planera för den.") if place.closed_on else None


def check_plan_at(by: Actor, place: Place) -> None:
    """Raises NotAllowed unless the place is of one's own level, Conflict when it is closed."""
    check.require(by, may_plan_at, place, _("Du kan bara skriva en plan för din egen del av organisationen."))
    if refusal := place_refusal(place):
        raise Conflict(refusal)


def check_keep(by: Actor, plan: ImplementationPlan) -> None:
    """Raises NotAllowed unless the plan is of one's own level, Conflict when it or its place is closed."""
    check.require(by, may_keep_plan, plan, keep_refusal())
    if refusal := closed_refusal(plan):
        raise Conflict(refusal)


def open_refusal(version: PlanVersion) -> str | None:
    """Why a version cannot be shown to everybody; None: it can."""
    if version.state == PlanState.DRAFT:
        return _("Utkastet är inte beslutat. Bara en beslutad version kan visas för alla.")
    if version.plan.is_example:
        return _("Planen är ett exempel och visas inte för alla.")
    if version.plan.place.kind not in OPENED_FROM:
        return _("Bara länets och huvudmännens egna planer kan visas för alla.")
    return None


def check_open(by: Actor, version: PlanVersion) -> None:
    """Raises NotAllowed unless the plan is of one's own level, Conflict for what cannot be shown to everybody."""
    check.require(by, may_keep_plan, version.plan, keep_refusal())
    if refusal := open_refusal(version):
        raise Conflict(refusal)


def check_decide(by: Actor, plan: ImplementationPlan) -> None:
    """Raises NotAllowed unless `by` writes down the decisions of the plan's level, Conflict as `check_keep`."""
    check_keep(by, plan)
    check.require(by, may_decide, plan, decide_refusal())
