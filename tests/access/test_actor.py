"""What a role reaches, and what it does not."""

import pytest

from tillsammans.access.actor import Actor, Held, system
from tillsammans.access.check import allows, within
from tillsammans.access.reach import below
from tillsammans.access.roles import ROLE_PERMISSIONS, Permission, Role
from tillsammans.organisations import policies
from tillsammans.organisations.models import Place


def test_every_role_has_its_line_in_the_table():
    assert set(ROLE_PERMISSIONS) == set(Role)


def test_a_role_at_a_principal_swallows_one_at_its_unit(at):
    by = Actor(
        at=at,
        holdings=(Held(Role.HEAD, 2, "0000000100000002"), Held(Role.HEAD, 9, "000000010000000200000009")),
    )
    assert by.paths_with(Permission.REMIND) == ("0000000100000002",)


@pytest.mark.parametrize("role", list(Role))
def test_no_role_reaches_another_county(world, role):
    seen = within(Place.objects.all(), policies.may_edit_place, world.actor(role))
    assert not seen.filter(county=world.b.place).exists()


def test_a_list_shows_just_what_a_single_check_allows(world):
    for role in Role:
        by = world.actor(role)
        for may in (policies.may_read_place, policies.may_edit_place, policies.may_edit_settings):
            listed = set(within(Place.objects.all(), may, by).values_list("pk", flat=True))
            assert listed == {p.pk for p in Place.objects.all() if allows(by, may, p)}, (role, may)


def test_nobody_reaches_nothing(world):
    assert not within(Place.objects.all(), policies.may_read_place, world.nobody()).exists()


def test_the_systems_own_work_reaches_everything(world, at):
    reached = Place.objects.filter(below("path", system(at).paths_with(Permission.PLACES_EDIT)))
    assert reached.count() == Place.objects.count()
