"""Strategies and activities of the county to tie to lenses."""

from datetime import date

from tests.worlds import World
from tillsammans.organisations.models import Place
from tillsammans.planning.models import Activity
from tillsammans.strategies.models import Determinant, Strategy

from .timeline_scenes import activity


def strategy(world: World, place: Place, title: str = "Gemensam uppföljning", code: str = "") -> Strategy:
    return Strategy.objects.create(
        county_id=place.county_id or place.pk, place=place, title=title, direction="Vi gör det ihop", code=code,
        is_example=bool(code), created_at=world.at,
    )  # fmt: skip


def barrier(world: World, place: Place, code: str, text: str) -> Determinant:
    return Determinant.objects.create(
        county_id=place.county_id or place.pk, place=place, kind="barrier", domain="outer-setting", text=text, code=code,
        is_example=True, created_at=world.at,
    )  # fmt: skip


def county_activity(world: World, title: str = "Länsträff om målbilden") -> Activity:
    return activity(world, world.a.place, title, ends_on=date(2026, 12, 1))
