"""At the meeting and after it: notes, decisions, tasks, comments, adjustment, and a record that is never changed again."""

import json
from dataclasses import replace

import pytest
from django.db import transaction

from tests.governance import meeting_scenes as scenes
from tests.governance.decision_scenes import browser
from tests.worlds import World
from tillsammans.access.models import Grant
from tillsammans.access.roles import Role
from tillsammans.accounts.models import User
from tillsammans.audit.models import AuditEvent
from tillsammans.core.errors import Conflict, DraftConflict, Invalid, NotAllowed
from tillsammans.governance.commands import meetings, minutes, situations
from tillsammans.governance.meeting_policies import SEAT_KIND
from tillsammans.governance.models import Decision, Meeting, MeetingItem, MeetingSeat, MinutesComment
from tillsammans.governance.queries import meetings as queries
from tillsammans.governance.queries.minutes import digest_of, record_of
from tillsammans.governance.rules import meetings as rules
from tillsammans.governance.rules.content import DecisionContent
from tillsammans.governance.rules.meetings import ItemContent, MeetingContent, MeetingWays, NotesContent
from tillsammans.notify.models import OutboxMessage
from tillsammans.planning import origins
from tillsammans.planning.rules.activities import ActivityContent

pytestmark = pytest.mark.django_db
ADDRESS = "/arbetsyta/styrning/moten/"
TASK = ActivityContent(
    title="Ordna en lokal", ends_on=scenes.day("2026-12-01"), responsible_role=Role.PROCESS_LEADER
)


@pytest.fixture
def found(world: World) -> scenes.Group:
    return scenes.group(world)


def adjusting(found: scenes.Group) -> None:
    chosen = tuple(found.board.members.get(part=part).pk for part in ("chair", "secretary"))
    meetings.set_ways(
        by=found.by, board=found.board, ways=MeetingWays(("A", "B"), ("C?",), 3, chosen), revision=9
    )
    found.board.refresh_from_db()


def test_notes_wait_for_the_meeting_to_begin(found: scenes.Group):
    meeting = scenes.planned(found)
    item = meeting.items.order_by("order")[0]
    with pytest.raises(Conflict):
        minutes.note(by=found.by, item=item, content=NotesContent("Sagt"), revision=1)
    minutes.begin(by=found.by, meeting=meeting)
    minutes.note(by=found.by, item=item, content=NotesContent("Sagt", "Vi provar"), revision=1)
    item.refresh_from_db()
    assert (item.notes, item.proposal, item.revision) == ("Sagt", "Vi provar", 2)
    with pytest.raises(Conflict):
        minutes.begin(by=found.by, meeting=meeting)


def test_two_who_note_at_once_lose_no_words(found: scenes.Group, world: World):
    item = scenes.held(found).items.order_by("order")[0]
    minutes.note(by=found.by, item=item, content=NotesContent("Den förstas"), revision=1)
    with pytest.raises(DraftConflict):
        minutes.note(by=found.sits("chair"), item=item, content=NotesContent("Den andras"), revision=1)
    client = browser(world, Role.PROCESS_LEADER)
    answer = client.post(
        f"{ADDRESS}punkt/{item.pk}/anteckna/", {"notes": "Den andras", "proposal": "", "seen": "1"}
    )
    page = answer.content.decode()
    assert answer.status_code == 409 and "Den förstas" in page and "Den andras" in page


def test_a_member_reads_the_notes_and_does_not_write_them(found: scenes.Group):
    item = scenes.held(found).items.order_by("order")[0]
    with pytest.raises(NotAllowed):
        minutes.note(by=found.sits("member"), item=item, content=NotesContent("Nej"), revision=1)
    item.refresh_from_db()
    assert item.notes == ""


def test_presence_is_noted_by_seat(found: scenes.Group):
    meeting = scenes.held(found)
    seat = found.seat(meeting, "member")
    minutes.note_presence(
        by=found.by, meeting=meeting, presence={seat.pk: "substitute"}, revision=meeting.revision
    )
    seat.refresh_from_db()
    assert seat.presence == "substitute"
    for wrong in ({seat.pk: "asleep"}, {99_999: "present"}):
        with pytest.raises(Invalid):
            minutes.note_presence(by=found.by, meeting=meeting, presence=wrong, revision=99)
    with pytest.raises(Conflict):
        minutes.note_presence(by=found.by, meeting=meeting, presence={}, revision=1)


def test_an_item_leads_to_a_decision_of_the_board_and_both_show_the_other(found: scenes.Group, world: World):
    meeting = scenes.held(found)
    item = scenes.item(found, meeting, "Tidsplan")
    decision = minutes.decide(
        by=found.sits("secretary"), item=item, content=DecisionContent(title="Gemensam tidsplan")
    )
    assert decision.board == found.board and decision.state == "draft"
    client = browser(world, Role.PROCESS_LEADER)
    page = client.get(f"/arbetsyta/styrning/beslut/{decision.pk}/").content.decode()
    assert f'href="{ADDRESS}{meeting.pk}/"' in page
    assert (
        f'href="/arbetsyta/styrning/beslut/{decision.pk}/"'
        in client.get(f"{ADDRESS}{meeting.pk}/").content.decode()
    )


def test_an_item_leads_to_a_task_in_the_timeline_and_the_way_back(found: scenes.Group, world: World):
    meeting = scenes.held(found)
    item = scenes.item(found, meeting)
    activity = minutes.give_task(by=found.by, item=item, content=TASK)
    origin = origins.origin(found.by, activity.pk)
    assert (
        origin and "Styrgruppen, 3 november 2026" in origin.label and origin.href == f"{ADDRESS}{meeting.pk}/"
    )
    other = origins.origin(world.actor(Role.STAFF), activity.pk)
    assert other and other.href == ""
    with pytest.raises(NotAllowed):
        minutes.give_task(by=found.sits("secretary"), item=item, content=TASK)


def test_a_draft_that_is_taken_away_leaves_its_name_in_the_notes(found: scenes.Group):
    from tillsammans.governance.commands import decisions

    meeting = scenes.held(found)
    made = minutes.decide(
        by=found.by, item=scenes.item(found, meeting), content=DecisionContent(title="Ett utkast")
    )
    decisions.remove_draft(by=found.by, decision=made)
    [line] = [one for one in queries.meeting_page(found.by, meeting.pk).items if one.outcomes]
    assert line.outcomes[0].title == "Ett utkast" and line.outcomes[0].decision is None


# --- sent out ---------------------------------------------------------------------------------------------------------


def test_the_minutes_go_to_all_members_and_substitutes_and_are_open_a_week(found: scenes.Group):
    meeting = scenes.sent(found)
    assert OutboxMessage.objects.filter(template="governance/minutes_sent").count() == 4
    assert meeting.open_until == scenes.day("2026-10-21") and meeting.state == "comment"
    seat = found.seat(meeting, "member")
    said = minutes.comment(by=found.sits("member", 7), meeting=meeting, seat=seat, text="Punkt 2 är oklar")
    assert said.seat == seat
    with pytest.raises(Conflict):
        minutes.comment(by=found.sits("member", 8), meeting=meeting, seat=seat, text="För sent")
    with pytest.raises(NotAllowed):
        minutes.comment(
            by=found.sits("member"), meeting=meeting, seat=found.seat(meeting, "chair"), text="Som en annan"
        )
    with pytest.raises(NotAllowed):
        minutes.comment(by=found.sits("member"), meeting=meeting, text="Utan plats")
    assert Grant.objects.filter(target_kind=SEAT_KIND, revoked_at=None).count() == 3


def test_who_comes_by_the_link_reads_and_comments_without_signing_in(
    found: scenes.Group, client, monkeypatch: pytest.MonkeyPatch
):
    from tillsammans.access.queries import link_token

    meeting = scenes.sent(found)
    monkeypatch.setattr("tillsammans.core.clock.now", lambda: found.by.at)
    grant = Grant.objects.get(target_kind=SEAT_KIND, target_id=found.seat(meeting, "member").pk)
    address = f"/arbetsyta/styrning/plats/{link_token(grant)}/"
    assert "Minnesanteckningar" in client.get(address).content.decode()
    assert client.post(address, {"text": "Stämmer"}).status_code == 302
    assert MinutesComment.objects.get().seat == found.seat(meeting, "member")


def test_while_open_the_keeper_corrects_a_note_and_takes_no_new_decision(found: scenes.Group):
    meeting = scenes.sent(found)
    item, seat = meeting.items.order_by("order")[0], found.seat(meeting, "chair")
    minutes.note(by=found.by, item=item, content=NotesContent("Rättat"), revision=item.revision)
    for refused in (
        lambda: minutes.decide(by=found.by, item=item, content=DecisionContent(title="Sent")),
        lambda: meetings.add_item(by=found.by, meeting=meeting, content=ItemContent("Ny")),
        lambda: minutes.send_minutes(by=found.by, meeting=meeting),
        lambda: situations.tell_situation(
            by=found.sits("chair"), seat=seat, answers=["A", "", ""], revision=1
        ),
    ):
        with pytest.raises(Conflict):
            refused()
    assert not Decision.objects.exists()


# --- locked -----------------------------------------------------------------------------------------------------------


def test_the_days_work_locks_when_the_week_has_passed_and_not_before(found: scenes.Group):
    meeting = scenes.sent(found)
    assert minutes.lock_minutes_that_are_over(by=found.later(7)) == 0
    assert minutes.lock_minutes_that_are_over(by=found.later(8)) == 1
    assert minutes.lock_minutes_that_are_over(by=found.later(9)) == 0
    meeting = scenes.again(meeting)
    assert meeting.state == "locked" and meeting.record["locked_on"] == "2026-10-22"
    event = AuditEvent.objects.get(action="governance.minutes_locked")
    assert event.detail["digest"] == meeting.digest == digest_of(meeting.record)


def test_a_locked_record_is_changed_by_no_command(found: scenes.Group):
    meeting = scenes.locked(found)
    item, seat = meeting.items.order_by("order")[0], found.seat(meeting, "chair")
    before = json.dumps(meeting.record, sort_keys=True)
    for refused in (
        lambda: minutes.note(by=found.by, item=item, content=NotesContent("Nej"), revision=99),
        lambda: minutes.note_presence(
            by=found.by, meeting=meeting, presence={seat.pk: "absent"}, revision=99
        ),
        lambda: minutes.comment(by=found.by, meeting=meeting, text="Nej"),
        lambda: meetings.change_meeting(
            by=found.by, meeting=meeting, content=MeetingContent(scenes.STARTS), revision=99
        ),
        lambda: meetings.change_item(by=found.by, item=item, content=ItemContent("Nej"), revision=99),
        lambda: meetings.move_item(by=found.by, item=item, steps=1),
        lambda: meetings.remove_item(by=found.by, item=item),
        lambda: minutes.decide(by=found.by, item=item, content=DecisionContent(title="Nej")),
        lambda: minutes.give_task(by=found.by, item=item, content=TASK),
        lambda: minutes.send_minutes(by=found.by, meeting=meeting),
        lambda: minutes.begin(by=found.by, meeting=meeting),
    ):
        with pytest.raises(Conflict):
            refused()
    assert json.dumps(scenes.again(meeting).record, sort_keys=True) == before


def test_a_locked_record_is_changed_by_no_row_either(found: scenes.Group):
    meeting = scenes.locked(found)
    item, seat = meeting.items.order_by("order")[0], found.seat(meeting, "chair")
    item.notes, seat.presence, meeting.where = "Nej", "absent", "Någon annanstans"
    for refused in (
        item.save, seat.save, meeting.save, item.delete, meeting.delete,
        lambda: MeetingItem.objects.filter(pk=item.pk).update(notes="Nej"),
        lambda: MeetingSeat.objects.filter(meeting=meeting).update(presence="absent"),
        lambda: Meeting.objects.filter(pk=meeting.pk).update(where="Nej"),
        lambda: MeetingItem.objects.filter(meeting=meeting).delete(),
        lambda: MinutesComment(meeting=meeting, text="Nej", at=found.by.at).save(),
        lambda: MeetingItem(meeting=meeting, order=1, title="Nej").save(),
    ):  # fmt: skip
        with pytest.raises(Conflict), transaction.atomic():
            refused()
    kept = scenes.again(meeting)
    assert kept.where == "Residenset" and kept.items.get(pk=item.pk).notes == ""


def test_the_record_stands_as_it_was_when_what_it_names_goes_on(found: scenes.Group):
    from tillsammans.governance.commands import decisions

    meeting = scenes.held(found)
    made = minutes.decide(
        by=found.by, item=scenes.item(found, meeting), content=DecisionContent(title="Som det var")
    )
    minutes.send_minutes(by=found.by, meeting=meeting)
    minutes.lock_minutes_that_are_over(by=found.later(9))
    decisions.change_decision(
        by=found.by, decision=made, content=DecisionContent(title="Ett annat namn"), revision=1
    )
    page = queries.meeting_page(found.by, meeting.pk)
    names = [one["title"] for item in record_of(page)["items"] for one in item["decisions"]]
    assert names == ["Som det var"]


# --- adjustment -------------------------------------------------------------------------------------------------------


def test_minutes_that_are_adjusted_wait_for_both_named_seats(found: scenes.Group):
    adjusting(found)
    meeting = scenes.sent(found)
    assert minutes.lock_minutes_that_are_over(by=found.later(9)) == 0
    minutes.approve(by=found.sits("chair"), seat=found.seat(meeting, "chair"))
    assert minutes.lock_minutes_that_are_over(by=found.later(9)) == 0
    minutes.approve(by=found.sits("secretary"), seat=found.seat(meeting, "secretary"))
    assert minutes.lock_minutes_that_are_over(by=found.later(7)) == 0
    assert minutes.lock_minutes_that_are_over(by=found.later(9)) == 1
    assert [one["on"] for one in scenes.again(meeting).record["approved"]] == ["2026-10-14", "2026-10-14"]


def test_the_wrong_role_does_not_adjust_and_is_told_why(found: scenes.Group, world: World):
    adjusting(found)
    meeting = scenes.sent(found)
    seat = found.seat(meeting, "member")
    with pytest.raises(NotAllowed, match="Bara de två platser som gruppen har utsett"):
        minutes.approve(by=found.sits("member"), seat=seat)
    with pytest.raises(NotAllowed):
        minutes.approve(by=found.sits("member"), seat=found.seat(meeting, "chair"))
    with pytest.raises(NotAllowed):
        minutes.approve(by=found.by, seat=None)
    answer = browser(world, Role.STEERING_MEMBER).post(f"{ADDRESS}{meeting.pk}/justera/")
    assert answer.status_code == 403 and "Bara de två platser" in answer.content.decode()
    assert not meeting.seats.exclude(approved_at=None).exists()


def test_one_person_in_both_seats_is_not_two(found: scenes.Group, world: World):
    adjusting(found)
    chair, secretary = (found.board.members.get(part=part) for part in ("chair", "secretary"))
    secretary.holding = chair.holding
    secretary.save()
    meeting = scenes.sent(found)
    minutes.approve(by=found.sits("chair"), seat=found.seat(meeting, "chair"))
    with pytest.raises(NotAllowed, match="Två olika personer"):
        minutes.approve(by=found.sits("chair"), seat=found.seat(meeting, "secretary"))
    assert User.objects.filter(pk=found.sits("chair").user_id).exists()


def test_a_correction_takes_the_approval_back_since_other_words_were_approved(found: scenes.Group):
    adjusting(found)
    meeting = scenes.sent(found)
    minutes.approve(by=found.sits("chair"), seat=found.seat(meeting, "chair"))
    item = meeting.items.order_by("order")[0]
    minutes.note(by=found.by, item=item, content=NotesContent("Rättat"), revision=item.revision)
    assert found.seat(meeting, "chair").approved_at is None


def test_no_one_approves_before_they_are_sent_or_when_the_board_does_not_adjust(found: scenes.Group):
    meeting = scenes.sent(found)
    with pytest.raises(NotAllowed):
        minutes.approve(by=found.sits("chair"), seat=found.seat(meeting, "chair"))
    adjusting(found)
    early = scenes.held(found)
    with pytest.raises(Conflict):
        minutes.approve(by=found.sits("chair"), seat=found.seat(early, "chair"))


# --- the files --------------------------------------------------------------------------------------------------------


def test_the_states_of_a_meeting_go_one_way():
    order = [rules.PLANNED, rules.HELD, rules.COMMENT, rules.LOCKED]
    for here in order:
        for there in order:
            allowed = order.index(there) == order.index(here) + 1
            assert (rules.move_refusal(here, there) is None) is allowed
    assert set(rules.NEXT) == set(order)


def test_the_week_is_counted_from_the_day_they_were_sent(found: scenes.Group):
    meeting = scenes.held(found)
    late = replace(found.by, at=found.later(40).at)
    minutes.send_minutes(by=late, meeting=meeting)
    assert scenes.again(meeting).open_until == scenes.day("2026-11-30")
