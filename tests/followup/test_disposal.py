"""Addresses of rounds that ended long ago are erased daily, and never early."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from config.console import daily
from tests.followup.scenes import CLOSES, Scene
from tillsammans.access.actor import system
from tillsammans.audit.models import AuditEvent
from tillsammans.followup import commands
from tillsammans.followup.models import ReportingRound, ReportRequest, RoundState, SelfReport
from tillsammans.organisations.models import CountyProfile


def days_after_closing(days: int) -> datetime:
    return timezone.make_aware(datetime.combine(CLOSES + timedelta(days=days), time(4)))


def addresses() -> list[str]:
    rows = ReportRequest.objects.exclude(recipient="", delegated_to="")
    return [address for pair in rows.values_list("recipient", "delegated_to") for address in pair if address]


@pytest.fixture
def ended(scene: Scene) -> Scene:
    commands.hand_over(by=scene.manager, request=scene.request(scene.unit), email="kollega@ekvik.example")
    scene.send(scene.manager, scene.unit)
    commands.close_round(by=scene.leader, round=scene.round)
    return scene


@pytest.mark.parametrize(("days", "erased"), [(1, False), (365, False), (366, True), (2000, True)])
def test_addresses_go_when_the_time_is_over_and_never_early(ended: Scene, days: int, erased: bool) -> None:
    by, before = system(days_after_closing(days)), addresses()
    units = ReportRequest.objects.exclude(recipient="").count()
    assert commands.forget_old_addresses(by=by) == (units if erased else 0)
    assert commands.forget_old_addresses(by=by) == 0
    assert addresses() == ([] if erased else before)
    assert AuditEvent.objects.filter(action="followup.addresses_forgotten").count() == int(erased)
    assert SelfReport.objects.filter(request__unit=ended.unit).exists()


def test_an_open_round_keeps_its_addresses_however_old(scene: Scene) -> None:
    before = addresses()
    assert commands.forget_old_addresses(by=system(days_after_closing(2000))) == 0
    assert addresses() == before


def test_each_county_keeps_as_long_as_it_has_decided(ended: Scene) -> None:
    CountyProfile.objects.filter(place=ended.world.a.place).update(holdings_kept_days=10)
    assert commands.forget_old_addresses(by=system(days_after_closing(11))) > 0
    detail = AuditEvent.objects.get(action="followup.addresses_forgotten").detail
    assert detail["kept_days"] == 10 and set(detail) == {"count", "kept_days"}


def test_the_worker_does_it_daily(ended: Scene) -> None:
    daily.run(at=days_after_closing(800))
    assert addresses() == []


def test_the_page_of_an_ended_round_does_not_miss_the_addresses(ended: Scene) -> None:
    from tillsammans.followup.queries.rounds import round_page

    commands.forget_old_addresses(by=system(days_after_closing(800)))
    assert ReportingRound.objects.get().state == RoundState.CLOSED
    page = round_page(ended.leader, ended.round.pk)
    assert (page.missing, page.missing_more) == ([], 0)
