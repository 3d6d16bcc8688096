"""Drafts that come by themselves when a part of the year is over; nothing is ever published so."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from tests.governance.decision_scenes import sent
from tests.reports.scenes import leader
from tests.worlds import World
from tillsammans.access.actor import system
from tillsammans.access.roles import Role
from tillsammans.core.errors import NotAllowed
from tillsammans.notify.letters import written
from tillsammans.notify.models import OutboxMessage
from tillsammans.reports.commands import schedule as commands
from tillsammans.reports.models import ReportSchedule, StatusReport

pytestmark = pytest.mark.django_db


def _worker(at: datetime) -> int:
    return commands.make_due_drafts(by=system(at))


def test_a_draft_comes_when_the_quarter_is_over_and_only_once(world: World):
    sent(world)
    commands.set_schedule(by=leader(world), county=world.a.place, every="quarter")
    assert _worker(world.at) == 0  # the quarter before had ended when it was set
    later = world.at.replace(year=2027, month=1, day=2)
    assert _worker(later) == 1 and _worker(later + timedelta(days=30)) == 0
    report = StatusReport.objects.get()
    assert (report.period_from, report.period_to, report.state) == (
        date(2026, 10, 1),
        date(2026, 12, 31),
        "draft",
    )
    assert _worker(later.replace(month=4)) == 1
    assert not StatusReport.objects.exclude(state="draft").exists()


def test_the_process_leader_is_told_with_a_link(world: World):
    sent(world)
    user = world.user(Role.PROCESS_LEADER)
    commands.set_schedule(by=leader(world), county=world.a.place, every="half")
    _worker(world.at.replace(year=2027, month=1, day=1))
    letter = OutboxMessage.objects.get(template="reports/draft_made")
    report = StatusReport.objects.get()
    said = written(letter)
    assert letter.to == user.email and f"/arbetsyta/statusrapporter/{report.pk}/" in said.body
    assert said.subject == "Utkast till statusrapport: juli–december 2026"


def test_what_is_not_scheduled_makes_nothing(world: World):
    sent(world)
    assert _worker(world.at + timedelta(days=400)) == 0
    commands.set_schedule(by=leader(world), county=world.a.place, every="year")
    commands.set_schedule(by=leader(world), county=world.a.place, every="")
    assert _worker(world.at + timedelta(days=400)) == 0 and not StatusReport.objects.exists()


def test_one_that_was_down_for_long_makes_the_latest_alone(world: World):
    sent(world)
    commands.set_schedule(by=leader(world), county=world.a.place, every="quarter")
    assert _worker(world.at.replace(year=2027, month=11)) == 1
    assert StatusReport.objects.get().period_to == date(2027, 9, 30)


def test_only_the_process_leader_sets_it(world: World):
    for role in (Role.STEERING_MEMBER, Role.CONTACT_PERSON):
        with pytest.raises(NotAllowed):
            commands.set_schedule(by=world.actor(role), county=world.a.place, every="year")
    abroad = replace(world.actor(Role.PROCESS_LEADER, world.b.place))
    with pytest.raises(NotAllowed):
        commands.set_schedule(by=abroad, county=world.a.place, every="year")
    assert not ReportSchedule.objects.exists()
