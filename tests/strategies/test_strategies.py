"""Strategies: written by their own level, aimed at its barriers, never over another's words."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.followup.scenes import make_programme
from tests.strategies.register_scenes import keeper, make_determinant
from tests.strategies.strategy_scenes import SPRING, content, make_strategy
from tests.worlds import World
from tillsammans.access import check
from tillsammans.access.roles import Role
from tillsammans.audit.models import AuditEvent
from tillsammans.core.errors import Conflict, DraftConflict, Invalid, NotAllowed
from tillsammans.organisations.models import Place
from tillsammans.planning.models import Activity
from tillsammans.strategies import strategy_policies as policies
from tillsammans.strategies.commands import register
from tillsammans.strategies.commands.strategies import (
    change_strategy,
    remove_strategy,
    set_strategy_state,
    tell_effect,
    write_strategy,
)
from tillsammans.strategies.models import Strategy, StrategyState
from tillsammans.strategies.queries.strategy_content import content_of
from tillsammans.strategies.rules import strategies as rules


def last_action() -> str:
    event = AuditEvent.objects.order_by("-number").first()
    return event.action if event else ""


def test_a_strategy_keeps_what_was_written(world: World) -> None:
    place = world.a.place
    barrier, other = make_determinant(world, place), make_determinant(world, place, "Ingen plan")
    ground = make_determinant(world, place, "Vi känner varandra", kind="facilitator")
    given = content(
        barrier, other, facilitators=(ground.pk,), methods=(23, 6), strengthens=("vilja", "veta"), dose="Varje månad",
        responsible_role=Role.PROCESS_LEADER, measure_text="Alla huvudmän har en plan", review_on=SPRING,
    )  # fmt: skip
    row = write_strategy(by=keeper(world, place), place=place, content=given)
    kept = content_of(row)
    assert kept.methods == (6, 23)
    assert kept.strengthens == ("veta", "vilja")
    assert replace(kept, methods=given.methods, strengthens=given.strengthens) == given
    assert (row.state, row.revision, last_action()) == (
        StrategyState.PLANNED,
        1,
        "strategies.strategy_written",
    )


WRITERS = [
    (Role.HEAD, "principal", True),
    (Role.CONTACT_PERSON, "principal", True),
    (Role.UNIT_MANAGER, "unit", True),
    (Role.PROCESS_LEADER, "county", True),
    (Role.PROCESS_LEADER, "principal", False),
    (Role.HEAD, "county", False),
    (Role.UNIT_MANAGER, "principal", False),
    (Role.STAFF, "unit", False),
    (Role.STEERING_MEMBER, "county", False),
    (Role.MODEL_MANAGER, "county", False),
]


@pytest.mark.parametrize(("role", "level", "may"), WRITERS)
def test_each_level_writes_its_own_strategies_alone(world: World, role: Role, level: str, may: bool) -> None:
    place = {"county": world.a.place, "principal": world.a.one.place, "unit": world.a.one.units[0]}[level]
    barrier = make_determinant(world, place)
    by = world.actor(role)
    if may:
        assert write_strategy(by=by, place=place, content=content(barrier)).place == place
        return
    with pytest.raises(NotAllowed):
        write_strategy(by=by, place=place, content=content(barrier))
    assert not Strategy.objects.exists()


def test_a_head_writes_for_the_units_below_and_not_for_another_principal(world: World) -> None:
    by, unit = world.actor(Role.HEAD), world.a.one.units[1]
    assert write_strategy(by=by, place=unit, content=content(make_determinant(world, unit)))
    other = world.a.two.place
    with pytest.raises(NotAllowed):
        write_strategy(by=by, place=other, content=content(make_determinant(world, other)))


def test_others_read_the_countys_strategies_and_no_other_levels(world: World) -> None:
    county = make_strategy(world, world.a.place)
    principal = make_strategy(world, world.a.one.place)
    foreign = make_strategy(world, world.b.place)
    reads = {
        role: set(check.within(Strategy.objects.all(), policies.may_read_strategy, world.actor(role)))
        for role in (Role.PROCESS_LEADER, Role.HEAD, Role.STAFF, Role.SYSTEM_MANAGER)
    }
    assert reads[Role.PROCESS_LEADER] == {county}
    assert reads[Role.HEAD] == {county, principal}
    assert reads[Role.STAFF] == {county}
    assert reads[Role.SYSTEM_MANAGER] == set()
    assert foreign not in set().union(*reads.values())


FAULTS = [
    ({"title": "  "}, "Ge strategin ett namn."),
    ({"title": "x" * 121}, "Texten är 121 tecken lång."),
    ({"direction": "\u200b"}, "Skriv vad ni vill åstadkomma."),
    ({"methods": (74,)}, "En av metoderna finns inte."),
    ({"methods": (-1,)}, "En av metoderna finns inte."),
    ({"strengthens": ("orka",)}, "Välj bland veta, kunna och vilja."),
    ({"responsible_role": "boss"}, "Rollen finns inte."),
    ({"measure": "criterion:finns-inte"}, "Måttet finns inte längre."),
    ({"measure": "nonsense"}, "Måttet finns inte längre."),
    ({"review_on": date(2026, 10, 13)}, "Dagen har redan varit."),
    ({"review_on": date(2101, 1, 1)}, "Välj en dag före år 2101."),
    ({"dose": "x" * 201}, "Korta den till högst 200."),
]


@pytest.mark.parametrize(("given", "says"), FAULTS)
def test_what_cannot_be_used_is_refused_with_a_sentence(
    world: World, given: dict[str, Any], says: str
) -> None:
    barrier = make_determinant(world)
    events = AuditEvent.objects.count()
    with pytest.raises(Invalid) as refusal:
        make_strategy(world, barrier=barrier, **given)
    assert says in refusal.value.message
    assert not Strategy.objects.exists() and AuditEvent.objects.count() == events


def test_the_day_of_review_may_be_today(world: World) -> None:
    assert make_strategy(world, review_on=date(2026, 10, 14)).review_on == date(2026, 10, 14)


def test_a_strategy_without_barrier_is_refused(world: World) -> None:
    place = world.a.one.place
    with pytest.raises(Invalid, match="minst ett hinder"):
        write_strategy(by=keeper(world, place), place=place, content=content())


def test_a_measure_of_the_stairs_is_kept_by_its_code(world: World) -> None:
    make_programme(world.a.place)
    row = make_strategy(world, measure="criterion:s2-approach-1")
    assert (row.measure_kind, row.measure_code) == ("criterion", "s2-approach-1")


def aims_of(world: World, what: str) -> tuple[Place, dict[str, Any]]:
    """A principal, and what somebody might try to aim a strategy of it at."""
    place = world.a.one.place
    own = make_determinant(world, place)
    helps = {"kind": "facilitator"}
    tried = {
        "own facilitator": {"facilitators": (make_determinant(world, place, "Nära", **helps).pk,)},
        "county facilitator": {"facilitators": (make_determinant(world, world.a.place, "Stöd", **helps).pk,)},
        "unit barrier": {"barriers": (make_determinant(world, world.a.one.units[0]).pk,)},
        "county barrier": {"barriers": (make_determinant(world, world.a.place).pk,)},
        "foreign barrier": {"barriers": (make_determinant(world, world.b.one.place).pk,)},
        "facilitator as barrier": {"barriers": (make_determinant(world, place, "Vilja", **helps).pk,)},
        "barrier as facilitator": {"facilitators": (make_determinant(world, place, "Brist").pk,)},
        "another principal's facilitator": {
            "facilitators": (make_determinant(world, world.a.two.place, "Lugn", **helps).pk,)
        },
        "another county's facilitator": {
            "facilitators": (make_determinant(world, world.b.place, "Stöd", **helps).pk,)
        },
        "nothing": {"barriers": (999_999_999,)},
    }
    return place, {"barriers": (own.pk,)} | tried[what]


@pytest.mark.parametrize("what", ["own facilitator", "county facilitator"])
def test_a_strategy_builds_on_own_facilitators_and_the_countys(world: World, what: str) -> None:
    place, aims = aims_of(world, what)
    row = write_strategy(by=keeper(world, place), place=place, content=replace(content(), **aims))
    assert content_of(row).facilitators == aims["facilitators"]


@pytest.mark.parametrize(
    "what",
    [
        "unit barrier", "county barrier", "foreign barrier", "facilitator as barrier", "barrier as facilitator",
        "another principal's facilitator", "another county's facilitator", "nothing",
    ],
)  # fmt: skip
def test_a_strategy_is_aimed_at_nothing_else(world: World, what: str) -> None:
    place, aims = aims_of(world, what)
    with pytest.raises(Invalid, match="finns inte i ert"):
        write_strategy(by=keeper(world, place), place=place, content=replace(content(), **aims))
    assert not Strategy.objects.exists()


def test_a_change_raises_the_revision_and_nothing_changed_raises_nothing(world: World) -> None:
    row = make_strategy(world)
    by, same = keeper(world, row.place), content_of(row)
    changed = change_strategy(by=by, strategy=row, seen=1, content=replace(same, dose="Varje vecka"))
    assert (changed.dose, changed.revision, last_action()) == (
        "Varje vecka",
        2,
        "strategies.strategy_changed",
    )
    again = change_strategy(by=by, strategy=row, seen=1, content=replace(same, dose="Varje vecka"))
    assert again.revision == 2


def test_the_second_of_two_sees_what_the_first_wrote_and_nothing_is_lost(world: World) -> None:
    row = make_strategy(world)
    by, seen = keeper(world, row.place), content_of(row)
    change_strategy(by=by, strategy=row, seen=1, content=replace(seen, dose="Varje vecka"))
    with pytest.raises(DraftConflict) as refusal:
        change_strategy(by=by, strategy=row, seen=1, content=replace(seen, dose="Varje dag"))
    assert refusal.value.theirs["content"].dose == "Varje vecka"
    assert refusal.value.revision == 2
    row.refresh_from_db()
    assert row.dose == "Varje vecka"


def test_what_is_no_longer_in_the_register_may_stay_when_the_rest_is_changed(world: World) -> None:
    row = make_strategy(world, review_on=SPRING)
    place, by = row.place, keeper(world, row.place)
    kept = make_determinant(world, place, "Samma sak en gång till")
    barrier = row.aims.get().determinant
    Strategy.objects.filter(pk=row.pk).update(review_on=date(2026, 9, 1))
    register.merge(by=by, determinant=kept, into=barrier)
    before = content_of(Strategy.objects.get(pk=row.pk))
    after = change_strategy(by=by, strategy=row, seen=1, content=replace(before, title="Kortare möten"))
    assert after.title == "Kortare möten"


def test_the_aims_change_with_the_content(world: World) -> None:
    row = make_strategy(world)
    other = make_determinant(world, row.place, "Ingen vet vem som gör vad")
    content_now = replace(content_of(row), barriers=(other.pk,))
    change_strategy(by=keeper(world, row.place), strategy=row, seen=1, content=content_now)
    assert content_of(row).barriers == (other.pk,)


@pytest.mark.parametrize("state", list(StrategyState.values))
@pytest.mark.parametrize("to", list(StrategyState.values))
def test_a_strategy_goes_where_the_table_lets_it(world: World, state: str, to: str) -> None:
    row = make_strategy(world)
    Strategy.objects.filter(pk=row.pk).update(state=state)
    by = keeper(world, row.place)
    if to == state or to in rules.NEXT[state]:
        assert set_strategy_state(by=by, strategy=row, seen=1, state=to).state == to
        return
    with pytest.raises(Conflict):
        set_strategy_state(by=by, strategy=row, seen=1, state=to)


def test_a_state_is_not_set_from_a_stale_page(world: World) -> None:
    row = make_strategy(world)
    by = keeper(world, row.place)
    set_strategy_state(by=by, strategy=row, seen=1, state="ongoing")
    with pytest.raises(Conflict, match="Någon annan"):
        set_strategy_state(by=by, strategy=row, seen=1, state="done")


def test_the_effect_is_told_with_its_day_and_the_next_review(world: World) -> None:
    row = make_strategy(world, review_on=date(2026, 10, 14))
    by = keeper(world, row.place)
    told = tell_effect(by=by, strategy=row, seen=1, effect="Alla kom.", review_on=SPRING)
    assert (told.effect, told.effect_told_on, told.review_on) == ("Alla kom.", date(2026, 10, 14), SPRING)
    assert last_action() == "strategies.strategy_effect_told"


@pytest.mark.parametrize(
    ("effect", "review_on"), [(" ", None), ("x" * 1001, None), ("Alla kom.", date(2026, 10, 13))]
)
def test_an_effect_that_cannot_be_used_is_refused(world: World, effect: str, review_on: date | None) -> None:
    row = make_strategy(world)
    with pytest.raises(Invalid):
        tell_effect(by=keeper(world, row.place), strategy=row, seen=1, effect=effect, review_on=review_on)
    row.refresh_from_db()
    assert row.effect == ""


def test_two_who_tell_the_effect_see_each_other(world: World) -> None:
    row = make_strategy(world)
    by = keeper(world, row.place)
    tell_effect(by=by, strategy=row, seen=1, effect="Alla kom.")
    with pytest.raises(DraftConflict) as refusal:
        tell_effect(by=by, strategy=row, seen=1, effect="Ingen kom.")
    assert refusal.value.theirs == {"effect": "Alla kom."}


def test_a_strategy_is_removed_while_nothing_leans_on_it(world: World) -> None:
    row = make_strategy(world)
    activity = Activity.objects.create(
        county=row.county, place=row.place, title="Möte", ends_on=SPRING, strategy=row, created_at=row.created_at
    )  # fmt: skip
    by = keeper(world, row.place)
    with pytest.raises(Conflict, match="aktiviteter i tidslinjen"):
        remove_strategy(by=by, strategy=row)
    assert Strategy.objects.filter(pk=row.pk).exists()
    activity.delete()
    remove_strategy(by=by, strategy=row)
    assert not Strategy.objects.exists()
    assert last_action() == "strategies.strategy_removed"


def test_another_level_changes_nothing(world: World) -> None:
    row = make_strategy(world)
    for role in (Role.PROCESS_LEADER, Role.STAFF):
        by = world.actor(role)
        for tried in (
            lambda by=by: change_strategy(by=by, strategy=row, seen=1, content=content_of(row)),
            lambda by=by: set_strategy_state(by=by, strategy=row, seen=1, state="ongoing"),
            lambda by=by: tell_effect(by=by, strategy=row, seen=1, effect="Bra"),
            lambda by=by: remove_strategy(by=by, strategy=row),
        ):
            with pytest.raises(NotAllowed):
                tried()
    assert Strategy.objects.get().revision == 1


TODAY = date(2026, 10, 14)
LACKING = [
    ("planned", None, None, False, ("no_activity", "no_review")),
    ("planned", SPRING, None, True, ()),
    ("ongoing", date(2026, 10, 13), None, True, ("review_past",)),
    ("ongoing", date(2026, 10, 14), None, True, ()),
    ("ongoing", date(2026, 10, 13), date(2026, 10, 13), True, ()),
    ("ongoing", date(2026, 10, 13), date(2026, 10, 12), True, ("review_past",)),
    ("done", None, None, False, ()),
    ("stopped", None, None, False, ()),
]


@pytest.mark.parametrize(("state", "review", "told", "active", "lacks"), LACKING)
def test_what_a_strategy_lacks_is_pointed_out(
    state: str, review: date | None, told: date | None, active: bool, lacks: tuple[str, ...]
) -> None:
    assert rules.lacks(state, review, told, has_activity=active, today=TODAY) == lacks


def test_every_state_has_a_way_on_and_every_lack_its_words() -> None:
    assert set(rules.NEXT) == set(StrategyState.values)
    assert all(rules.NEXT.values())
    assert {str(words) for words in rules.LACKS.values()} and len(rules.LACKS) == 3
