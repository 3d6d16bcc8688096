"""The world that is written back is the one that was made."""

from typing import Any

from django.apps import apps

from tests import worlds
from tests.access.asking import taken_back
from tests.worlds import World, make_world
from tillsammans.access.roles import Role
from tillsammans.organisations import commands
from tillsammans.organisations.models import Place, PlaceKind


def _tables() -> dict[str, list[Any]]:
    """Every row of every table."""
    return {
        model._meta.label: sorted(model._default_manager.values_list(), key=repr)
        for model in apps.get_models(include_auto_created=True)
    }


def _told(world: World) -> list[dict[str, Any]]:
    """What each place of the world says of itself."""
    places = [world.a.place, world.b.place]
    for part in (world.a.one, world.a.two, world.b.one, world.b.two):
        places += [part.place, part.department, *part.units]
    return [
        {name: value for name, value in one.__dict__.items() if not name.startswith("_")} for one in places
    ]


def test_a_world_that_is_written_back_is_the_one_that_was_made(db, at, monkeypatch) -> None:
    """In every table and every attribute; made and written in savepoints, so that both begin with nothing."""
    monkeypatch.setattr(worlds, "_kept", [])
    with taken_back():
        made = make_world(at)
        tables, told = _tables(), _told(made)
    assert worlds._kept, "the first is kept"
    with taken_back():
        again = make_world(at)
        assert _tables() == tables and _told(again) == told
        assert again.a.one.units[0].parent == again.a.one.department
        again.a.place.name = "Ett annat"
    with taken_back():
        assert _told(make_world(at)) == told, "what a test changes is its own"


def test_a_world_is_made_beside_places_that_are_there_already(db, at) -> None:
    there = commands.place(None, PlaceKind.COUNTY, "Redan här", code="zz")
    world = make_world(at)
    assert world.a.place.pk != there.pk and Place.objects.filter(kind=PlaceKind.COUNTY).count() == 3


def test_what_is_added_to_a_world_gets_ids_of_its_own(world) -> None:
    ids = set(Place.objects.values_list("pk", flat=True))
    unit = commands.place(world.a.one.department, PlaceKind.UNIT, "Ny", sector="school", form="own")
    assert unit.pk not in ids and unit.path == f"{world.a.one.department.path}{unit.pk:08}"
    assert world.actor(Role.HEAD).county_id == world.a.place.pk
