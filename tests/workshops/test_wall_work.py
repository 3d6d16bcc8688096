"""The leader's work on the wall: each step in order, undone in reverse, and never over what somebody has changed since."""

import pytest

from tests.workshops import factories
from tillsammans.access.actor import Actor
from tillsammans.audit.models import AuditEvent
from tillsammans.core.errors import Conflict, DomainError, Invalid, NotAllowed
from tillsammans.workshops.commands import ending, rooms, wall
from tillsammans.workshops.models import Card, CardState, Participant, Question, Step, Workshop


@pytest.fixture
def cards(question: Question) -> list[Card]:
    return [factories.card(question, text) for text in ("Vi saknar rutiner", "Rutiner saknas", "Korta möten")]


def _states(*cards: Card) -> list[str]:
    found = {card.pk: card.state for card in Card.objects.all()}
    return [found[card.pk] for card in cards]


def _look() -> list[tuple]:
    """The wall and the phones as they stand, without revisions."""
    fields = ("pk", "state", "merged_into", "kind", "domain", "hidden_by_id")
    return [
        *Card.objects.order_by("pk").values_list(*fields),
        *Participant.objects.values_list("pk", "barred"),
    ]


def test_a_card_is_moved_to_another_heading_and_kind(leader: Actor, cards: list[Card], room: Workshop):
    live = Workshop.objects.get(pk=room.pk).live
    moved = wall.move(by=leader, card=cards[0], kind="facilitator", domain="innovation", seen=1)
    assert (moved.kind, moved.domain, moved.revision) == ("facilitator", "innovation", 2)
    assert Workshop.objects.get(pk=room.pk).live == live + 1
    assert AuditEvent.objects.order_by("-number")[0].action == "workshops.wall_moved"
    wall.move(
        by=leader, card=cards[0], kind="facilitator", domain="innovation", seen=1
    )  # it is there already
    assert Step.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "refused"),
    [({"seen": 7}, Conflict), ({"kind": "poem"}, Invalid), ({"domain": "kitchen"}, Invalid)],
)
def test_a_move_that_cannot_be_is_refused(
    leader: Actor, cards: list[Card], given: dict, refused: type[DomainError]
):
    wanted = {"kind": "barrier", "domain": "innovation", "seen": 1, **given}
    with pytest.raises(refused):
        wall.move(by=leader, card=cards[0], **wanted)
    assert not Step.objects.exists()


def test_merged_cards_follow_the_one_that_is_kept_all_the_way(leader: Actor, cards: list[Card]):
    wall.merge(by=leader, cards=cards[:2], into=cards[0])
    wall.merge(by=leader, cards=[cards[0], cards[2]], into=cards[2])
    assert _states(*cards) == ["merged", "merged", "shown"]
    assert set(Card.objects.filter(merged_into=cards[2]).values_list("pk", flat=True)) == {
        cards[0].pk,
        cards[1].pk,
    }
    wall.part(by=leader, card=cards[1])
    assert _states(*cards) == ["merged", "shown", "shown"]


def test_a_hinder_and_a_help_are_never_one(leader: Actor, cards: list[Card], question: Question):
    helps = factories.card(question, "Rutiner finns", kind="facilitator")
    hidden = factories.card(question, state=CardState.HIDDEN)
    elsewhere = factories.card(factories.question(question.workshop))
    for other in (helps, hidden, elsewhere):
        with pytest.raises(Conflict):
            wall.merge(by=leader, cards=[cards[0], other], into=cards[0])
    with pytest.raises(Invalid):
        wall.merge(by=leader, cards=[cards[0]], into=cards[0])
    assert not Step.objects.exists()


def test_a_hidden_card_is_kept_with_who_hid_it_and_can_come_back(leader: Actor, cards: list[Card]):
    wall.hide(by=leader, card=cards[0], seen=1)
    cards[0].refresh_from_db()
    assert (cards[0].state, cards[0].hidden_by_id, cards[0].text) == (
        "hidden",
        leader.user_id,
        "Vi saknar rutiner",
    )
    wall.show(by=leader, card=cards[0])
    cards[0].refresh_from_db()
    assert (cards[0].state, cards[0].hidden_by_id) == ("shown", None)


def test_a_group_is_put_aside_and_brought_back(leader: Actor, cards: list[Card], question: Question):
    theirs = [factories.card(question, group="Bord 2") for _number in range(2)]
    assert wall.put_group_aside(by=leader, question=question, group="Bord 2") == 2
    assert _states(*cards, *theirs) == ["shown"] * 3 + ["aside"] * 2
    assert wall.bring_group_back(by=leader, question=question, group="Bord 2") == 2
    assert _states(*theirs) == ["shown"] * 2
    for group in ("Bord 9", ""):
        with pytest.raises(Conflict):
            wall.put_group_aside(by=leader, question=question, group=group)


def test_one_tap_removes_all_that_a_phone_wrote_and_it_writes_no_more(
    leader: Actor, cards: list[Card], room: Workshop, question: Question
):
    hostile, _by = factories.phone(room)
    theirs = [factories.card(question, by=hostile), factories.card(factories.question(room), by=hostile)]
    withdrawn = factories.card(question, by=hostile, state=CardState.WITHDRAWN)
    assert wall.remove_phone(by=leader, card=theirs[0]) == 2
    assert _states(*theirs, withdrawn, *cards) == ["hidden", "hidden", "withdrawn", "shown", "shown", "shown"]
    assert Participant.objects.get().barred
    last = Step.objects.get()
    wall.undo(by=leader, workshop=room, seen=last.number)
    assert _states(*theirs) == ["shown", "shown"] and not Participant.objects.get().barred


def test_a_card_from_paper_has_no_phone(leader: Actor, cards: list[Card]):
    with pytest.raises(Conflict):
        wall.remove_phone(by=leader, card=cards[0])
    assert _states(cards[0]) == ["shown"]


def test_every_step_is_undone_in_reverse_until_the_wall_is_as_it_was(
    leader: Actor, cards: list[Card], room: Workshop, question: Question
):
    phone, _by = factories.phone(room, group="Bord 1")
    factories.card(question, by=phone)
    looks = [_look()]
    for order in (
        lambda: wall.move(by=leader, card=cards[2], kind="facilitator", domain="", seen=1),
        lambda: wall.merge(by=leader, cards=cards[:2], into=cards[0]),
        lambda: wall.hide(by=leader, card=cards[2], seen=2),
        lambda: wall.put_group_aside(by=leader, question=question, group="Bord 1"),
        lambda: wall.remove_phone(by=leader, card=Card.objects.get(participant=phone)),
        lambda: wall.part(by=leader, card=cards[1]),
        lambda: wall.keep_apart(by=leader, cards=cards[:2]),
        lambda: rooms.steer(by=leader, question=question, what="close", seen=1),
    ):
        order()
        looks.append(_look())
    while (left := Step.objects.filter(undone_at=None).order_by("-number")).exists():
        looks.pop()
        wall.undo(by=leader, workshop=room, seen=left[0].number)
        assert _look() == looks[-1]
    assert len(looks) == 1 and Question.objects.get().phase == "writing"
    with pytest.raises(Conflict):
        wall.undo(by=leader, workshop=room, seen=1)


def test_undoing_leaves_what_its_writer_has_withdrawn_since(leader: Actor, cards: list[Card], room: Workshop):
    wall.hide(by=leader, card=cards[0], seen=1)
    Card.objects.filter(pk=cards[0].pk).update(state=CardState.WITHDRAWN)
    _step, put_back = wall.undo(by=leader, workshop=room, seen=1)
    assert put_back == 0 and _states(cards[0]) == ["withdrawn"]


def test_of_two_leaders_the_second_undoes_nothing_else_than_what_it_saw(
    leader: Actor, cards: list[Card], room: Workshop
):
    wall.hide(by=leader, card=cards[0], seen=1)
    wall.hide(by=leader, card=cards[1], seen=1)
    with pytest.raises(Conflict):
        wall.undo(by=leader, workshop=room, seen=1)
    assert _states(*cards[:2]) == ["hidden", "hidden"]


def test_nobody_works_anothers_wall_or_one_that_has_ended(
    leader: Actor, stranger: Actor, cards: list[Card], room: Workshop, question: Question
):
    hidden = factories.card(question, state=CardState.HIDDEN, group="Bord 1")
    wall.keep_apart(by=leader, cards=cards[:2])
    before = _look()

    def orders(by: Actor) -> list:
        return [
            lambda: wall.move(by=by, card=cards[0], kind="facilitator", domain="", seen=1),
            lambda: wall.merge(by=by, cards=cards[:2], into=cards[0]),
            lambda: wall.part(by=by, card=cards[0]),
            lambda: wall.keep_apart(by=by, cards=cards[:2]),
            lambda: wall.hide(by=by, card=cards[0], seen=1),
            lambda: wall.show(by=by, card=hidden),
            lambda: wall.put_group_aside(by=by, question=question, group="Bord 1"),
            lambda: wall.bring_group_back(by=by, question=question, group="Bord 1"),
            lambda: wall.remove_phone(by=by, card=cards[0]),
            lambda: wall.undo(by=by, workshop=room, seen=1),
        ]

    for order in orders(stranger):
        with pytest.raises(NotAllowed):
            order()
    ending.end(by=leader, workshop=room)
    for order in orders(leader):
        with pytest.raises(Conflict):
            order()
    assert _look() == before
