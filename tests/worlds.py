"""The smallest world with another of everything: another county, another principal, another unit, every role.

World.a is the own county, World.b the other. Each has principals one and two; each principal a department with two units.
"""

import copy
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from tillsammans.access.actor import Actor, Held, nobody
from tillsammans.access.roles import Role
from tillsammans.accounts.models import User
from tillsammans.organisations import commands
from tillsammans.organisations.models import CountyProfile, Place, PlaceKind, PrincipalProfile, RoleHolding

STARTED = date(2025, 1, 1)


@dataclass
class PrincipalWorld:
    place: Place
    department: Place
    units: list[Place]


@dataclass
class CountyWorld:
    place: Place
    one: PrincipalWorld
    two: PrincipalWorld


@dataclass
class World:
    a: CountyWorld
    b: CountyWorld
    at: datetime

    def place_for(self, role: Role) -> Place:
        """Where the own county's role holder of this kind holds it."""
        return _place_of_role(self.a, role)

    def actor(self, role: Role, place: Place | None = None) -> Actor:
        """An actor with one role: at the own county, principal one or its first unit, or at the place given."""
        place = place or self.place_for(role)
        assert place.path
        county_id = int(place.path[:8])
        return Actor(
            at=self.at, user_id=self.user(role, place).pk, email=f"{role}@a.example",
            holdings=(Held(role, place.pk, place.path),), county_id=county_id,
        )  # fmt: skip

    def user(self, role: Role, place: Place | None = None) -> User:
        """The signed-in person behind that actor, with a real holding. Made once."""
        place = place or self.place_for(role)
        email = f"{role}.{place.pk}@a.example"
        user = User.objects.filter(email=email).first()
        if user is None:
            user = User(email=email, joined_at=self.at)
            user.set_unusable_password()
            user.save()
            RoleHolding.objects.create(role=role, place=place, user=user, email=email, starts_on=STARTED)
        return user

    def nobody(self) -> Actor:
        return nobody(self.at)


def _place_of_role(county: CountyWorld, role: Role) -> Place:
    if role in {Role.HEAD, Role.CONTACT_PERSON}:
        return county.one.place
    if role in {Role.UNIT_MANAGER, Role.BBA, Role.COORDINATOR, Role.STAFF}:
        return county.one.units[0]
    return county.place


def make_county(key: str, name: str) -> CountyWorld:
    county = commands.place(None, PlaceKind.COUNTY, name, code=key[:2])
    CountyProfile.objects.create(place=county, key=key, is_demo=False)
    one = make_principal(county, "Ekvik", "9901")
    two = make_principal(county, "Alvsund", "9902")
    return CountyWorld(county, one, two)


def make_principal(county: Place, name: str, code: str, units: int = 2) -> PrincipalWorld:
    place = commands.place(county, PlaceKind.PRINCIPAL, name, code=code, principal_kind="municipality")
    PrincipalProfile.objects.create(place=place)
    department = commands.place(place, PlaceKind.DEPARTMENT, "Barn och utbildning")
    made = commands.plant(
        [
            Place(
                kind=PlaceKind.UNIT,
                name=f"{name}s skola {n}",
                code=f"{code}-{n}",
                sector="school",
                form="own",
            )
            for n in range(1, units + 1)
        ],
        parent=department,
    )
    return PrincipalWorld(place, department, made)


def make_world(at: datetime) -> World:
    """Made by the commands that people use once in a process; then its rows are written back with the ids they had.

    That takes a tenth of the time, and most tests begin with it. The ids are free: a database gives none twice, or counts anew
    from the same place. Where there are places already, the world is made beside them.
    """
    if Place.objects.exists():
        return _made(at)
    if not _kept:
        world = _made(at)
        _kept.append(
            (
                copy.deepcopy(world),
                [(model, list(model.objects.order_by("pk").values())) for model in _WRITTEN],
            )
        )
        return world
    first, tables = _kept[0]
    for model, rows in tables:
        model.objects.bulk_create(model(**row) for row in rows)
    return replace(copy.deepcopy(first), at=at)


_WRITTEN: tuple[Any, ...] = (Place, CountyProfile, PrincipalProfile)
_kept: list[tuple[World, list[tuple[Any, list[dict[str, Any]]]]]] = []


def _made(at: datetime) -> World:
    return World(a=make_county("testlan", "Testlän"), b=make_county("annatlan", "Annat län"), at=at)
