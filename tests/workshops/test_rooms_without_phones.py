"""Rooms without phones, and rooms that are tried first: cards from paper, simulated participants, wiped before it is for real."""

import pytest

from tests.workshops import factories
from tests.worlds import World
from tillsammans.access.actor import Actor
from tillsammans.core.errors import Conflict, Invalid, NotAllowed
from tillsammans.workshops.commands import entering, rehearsal, rooms
from tillsammans.workshops.models import Card, Participant, Question, Step, Vote, Workshop


@pytest.fixture
def tried(world: World) -> Workshop:
    return factories.opened(world.a.place, rehearsal=True, groups=["Bord 1", "Bord 2"])


def test_a_card_from_paper_is_one_however_often_the_form_is_sent(leader: Actor, question: Question):
    for _time in range(2):
        entering.enter_card(
            by=leader, question=question, key="k1", text=" Vi  hinner\u202e inte ", kind="barrier", domain="innovation", dots=4
        )  # fmt: skip
    card = Card.objects.get()
    assert (card.text, card.origin, card.entered_votes, card.participant) == (
        "Vi hinner inte",
        "entered",
        4,
        None,
    )


@pytest.mark.parametrize(
    "given",
    [{"text": "\u200b"}, {"text": "å" * 141}, {"kind": "poem"}, {"domain": "kitchen"}, {"group": "Bord 9"}, {"dots": -1}],
)  # fmt: skip
def test_a_card_from_paper_that_says_nothing_we_know_is_refused(
    leader: Actor, question: Question, given: dict
):
    with pytest.raises(Invalid):
        entering.enter_card(
            by=leader, question=question, key="k", **{"text": "Tid", "kind": "barrier", **given}
        )
    assert not Card.objects.exists()


def test_a_free_thought_has_neither_kind_nor_heading(leader: Actor, room: Workshop):
    free = factories.question(room, kind="free")
    made = entering.enter_card(
        by=leader, question=free, key="k", text="Tid", kind="barrier", domain="innovation"
    )
    assert (made.kind, made.domain) == ("", "")


def test_dots_on_paper_are_counted_for_the_cards_of_the_question(
    leader: Actor, room: Workshop, question: Question
):
    card, elsewhere = factories.card(question), factories.card(factories.question(room))
    assert entering.count_dots(by=leader, question=question, dots={card.pk: 7, elsewhere.pk: 9}) == 1
    assert entering.count_dots(by=leader, question=question, dots={card.pk: 7}) == 0
    assert dict(Card.objects.values_list("pk", "entered_votes")) == {card.pk: 7, elsewhere.pk: None}
    with pytest.raises(Invalid):
        entering.count_dots(by=leader, question=question, dots={card.pk: 10_001})


def test_nobody_else_types_in_cards(stranger: Actor, question: Question):
    card = factories.card(question)
    with pytest.raises(NotAllowed):
        entering.enter_card(by=stranger, question=question, key="k", text="Tid", kind="barrier")
    with pytest.raises(NotAllowed):
        entering.count_dots(by=stranger, question=question, dots={card.pk: 1})
    assert Card.objects.get().entered_votes is None


def test_simulated_participants_write_and_vote_as_phones_do(leader: Actor, tried: Workshop):
    question = factories.first_question(tried)
    assert rehearsal.add_simulated(by=leader, workshop=tried) == 10
    assert rehearsal.let_act(by=leader, workshop=tried) == 10
    assert Card.objects.filter(origin="simulated", kind__in=("barrier", "facilitator")).count() == 20
    assert set(Participant.objects.values_list("group", flat=True)) == {"Bord 1", "Bord 2"}
    rooms.steer(by=leader, question=question, what="vote", seen=1)
    assert rehearsal.let_act(by=leader, workshop=tried) == 30
    assert Vote.objects.count() == 30
    assert rehearsal.let_act(by=leader, workshop=tried) == 0  # nobody has more dots


def test_what_simulated_participants_say_fits_on_a_card():
    for kind in ("barrier", "facilitator", "free", "steps"):
        assert all(0 < len(text) <= 140 for text in rehearsal.sayings()[kind])


def test_a_rehearsal_is_wiped_with_one_button_and_nothing_is_left(leader: Actor, tried: Workshop):
    rehearsal.add_simulated(by=leader, workshop=tried)
    factories.phone(tried)
    first, *rest = Card.objects.order_by("pk")
    Card.objects.filter(pk=rest[0].pk).update(state="merged", merged_into=first)
    rooms.steer(by=leader, question=factories.first_question(tried), what="close", seen=1)
    fresh = rehearsal.wipe(by=leader, workshop=tried)
    assert (fresh.state, fresh.code, fresh.rehearsal, fresh.current) == ("planned", "", False, None)
    for model in (Card, Vote, Participant, Step):
        assert not model.objects.exists()
    assert Question.objects.get().phase == "waiting"


def test_there_are_no_simulated_participants_in_what_is_for_real(leader: Actor, room: Workshop):
    for order in (rehearsal.add_simulated, rehearsal.let_act, rehearsal.wipe):
        with pytest.raises(Conflict):
            order(by=leader, workshop=room)
    assert not Participant.objects.exists()


def test_nobody_else_rehearses(stranger: Actor, tried: Workshop):
    for order in (rehearsal.add_simulated, rehearsal.let_act, rehearsal.wipe):
        with pytest.raises(NotAllowed):
            order(by=stranger, workshop=tried)
    assert not Participant.objects.exists()
