"""Planning a meeting, its agenda, and what members tell beforehand: allowed, refused, and what is written."""

from datetime import UTC, date, datetime

import pytest

from tests.governance import meeting_scenes as scenes
from tests.governance.decision_scenes import answered, browser, sent
from tests.worlds import World
from tillsammans.access.actor import system
from tillsammans.access.models import Grant
from tillsammans.access.queries import actor_for_token, link_token
from tillsammans.access.roles import Role
from tillsammans.audit.models import AuditEvent
from tillsammans.core.errors import Conflict, DraftConflict, Invalid, NotAllowed, NotVisible
from tillsammans.governance import agenda_sources
from tillsammans.governance.agenda_sources import Open
from tillsammans.governance.commands import meetings, minutes, situations
from tillsammans.governance.meeting_policies import MEETING_SEAT, SEAT_KIND
from tillsammans.governance.models import Meeting, MeetingItem, MeetingSeat
from tillsammans.governance.queries import meetings as queries
from tillsammans.governance.rules import meetings as rules
from tillsammans.governance.rules.meetings import ItemContent, MeetingContent, MeetingWays
from tillsammans.notify.models import OutboxMessage
from tillsammans.reminders.registry import Asked, entries

pytestmark = pytest.mark.django_db
ADDRESS = "/arbetsyta/styrning/moten/"


@pytest.fixture
def found(world: World) -> scenes.Group:
    return scenes.group(world)


def last_event() -> str:
    return AuditEvent.objects.order_by("-pk").values_list("action", flat=True)[0]


def test_a_meeting_gets_the_standing_headings_and_the_seats_but_for_substitutes(found: scenes.Group):
    meeting = scenes.planned(found)
    assert scenes.titles(meeting) == rules.common_agenda() and last_event() == "governance.meeting_planned"
    assert {one.part for one in meeting.seats.all()} == {"chair", "secretary", "member"}
    assert meeting.questions == rules.common_questions()


@pytest.mark.parametrize("part", ["chair", "secretary"])
def test_the_chair_and_the_secretary_plan_their_boards_meetings(found: scenes.Group, part: str):
    by, content = found.sits(part), MeetingContent(scenes.STARTS)
    assert meetings.plan_meeting(by=by, board=found.board, content=content).pk


def test_a_member_and_another_principal_do_not(found: scenes.Group, world: World):
    for by in (found.sits("member"), world.actor(Role.HEAD), world.actor(Role.PROCESS_LEADER, world.b.place)):
        with pytest.raises(NotAllowed):
            meetings.plan_meeting(by=by, board=found.board, content=MeetingContent(scenes.STARTS))
    assert not Meeting.objects.exists()


def test_who_reads_a_planned_meeting(found: scenes.Group, world: World):
    meeting = scenes.planned(found)
    for by in (found.by, found.sits("member"), found.sits("substitute"), world.actor(Role.STEERING_MEMBER)):
        assert queries.get_meeting(by, meeting.pk) == meeting
    for by in (
        world.actor(Role.HEAD),
        world.actor(Role.STAFF),
        world.actor(Role.PROCESS_LEADER, world.b.place),
    ):
        with pytest.raises(NotVisible):
            queries.get_meeting(by, meeting.pk)


# --- the agenda -------------------------------------------------------------------------------------------------------


def test_a_decision_whose_day_has_come_is_on_the_next_agenda_by_itself_and_a_done_one_is_not(
    found: scenes.Group, world: World
):
    late = sent(world, title="Väntar", board=found.board, by_on=date(2026, 11, 1))
    done = sent(world, title="Klart", board=found.board, by_on=date(2026, 11, 1))
    sent(world, title="Långt dit", board=found.board, by_on=date(2027, 5, 1))
    for place in (world.a.one.place, world.a.two.place):
        answered(world, done, place, "done")
    meeting = scenes.planned(found)
    assert scenes.titles(meeting) == [
        *rules.common_agenda()[:-1],
        "Följ upp: Väntar",
        rules.common_agenda()[-1],
    ]
    assert MeetingItem.objects.get(decision=late).source == f"governance.decision.{late.pk}"
    assert not MeetingItem.objects.filter(decision=done).exists()


def test_an_answer_that_stopped_brings_its_decision_up_before_its_day(found: scenes.Group, world: World):
    decision = sent(world, board=found.board, by_on=date(2027, 5, 1))
    meeting = scenes.planned(found)
    assert f"Följ upp: {decision.title}" not in scenes.titles(meeting)
    assert meetings.take_up_what_is_open(by=found.later(14)) == 0
    assert meetings.take_up_what_is_open(by=found.later(15)) == 1
    assert f"Följ upp: {decision.title}" in scenes.titles(meeting)


def test_what_becomes_open_later_is_added_by_the_days_work_and_what_was_taken_away_stays_away(
    found: scenes.Group, world: World
):
    meeting = scenes.planned(found)
    decision = sent(world, title="Ny", board=found.board, by_on=date(2026, 11, 1))
    assert meetings.take_up_what_is_open(by=found.by) == 1 and "Följ upp: Ny" in scenes.titles(meeting)
    assert meetings.take_up_what_is_open(by=found.by) == 0
    meetings.remove_item(by=found.by, item=MeetingItem.objects.get(decision=decision))
    assert meetings.take_up_what_is_open(by=found.by) == 0 and "Följ upp: Ny" not in scenes.titles(meeting)


def test_another_package_tells_what_is_open_and_an_absent_one_nothing(
    found: scenes.Group, monkeypatch: pytest.MonkeyPatch
):
    before = len(scenes.titles(scenes.planned(found)))
    monkeypatch.setitem(
        agenda_sources._SOURCES,
        "measures.moved",
        lambda by, board, on: [Open("measures.1", "Frånvaron har minskat", href="/x/")],
    )
    meeting = scenes.planned(found)
    assert len(scenes.titles(meeting)) == before + 1
    row = MeetingItem.objects.get(source="measures.1")
    assert row.links == ["/x/"]
    kept = meetings.change_item(
        by=found.by, item=row, content=ItemContent(row.title, "Läs", ("/x/",)), revision=1
    )
    assert kept.links == ["/x/"]


def test_items_are_added_before_the_last_moved_and_removed(found: scenes.Group):
    meeting = scenes.planned(found)
    new = scenes.item(found, meeting, "Ny punkt")
    assert scenes.titles(meeting)[-2] == "Ny punkt"
    meetings.move_item(by=found.by, item=new, steps=-1)
    assert scenes.titles(meeting)[-3] == "Ny punkt"
    first = meeting.items.order_by("order")[0]
    meetings.move_item(by=found.by, item=first, steps=-1)
    assert meeting.items.order_by("order")[0] == first
    meetings.remove_item(by=found.by, item=new)
    assert "Ny punkt" not in scenes.titles(meeting)


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "//elak.example/", "/arbetsyta/", "https://a b.example"]
)
def test_a_paper_is_a_whole_address_on_the_web(found: scenes.Group, link: str):
    meeting = scenes.planned(found)
    with pytest.raises(Invalid):
        meetings.add_item(by=found.by, meeting=meeting, content=ItemContent("Punkt", links=(link,)))


def test_who_comes_second_sees_the_others_words_and_keeps_the_own(found: scenes.Group, world: World):
    meeting = scenes.planned(found)
    item = scenes.item(found, meeting)
    meetings.change_item(by=found.by, item=item, content=ItemContent("Min"), revision=1)
    with pytest.raises(DraftConflict) as seen:
        meetings.change_item(by=found.sits("chair"), item=item, content=ItemContent("Din"), revision=1)
    assert seen.value.theirs["title"] == "Min"
    client = browser(world, Role.PROCESS_LEADER)
    answer = client.post(
        f"{ADDRESS}punkt/{item.pk}/andra/", {"title": "Din", "links": "https://a.example/x", "seen": "1"}
    )
    page = answer.content.decode()
    assert answer.status_code == 409 and "Min" in page and "Din" in page and 'name="seen" value="2"' in page


def test_a_board_has_its_own_headings_and_questions_and_names_two_different_seats(found: scenes.Group):
    chair, secretary = (found.board.members.get(part=part).pk for part in ("chair", "secretary"))
    ways = MeetingWays(("Först", "Sist"), ("Hur är det?",), 5, (chair, secretary))
    board = meetings.set_ways(by=found.by, board=found.board, ways=ways, revision=1)
    found.board.refresh_from_db()
    assert meetings.ways_of(board) == ways
    meeting = scenes.planned(found)
    assert scenes.titles(meeting) == ["Först", "Sist"] and meeting.questions == ["Hur är det?"]
    for wrong in ((chair,), (chair, chair), (chair, 99_999)):
        with pytest.raises(Invalid):
            meetings.set_ways(
                by=found.by, board=found.board, ways=MeetingWays(("A",), ("B",), 3, wrong), revision=9
            )


def test_a_planned_meeting_is_called_off_and_a_begun_one_is_not(found: scenes.Group):
    meetings.call_off(by=found.by, meeting=scenes.asked(found))
    assert not Meeting.objects.exists() and not Grant.objects.filter(target_kind=SEAT_KIND).exists()
    begun = scenes.held(found)
    with pytest.raises(Conflict):
        meetings.call_off(by=found.by, meeting=begun)


# --- the situation ----------------------------------------------------------------------------------------------------


def test_everybody_with_a_seat_is_asked_once_by_a_link_of_ones_own(found: scenes.Group):
    meeting = scenes.asked(found)
    letters = OutboxMessage.objects.filter(template="governance/situation_asked")
    assert letters.count() == 3 and Grant.objects.filter(target_kind=SEAT_KIND, revoked_at=None).count() == 3
    with pytest.raises(Conflict):
        situations.ask(by=found.by, meeting=meeting)


def test_the_holder_of_a_link_tells_for_that_seat_alone_and_it_is_counted(found: scenes.Group, world: World):
    meeting = scenes.asked(found)
    mine, other = found.seat(meeting, "member"), found.seat(meeting, "chair")
    grant = Grant.objects.get(target_kind=SEAT_KIND, target_id=mine.pk)
    by = actor_for_token(link_token(grant), MEETING_SEAT, world.at)
    situations.tell_situation(by=by, seat=mine, answers=["Bra", "", ""], revision=1)
    with pytest.raises(NotAllowed):
        situations.tell_situation(by=by, seat=other, answers=["Nej", "", ""], revision=1)
    page = queries.meeting_page(found.by, meeting.pk)
    assert page.told == 1 and [one.part for one in page.seats if one.answered_at is None] == [
        "chair",
        "secretary",
    ]
    with pytest.raises(NotVisible):
        queries.get_meeting(by, meeting.pk)


def test_who_has_not_told_is_named_and_an_empty_answer_is_refused(found: scenes.Group, world: World):
    meeting = scenes.asked(found)
    seat = found.seat(meeting, "chair")
    with pytest.raises(Invalid):
        situations.tell_situation(by=found.sits("chair"), seat=seat, answers=["", " ", ""], revision=1)
    situations.tell_situation(
        by=found.sits("chair"), seat=seat, answers=["Det går framåt", "", ""], revision=1
    )
    page = browser(world, Role.PROCESS_LEADER).get(f"{ADDRESS}{meeting.pk}/lagesbild/").content.decode()
    assert "1 av 3 har svarat." in page and "Det går framåt" in page
    quiet = page[page.index("Inte svarat än") :]
    assert "Member" in quiet and "Secretary" in quiet and "Chair" not in quiet


def test_who_is_asked_sees_it_on_the_first_page_until_it_is_told(found: scenes.Group, world: World):
    meeting = scenes.asked(found)
    client, words = browser(world, Role.STEERING_MEMBER), "Ge din lägesbild till Styrgruppen, 3 november."
    assert words in client.get("/arbetsyta/").content.decode()
    seat = found.seat(meeting, "member")
    situations.tell_situation(by=found.sits("member"), seat=seat, answers=["A", "", ""], revision=1)
    assert words not in client.get("/arbetsyta/").content.decode()


def test_the_silent_are_reminded_once_on_the_boards_day(found: scenes.Group):
    meeting = scenes.asked(found)
    situations.tell_situation(
        by=found.sits("chair"), seat=found.seat(meeting, "chair"), answers=["A", "", ""], revision=1
    )
    days = (scenes.STARTS.date() - found.by.at.date()).days
    assert situations.remind_before_meetings(by=found.later(days - 4)) == 0
    assert situations.remind_before_meetings(by=system(found.later(days - 3).at)) == 2
    letters = OutboxMessage.objects.filter(template="governance/situation_reminder")
    assert set(letters.values_list("county_id", flat=True)) == {found.board.county_id}
    assert situations.remind_before_meetings(by=found.later(days - 2)) == 0


def test_the_phone_page_works_without_signing_in(
    found: scenes.Group, client, settings, monkeypatch: pytest.MonkeyPatch
):
    meeting = scenes.asked(found)
    monkeypatch.setattr("tillsammans.core.clock.now", lambda: found.by.at)
    seat = found.seat(meeting, "member")
    address = f"/arbetsyta/styrning/plats/{link_token(Grant.objects.get(target_kind=SEAT_KIND, target_id=seat.pk))}/"
    page = client.get(address)
    assert page.status_code == 200 and rules.common_questions()[0] in page.content.decode()
    assert client.post(address, {"q0": "Bra", "q1": "", "q2": "", "seen": "1"}).status_code == 302
    seat.refresh_from_db()
    assert seat.answers == ["Bra", "", ""]
    late = client.post(address, {"q0": "Annat", "q1": "", "q2": "", "seen": "1"})
    assert late.status_code == 409 and "Bra" in late.content.decode() and "Annat" in late.content.decode()


def test_meetings_stand_in_the_calendars_of_members_and_of_the_boards_place(
    found: scenes.Group, world: World
):
    meeting = scenes.planned(found)
    key = f"governance.meeting.{meeting.pk}"
    today = found.by.at.date()
    for by, place in ((found.sits("member"), None), (world.nobody(), world.a.place)):
        assert key in {one.key for one in entries(Asked(by, place, today))}
    assert key not in {one.key for one in entries(Asked(world.actor(Role.HEAD), None, today))}


def test_the_boards_page_shows_the_next_meeting(found: scenes.Group, world: World):
    scenes.planned(found)
    reader, address = browser(world, Role.STEERING_MEMBER), f"/arbetsyta/styrning/grupper/{found.board.pk}/"
    page = reader.get(address).content.decode()
    assert "Tisdag 3 november 2026, kl. 13.00. Residenset" in page and "planerat" in page
    assert "Tuesday 3 November 2026, 13:00. Residenset" in reader.get(f"/en{address}").content.decode()


def test_words_of_hostile_people_are_words(found: scenes.Group, world: World):
    meeting = scenes.planned(found)
    meetings.add_item(
        by=found.by,
        meeting=meeting,
        content=ItemContent("<script>x</script>", "<b>y</b>", ('https://a.example/"><i>',)),
    )
    page = browser(world, Role.PROCESS_LEADER).get(f"{ADDRESS}{meeting.pk}/").content.decode()
    assert "<script>x" not in page and "<b>y" not in page and "<i>" not in page


def test_seats_follow_the_board_until_the_meeting_begins(found: scenes.Group):
    meeting = scenes.planned(found)
    found.board.members.filter(part="member").update(ends_on=scenes.day("2026-10-20"))
    minutes.begin(by=found.by, meeting=meeting)
    assert {one.part for one in MeetingSeat.objects.filter(meeting=meeting)} == {"chair", "secretary"}


def test_no_time_outside_the_century(found: scenes.Group):
    with pytest.raises(Invalid):
        meetings.plan_meeting(
            by=found.by, board=found.board, content=MeetingContent(datetime(1812, 1, 1, tzinfo=UTC))
        )
