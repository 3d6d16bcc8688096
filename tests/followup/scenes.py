"""Programmes with small stairs, and rounds in each state, on top of the smallest world."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from uuid import uuid4

from tests.worlds import World
from tillsammans.access.actor import Actor
from tillsammans.access.roles import Role
from tillsammans.followup import commands
from tillsammans.followup.models import ReportingRound, ReportRequest, SelfReport
from tillsammans.followup.queries import asking
from tillsammans.followup.rules.answering import Content, Given
from tillsammans.organisations.models import Place, RoleHolding
from tillsammans.programmes.models import (
    Criterion,
    ModelItem,
    ModelVersion,
    Programme,
    Section,
    StairsVersion,
    Step,
    VersionState,
)

OPENS, CLOSES = date(2026, 10, 1), date(2026, 10, 31)
BEGAN = datetime(2025, 1, 1, tzinfo=UTC)
NAMES = ("Inte börjat", "Känna till", "Pröva", "Använda")


def make_programme(
    county: Place,
    code: str = "barnens-basta",
    *,
    components: tuple[str, ...] = ("approach", "leadership"),
    common: tuple[str, ...] = ("leadership",),
) -> StairsVersion:
    """A published programme with stairs 0–3 and two criteria a step and component."""
    programme = Programme.objects.create(county=county, code=code, name={"sv": code.capitalize()})
    model = ModelVersion.objects.create(
        programme=programme, number=1, state=VersionState.PUBLISHED, created_at=BEGAN
    )
    for order, component in enumerate(components, start=1):
        ModelItem.objects.create(
            version=model, section=Section.CORE_COMPONENT, code=component, order=order, slot=order,
            name={"sv": f"Komponent {component}"}, basis="stated", common=component in common,
        )  # fmt: skip
    return make_stairs(programme, components)


def make_stairs(programme: Programme, components: tuple[str, ...], number: int = 1) -> StairsVersion:
    stairs = StairsVersion.objects.create(
        programme=programme,
        number=number,
        state=VersionState.PUBLISHED,
        title={"sv": "Trappan"},
        created_at=BEGAN,
    )
    for step, name in enumerate(NAMES):
        Step.objects.create(
            stairs=stairs,
            number=step,
            code=f"s{step}",
            name={"sv": name},
            summary={"sv": f"Vi är på steg {step}."},
        )
        for component in components if step else ():
            for order in (1, 2):
                Criterion.objects.create(
                    stairs=stairs, step_number=step, component_code=component, code=f"s{step}-{component}-{order}",
                    order=order, text={"sv": f"Det här gör vi, {component} {step}.{order}"},
                )  # fmt: skip
    return stairs


def hire(unit: Place, email: str) -> RoleHolding:
    """A manager known by address alone, as an import makes them."""
    return RoleHolding.objects.create(
        role=Role.UNIT_MANAGER, place=unit, email=email, starts_on=date(2025, 1, 1)
    )


@dataclass
class Scene:
    """A round of county a, open on the day of the test, with a manager at every unit of principal one."""

    world: World
    stairs: list[StairsVersion]
    round: ReportingRound
    leader: Actor
    requests: dict[int, ReportRequest] = field(default_factory=dict)

    def reload(self) -> "Scene":
        self.round.refresh_from_db()
        self.requests = {one.unit_id: one for one in ReportRequest.objects.filter(round=self.round)}
        return self

    def request(self, unit: Place) -> ReportRequest:
        return ReportRequest.objects.select_related("round", "unit").get(round=self.round, unit=unit)

    @property
    def unit(self) -> Place:
        return self.world.a.one.units[0]

    @property
    def manager(self) -> Actor:
        return self.world.actor(Role.UNIT_MANAGER)

    def content(self, step: int = 2, **fields: object) -> Content:
        """A whole report with the same step everywhere."""
        answers = {
            one.key: Given(step, ticked=(f"s{step}-{one.component_code}-1",))
            for one in asking.questions(self.round)
        }
        return Content(answers=answers, **fields)  # type: ignore[arg-type]

    def send(self, by: Actor, unit: Place, step: int = 2, **fields: object) -> SelfReport:
        return commands.send_report(
            by=by, request=self.request(unit), key=uuid4(), content=self.content(step, **fields)
        )


def make_round(
    world: World, stairs: list[StairsVersion], name: str = "Höst 2026", **changed: object
) -> ReportingRound:
    fields: dict[str, object] = {
        "name": name, "period_from": date(2026, 7, 1), "period_to": date(2026, 12, 31), "opens_on": OPENS,
        "closes_on": CLOSES, "principals": [world.a.one.place, world.a.two.place], "sectors": ["school"], "stairs": stairs,
    }  # fmt: skip
    return commands.create_round(
        by=world.actor(Role.PROCESS_LEADER), county=world.a.place, **(fields | changed)
    )  # type: ignore[arg-type]


def make_scene(world: World, stairs: list[StairsVersion] | None = None, *, invited: bool = True) -> Scene:
    stairs = stairs or [make_programme(world.a.place)]
    for number, unit in enumerate(world.a.one.units):
        hire(unit, f"chef{number}@ekvik.example")
    leader = world.actor(Role.PROCESS_LEADER)
    round = commands.open_round(by=leader, round=make_round(world, stairs))
    if invited:
        commands.send_invitations(by=leader, round=round)
    return Scene(world, stairs, round, leader).reload()
