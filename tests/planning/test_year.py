"""The year wheel: forums, deadlines, which months have nothing, and what is refused."""

from datetime import date

import pytest

from tests.planning.support_scenes import SCRIPT, browser, deadline, forum, text
from tests.planning.timeline_scenes import keeper
from tillsammans.access.check import allows
from tillsammans.access.roles import Role
from tillsammans.audit.models import AuditEvent
from tillsammans.core.errors import Conflict, DraftConflict, Invalid, NotAllowed
from tillsammans.planning import support_policies as policies
from tillsammans.planning.commands import forums as commands
from tillsammans.planning.models import Forum, ForumTopic, YearDeadline
from tillsammans.planning.rules import year as rules
from tillsammans.planning.rules.seen import mark_of
from tillsammans.planning.rules.year import DeadlineContent, ForumContent

pytestmark = pytest.mark.django_db
ADDRESS = "/arbetsyta/arshjul/"


@pytest.mark.parametrize(
    ("month", "day", "good"),
    [
        (1, 31, True),
        (2, 28, True),
        (2, 29, False),
        (4, 31, False),
        (13, 1, False),
        (0, 1, False),
        (6, 0, False),
    ],
)
def test_a_deadline_is_a_day_that_every_year_has(month, day, good):
    assert (rules.day_fault(month, day) is None) is good


def test_months_without_anything_are_known():
    assert rules.without([1, 2, 2, 12]) == (3, 4, 5, 6, 7, 8, 9, 10, 11)
    assert (
        rules.topics_fault({13: "Målen"})
        and rules.topics_fault({1: "m" * 201})
        and not rules.topics_fault({1: "Målen"})
    )


def test_each_level_keeps_its_own_and_shares_what_it_wants(world):
    own, shared = forum(world, world.a.one.place), forum(world, world.a.one.place, "Chefsdagen", shared=True)
    county, due = forum(world, world.a.place, "Styrgruppen"), deadline(world, world.a.one.place)
    neighbour, leader = world.actor(Role.HEAD, world.a.two.place), world.actor(Role.PROCESS_LEADER)
    for by in (neighbour, leader):
        assert [allows(by, policies.may_read_forum, row) for row in (own, shared, county)] == [
            False,
            True,
            True,
        ]
        assert not allows(by, policies.may_read_deadline, due)
    assert allows(neighbour, policies.may_read_deadline, deadline(world, world.a.place))
    with pytest.raises(NotAllowed):
        commands.change_forum(by=leader, forum=shared, content=ForumContent("Nej"))
    with pytest.raises(NotAllowed):
        commands.remove_deadline(by=neighbour, deadline=due)
    assert YearDeadline.objects.filter(pk=due.pk).exists()


def test_what_cannot_be_is_refused_and_nothing_is_written(world):
    place = world.a.one.place
    by = keeper(world, place)
    with pytest.raises(Invalid):
        commands.add_forum(by=by, place=place, content=ForumContent("Rektorsgruppen", topics={13: "Målen"}))
    for content in (DeadlineContent("budget", 13, 1, "Budget"), DeadlineContent("fest", 1, 1, "Fest")):
        with pytest.raises(Invalid):
            commands.add_deadline(by=by, place=place, content=content)
    assert (
        not Forum.objects.exists() and not YearDeadline.objects.exists() and not ForumTopic.objects.exists()
    )


def test_a_forum_ends_and_begins_again_by_its_name(world):
    place = world.a.one.place
    by, row = keeper(world, place), forum(world, place)
    with pytest.raises(Conflict):
        forum(world, place)
    commands.close_forum(by=by, forum=row)
    with pytest.raises(Conflict):
        commands.change_forum(by=by, forum=row, content=ForumContent("Rektorsgruppen"))
    again = forum(world, place, topics={5: "Utvärdering"})
    assert again.pk == row.pk and list(again.topics.values_list("month", "topic")) == [(5, "Utvärdering")]
    told = list(
        AuditEvent.objects.filter(action__startswith="planning.forum")
        .order_by("number")
        .values_list("action", flat=True)
    )
    assert told == ["planning.forum_added", "planning.forum_closed", "planning.forum_added"]


def test_two_people_never_write_over_each_other_unseen(world):
    place = world.a.one.place
    by, row = keeper(world, place), forum(world, place)
    seen = mark_of(commands.forum_said(row))
    commands.change_forum(
        by=by, forum=row, content=ForumContent("Rektorsgruppen", topics={3: "Nytt"}), seen=seen
    )
    with pytest.raises(DraftConflict) as refusal:
        commands.change_forum(by=by, forum=row, content=ForumContent("Rektorerna"), seen=seen)
    assert refusal.value.theirs["month_3"] == "Nytt"
    due = deadline(world, place)
    mark = mark_of(commands.deadline_said(due))
    commands.change_deadline(
        by=by, deadline=due, content=DeadlineContent("budget", 2, 1, "Budget"), seen=mark
    )
    with pytest.raises(DraftConflict):
        commands.change_deadline(
            by=by, deadline=due, content=DeadlineContent("other", 2, 1, "Annat"), seen=mark
        )
    assert YearDeadline.objects.get().kind == "budget"


# --- pages ------------------------------------------------------------------------------------------------------------


def test_the_year_says_which_months_have_nothing(world):
    forum(
        world, world.a.one.place, topics={month: "Läget" for month in range(1, 13) if month not in (6, 7, 12)}
    )
    deadline(world, world.a.one.place)
    page = text(browser(world, Role.CONTACT_PERSON).get(ADDRESS))
    assert "1 forum tar upp modellen under året, men inget i juni, juli och december." in page
    assert page.count('class="none"') == 3 and 'href="#manad-3"' in page and "Verksamhetsplanen" in page


def test_an_empty_year_says_how_to_begin(world):
    page = text(browser(world, Role.CONTACT_PERSON).get(ADDRESS))
    assert (
        "Inget forum är inlagt än." in page and "Lägg till forum" in page and '<svg class="year"' not in page
    )
    assert "Lägg till forum" not in text(browser(world, Role.STAFF).get(ADDRESS))
    assert browser(world, Role.SYSTEM_MANAGER).get(ADDRESS).status_code == 404


def test_a_forum_is_written_in_the_browser(world):
    client = browser(world, Role.CONTACT_PERSON)
    given = {
        "name": f"Rektorsgruppen {SCRIPT}",
        "month_3": "Målen",
        "month_13": "Ingenting",
        "place": world.a.one.place.pk,
    }
    assert client.post("/arbetsyta/forum/nytt/", given).status_code == 302
    row = Forum.objects.get()
    assert list(row.topics.values_list("month", "topic")) == [(3, "Målen")]
    page = text(client.get(ADDRESS))
    assert SCRIPT not in page and "&lt;script&gt;" in page
    seen = client.get(f"/arbetsyta/forum/{row.pk}/").context["form"].initial["seen"]
    address = f"/arbetsyta/forum/{row.pk}/"
    assert client.post(address, {"name": "Rektorerna", "month_4": "Målen", "seen": seen}).status_code == 302
    answer = client.post(address, {"name": "Rektorsmötet", "seen": seen})
    assert answer.status_code == 409 and "Rektorerna" in text(answer) and "Rektorsmötet" in text(answer)


def test_a_day_that_no_year_has_is_said_at_its_field(world):
    client = browser(world, Role.CONTACT_PERSON)
    given = {"what": "Budget", "kind": "budget", "month": "2", "day": "30", "place": world.a.one.place.pk}
    answer = client.post(f"{ADDRESS}halltid/ny/", given)
    assert answer.status_code == 400 and "Månaden har 28 dagar." in text(answer)
    assert client.post(f"{ADDRESS}halltid/ny/", {**given, "month": "13", "day": "1"}).status_code == 400
    assert client.post(f"{ADDRESS}halltid/ny/", {**given, "day": "28"}).status_code == 302
    assert date(2026, 2, YearDeadline.objects.get().day)
