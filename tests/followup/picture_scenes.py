"""A county with rounds of answers in every principal and sector, and an independent recount straight from the answers."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import median_high, median_low
from uuid import uuid4

from tests.followup.scenes import make_programme, make_round
from tests.worlds import World, make_principal
from tillsammans.access.actor import Actor
from tillsammans.access.roles import Role
from tillsammans.followup import commands
from tillsammans.followup.models import (
    ComponentAnswer,
    FilledBy,
    ReportingRound,
    ReportRequest,
    RequestState,
    RoundState,
    SelfReport,
)
from tillsammans.followup.queries import asking
from tillsammans.followup.rules.answering import Content, Given
from tillsammans.organisations import commands as organisations
from tillsammans.organisations.models import Place, PlaceKind
from tillsammans.programmes.models import StairsVersion

SECTORS = ("school", "preschool", "social_services")


@dataclass
class Land:
    """County a of the world, with a stairs and its rounds, oldest first."""

    world: World
    stairs: StairsVersion
    rounds: list[ReportingRound] = field(default_factory=list)

    @property
    def leader(self) -> Actor:
        return self.world.actor(Role.PROCESS_LEADER)

    @property
    def steering(self) -> Actor:
        return self.world.actor(Role.STEERING_MEMBER)

    def principal(self, name: str, *sizes: int) -> Place:
        """A principal with so many units in each of the sectors."""
        made = make_principal(self.world.a.place, name, name[:6], units=sum(sizes))
        units = iter(made.units)
        for sector, size in zip(SECTORS, sizes, strict=False):
            for _number in range(size):
                Place.objects.filter(pk=next(units).pk).update(sector=sector)
        return made.place

    def open(self, name: str, stairs: StairsVersion | None = None) -> ReportingRound:
        """The next round, open on the day of the test, over every principal; the ones before are closed and half a year older."""
        for row in self.rounds:
            ReportingRound.objects.filter(pk=row.pk).update(
                state=RoundState.CLOSED, closed_at=self.world.at,
                opens_on=row.opens_on - timedelta(days=180), closes_on=row.closes_on - timedelta(days=180),
            )  # fmt: skip
            row.refresh_from_db()
        principals = list(Place.objects.filter(county=self.world.a.place, kind=PlaceKind.PRINCIPAL))
        made = make_round(self.world, [stairs or self.stairs], name, principals=principals, sectors=list(SECTORS),
                          opens_on=date(2026, 10, 1), closes_on=date(2026, 10, 31))  # fmt: skip
        self.rounds.append(commands.open_round(by=self.leader, round=made))
        return self.rounds[-1]

    def requests(self, principal: Place, sector: str = "") -> list[ReportRequest]:
        rows = ReportRequest.objects.filter(round=self.rounds[-1], principal=principal).select_related(
            "round", "unit"
        )
        return list((rows.filter(sector=sector) if sector else rows).order_by("sector", "pk"))

    def answer(self, request: ReportRequest, step: int, other: int | None = None, **fields: object) -> None:
        """One unit answers in the newest round: `step` in the first component, `other` (or the same) in the rest."""
        by = self.world.actor(Role.CONTACT_PERSON, request.principal)
        asked = asking.questions(self.rounds[-1])
        answers = {
            one.key: Given(step if place == 0 or other is None else other) for place, one in enumerate(asked)
        }
        content = Content(answers=answers, **fields)  # type: ignore[arg-type]
        request = ReportRequest.objects.select_related("round", "unit").get(pk=request.pk)
        commands.send_report(by=by, request=request, key=uuid4(), content=content, mail=False)

    def answers(self, principal: Place, *steps: int | None, sector: str = "") -> None:
        """The principal's units answer in order; None stays silent."""
        requests = zip(self.requests(principal, sector), steps, strict=False)
        self.at_once({request: (step, step) for request, step in requests if step is not None})

    def at_once(self, given: Mapping[ReportRequest, tuple[int, int]]) -> None:
        """Many units' answers (first component, the rest) without a command each; the roll-up is counted after."""
        asked = asking.questions(self.rounds[-1])
        for request, (step, other) in given.items():
            report = SelfReport.objects.create(
                request=request,
                number=1,
                key=uuid4(),
                group=uuid4(),
                filled_by=FilledBy.MANAGER,
                sent_at=self.world.at,
            )
            ComponentAnswer.objects.bulk_create(
                ComponentAnswer(
                    report=report,
                    stairs_id=one.stairs_id,
                    component_code=one.component_code,
                    step=other if n else step,
                )
                for n, one in enumerate(asked)
            )
            ReportRequest.objects.filter(pk=request.pk).update(state=RequestState.SENT, current=report)
        commands.rebuild(self.rounds[-1], by=self.leader)
        organisations.touch_county(self.world.a.place.pk)


def make_land(world: World, *, components: tuple[str, ...] = ("approach", "leadership")) -> Land:
    return Land(world, make_programme(world.a.place, components=components, common=()))


def recount(round: ReportingRound, component: str, sector: str = "") -> dict[str, list[int]]:
    """Every principal's steps in a round, from the answers themselves and not the roll-up."""
    latest: dict[int, tuple[int, str, str, int]] = {}
    for row in ComponentAnswer.objects.filter(component_code=component).select_related(
        "report__request__principal"
    ):
        report, request = row.report, row.report.request
        if request.round_id == round.pk and report.number >= latest.get(request.pk, (0, "", "", 0))[0]:
            latest[request.pk] = (report.number, request.principal.name, request.sector, row.step)
    found: dict[str, list[int]] = defaultdict(list)
    for _number, principal, of_sector, step in latest.values():
        if sector in ("", of_sector):
            found[principal].append(step)
    return {name: sorted(steps) for name, steps in found.items()}


def middle(steps: list[int]) -> tuple[int, int] | None:
    """The median by the standard library."""
    return (median_low(steps), median_high(steps)) if steps else None


def as_counts(steps: list[int], top: int = 3) -> tuple[int, ...]:
    counts = Counter(steps)
    return tuple(counts[step] for step in range(top + 1)) if steps else ()
