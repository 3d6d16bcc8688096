"""The county's pattern: counts from three principals up, never a text, a name or a number that gives another away."""

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies.register_scenes import keeper, make_determinant
from tests.worlds import World, make_principal
from tillsammans.access.roles import Role
from tillsammans.core.errors import NotVisible
from tillsammans.strategies.commands import register
from tillsammans.strategies.commands.example_determinants import load_example_determinants
from tillsammans.strategies.queries.patterns import patterns_page
from tillsammans.strategies.rules.patterns import Cell, Group, cells

KEY = ("innovation", "barrier")


def _cell(**by_priority: dict[int, int]) -> Cell:
    return cells(Group(*KEY, priority, numbers) for priority, numbers in by_priority.items())[KEY]


def test_a_number_from_fewer_than_three_principals_is_not_shown():
    assert _cell(normal={1: 9, 2: 9}) == Cell(None, None, None)
    assert _cell(normal={1: 1, 2: 1, 3: 1}) == Cell(3, 3, 0)


def test_what_goes_first_is_shown_when_neither_it_nor_the_rest_gives_anybody_away():
    three = {1: 1, 2: 2, 3: 1}
    assert _cell(first=three) == Cell(4, 3, 4)
    assert _cell(first=three, normal=three) == Cell(8, 3, 4)
    assert _cell(first={1: 2}, normal=three).first is None
    assert _cell(first=three, normal={1: 2}).first is None
    assert _cell(first=three, normal={1: 1, 2: 1}, later={3: 1}).first == 4


@given(
    st.dictionaries(st.integers(1, 6), st.integers(1, 4)),
    st.dictionaries(st.integers(1, 6), st.integers(1, 4)),
)
def test_nothing_shown_is_about_one_or_two(first: dict[int, int], rest: dict[int, int]):
    groups = [Group(*KEY, name, numbers) for name, numbers in (("first", first), ("normal", rest)) if numbers]
    found = cells(groups).get(KEY)
    if found is None or found.number is None:
        assert len(set(first) | set(rest)) < 3
        return
    assert found.principals is not None and found.principals >= 3
    if found.first is not None:
        assert all(len(part) == 0 or len(part) >= 3 for part in (first, rest))


@pytest.fixture
def three(world: World) -> World:
    """The same said by a unit of each of three principals, and more by one of them."""
    third = make_principal(world.a.place, "Granås", "9903")
    for number, place in enumerate((world.a.one.units[0], world.a.two.place, third.department)):
        make_determinant(world, place, text=f"Hemlig text {number}")
    make_determinant(world, world.a.one.place, text="Bara här", domain="individuals")
    return world


@pytest.mark.django_db
def test_the_county_sees_counts_and_no_texts_or_names(three: World):
    for role in (Role.PROCESS_LEADER, Role.STEERING_MEMBER):
        client = Client()
        client.force_login(three.user(role))
        body = client.get(reverse("strategies:patterns")).content.decode()
        assert "Hemlig text" not in body and "Bara här" not in body
        assert not any(name in body for name in ("Ekvik", "Alvsund", "Granås"))
        assert "visas inte" in body and "Flest hinder finns under" in body
    page = patterns_page(three.actor(Role.PROCESS_LEADER))
    assert page.cells == {
        ("inner-setting", "barrier"): Cell(3, 3, 0),
        ("individuals", "barrier"): Cell(None, None, None),
    }


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.HEAD, Role.UNIT_MANAGER, Role.STAFF, Role.RESEARCHER])
def test_others_see_no_pattern(three: World, role):
    with pytest.raises(NotVisible):
        patterns_page(three.actor(role))


@pytest.mark.django_db
def test_the_pattern_is_counted_anew_after_each_change_and_kept_between(
    three: World, django_assert_num_queries
):
    leader = three.actor(Role.PROCESS_LEADER)
    row = make_determinant(three, three.a.one.units[1], text="En till")
    assert patterns_page(leader).cells["inner-setting", "barrier"].number == 4
    with django_assert_num_queries(2):
        patterns_page(leader)
    register.change_state(by=keeper(three, row.place), determinant=row, seen=1, state="resolved")
    assert patterns_page(leader).cells["inner-setting", "barrier"].number == 3


@pytest.mark.django_db
def test_the_countys_own_rows_and_published_examples_are_no_part_of_it(world: World):
    load_example_determinants(by=keeper(world, world.a.place), county=world.a.place)
    make_determinant(world, world.a.place)
    page = patterns_page(world.actor(Role.PROCESS_LEADER))
    assert page.cells == {} and not page.written
