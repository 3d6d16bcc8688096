"""Writing in a level's register: who may, what is kept, what is refused."""

from dataclasses import replace

import pytest

from tests.strategies.register_scenes import aim, keeper, make_determinant
from tests.worlds import World
from tillsammans.access.roles import Role
from tillsammans.audit.models import AuditEvent
from tillsammans.core.errors import Conflict, DraftConflict, Invalid, NotAllowed
from tillsammans.organisations import commands as organisations
from tillsammans.steward.words import ACTIONS
from tillsammans.strategies.commands import register as commands
from tillsammans.strategies.commands.example_determinants import load_example_determinants
from tillsammans.strategies.models import Determinant, DeterminantChange, StrategyDeterminant

pytestmark = pytest.mark.django_db


def _again(row: Determinant) -> Determinant:
    return Determinant.objects.get(pk=row.pk)


def test_a_barrier_is_written_with_its_history_and_an_event(world: World):
    row = make_determinant(world, text=" Tiden\u202e räcker  inte ", affected="Alla lärare")
    assert (row.text, row.affected, row.county_id) == ("Tiden räcker inte", "Alla lärare", world.a.place.pk)
    change = DeterminantChange.objects.get(determinant=row)
    assert (change.what, change.after["text"], change.by_id) == ("written", row.text, row.created_by_id)
    event = AuditEvent.objects.get(action="strategies.determinant_written")
    assert (event.target_id, event.detail) == (row.pk, {})


@pytest.mark.parametrize(
    ("role", "where", "may"),
    [
        (Role.UNIT_MANAGER, "unit", True), (Role.HEAD, "unit", True), (Role.CONTACT_PERSON, "unit", True),
        (Role.HEAD, "principal", True), (Role.UNIT_MANAGER, "principal", False), (Role.PROCESS_LEADER, "county", True),
        (Role.PROCESS_LEADER, "unit", False), (Role.PROCESS_LEADER, "principal", False), (Role.HEAD, "county", False),
        (Role.STEERING_MEMBER, "county", False), (Role.STAFF, "unit", False), (Role.HEAD, "other", False),
        (Role.UNIT_MANAGER, "beside", False),
    ],
)  # fmt: skip
def test_each_level_writes_its_own_register(world: World, role, where, may):
    place = {
        "unit": world.a.one.units[0], "beside": world.a.one.units[1], "principal": world.a.one.place, "county": world.a.place,
        "other": world.a.two.place,
    }[where]  # fmt: skip
    given = {"place": place, "kind": "barrier", "domain": "innovation", "text": "Svårt att se nyttan"}
    if may:
        assert commands.write_determinant(by=world.actor(role), **given).place_id == place.pk
        return
    with pytest.raises(NotAllowed):
        commands.write_determinant(by=world.actor(role), **given)
    assert not Determinant.objects.exists() and not AuditEvent.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [{"text": "  \u202e "}, {"text": "å" * 10_000}, {"affected": "å" * 201}, {"kind": "x"}, {"domain": "x"}, {"priority": "x"}],
    ids=["empty", "long", "affected", "kind", "domain", "priority"],
)  # fmt: skip
def test_what_cannot_be_kept_is_refused_with_nothing_written(world: World, wrong):
    given = {"text": "Tiden räcker inte", "kind": "barrier", "domain": "innovation"} | wrong
    with pytest.raises(Invalid):
        make_determinant(world, **given)
    assert not Determinant.objects.exists()


def test_the_same_said_twice_is_one_row(world: World):
    make_determinant(world)
    with pytest.raises(Conflict):
        make_determinant(world, text="Tiden  räcker inte")
    make_determinant(world, kind="facilitator")
    make_determinant(world, place=world.a.one.units[1])


def test_the_register_of_a_closed_unit_is_read_and_no_longer_written(world: World):
    row = make_determinant(world)
    organisations.close_unit(by=world.actor(Role.PROCESS_LEADER), unit=row.place, on=world.at.date())
    head = world.actor(Role.HEAD)
    same = {"by": head, "determinant": row, "seen": row.revision}
    for act in (
        lambda: commands.change_state(**same, state="resolved"),
        lambda: commands.prioritise(**same, priority="first"),
        lambda: commands.edit_determinant(**same, kind="barrier", domain="innovation", text="Nytt"),
        lambda: commands.write_determinant(
            by=head, place=row.place, kind="barrier", domain="innovation", text="Nytt"
        ),
    ):
        with pytest.raises(Conflict, match="stängd"):
            act()
    assert _again(row).revision == 1


def test_an_edit_keeps_what_it_was(world: World):
    row = make_determinant(world)
    by = keeper(world, row.place)
    commands.edit_determinant(
        by=by,
        determinant=row,
        seen=1,
        kind="barrier",
        domain="individuals",
        text="Det finns ingen tid",
        affected="",
    )
    row = _again(row)
    assert (row.text, row.domain, row.revision) == ("Det finns ingen tid", "individuals", 2)
    change = row.changes.get(what="edited")
    assert change.before == {"text": "Tiden räcker inte", "domain": "inner-setting"}
    assert set(change.after) == {"text", "domain"}


def test_an_edit_that_changes_nothing_leaves_no_trace(world: World):
    row = make_determinant(world)
    commands.prioritise(by=keeper(world, row.place), determinant=row, seen=1, priority="normal")
    assert _again(row).revision == 1 and row.changes.count() == 1


def test_a_stale_tab_gets_the_others_words_and_writes_nothing(world: World):
    row = make_determinant(world)
    first, second = keeper(world, row.place), world.actor(Role.CONTACT_PERSON)
    words = {"kind": "barrier", "domain": "inner-setting"}
    commands.edit_determinant(by=first, determinant=row, seen=1, text="Den första", **words)
    with pytest.raises(DraftConflict) as refused:
        commands.edit_determinant(by=second, determinant=row, seen=1, text="Den andra", **words)
    assert (refused.value.theirs["text"], refused.value.revision) == ("Den första", 2)
    assert _again(row).text == "Den första"
    commands.edit_determinant(by=second, determinant=row, seen=2, text="Den andra", **words)
    assert _again(row).text == "Den andra"


def test_the_same_tap_twice_is_no_conflict(world: World):
    row = make_determinant(world)
    by = keeper(world, row.place)
    commands.prioritise(by=by, determinant=row, seen=1, priority="first")
    commands.prioritise(by=by, determinant=row, seen=1, priority="first")
    assert row.changes.filter(what="prioritised").count() == 1


def test_priority_and_state_move_and_are_told(world: World):
    row = make_determinant(world)
    by = keeper(world, row.place)
    commands.prioritise(by=by, determinant=row, seen=1, priority="first")
    commands.change_state(by=by, determinant=row, seen=2, state="worked_on")
    commands.change_state(by=by, determinant=row, seen=3, state="resolved")
    row = _again(row)
    assert (row.priority, row.state) == ("first", "resolved")
    with pytest.raises(Conflict):
        commands.change_state(by=by, determinant=row, seen=4, state="left")


def test_process_leaders_sort_the_countys_own_register_under_cfir(world: World):
    row = make_determinant(world, place=world.a.place)
    leader = keeper(world, world.a.place)
    commands.set_construct(by=leader, determinant=row, seen=1, construct="inner-available-resources")
    assert _again(row).construct == "inner-available-resources"
    with pytest.raises(Invalid):
        commands.set_construct(by=leader, determinant=row, seen=2, construct="no-such-code")
    local = make_determinant(world)
    with pytest.raises(NotAllowed):
        commands.set_construct(by=leader, determinant=local, seen=1, construct="inner-available-resources")
    with pytest.raises(Conflict):
        commands.set_construct(
            by=keeper(world, local.place), determinant=local, seen=1, construct="inner-available-resources"
        )


def test_two_that_say_the_same_become_one_with_its_votes_and_strategies(world: World):
    row, kept = make_determinant(world, text="Ingen tid", votes=3), make_determinant(world, votes=4)
    alone, both = aim(row, "Ensam"), aim(row, "Båda")
    StrategyDeterminant.objects.create(strategy=both, determinant=kept)
    by = keeper(world, row.place)
    commands.merge(by=by, determinant=row, into=kept)
    row, kept = _again(row), _again(kept)
    assert (row.state, row.merged_into_id, kept.votes) == ("merged", kept.pk, 7)
    assert set(kept.aims.values_list("strategy_id", flat=True)) == {alone.pk, both.pk}
    assert not row.aims.exists() and row.changes.filter(what="merged").exists()
    commands.undo_merge(by=by, determinant=row)
    row, kept = _again(row), _again(kept)
    assert (row.state, row.merged_into_id, row.votes, kept.votes) == ("open", None, 3, 4)
    assert set(row.aims.values_list("strategy_id", flat=True)) == {alone.pk, both.pk}
    assert set(kept.aims.values_list("strategy_id", flat=True)) == {both.pk}


def test_merging_in_a_circle_is_refused(world: World):
    a, b, c = (make_determinant(world, text=text) for text in ("A", "B", "C"))
    by = keeper(world, a.place)
    commands.merge(by=by, determinant=a, into=b)
    commands.merge(by=by, determinant=b, into=c)
    for row, into in ((c, a), (c, b), (c, c), (a, c)):
        with pytest.raises(Conflict):
            commands.merge(by=by, determinant=row, into=into)
    with pytest.raises(Conflict):
        commands.undo_merge(by=by, determinant=a)
    commands.undo_merge(by=by, determinant=b)
    commands.undo_merge(by=by, determinant=a)
    assert set(Determinant.objects.values_list("state", flat=True)) == {"open"}


def test_only_rows_of_one_register_and_kind_are_merged(world: World):
    row = make_determinant(world)
    head = world.actor(Role.HEAD)
    for other in (
        make_determinant(world, place=world.a.one.units[1]),
        make_determinant(world, kind="facilitator"),
    ):
        with pytest.raises(Conflict):
            commands.merge(by=head, determinant=row, into=other)
    foreign = make_determinant(world, place=world.a.two.units[0])
    with pytest.raises(NotAllowed):
        commands.merge(by=head, determinant=row, into=foreign)


def test_a_merged_row_is_changed_no_more(world: World):
    row, kept = make_determinant(world, text="A"), make_determinant(world, text="B")
    by = keeper(world, row.place)
    commands.merge(by=by, determinant=row, into=kept)
    same = {"by": by, "determinant": row, "seen": _again(row).revision}
    for act in (
        lambda: commands.change_state(**same, state="open"),
        lambda: commands.prioritise(**same, priority="first"),
        lambda: commands.edit_determinant(**same, kind="barrier", domain="innovation", text="Nytt"),
    ):
        with pytest.raises(Conflict, match="sammanslagen"):
            act()


def test_examples_come_once_into_the_countys_own_register(world: World):
    leader = keeper(world, world.a.place)
    assert load_example_determinants(by=leader, county=world.a.place) == 34
    assert load_example_determinants(by=leader, county=world.a.place) == 0
    rows = Determinant.objects.filter(place=world.a.place)
    assert all(row.is_example and row.source == "plan" for row in rows)
    assert rows.filter(priority="first").count() == 8
    with pytest.raises(NotAllowed):
        load_example_determinants(by=world.actor(Role.HEAD), county=world.a.place)


def test_every_event_of_a_register_has_words():
    whats = (
        "written edited prioritised state_changed merged unmerged took_in gave_back lifted answered".split()
    )
    for what in whats:
        assert f"strategies.determinant_{what}" in ACTIONS


def test_two_counties_know_nothing_of_each_other(world: World):
    row = make_determinant(world)
    stranger = world.actor(Role.HEAD, world.b.one.place)
    with pytest.raises(NotAllowed):
        commands.change_state(by=replace(stranger, at=world.at), determinant=row, seen=1, state="resolved")
