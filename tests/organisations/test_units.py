"""A workplace that closes, moves or merges keeps its history, and only those who keep the register change it."""

from datetime import date, timedelta

import pytest

from tillsammans.access.roles import Role
from tillsammans.audit.models import AuditEvent
from tillsammans.core.errors import Conflict, Invalid, NotAllowed, NotVisible
from tillsammans.organisations import commands, handovers
from tillsammans.organisations.models import CountyProfile, Place, PlaceChange, RoleHolding
from tillsammans.organisations.rules.names import sort_key

DAY = timedelta(days=1)


def fresh(place):
    return Place.objects.get(pk=place.pk)


def act(name, by, world):
    """Each command with arguments that would be right for a process leader."""
    unit, other = world.a.one.units
    return {
        "open": lambda: commands.open_unit(
            by=by, parent=world.a.one.department, name="Ny", sector="school", form="own"
        ),
        "rename": lambda: commands.rename(by=by, place=unit, name="Nytt namn"),
        "move": lambda: commands.move_unit(by=by, unit=unit, to=world.a.two.department),
        "close": lambda: commands.close_unit(by=by, unit=unit),
        "merge": lambda: commands.merge_units(by=by, unit=unit, into=other),
    }[name]()


COMMANDS = ["open", "rename", "move", "close", "merge"]
KEEPERS = {Role.PROCESS_LEADER, Role.SYSTEM_MANAGER}


@pytest.mark.parametrize("role", sorted(KEEPERS))
@pytest.mark.parametrize("name", COMMANDS)
def test_the_register_is_kept_by_process_leaders_and_system_managers(world, name, role):
    pulse = CountyProfile.objects.get(place=world.a.place).pulse
    changed = act(name, world.actor(role), world)
    change = PlaceChange.objects.get(place=changed)
    assert (
        AuditEvent.objects.filter(action=f"organisations.place_{change.kind}", target_id=changed.pk).count()
        == 1
    )
    assert CountyProfile.objects.get(place=world.a.place).pulse == pulse + 1


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("role", [Role.CONTACT_PERSON, Role.UNIT_MANAGER, "elsewhere"])
def test_others_are_refused_and_nothing_is_written(world, name, role):
    by = world.actor(Role.PROCESS_LEADER, world.b.place) if role == "elsewhere" else world.actor(role)
    with pytest.raises(NotAllowed):
        act(name, by, world)
    assert not PlaceChange.objects.exists()
    assert not AuditEvent.objects.exists()


def test_a_moved_unit_is_found_under_its_new_principal_and_nowhere_else(world):
    unit, to = world.a.one.units[0], world.a.two.department
    moved = fresh(commands.move_unit(by=world.actor(Role.PROCESS_LEADER), unit=unit, to=to))
    assert (moved.parent_id, moved.principal_id) == (to.pk, world.a.two.place.pk)
    assert moved.path == f"{to.path}{unit.pk:08d}"
    change = PlaceChange.objects.get(place=unit)
    assert (change.before["principal_name"], change.after["principal_name"]) == ("Ekvik", "Alvsund")


def test_a_closed_units_roles_end_the_same_day_and_its_row_stays(world, at):
    unit = world.a.one.units[0]
    world.user(Role.UNIT_MANAGER)
    closed = fresh(commands.close_unit(by=world.actor(Role.PROCESS_LEADER), unit=unit, on=at.date()))
    assert closed.closed_on == at.date()
    assert RoleHolding.objects.get(place=unit).ends_on == at.date()


def test_packages_above_hear_of_a_merger_within_the_transaction(world):
    heard = []
    callback = handovers.on_units_closed(lambda by, ids, into: heard.append((ids, into)))
    try:
        unit, into = world.a.one.units
        commands.merge_units(by=world.actor(Role.PROCESS_LEADER), unit=unit, into=into)
    finally:
        handovers._ON_CLOSED.remove(callback)
    assert heard == [([unit.pk], into.pk)]
    assert fresh(unit).merged_into == into


def test_a_closed_unit_opens_again_with_its_history(world):
    by, unit = world.actor(Role.PROCESS_LEADER), world.a.one.units[0]
    commands.close_unit(by=by, unit=unit)
    assert fresh(commands.reopen(by=by, unit=unit)).closed_on is None
    assert list(PlaceChange.objects.order_by("id").values_list("kind", flat=True)) == ["closed", "reopened"]


def test_what_cannot_be_done_says_why(world, at):
    by = world.actor(Role.PROCESS_LEADER)
    unit, other = world.a.one.units
    refused = [
        (Invalid, "Dagen har inte kommit", lambda: commands.close_unit(by=by, unit=unit, on=at.date() + DAY)),
        (Invalid, "Skriv ett namn", lambda: commands.rename(by=by, place=unit, name=" \u00a0 ")),
        (Invalid, "redan namnet", lambda: commands.rename(by=by, place=unit, name=unit.name)),
        (Invalid, "för långt", lambda: commands.rename(by=by, place=unit, name="x" * 201)),
        (Invalid, "sig själv", lambda: commands.merge_units(by=by, unit=unit, into=unit)),
        (Conflict, "hör redan dit", lambda: commands.move_unit(by=by, unit=unit, to=world.a.one.department)),
        (NotVisible, "finns inte", lambda: commands.move_unit(by=by, unit=unit, to=world.b.one.department)),
        (NotVisible, "finns inte", lambda: commands.merge_units(by=by, unit=unit, into=world.b.one.units[0])),
        (Conflict, "redan öppen", lambda: commands.reopen(by=by, unit=unit)),
        (Conflict, "används redan", lambda: commands.open_unit(
            by=by, parent=world.a.one.place, name="A", sector="school", form="own", code=other.code)),
        (Conflict, "redan en enhet med det namnet", lambda: commands.open_unit(
            by=by, parent=world.a.one.department, name=other.name.upper(), sector="school", form="own")),
        (Invalid, "Välj verksamhetsområde", lambda: commands.open_unit(
            by=by, parent=world.a.one.place, name="A", sector="", form="own")),
        (Invalid, "huvudman eller förvaltning", lambda: commands.open_unit(
            by=by, parent=unit, name="A", sector="school", form="own")),
    ]  # fmt: skip
    for kind, words, attempt in refused:
        with pytest.raises(kind, match=words):
            attempt()
    assert not PlaceChange.objects.exists()


@pytest.mark.parametrize("name", ["rename", "move", "close", "merge"])
def test_a_closed_unit_is_left_alone(world, name):
    by = world.actor(Role.PROCESS_LEADER)
    commands.close_unit(by=by, unit=world.a.one.units[0])
    with pytest.raises(Conflict, match="stängd"):
        act(name, by, world)


def test_a_unit_that_went_into_another_does_not_open_again(world):
    by, (unit, into) = world.actor(Role.PROCESS_LEADER), world.a.one.units
    commands.merge_units(by=by, unit=unit, into=into)
    with pytest.raises(Conflict, match="gått ihop"):
        commands.reopen(by=by, unit=unit)


def test_a_unit_cannot_close_before_it_opened(world):
    by = world.actor(Role.PROCESS_LEADER)
    unit = commands.open_unit(by=by, parent=world.a.one.department, name="Ny", sector="school", form="own")
    with pytest.raises(Invalid, match="fanns inte"):
        commands.close_unit(by=by, unit=unit, on=date(2020, 1, 1))


@pytest.mark.parametrize("names", [
    ["Aby", "Zetterby", "Åby", "Ängby", "Öby"], ["skola 2", "Skola 10"], ["Förskola", "Förskolan Ö"], ["Ekby", "ékvik"],
])  # fmt: skip
def test_names_sort_the_swedish_way(names):
    backwards = list(reversed(names))
    assert sorted(backwards, key=sort_key) == names
