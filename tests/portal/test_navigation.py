"""The workspace's menu: a place that a role cannot open is not in it, and what is in it opens."""

import pytest
from django.urls import reverse

from tillsammans.access.roles import Role
from tillsammans.portal.navigation import work_nav


@pytest.mark.parametrize("role", list(Role))
def test_every_entry_in_a_roles_menu_opens(world, client, role):
    client.force_login(world.user(role))
    entries = work_nav(world.actor(role), "/")
    assert entries[0].href == reverse("portal:workspace")
    for entry in entries:
        assert client.get(entry.href).status_code == 200, (role, entry)


def test_a_contact_person_finds_the_own_principal_and_a_manager_the_own_unit(world):
    own = reverse("followup:principal", args=[world.a.one.place.pk])
    assert own in {e.href for e in work_nav(world.actor(Role.CONTACT_PERSON), "/")}
    assert own not in {e.href for e in work_nav(world.actor(Role.CONTACT_PERSON, world.a.two.place), "/")}
    unit = reverse("organisations:unit", args=[world.a.one.units[0].pk])
    assert unit in {e.href for e in work_nav(world.actor(Role.UNIT_MANAGER), "/")}


def test_the_entry_of_the_page_one_stands_on_is_marked(world):
    here = [e.href for e in work_nav(world.actor(Role.PROCESS_LEADER), "/arbetsyta/lan/5/x/") if e.current]
    assert here == [reverse("followup:county")]


def test_a_page_that_belongs_to_an_entry_marks_it_wherever_it_stands(world):
    here = [
        e.href for e in work_nav(world.actor(Role.PROCESS_LEADER), "/arbetsyta/kommunikation/5/") if e.current
    ]
    assert here == [reverse("planning:support")]
