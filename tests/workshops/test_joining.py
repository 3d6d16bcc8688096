"""Coming into a room with a phone: without a name, once a phone, and with a sentence when it cannot be."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from tests.workshops import factories
from tillsammans.access.actor import nobody
from tillsammans.access.models import Grant
from tillsammans.audit.models import AuditEvent
from tillsammans.core.errors import Conflict, Invalid
from tillsammans.workshops import policies
from tillsammans.workshops.commands.joining import join, leave
from tillsammans.workshops.models import Participant, Workshop, WorkshopState
from tillsammans.workshops.queries import joining
from tillsammans.workshops.rules import limits


def phones(room: Workshop) -> int:
    return Participant.objects.filter(workshop=room).count()


def test_a_phone_comes_in_and_its_token_opens_this_room_alone(world, room, at):
    other = factories.opened(world.a.place)
    by = joining.phone_actor(join(by=nobody(at), workshop=room), at)
    assert joining.is_in(by, room) and not joining.is_in(by, other)
    assert phones(room) == 1 and by.user_id is None


def test_that_somebody_came_in_is_told_to_the_screens(room, at):
    before = room.live
    join(by=nobody(at), workshop=room)
    room.refresh_from_db()
    assert room.live == before + 1


def test_the_same_phone_that_joins_again_stays_the_same_phone(room, at):
    by = joining.phone_actor(join(by=nobody(at), workshop=room), at)
    assert join(by=by, workshop=room) == ""
    assert phones(room) == 1


def test_a_form_that_is_sent_twice_lets_in_one_phone(room, at):
    key = str(uuid4())
    assert join(by=nobody(at), workshop=room, key=key) == join(by=nobody(at), workshop=room, key=key)
    assert phones(room) == 1


@pytest.mark.parametrize("key", ["", "1", "x" * 300, "\u202e"])
def test_a_key_that_is_none_is_nobodys_so_that_two_phones_never_become_one(room, at, key):
    assert join(by=nobody(at), workshop=room, key=key) != join(by=nobody(at), workshop=room, key=key)
    assert phones(room) == 2


def test_a_key_of_one_room_opens_no_other(world, room, at):
    key = str(uuid4())
    other = factories.opened(world.a.place)
    assert join(by=nobody(at), workshop=room, key=key) != join(by=nobody(at), workshop=other, key=key)


def test_the_phone_of_another_room_comes_in_as_a_new_one(world, room, at):
    _phone, by = factories.phone(factories.opened(world.a.place), at=at)
    assert join(by=by, workshop=room)
    assert phones(room) == 1


def ended(room, at):
    Workshop.objects.filter(pk=room.pk).update(state=WorkshopState.ENDED, ended_at=at, code="")


def expired(room, at):
    Workshop.objects.filter(pk=room.pk).update(opened_at=at - timedelta(hours=limits.HOURS_OPEN))


def closed(room, at):
    Workshop.objects.filter(pk=room.pk).update(joining=False)


def full(room, at):
    Workshop.objects.filter(pk=room.pk).update(capacity=1)
    factories.joined(room, at=at)


def not_begun(room, at):
    Workshop.objects.filter(pk=room.pk).update(state=WorkshopState.PLANNED, code="", current=None)


REFUSED = {
    "ended": (ended, "avslutad"), "expired": (expired, "gäller inte längre"), "closed": (closed, "stängd för nya telefoner"),
    "full": (full, "full"), "not begun": (not_begun, "gäller inte längre"),
}  # fmt: skip


@pytest.mark.parametrize(("made", "said"), REFUSED.values(), ids=REFUSED)
def test_who_cannot_come_in_is_told_why_and_nothing_is_written(room, at, made, said):
    made(room, at)
    before, grants = phones(room), Grant.objects.count()
    with pytest.raises(Conflict, match=said):
        join(by=nobody(at), workshop=room)
    assert (phones(room), Grant.objects.count()) == (before, grants)


def test_a_phone_that_is_in_stays_in_when_joining_closes_or_the_room_is_full(room, at):
    _participant, by = factories.phone(room, at=at)
    full(room, at)
    closed(room, at)
    assert join(by=by, workshop=room) == ""


def test_group_and_sector_are_asked_only_where_the_workshop_asks(world, at):
    room = factories.opened(world.a.place, groups=["Bord 1", "Bord 2"], ask_sector=True)
    join(by=nobody(at), workshop=room, group="Bord 2", sector="school")
    assert Participant.objects.values_list("group", "sector").get(workshop=room) == ("Bord 2", "school")
    join(by=nobody(at), workshop=room, group="Bord 1")  # the sector may be left out


@pytest.mark.parametrize(
    ("groups", "asks", "given"),
    [
        ([], False, {"group": "Bord 1"}),
        (["Bord 1"], False, {"group": "Bord 9"}),
        (["Bord 1"], False, {}),
        ([], False, {"sector": "school"}),
        ([], True, {"sector": "påhittad"}),
    ],
)
def test_what_was_not_among_the_choices_is_refused_and_nothing_is_written(world, at, groups, asks, given):
    room = factories.opened(world.a.place, groups=groups, ask_sector=asks)
    with pytest.raises(Invalid):
        join(by=nobody(at), workshop=room, **given)
    assert not phones(room)


def test_a_phone_that_leaves_is_forgotten_and_one_that_did_nothing_was_never_there(room, at):
    _participant, by = factories.phone(room, at=at)
    leave(by=by, workshop=room)
    assert not phones(room)
    assert not Grant.objects.filter(target_kind=policies.PARTICIPANT).exists()


def test_what_a_phone_wrote_stays_when_it_leaves(room, question, at):
    participant, by = factories.phone(room, at=at)
    factories.card(question, "Tid saknas", by=participant)
    leave(by=by, workshop=room)
    assert question.cards.get().participant == participant
    assert not Grant.objects.filter(target_kind=policies.PARTICIPANT).exists()


def test_a_phone_cannot_make_another_leave(room, world, at):
    _participant, by = factories.phone(room, at=at)
    _elsewhere, stranger = factories.phone(factories.opened(world.a.place), at=at)
    leave(by=stranger, workshop=room)
    leave(by=nobody(at), workshop=room)
    assert joining.is_in(by, room)


def test_the_trail_says_that_a_phone_came_and_went_and_not_which_person_or_address(room, at):
    by = joining.phone_actor(join(by=nobody(at), workshop=room), at)
    leave(by=by, workshop=room)
    events = list(AuditEvent.objects.order_by("number"))[-3:]
    assert [one.action for one in events] == [
        "access.grant_issued",
        "access.grants_dropped",
        "workshops.left",
    ]
    assert {(one.user_id, one.grant_id, one.origin, one.county_id) for one in events} == {
        (None, None, "live", room.county_id)
    }


def test_a_phones_link_lives_as_long_as_the_code(room, at):
    token = join(by=nobody(at), workshop=room)
    late = at + timedelta(hours=limits.HOURS_OPEN)
    assert joining.phone_actor(token, late - timedelta(minutes=1)).grants
    assert not joining.phone_actor(token, late).grants
    with pytest.raises(Conflict, match="gäller inte längre"):
        join(by=replace(nobody(late)), workshop=room)


@pytest.mark.parametrize("typed", ["{}", " {} ", "lower", "spaced", "hyphen"])
def test_a_code_is_found_however_it_was_typed(room, typed):
    code = room.code
    forms = {
        "lower": code.lower(),
        "spaced": f"{code[:3]} {code[3:]}",
        "hyphen": f"{code[:3]}-{code[3:].lower()}",
    }
    assert joining.workshop_of_code(forms.get(typed, typed.format(code))) == room


@pytest.mark.parametrize("typed", ["", "12", "AAAAAA", "x" * 10_000, "\x00\u202e", "CDFGHJ"])
def test_what_is_no_code_leads_nowhere(room, typed):
    assert joining.workshop_of_code(typed) is None or typed == room.code
