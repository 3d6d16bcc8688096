"""P16: no page asks the database more often because there is more to show: each address at one and at some ten times the rows."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.cache import caches
from django.db import connection

from tests.access import matrix
from tests.access.asking import Asker, Watch, address
from tests.access.decision_rows import grow_decisions
from tests.access.matrix import Case
from tests.access.meeting_rows import grow_meetings
from tests.access.model_rows import grow_model
from tests.access.plan_rows import grow_plans
from tests.access.register_rows import grow_register
from tests.access.report_rows import grow_reports
from tests.access.spots import NOON, OWN, At, Ground
from tests.access.strategy_rows import grow_strategies
from tests.access.support_rows import grow_support
from tests.access.timeline_rows import grow_timeline
from tests.access.visit_rows import grow_visits
from tillsammans.access.roles import Role
from tillsammans.audit import commands as audit
from tillsammans.followup.models import (
    ComponentAnswer,
    ReportingRound,
    ReportRequest,
    RoundPrincipal,
    RoundStairs,
    SelfReport,
)
from tillsammans.notify.models import OutboxMessage
from tillsammans.organisations import commands as organisations
from tillsammans.organisations.models import ImportBatch, Place, PlaceChange, PlaceKind, RoleHolding
from tillsammans.programmes.models import Criterion, ModelItem, StairsComment, StairsVersion

# How often a page asks is the same on every database; SQLite, which takes fewer ids in one question, asks the most often.
pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
TIMES = 12
# A page of a long list asks once more when there is a next one; a longer list of ids may take one more statement.
SPARE = 2
# Each mail of the page is written anew from the ids it keeps, at most fifty a page.
WRITTEN_ANEW = "GET steward:mail "
LOOKING = (
    Role.PROCESS_LEADER, Role.SYSTEM_MANAGER, Role.MODEL_MANAGER, Role.CONTACT_PERSON, Role.UNIT_MANAGER, Role.STEERING_MEMBER,
)  # fmt: skip


def _pages(asker: Asker) -> list[Case]:
    """What each of the roles may look at, and what is open to nobody in particular."""
    found = [
        case
        for case in matrix.cases(asker.ground, "GET")
        if case.allowed and case.spot == OWN and not case.person.beside
    ]
    return [case for case in found if _looks_other(case)]


def _looks_other(case: Case) -> bool:
    """Whether a page may look other to this person: the model does so to its keeper alone."""
    if case.row.name.startswith("programmes:") and case.person.user is not None:
        return case.person.role in {Role.MODEL_MANAGER, Role.UNIT_MANAGER}
    return case.person.role in LOOKING or (case.person.user is None and case.thing.at is not None)


def _counts(asker: Asker, pages: list[Case]) -> dict[str, int]:
    """Queries of each page with nothing kept from before."""
    counts = {}
    for case in pages:
        caches["fragments"].clear()
        answer = asker.ask(case.person, "GET", address(case.row.name, case.thing))
        if answer.status == 200:
            counts[str(case)] = answer.queries
    return counts


def _grow(ground: Ground) -> None:
    """Some ten times as much of everything in the own county."""
    for key in ("one", "two"):
        _more_units(ground, At("a", key))
    _more_rounds(ground)
    county = ground.place(At("a")).pk
    by = ground.actor(Role.SYSTEM_MANAGER, At("a"))
    for number in range(TIMES):
        audit.record(by=by, action="test.happened", target=("test.row", number))
        OutboxMessage.objects.create(
            to=f"fler{number}@arbete.example", language="sv", template="followup/receipt", county_id=county,
            context=OutboxMessage.objects.filter(county_id=county).values_list("context", flat=True).first() or {},
            message_id=f"<fler{number}@a.example>", queued_at=NOON, next_attempt_at=NOON,
        )  # fmt: skip
        ImportBatch.objects.create(
            county_id=county, file_name=f"{number}.csv", state="committed", read_at=NOON, committed_at=NOON
        )
        day = NOON.date() - timedelta(days=number)
        for at in (At("a", "one", 0), At("a", "one", 1)):
            PlaceChange.objects.create(
                place=ground.place(at),
                kind="renamed",
                on=day,
                before={"name": "a"},
                after={"name": "b"},
                recorded_at=NOON,
            )
    _more_of_the_model(ground)
    grow_model(ground, TIMES)
    grow_timeline(ground, TIMES)
    grow_support(ground, TIMES)
    grow_plans(ground, TIMES)
    grow_register(ground, TIMES)
    grow_strategies(ground, TIMES)
    grow_decisions(ground, TIMES)
    grow_reports(ground, TIMES)
    grow_visits(ground, TIMES)
    grow_meetings(ground, TIMES)


def _more_units(ground: Ground, at: At) -> None:
    parent = ground.place(At("a", at.principal, 0)).parent
    units = [
        Place(kind=PlaceKind.UNIT, name=f"Skola {at} {n}", sector="school", form="own") for n in range(TIMES)
    ]
    made = organisations.plant(units, parent=parent)
    for unit in made:
        for role in (Role.UNIT_MANAGER, Role.BBA, Role.COORDINATOR):
            RoleHolding.objects.create(
                role=role,
                place=unit,
                email=f"fler.{role}.{unit.pk}@arbete.example",
                starts_on=date(2026, 1, 1),
            )
        _answered(ground, unit)
    for number in range(TIMES):
        organisations.place(ground.place(at), PlaceKind.DEPARTMENT, f"Förvaltning {number}")
        RoleHolding.objects.create(
            role=Role.BBA,
            place=ground.place(at),
            email=f"fler{number}.{at}@arbete.example",
            starts_on=date(2026, 1, 1),
        )


def _answered(ground: Ground, unit: Place) -> None:
    """A sent report in every round of the unit's county that has opened, with another version before it."""
    for row in ReportingRound.objects.filter(county_id=unit.county_id).exclude(state="draft"):
        request = ReportRequest.objects.create(
            round=row, unit=unit, principal_id=unit.principal_id, sector="school"
        )
        report = None
        for number in (1, 2):
            report = SelfReport.objects.create(
                request=request,
                number=number,
                key=uuid4(),
                group=uuid4(),
                filled_by="manager",
                sent_at=NOON,
                helped="tid",
                hindered="tid",
            )
            for code in ("approach", "leadership"):
                ComponentAnswer.objects.create(
                    report=report, stairs=ground.stairs["a"], component_code=code, step=number, note="not"
                )
        ReportRequest.objects.filter(pk=request.pk).update(state="sent", current=report)


def _more_rounds(ground: Ground) -> None:
    county = ground.place(At("a"))
    stairs = ground.stairs["a"]
    sample = RoundStairs.objects.filter(stairs=stairs).first()
    assert sample is not None
    for number in range(TIMES):
        day = date(2010 + number, 1, 1)
        row = ReportingRound.objects.create(
            county=county, name=f"Tidigare {number}", state="closed", period_from=day, period_to=day, opens_on=day, closes_on=day,
            created_at=NOON, opened_at=NOON, closed_at=NOON, sectors=["school"],
        )  # fmt: skip
        RoundStairs.objects.create(round=row, stairs=stairs, model=sample.model)
        for key in ("one", "two"):
            RoundPrincipal.objects.create(round=row, principal=ground.place(At("a", key)))


def _more_of_the_model(ground: Ground) -> None:
    words = ground.things
    for kind in ("model_in_force", "model_draft"):
        for number in range(TIMES):
            for section in ("part", "role"):
                ModelItem.objects.create(
                    version_id=words[kind][OWN].words["version_id"], section=section, code=f"fler-{number}", order=number,
                    name={"sv": f"Fler {number}"}, basis="stated", parent_code="approach" if section == "part" else "",
                )  # fmt: skip
    for kind in ("stairs_in_force", "stairs_draft", "stairs_out"):
        stairs = StairsVersion.objects.get(pk=words[kind][OWN].words["stairs_id"])
        for number in range(TIMES):
            Criterion.objects.create(
                stairs=stairs,
                step_number=1,
                component_code="approach",
                code=f"fler-{number}",
                order=number + 3,
                text={"sv": "Fler."},
            )
            StairsComment.objects.create(
                stairs=stairs,
                about_code="",
                text="Bra.",
                role=Role.HEAD,
                place=ground.place(At("a", "one")),
                written_at=NOON,
            )
    programme = ground.stairs["a"].programme
    for number in range(TIMES):
        StairsVersion.objects.create(
            programme=programme, number=100 + number, state="retired", title={"sv": "Förr"}, created_at=NOON
        )


def test_no_page_asks_more_often_when_there_is_more(asker: Asker):
    pages = _pages(asker)
    few = _counts(asker, pages)
    _grow(asker.ground)
    many = _counts(asker, pages)
    grown = [
        f"{page}: {few[page]} queries, then {count}"
        for page, count in many.items()
        if count > few.get(page, count) + SPARE and not str(page).startswith(WRITTEN_ANEW)
    ]
    assert not grown, "\n".join(grown)
    assert len(many) > 60


def test_the_counter_finds_a_page_that_asks_once_a_row(asker: Asker):
    """A deliberate fault: the place of each holding fetched by itself."""

    def careless() -> int:
        watch = Watch()
        with connection.execute_wrapper(watch):
            assert all(held.place.name for held in RoleHolding.objects.all())
        return watch.queries

    before = careless()
    for number in range(TIMES):
        place = asker.ground.place(At("a", "one"))
        RoleHolding.objects.create(
            role=Role.BBA, place=place, email=f"n{number}@arbete.example", starts_on=date(2026, 1, 1)
        )
    assert careless() >= before + TIMES > before + SPARE
