"""A decided plan that anybody may read: by its keeper's choice alone, without persons and without work in progress."""

import json

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.planning.open_scenes import HIDDEN, full_plan, opened, shown_to_all
from tests.planning.plan_scenes import decided
from tests.planning.timeline_scenes import keeper
from tests.reports import scenes as report_scenes
from tests.worlds import World
from tillsammans.access.roles import Role
from tillsammans.audit.models import AuditEvent
from tillsammans.core.errors import Conflict, NotAllowed
from tillsammans.planning.commands import opening
from tillsammans.planning.models import ImplementationPlan, PlanVersion
from tillsammans.reminders.commands import frames

pytestmark = pytest.mark.django_db
FEED = "/lan/testlan/flode.json"


def address(plan: ImplementationPlan, number: int | None = None) -> str:
    return f"/planer/{plan.pk}/" + (f"version/{number}/" if number else "")


def audits() -> list[str]:
    found = AuditEvent.objects.filter(action__in=("planning.plan_opened", "planning.plan_no_longer_open"))
    return list(found.order_by("id").values_list("action", flat=True))


def test_a_decided_plan_is_not_open_until_its_keeper_says_so(world: World, client):
    plan = full_plan(world, world.a.one.place)
    assert [client.get(address(plan, number)).status_code for number in (None, 1, 2, 3)] == [404] * 4
    opened(world, plan, 1)
    assert [client.get(address(plan, number)).status_code for number in (None, 1, 2, 3)] == [
        200,
        200,
        404,
        404,
    ]
    assert "valde." in client.get(address(plan)).content.decode()
    assert "Den visas inte här än." in client.get(address(plan)).content.decode()
    opened(world, plan, 2)
    assert "Den visas inte här än." not in client.get(address(plan)).content.decode()
    assert (
        "Alla valde." in client.get(address(plan)).content.decode()
    )  # the same address, the newest open version
    assert "En senare version gäller nu." in client.get(address(plan, 1)).content.decode()
    assert client.get(address(plan, 3)).status_code == 404 and audits() == ["planning.plan_opened"] * 2


def test_the_open_page_says_what_was_decided_and_nothing_of_who_or_how_it_goes(world: World, client):
    plan = shown_to_all(world, world.a.one.place)
    for number in (None, 1, 2):
        said = client.get(address(plan, number)).content.decode()
        for word in ("Hjulet i rutinen", "Trygga möten", "Vi övar", "Elevhälsoplan", "Tiden räcker.", "Bakgrund",
                     "Socialnämnden", "Ledningsgruppen"):  # fmt: skip
            assert word in said, word
        assert not [word for word in HIDDEN if word in said]
        assert "&lt;b&gt;Så var det." in said and "<b>Så" not in said


def test_the_frame_is_in_the_readers_language_and_the_plan_in_its_own(world: World, client):
    plan = shown_to_all(world, world.a.one.place)
    for language, said in (
        ("en", "Planens egen text"),
        ("ar", "Det här vill vi"),
        ("kmr", "Nästa avstämning"),
    ):
        page = client.get(f"/{language}{address(plan)}").content.decode()
        assert said not in page and '<span lang="sv" dir="ltr">Trygga möten</span>' in page


def test_it_is_in_the_countys_feeds_under_its_lasting_address_once(world: World, client):
    plan = shown_to_all(world, world.a.one.place)
    decided(world, world.a.two.place)
    (item,) = json.loads(client.get(FEED).content)["items"]
    assert item["url"] == f"http://testserver{address(plan)}" and "Version 2" in item["content_text"]
    assert address(plan) in client.get("/lan/testlan/flode.atom").content.decode()
    assert json.loads(client.get("/lan/annatlan/flode.json").content)["items"] == []
    opening.close_version(by=keeper(world, plan.place), version=plan.versions.get(number=2))
    (item,) = json.loads(client.get(FEED).content)["items"]
    assert "Version 1" in item["content_text"]


def test_to_cease_takes_the_page_away_and_the_choice_can_be_made_again(world: World, client):
    plan = shown_to_all(world, world.a.one.place)
    by = keeper(world, plan.place)
    for version in plan.versions.filter(opened_at__isnull=False):
        opening.close_version(by=by, version=version)
        opening.close_version(by=by, version=version)  # twice is once
    assert client.get(address(plan)).status_code == 404
    assert audits()[-2:] == ["planning.plan_no_longer_open"] * 2 and len(audits()) == 4
    assert not PlanVersion.objects.exclude(opened_by_id=None).exists()


@pytest.mark.parametrize("role", [Role.STEERING_MEMBER, Role.PROCESS_LEADER, Role.SYSTEM_MANAGER])
def test_others_than_the_keeper_are_refused_and_nothing_is_written(world: World, role: Role):
    plan = decided(world, world.a.one.place)
    with pytest.raises(NotAllowed):
        opening.open_version(by=world.actor(role), version=plan.versions.get())
    assert not audits() and plan.versions.get().opened_at is None


def test_drafts_units_and_examples_are_not_shown_to_everybody(world: World):
    for plan in (full_plan(world, world.a.one.place), decided(world, world.a.one.units[0])):
        last = plan.versions.order_by("number").last()
        assert last is not None
        with pytest.raises(Conflict):
            opening.open_version(by=keeper(world, plan.place), version=last)
    example = decided(world, world.a.two.place)
    ImplementationPlan.objects.filter(pk=example.pk).update(is_example=True)
    with pytest.raises(Conflict, match="exempel"):
        opening.open_version(by=keeper(world, example.place), version=example.versions.get())
    assert not audits()


def test_the_database_keeps_drafts_closed(world: World):
    plan = full_plan(world, world.a.one.place)
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanVersion.objects.filter(plan=plan, state="draft").update(opened_at=timezone.now())


def test_the_keeper_reads_the_page_first_and_says_so(world: World, client):
    plan = full_plan(world, world.a.one.place)
    client.force_login(world.user(Role.CONTACT_PERSON, plan.place))
    way = f"/arbetsyta{address(plan, 2)}visa-for-alla/"
    asked = client.get(way).content.decode()
    assert (
        "Alla valde." in asked and address(plan) in asked and not [word for word in HIDDEN if word in asked]
    )
    assert client.post(way).status_code == 400 and not audits()
    assert client.post(way, {"read": "on"}).status_code == 302 and audits() == ["planning.plan_opened"]
    page = client.get(f"/arbetsyta{address(plan, 2)}").content.decode()
    assert "Sluta visa för alla" in page and address(plan, 2) in page
    client.post(f"/arbetsyta{address(plan, 2)}sluta-visa/")
    assert client.get(address(plan)).status_code == 404


def test_an_open_page_stands_on_the_sites_of_its_own_county_whatever_the_host(world: World, client, settings):
    settings.DEFAULT_COUNTY = "annatlan"
    plan = shown_to_all(world, world.a.one.place)
    report_scenes.roles(world)
    report = report_scenes.published(world, report_scenes.make(world), opened=True)
    frames.allow_frame(by=world.actor(Role.PROCESS_LEADER), county=world.a.place, text="teams.microsoft.com")
    frames.allow_frame(
        by=world.actor(Role.PROCESS_LEADER, world.b.place), county=world.b.place, text="yta.annatlan.se"
    )
    for path in (address(plan), address(plan, 1), f"/statusrapporter/{report.pk}/"):
        policy = client.get(path)["Content-Security-Policy"]
        assert "frame-ancestors 'self' https://teams.microsoft.com;" in f"{policy};", path
    hidden = client.get(address(plan, 3))
    assert hidden.status_code == 404 and "microsoft" not in hidden["Content-Security-Policy"]
