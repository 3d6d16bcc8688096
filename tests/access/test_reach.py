"""R3: for every policy, the rows of a list are exactly the rows that a single check allows, over random trees and roles."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Model, Q
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import tillsammans
from tests.access.policies_about import ABOUT
from tillsammans.access.actor import Actor, Held
from tillsammans.access.check import May, allows, within
from tillsammans.access.roles import Role
from tillsammans.accounts.models import User
from tillsammans.audit.models import AuditEvent
from tillsammans.followup.models import ReportingRound, ReportRequest, ResponseCount, RoundPrincipal
from tillsammans.governance.models import (
    Assignment,
    Board,
    BoardMember,
    Decision,
    DecisionTo,
    FundShare,
    FundUse,
    Meeting,
    MeetingItem,
    MeetingSeat,
    SupportRequest,
    Visit,
)
from tillsammans.notify.models import OutboxMessage
from tillsammans.organisations import commands
from tillsammans.organisations.models import (
    CountyProfile,
    ImportBatch,
    Place,
    PlaceKind,
    RoleDecision,
    RoleHolding,
)
from tillsammans.planning.models import (
    Activity,
    AdopterPlacing,
    Checklist,
    Forum,
    ImplementationPlan,
    LensNote,
    LensTag,
    NudgeUse,
    PlannedMessage,
    PlanState,
    PlanVersion,
    YearDeadline,
)
from tillsammans.programmes.models import (
    Adaptation,
    CommentRequest,
    Initiative,
    ModelVersion,
    Programme,
    StairsVersion,
    TheoryVersion,
    WheelEdition,
)
from tillsammans.reports.models import Newsletter, StatusReport
from tillsammans.strategies.models import Determinant, Lift, Strategy
from tillsammans.workshops.models import Workshop

NOON = datetime(2026, 10, 14, 10, tzinfo=UTC)


def policies() -> Iterator[tuple[str, May]]:
    """Every function of one parameter, `by`, in a module named …policies: (package.name, function)."""
    for found in pkgutil.walk_packages(tillsammans.__path__, "tillsammans."):
        parts = found.name.split(".")
        if not any(part.endswith("policies") for part in parts) or found.ispkg:
            continue
        module = importlib.import_module(found.name)
        for name, one in inspect.getmembers(module, inspect.isfunction):
            own = one.__module__ == module.__name__ and not name.startswith("_")
            if (
                own
                and list(inspect.signature(one).parameters) == ["by"]
                and inspect.signature(one).return_annotation is Q
            ):
                yield f"{parts[1]}.{name}", one


POLICIES = dict(policies())


def test_every_policy_has_its_line_and_every_line_its_policy():
    assert set(POLICIES) == set(ABOUT)


# A tree: for each of two counties, how many units each department of each principal has.
TREES = st.lists(st.lists(st.lists(st.integers(0, 2), max_size=2), max_size=2), min_size=2, max_size=2)
ROLES = st.lists(st.tuples(st.sampled_from(list(Role)), st.integers(0, 400), st.booleans()), max_size=4)


def _plant(shape: list[list[list[int]]]) -> list[Place]:
    """The places of a shape, with a row of every model hanging where it hangs in life."""
    for number, principals in enumerate(shape):
        county = commands.place(None, PlaceKind.COUNTY, f"Län {number}", code=f"0{number}")
        for departments in principals:
            principal = commands.place(county, PlaceKind.PRINCIPAL, "Huvudman", principal_kind="municipality")
            for units in departments:
                parent = commands.place(principal, PlaceKind.DEPARTMENT, "Förvaltning")
                for _number in range(units):
                    commands.place(parent, PlaceKind.UNIT, "Enhet", sector="school", form="own")
    places = list(Place.objects.order_by("path"))
    _hang(places)
    return places


def _hang(places: list[Place]) -> None:
    RoleHolding.objects.bulk_create(
        RoleHolding(role=Role.BBA, place=place, email="a@a.example", starts_on=date(2026, 1, 1))
        for place in places
    )
    for place in places:
        if place.kind == PlaceKind.COUNTY:
            _of_county(place)
    _hang_plans(places)
    _hang_versions(places)
    _hang_registers(places)
    _hang_local(places)
    _hang_decisions(places)
    for place in places:
        if place.kind == PlaceKind.PRINCIPAL:
            RoleDecision.objects.create(
                principal=place, role=Role.BBA, scope="shared", decided_on=date(2026, 1, 1)
            )
            for row in ReportingRound.objects.filter(county_id=place.county_id):
                RoundPrincipal.objects.create(round=row, principal=place)
                ResponseCount.objects.create(round=row, principal=place, sector="school")
        elif place.kind == PlaceKind.UNIT:
            for row in ReportingRound.objects.filter(county_id=place.county_id):
                ReportRequest.objects.create(
                    round=row, unit=place, principal_id=place.principal_id, sector="school"
                )


def _hang_plans(places: list[Place]) -> None:
    """Work of every level: what is shared in the county and what is not."""
    for place in places:
        own = {"county_id": place.county_id or place.pk, "place": place, "created_at": NOON}
        for shared in (True, False):
            Activity.objects.create(title="Vi provar", ends_on=date(2026, 12, 1), shared=shared, **own)
        Strategy.objects.create(title="Korta möten", direction="Vi provar", **own)
        Checklist.objects.create(
            template="first-month", title="Vi börjar", started_on=date(2026, 1, 1), **own
        )
        _hang_support(place, own)


def _hang_support(place: Place, own: dict[str, Any]) -> None:
    """What supports the plan at every place, shared and not; what process leaders have noted at the county."""
    for shared in (True, False):
        Forum.objects.create(name=f"Rektorsgruppen {shared}", shared=shared, **own)
        PlannedMessage.objects.create(
            message="Hjulet", target_group="Alla", channel="Mejl", on=date(2026, 12, 1), shared=shared, **own
        )
    where = {"county_id": own["county_id"], "place": place}
    YearDeadline.objects.create(kind="budget", month=11, day=15, what="Budgeten", **where)
    for code, state in (("nudge-sticker", "in_place"), ("nudge-agenda", "planned")):
        NudgeUse.objects.create(code=code, state=state, noted_at=NOON, **where)
    if place.kind == PlaceKind.COUNTY:
        LensTag.objects.create(
            county=place,
            lens="kotter",
            code="kotter-1",
            activity=Activity.objects.filter(place=place).first(),
        )
        for owner in (None, 1, 2):
            LensNote.objects.create(county=place, lens="frl", code="frl-b1", owner_id=owner, noted_at=NOON)
        AdopterPlacing.objects.create(
            county=place, place=place, group="Lärare", category="innovators", noted_at=NOON
        )


def _hang_versions(places: list[Place]) -> None:
    """Two plans a place: one that is only a draft, and one decided with a draft of its next version."""
    for place in places:
        own = {"county_id": place.county_id or place.pk, "place": place, "created_at": NOON}
        draft = ImplementationPlan.objects.create(title="Utkast", **own)
        decided = ImplementationPlan.objects.create(title="Beslutad", **own)
        PlanVersion.objects.create(plan=draft, number=1, saved_at=NOON)
        PlanVersion.objects.create(plan=decided, number=2, saved_at=NOON)
        PlanVersion.objects.create(
            plan=decided, number=1, saved_at=NOON, state=PlanState.DECIDED, decided_on=date(2026, 1, 1), decided_at=NOON,
            decided_by="Ledningsgruppen",
        )  # fmt: skip


def _hang_registers(places: list[Place]) -> None:
    """A barrier at every place, lifted to the place above it."""
    for place in places:
        county_id = place.county_id or place.pk
        row = Determinant.objects.create(
            county_id=county_id, place=place, kind="barrier", domain="innovation", text="Tid", created_at=NOON
        )
        if place.parent_id:
            Lift.objects.create(
                determinant=row,
                from_place=place,
                to_place_id=place.parent_id,
                why="Inte vårt",
                lifted_at=NOON,
            )


def _hang_local(places: list[Place]) -> None:
    """An initiative at every place, and an adaptation at every principal."""
    for place in places:
        own = {"county_id": place.county_id or place.pk, "created_at": NOON}
        Initiative.objects.create(place=place, name="Projekt", **own)
        Workshop.objects.create(place=place, title="Möte", held_on=date(2026, 10, 14), **own)
        if place.kind == PlaceKind.PRINCIPAL:
            programme = Programme.objects.get(county_id=place.county_id)
            Adaptation.objects.create(
                principal=place,
                programme=programme,
                what="Så",
                why="Därför",
                planned=True,
                since=date(2026, 1, 1),
                **own,
            )


def _hang_decisions(places: list[Place]) -> None:
    """At every place a board, in some of which the acting person (user 1) sits, a draft, and a decision sent to the place, that
    of a unit as passed on by its principal."""
    person = User.objects.filter(pk=1).first() or User.objects.create(
        pk=1, email="ett@a.example", joined_at=NOON
    )
    of: dict[int, DecisionTo] = {}
    for place in places:
        own = {"county_id": place.county_id or place.pk, "place": place, "created_at": NOON}
        board = Board.objects.create(kind="working_group", name="Gruppen", **own)
        if place.pk % 3 == 0:
            held = RoleHolding.objects.create(
                role=Role.STAFF, place=place, user=person, starts_on=date(2026, 1, 1)
            )
            part = "chair" if place.pk % 2 else "member"
            member = BoardMember.objects.create(
                board=board, title="Plats", part=part, holding=held, starts_on=date(2026, 1, 1)
            )
            _hang_meetings(board, member)
        Decision.objects.create(title="Utkast", board=board, **own)
        if place.parent_id and place.kind != PlaceKind.DEPARTMENT:
            decision = Decision.objects.create(title="Sänt", board=board, state="sent", sent_at=NOON, **own)
            Visit.objects.create(kind="visit", held_on=NOON.date(), **own)
            if place.kind == PlaceKind.PRINCIPAL:
                given = Assignment.objects.create(county=place.county, title="Uppdrag", created_at=NOON)
                share = FundShare.objects.create(assignment=given, principal=place, amount_ore=100)
                FundUse.objects.create(
                    share=share, used_on=NOON.date(), purpose="a", amount_ore=1, created_at=NOON
                )
            asked = {"county": place.county, "place": place, "kind": "guidance", "about": "a", "suits": "b"}
            SupportRequest.objects.create(asked_at=NOON, **asked)
            above = of.get(place.principal_id or 0)
            of[place.pk] = DecisionTo.objects.create(decision=decision, place=place, of=above, sent_at=NOON)


def _hang_meetings(board: Board, member: BoardMember) -> None:
    """One that is planned, with an item and a seat, and one whose record is locked."""
    own = {"county_id": board.county_id, "board": board, "starts_at": NOON, "created_at": NOON}
    planned = Meeting.objects.create(**own)
    MeetingItem.objects.create(meeting=planned, order=1, title="Punkt")
    MeetingSeat.objects.create(meeting=planned, member=member, title="Plats", part=member.part)
    Meeting.objects.create(
        state="locked", sent_at=NOON, open_until=NOON.date(), locked_at=NOON, record={}, **own
    )


def _of_county(county: Place) -> None:
    CountyProfile.objects.create(place=county, key=f"lan-{county.pk}")
    programme = Programme.objects.create(county=county, code="p", name={"sv": "P"})
    for number, state in enumerate(("retired", "published", "draft", "comment"), start=1):
        same = {"programme": programme, "number": number, "state": state, "created_at": NOON}
        if state != "comment":
            ModelVersion.objects.create(**same)
            TheoryVersion.objects.create(**same)
        stairs = StairsVersion.objects.create(title={"sv": "T"}, **same)
    for role in (Role.UNIT_MANAGER, Role.HEAD):
        CommentRequest.objects.create(
            stairs=stairs, role=role, place=county, sent_at=NOON, closes_on=date(2026, 12, 1)
        )
    for number, state in enumerate(("retired", "published", "draft"), start=1):
        WheelEdition.objects.create(county=county, number=number, state=state, structure={}, created_at=NOON)
    days = {
        "period_from": date(2026, 7, 1),
        "period_to": date(2026, 12, 31),
        "opens_on": date(2026, 10, 1),
        "closes_on": date(2026, 10, 31),
    }
    for name in ("draft", "open", "closed"):
        ReportingRound.objects.create(county=county, name=name, state=name, created_at=NOON, **days)
    ImportBatch.objects.create(county=county, file_name="a.csv", state="previewed", read_at=NOON)
    kept = {
        "county": county,
        "period_from": NOON.date(),
        "period_to": NOON.date(),
        "fetched_at": NOON,
        "created_at": NOON,
    }
    StatusReport.objects.create(**kept)
    for opened in (False, True):
        StatusReport.objects.create(state="published", published_at=NOON, digest="0", opened=opened, **kept)
    Newsletter.objects.create(county=county, created_at=NOON)
    Newsletter.objects.create(
        county=county, created_at=NOON, state="published", number=1, published_at=NOON, digest="0"
    )
    number = AuditEvent.objects.count() + 1
    AuditEvent.objects.create(
        number=number, at=NOON, action="a.b", county_id=county.pk, origin="web", hash=str(number)
    )
    same_mail = {
        "language": "sv",
        "template": "followup/invitation",
        "queued_at": NOON,
        "next_attempt_at": NOON,
    }
    OutboxMessage.objects.create(
        to="a@a.example", county_id=county.pk, message_id=f"<{county.pk}@a.example>", **same_mail
    )


def _actor(places: list[Place], wanted: list[tuple[Role, int, bool]]) -> Actor:
    """Roles at any place of one county (the first one's), as `actor_for` builds it."""
    held = [(role, places[number % len(places)]) for role, number, _first in wanted]
    county = int((held[0][1].path or "")[:8]) if held else None
    own = tuple(
        Held(role, place.pk, place.path or "")
        for role, place in held
        if int((place.path or "")[:8]) == county
    )
    return Actor(at=NOON, user_id=1, holdings=own, county_id=county)


def _compare(shape: list, wanted: list) -> None:
    with transaction.atomic():
        by = _actor(_plant(shape), wanted)
        for name, may in POLICIES.items():
            for model in ABOUT[name]:
                _agree(by, may, model, name)
        transaction.set_rollback(True)


OPEN_TO_ALL = ("reports.may_read_open_report", "reports.may_read_open_newsletter", "planning.may_read_open_version")  # fmt: skip
ALIKE = {
    "deadline": None,
    "suppress_health_check": [HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
}


@pytest.mark.django_db
@given(TREES, ROLES)
@settings(max_examples=6, **ALIKE)
def test_a_list_shows_exactly_what_a_single_check_allows(db: None, shape: list, wanted: list):
    _compare(shape, wanted)


@pytest.mark.bench
@pytest.mark.django_db
@given(TREES, ROLES)
@settings(max_examples=500, **ALIKE)
def test_the_same_over_many_trees(db: None, shape: list, wanted: list):
    _compare(shape, wanted)


def _agree(by: Actor, may: May, model: type[Model], name: str) -> None:
    every = model._default_manager.all()
    listed = sorted(within(every, may, by).values_list("pk", flat=True))
    assert len(listed) == len(set(listed)), f"{name} shows a {model.__name__} twice"
    assert set(listed) == {row.pk for row in every if allows(by, may, row)}, f"{name} on {model.__name__}"
    assert name in OPEN_TO_ALL or _within_county(by, within(every, may, by)), (
        f"{name} reaches a {model.__name__} of another county"
    )


def _within_county(by: Actor, rows: object) -> bool:
    """Whether every row's county, where a row says it, is the actor's own."""
    counties = set()
    for row in rows:  # type: ignore[attr-defined]
        place = row if isinstance(row, Place) else getattr(row, "place", None) or getattr(row, "county", None)
        if isinstance(place, Place):
            counties.add(int((place.path or "0")[:8]))
        elif getattr(row, "county_id", None) is not None:
            counties.add(row.county_id)
    return counties <= {by.county_id}
