"""Rooms: from set-up to the end."""

from tests.workshops import factories
from tillsammans.access import check
from tillsammans.workshops import policies
from tillsammans.workshops.commands import rooms
from tillsammans.workshops.models import Workshop


def test_a_touched_workshop_is_live_anew_and_others_are_as_they_were(room: Workshop):
    before = room.live
    rooms.touch(room.pk)
    room.refresh_from_db()
    assert room.live == before + 1


def test_the_factories_make_a_room_with_phones_a_screen_cards_and_votes(room: Workshop):
    phone, by = factories.phone(room, group="Bord 1")
    card = factories.card(factories.first_question(room), by=phone)
    factories.vote(card, phone)
    assert check.within(Workshop.objects.all(), policies.may_take_part, by).get() == room
    assert factories.screen(room)
    assert factories.first_question(room).votes.get().card.group == "Bord 1"
