"""Sjöland's registers: the published examples marked as such, invented rows below, one lift answered and one waiting."""

from datetime import datetime

from tillsammans.access.actor import Actor, Held
from tillsammans.access.roles import Role
from tillsammans.organisations.models import CountyProfile, Place
from tillsammans.strategies.models import Determinant, Lift
from tillsammans.strategies.queries.patterns import patterns_page


def _county(key: str) -> Place:
    return CountyProfile.objects.select_related("place").get(key=key).place


def test_the_countys_own_register_holds_every_published_example_marked_as_one(demo: datetime) -> None:
    rows = Determinant.objects.filter(place=_county("sjoland"), is_example=True)
    assert rows.count() == 34 and rows.exclude(code="").count() == 34
    assert rows.filter(priority="first").count() == 8
    assert not Determinant.objects.filter(is_example=True).exclude(place=_county("sjoland")).exists()


def test_nothing_hinders_in_sormland_yet(demo: datetime) -> None:
    assert not Determinant.objects.filter(county=_county("sormland")).exists()


def test_one_lift_is_answered_and_one_waits(demo: datetime) -> None:
    assert sorted(Lift.objects.values_list("answer", flat=True)) == ["", "do"]


def test_the_pattern_has_numbers_to_show_and_some_that_it_does_not(demo: datetime) -> None:
    county = _county("sjoland")
    leader = Actor(
        at=demo, holdings=(Held(Role.PROCESS_LEADER, county.pk, county.path or ""),), county_id=county.pk
    )
    numbers = [cell.number for cell in patterns_page(leader).cells.values()]
    assert None in numbers and sum(number is not None for number in numbers) >= 5
