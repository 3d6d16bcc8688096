"""Rounds: prepared, opened, closed and opened again; who may, what is refused, what is written."""

from datetime import date, timedelta

import pytest

from tests.followup.scenes import Scene, make_programme, make_round, make_scene
from tests.worlds import World
from tillsammans.access.actor import system
from tillsammans.access.models import Grant
from tillsammans.access.roles import Role
from tillsammans.audit.models import AuditEvent
from tillsammans.core.errors import Conflict, Invalid, NotAllowed
from tillsammans.followup import commands
from tillsammans.followup.commands import links
from tillsammans.followup.models import (
    ProgressCount,
    ReportingRound,
    ReportRequest,
    ResponseCount,
    RoundState,
)
from tillsammans.notify.models import OutboxMessage
from tillsammans.organisations.models import Place
from tillsammans.programmes.models import VersionState

OTHERS = [role for role in Role if role != Role.PROCESS_LEADER]


def actions() -> list[str]:
    return list(AuditEvent.objects.order_by("number").values_list("action", flat=True))


def test_a_process_leader_prepares_a_round_and_nobody_is_asked(world: World) -> None:
    round = make_round(world, [make_programme(world.a.place)])
    assert round.state == RoundState.DRAFT
    assert not ReportRequest.objects.exists()
    assert not OutboxMessage.objects.exists()
    assert actions() == ["followup.round_created"]


@pytest.mark.parametrize("role", OTHERS)
def test_no_other_role_prepares_a_round(world: World, role: Role) -> None:
    stairs, fields = [make_programme(world.a.place)], {}
    with pytest.raises(NotAllowed):
        commands.create_round(
            by=world.actor(role), county=world.a.place, name="Höst", period_from=date(2026, 7, 1), period_to=date(2026, 12, 31),
            opens_on=date(2026, 10, 1), closes_on=date(2026, 10, 31), principals=[world.a.one.place], sectors=["school"],
            stairs=stairs, **fields,
        )  # fmt: skip
    assert not ReportingRound.objects.exists()
    assert not AuditEvent.objects.exists()


def test_a_process_leader_of_another_county_is_refused(world: World) -> None:
    round = make_round(world, [make_programme(world.a.place)])
    stranger = world.actor(Role.PROCESS_LEADER, world.b.place)
    with pytest.raises(NotAllowed):
        commands.open_round(by=stranger, round=round)
    assert not ReportRequest.objects.exists()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"name": "  "}, "namn"),
        ({"closes_on": date(2026, 9, 1)}, "före den första"),
        ({"period_to": date(2026, 1, 1)}, "före den första"),
        ({"sectors": []}, "verksamhetsområde"),
        ({"sectors": ["nonsense"]}, "verksamhetsområde"),
        ({"principals": []}, "huvudman"),
        ({"stairs": []}, "trappa"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_kept(world: World, changed: dict, words: str) -> None:
    stairs = [make_programme(world.a.place)]
    with pytest.raises(Invalid, match=words):
        make_round(world, changed.pop("stairs", stairs), **changed)
    assert not ReportingRound.objects.exists()


def test_a_name_is_used_once_in_a_county(world: World) -> None:
    stairs = [make_programme(world.a.place)]
    make_round(world, stairs)
    with pytest.raises(Invalid, match="heter så"):
        make_round(world, stairs)


def test_another_countys_principal_cannot_take_part(world: World) -> None:
    with pytest.raises(Invalid, match="höra till länet"):
        make_round(world, [make_programme(world.a.place)], principals=[world.b.one.place])


def test_a_draft_stairs_cannot_be_asked_about(world: World) -> None:
    stairs = make_programme(world.a.place)
    stairs.state = VersionState.DRAFT
    stairs.save()
    with pytest.raises(Invalid, match="gäller nu"):
        make_round(world, [stairs])


def test_opening_asks_every_open_unit_once(world: World) -> None:
    closed = world.a.one.units[1]
    Place.objects.filter(pk=closed.pk).update(closed_on=date(2026, 8, 1))
    scene = make_scene(world, invited=False)
    asked = set(ReportRequest.objects.values_list("unit_id", flat=True))
    assert asked == {world.a.one.units[0].pk, *(unit.pk for unit in world.a.two.units)}
    assert ResponseCount.objects.get(principal=world.a.two.place).asked == 2
    assert ProgressCount.objects.filter(round=scene.round).count() == 2 * 2
    assert actions()[-1] == "followup.round_opened"


def test_opening_takes_the_same_number_of_statements_for_more_units(
    world: World, django_assert_max_num_queries
) -> None:
    from tests.worlds import make_principal

    more = make_principal(world.a.place, "Storvik", "9903", units=40)
    round = make_round(
        world, [make_programme(world.a.place)], principals=[world.a.one.place, world.a.two.place, more.place]
    )
    with django_assert_max_num_queries(30):
        commands.open_round(by=world.actor(Role.PROCESS_LEADER), round=round)
    assert ReportRequest.objects.count() == 44


def test_what_is_common_to_two_programmes_is_asked_once(world: World) -> None:
    first = make_programme(world.a.place)
    second = make_programme(world.a.place, "unga-vuxna", components=("work", "leadership"))
    scene = make_scene(world, [first, second])
    from tillsammans.followup.queries import asking

    asked = asking.questions(scene.round)
    assert [(one.stairs_id, one.component_code, one.also) for one in asked] == [
        (first.pk, "approach", ()),
        (first.pk, "leadership", (second.pk,)),
        (second.pk, "work", ()),
    ]


def test_a_draft_is_changed_or_thrown_away_but_not_once_it_has_opened(world: World) -> None:
    stairs = [make_programme(world.a.place)]
    leader, round = world.actor(Role.PROCESS_LEADER), make_round(world, stairs)
    fields = {
        "name": "Vår 2027", "period_from": date(2027, 1, 1), "period_to": date(2027, 6, 30), "opens_on": date(2026, 10, 1),
        "closes_on": date(2027, 4, 1), "principals": [world.a.two.place], "sectors": ["school"], "stairs": stairs,
    }  # fmt: skip
    commands.change_round(by=leader, round=round, **fields)
    commands.open_round(by=leader, round=round)
    assert set(ReportRequest.objects.values_list("principal_id", flat=True)) == {world.a.two.place.pk}
    with pytest.raises(Conflict):
        commands.change_round(by=leader, round=round, **fields)
    with pytest.raises(Conflict):
        commands.remove_round(by=leader, round=round)
    other = make_round(world, stairs)
    commands.remove_round(by=leader, round=other)
    assert not ReportingRound.objects.filter(pk=other.pk).exists()


def test_links_live_until_the_closing_day_and_follow_it(scene: Scene) -> None:
    grant = scene.request(scene.unit).grant
    assert grant is not None
    assert grant.expires_at == links.end_of(scene.round.closes_on)
    commands.move_closing_day(by=scene.leader, round=scene.round, closes_on=date(2026, 11, 15))
    assert Grant.objects.get(pk=grant.pk).expires_at == links.end_of(date(2026, 11, 15))


def test_closing_and_opening_again(scene: Scene) -> None:
    commands.close_round(by=scene.leader, round=scene.round)
    with pytest.raises(Conflict):
        commands.close_round(by=scene.leader, round=scene.round)
    with pytest.raises(Conflict, match="redan varit"):
        commands.reopen_round(by=scene.leader, round=scene.round, closes_on=date(2026, 10, 2))
    round = commands.reopen_round(by=scene.leader, round=scene.round, closes_on=date(2026, 11, 30))
    assert round.state == RoundState.OPEN
    assert scene.request(scene.unit).grant.expires_at == links.end_of(date(2026, 11, 30))
    assert actions()[-1] == "followup.round_reopened"


def test_a_round_closes_by_itself_the_day_after(scene: Scene, at) -> None:
    last_day, after = at + timedelta(days=17), at + timedelta(days=18)
    assert commands.close_rounds_that_are_over(system(last_day)) == 0
    assert commands.close_rounds_that_are_over(system(after)) == 1
    assert commands.close_rounds_that_are_over(system(after)) == 0
    scene.round.refresh_from_db()
    assert scene.round.state == RoundState.CLOSED
