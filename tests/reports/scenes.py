"""A county with a little of everything that a report tells of: rounds, roles, plans, decisions. Made by the ordinary commands."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from tests.followup.picture_scenes import Land, make_land
from tests.governance.decision_scenes import keeper, row_of, sent
from tests.planning.plan_scenes import decided, decider, draft, two_versions
from tests.strategies.register_scenes import make_determinant
from tests.strategies.strategy_scenes import make_strategy
from tests.workshops.factories import workshop
from tests.worlds import World
from tillsammans.access.actor import Actor
from tillsammans.access.roles import Role
from tillsammans.governance.commands import answers
from tillsammans.governance.commands import decisions as decision_commands
from tillsammans.governance.models import Decision, DecisionTo, Visit
from tillsammans.governance.rules.content import Answer
from tillsammans.organisations.models import Place, RoleDecision, RoleHolding
from tillsammans.planning.commands import plans as plan_commands
from tillsammans.planning.models import Activity
from tillsammans.reports.commands import status as commands
from tillsammans.reports.models import ReportSection, StatusReport
from tillsammans.strategies.models import Strategy

FIRST, LAST = date(2026, 10, 1), date(2026, 12, 31)
SAID = "Elevrådet har valt två av målen."


def leader(world: World) -> Actor:
    return world.actor(Role.PROCESS_LEADER)


def make(world: World, first: date = FIRST, last: date = LAST, county: Place | None = None) -> StatusReport:
    return commands.make_draft(by=leader(world), county=county or world.a.place, first=first, last=last)


def section_of(report: StatusReport, key: str) -> ReportSection:
    return ReportSection.objects.select_related("report").get(report=report, key=key)


def keys_of(report: StatusReport) -> list[str]:
    return list(report.sections.values_list("key", flat=True))


def published(world: World, report: StatusReport, *, opened: bool = False) -> StatusReport:
    report.refresh_from_db()
    return commands.publish(by=leader(world), report=report, opened=opened, revision=report.revision)


def written(world: World, section: ReportSection, text: str, *, left_out: bool = False) -> ReportSection:
    return commands.write_section(
        by=leader(world), section=section, text=text, left_out=left_out, revision=section.revision
    )


def full_county(world: World) -> Land:
    land = rounds(world)
    roles(world)
    plans(world)
    decisions(world)
    visits(world)
    work(world)
    following(world)
    return land


def rounds(world: World) -> Land:
    """Two rounds. Björkhaga climbs, Dalby goes down in one, Ekvik has too few answers to be shown, Alvsund is silent."""
    land = make_land(world)
    up, down = land.principal("Björkhaga", 4), land.principal("Dalby", 3, 2)
    land.open("Vår 2026")
    land.answers(up, 1, 1, 2, 2)
    land.answers(down, 2, 2, 2, 1, 1)
    land.answers(world.a.one.place, 1, 1)
    land.open("Höst 2026")
    land.answers(up, 2, 2, 3, None)
    land.answers(down, 1, 1, 2, 1, 0)
    land.answers(world.a.one.place, 2, None)
    return land


def roles(world: World) -> None:
    one, two = world.a.one, world.a.two
    started = date(2026, 1, 1)
    RoleDecision.objects.create(
        principal=one.place, role="bba", scope="per_unit", number=1, decided_on=started
    )
    RoleDecision.objects.create(
        principal=two.place, role="coordinator", scope="shared", number=3, decided_on=started
    )
    for role, place, ends in (
        ("bba", one.units[0], None), ("bba", one.units[1], date(2026, 9, 30)), ("coordinator", two.place, None),
        ("coordinator", two.units[0], None), ("bba", world.b.one.units[0], None),
    ):  # fmt: skip
        email = f"{role}{place.pk}@a.example"
        RoleHolding.objects.create(role=role, place=place, email=email, starts_on=started, ends_on=ends)


def plans(world: World) -> None:
    """Ekvik's says how children took part, Alvsund's two versions do not; a draft, a unit's and another county's beside them."""
    plan = draft(world, world.a.one.place)
    plan_commands.save_part(
        by=keeper(world, world.a.one.place), plan=plan, key="participation", typed={"text": SAID}, seen=9
    )
    plan_commands.decide_plan(
        by=decider(world, plan.place), plan=plan, decided_by="Nämnden", decided_on=date(2026, 9, 20),
        seen=plan.versions.get().revision,
    )  # fmt: skip
    two_versions(world, world.a.two.place, "Före", "Efter")
    draft(world, world.a.place)
    decided(world, world.a.one.units[0])
    decided(world, world.b.one.place)


def visits(world: World) -> None:
    """Logged at a principal and a unit, planned, before the period, in another county; workshops held, rehearsed and begun."""
    one, two = world.a.one, world.a.two
    for place, on, logged in (
        (one.place, date(2026, 10, 5), True), (one.units[0], date(2026, 10, 8), True), (two.place, date(2026, 10, 9), False),
        (two.place, date(2026, 9, 30), True), (world.b.one.place, date(2026, 10, 5), True),
    ):  # fmt: skip
        Visit.objects.create(
            county_id=place.county_id, place=place, kind="meeting", held_on=on, logged_at=world.at if logged else None,
            created_at=world.at,
        )  # fmt: skip
    ended = {"state": "ended", "ended_at": world.at}
    for place, more in (
        (two.place, ended), (two.place, {**ended, "rehearsal": True}), (one.place, {}),
        (one.place, {**ended, "held_on": date(2026, 9, 1)}),
    ):  # fmt: skip
        workshop(place, questions=0, **more)


def work(world: World) -> None:
    """The same barrier at three principals and another at one; strategies of the county and of a principal."""
    others = Place.objects.filter(county=world.a.place, name="Björkhaga")
    for place in (world.a.one.units[0], world.a.two.place, *others):
        make_determinant(world, place)
    make_determinant(world, world.a.two.place, "Egen", domain="individuals", kind="facilitator")
    county = make_strategy(world, world.a.place, title="Gemensamma möten", review_on=date(2026, 12, 1))
    Strategy.objects.filter(pk=county.pk).update(state="ongoing")
    told = make_strategy(
        world, world.a.place, make_determinant(world, world.a.place, "Länets"), title="Utbildning"
    )
    Strategy.objects.filter(pk=told.pk).update(
        state="done", effect="Fler vet.", effect_told_on=date(2026, 10, 7)
    )
    make_strategy(world, world.a.one.place, title="Ekviks egen")


def following(world: World) -> None:
    """The county's within three months and after; a principal's that it has shared and that it has not."""
    for place, title, ends, more in (
        (world.a.place, "Länsträff", date(2026, 11, 20), {"shared": True}), (world.a.place, "Nästa år", date(2027, 6, 1), {}),
        (world.a.place, "Klart redan", date(2026, 11, 1), {"state": "done", "done_on": date(2026, 10, 1)}),
        (world.a.two.place, "Delad", date(2026, 12, 1), {"shared": True, "responsible_role": "head"}),
        (world.a.two.place, "Inte delad", date(2026, 12, 2), {}), (world.b.place, "Bortavid", date(2026, 11, 20), {}),
    ):  # fmt: skip
        Activity.objects.create(
            county_id=place.county_id or place.pk,
            place=place,
            title=title,
            ends_on=ends,
            created_at=world.at,
            **more,
        )


def decisions(world: World) -> None:
    """One from before the period, one replaced in it, one whose day has passed, a draft, and one of another county."""
    old = at_moment(
        world,
        sent(world, title="Före perioden", by_on=date(2026, 10, 10)),
        datetime(2026, 9, 1, 8, tzinfo=UTC),
    )
    answer(world, old, world.a.one.place, "in_hand", datetime(2026, 9, 5, 8, tzinfo=UTC))
    answer(world, old, world.a.two.place, "received", datetime(2026, 9, 11, 8, tzinfo=UTC))
    replaced = at_moment(world, sent(world, title="Ersätts"), datetime(2026, 9, 20, 8, tzinfo=UTC))
    answer(world, replaced, world.a.two.place, "received", datetime(2026, 9, 21, 8, tzinfo=UTC))
    new = at_moment(world, sent(world, title="Nytt", number="§ 4"), datetime(2026, 10, 2, 8, tzinfo=UTC))
    answer(world, new, world.a.one.place, "received", datetime(2026, 10, 3, 8, tzinfo=UTC))
    answer(world, new, world.a.one.place, "done", datetime(2026, 10, 8, 8, tzinfo=UTC))
    decision_commands.supersede(by=leader(world), decision=replaced, new=new)
    decision_commands.write_decision(
        by=leader(world), place=world.a.place, content=decision_commands.content_of(new), board=None
    )
    by = world.actor(Role.PROCESS_LEADER, world.b.place)
    foreign = decision_commands.write_decision(
        by=by, place=world.b.place, content=decision_commands.content_of(new)
    )
    decision_commands.send(by=by, decision=foreign, to=[world.b.one.place.pk])


def at_moment(world: World, decision: Decision, at: datetime) -> Decision:
    """As it would have been, had it been sent then."""
    Decision.objects.filter(pk=decision.pk).update(sent_at=at)
    DecisionTo.objects.filter(decision=decision).update(sent_at=at)
    decision.refresh_from_db()
    return decision


def answer(
    world: World, decision: Decision, place: Place, state: str, at: datetime, **more: Any
) -> DecisionTo:
    row = row_of(decision, place)
    given = Answer(state, "" if state == "received" else "Så", **more)
    return answers.answer(by=replace(keeper(world, place), at=at), row=row, answer=given, seen=row.revision)
