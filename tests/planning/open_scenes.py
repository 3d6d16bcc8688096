"""A plan that is shown to everybody, with a word of everything that must not be."""

from datetime import date

from tests.planning.plan_scenes import decide, draft, version_of
from tests.planning.timeline_scenes import keeper
from tests.worlds import World
from tillsammans.organisations.models import Place
from tillsammans.planning.commands import opening
from tillsammans.planning.commands import plans as commands
from tillsammans.planning.models import Activity, ImplementationPlan, PlanVersion

HIDDEN = (
    "Kim Persson",
    "Hemlig aktivitet",
    "Hemlig kommande",
)  # who holds it, what is done for it, the next draft


def opened(world: World, plan: ImplementationPlan, number: int) -> PlanVersion:
    return opening.open_version(by=keeper(world, plan.place), version=plan.versions.get(number=number))


def full_plan(world: World, place: Place) -> ImplementationPlan:
    """Two decided versions and a draft."""
    plan = draft(world, place, "Hjulet i rutinen", joint_with="Socialnämnden")
    by = keeper(world, place)

    def write(key: str, **typed: str) -> None:
        commands.save_part(by=by, plan=plan, key=key, typed=typed, seen=999)

    write("goal", want="Trygga möten", do="Vi övar", responsible="Kim Persson", role="head", component="structure",
          review_on="2026-11-01")  # fmt: skip
    write("participation", text="Elevrådet\nvalde.")
    write(
        "pointer",
        kind="annat",
        document="Elevhälsoplan",
        where="s. 3",
        decided_by="Nämnden",
        since="2026-01-01",
    )
    write("prompt:d4-1", text="Tiden räcker.")
    write("section", heading="Bakgrund", text="<b>Så var det.</b>")
    decide(world, plan)
    version = commands.begin_next_version(by=by, plan=plan)
    commands.save_part(
        by=by, plan=plan, key="participation", typed={"text": "Alla valde."}, seen=version.revision
    )
    decide(world, plan, date(2026, 10, 10))
    commands.begin_next_version(by=by, plan=plan)
    write("section", heading="Hemlig kommande", text="x")
    Activity.objects.create(
        county_id=place.county_id or place.pk, place=place, title="Hemlig aktivitet", ends_on=date(2026, 12, 1),
        created_at=world.at, shared=True, plan=plan, goal_key="g2",
    )  # fmt: skip
    return plan


def shown_to_all(world: World, place: Place) -> ImplementationPlan:
    """Both of its decided versions."""
    plan = full_plan(world, place)
    for number in (1, 2):
        opened(world, plan, number)
    assert version_of(plan).number == 3
    return plan
