"""What a register's page keeps is seen anew when anything on it has changed, and is never another reader's."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tests.strategies.register_scenes import aim, keeper, make_determinant
from tests.worlds import World
from tillsammans.access.roles import Role
from tillsammans.organisations import commands as organisations
from tillsammans.organisations.models import Place
from tillsammans.strategies.commands import register
from tillsammans.strategies.models import Determinant

pytestmark = pytest.mark.django_db


def look(world: World, role: Role, place: Place | None = None, **chosen: object) -> str:
    client = Client()
    client.force_login(world.user(role, place))
    answer = client.get(reverse("strategies:register"), chosen)
    assert answer.status_code == 200
    return answer.content.decode()


def _edited(world: World, row: Determinant) -> None:
    words = {"kind": row.kind, "domain": row.domain, "text": "Med andra ord", "affected": "lärare"}
    register.edit_determinant(by=keeper(world, row.place), determinant=row, seen=row.revision, **words)


def _first(world: World, row: Determinant) -> None:
    register.prioritise(by=keeper(world, row.place), determinant=row, seen=row.revision, priority="first")


def _worked_on(world: World, row: Determinant) -> None:
    register.change_state(by=keeper(world, row.place), determinant=row, seen=row.revision, state="worked_on")


def _answered(_world: World, row: Determinant) -> None:
    aim(row)


def _another(world: World, row: Determinant) -> None:
    make_determinant(world, place=row.place, text="Ännu ett")


def _renamed(world: World, row: Determinant) -> None:
    organisations.rename(by=world.actor(Role.PROCESS_LEADER), place=row.place, name="Nya skolan")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (_edited, "Med andra ord"), (_edited, "berör lärare"), (_first, "data-first"), (_worked_on, "vi arbetar med det"),
        (_answered, "1 strategi"), (_another, "Ännu ett"), (_another, "2 hinder"), (_renamed, "Nya skolan"),
    ],
)  # fmt: skip
def test_a_change_is_seen_at_the_next_view(
    world: World, change: Callable[[World, Determinant], None], words: str
) -> None:
    row = make_determinant(world)
    for _turn in range(2):
        assert words.lower() not in look(world, Role.UNIT_MANAGER).lower()
    change(world, row)
    assert words.lower() in look(world, Role.UNIT_MANAGER).lower()


def test_who_reads_alone_is_not_given_the_page_of_who_writes(world: World) -> None:
    """The county's register, by turns: its keeper may write and choose CFIR's names; others read it."""
    make_determinant(world, place=world.a.place, text="Länets eget")
    county = world.a.place.pk
    for _turn in range(2):
        leader = look(world, Role.PROCESS_LEADER, plats=county)
        other = look(world, Role.UNIT_MANAGER, plats=county)
        assert "Länets eget" in leader and "Länets eget" in other
        assert 'name="cfir"' in leader and 'name="cfir"' not in other
        new = f"{reverse('strategies:determinant_add')}?plats={county}"
        assert new in leader and new not in other


def test_each_chooses_among_the_own_registers(world: World) -> None:
    make_determinant(world, text="Ettans")
    make_determinant(world, place=world.a.two.units[0], text="Tvåans")
    for _turn in range(2):
        for principal, seen, hidden in ((world.a.one, "Ettans", "Tvåans"), (world.a.two, "Tvåans", "Ettans")):
            unit = principal.units[0]
            page = look(world, Role.HEAD, principal.place, plats=unit.pk)
            assert seen in page and hidden not in page
            assert unit.name in page
