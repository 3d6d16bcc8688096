"""Boards and seats: who keeps them, who sits there, and what a new member is told."""

from datetime import date

import pytest

from tests.governance.decision_scenes import answered, content, draft, sent
from tests.worlds import World
from tillsammans.access.check import allows
from tillsammans.access.roles import Role
from tillsammans.audit.models import AuditEvent
from tillsammans.core.errors import Conflict, DraftConflict, Invalid, NotAllowed
from tillsammans.governance import policies
from tillsammans.governance.commands import boards as commands
from tillsammans.governance.commands import decisions
from tillsammans.governance.models import Board, BoardMember
from tillsammans.governance.queries import boards as queries
from tillsammans.governance.rules.content import BoardContent, SeatContent
from tillsammans.notify.letters import written
from tillsammans.notify.models import OutboxMessage
from tillsammans.organisations.models import RoleHolding

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 14)


def _board(world: World, name: str = "Styrgruppen", place=None) -> Board:
    place = place or world.a.place
    role = Role.PROCESS_LEADER if place == world.a.place else Role.HEAD
    return commands.found_board(
        by=world.actor(role, place), place=place, content=BoardContent(name, "steering")
    )


def _seat(world: World, board: Board, role: Role | None, part: str = "member", **more) -> BoardMember:
    email = world.user(role).email if role else ""
    told = SeatContent(more.pop("title", "Skolchef, Ekvik"), part, email, **more)
    return commands.seat(by=world.actor(Role.PROCESS_LEADER), board=board, content=told, starts_on=TODAY)


def test_a_board_is_founded_by_its_own_level(world: World):
    board = _board(world)
    assert allows(world.actor(Role.HEAD), policies.may_read_board, board)
    assert not allows(world.actor(Role.HEAD), policies.may_keep_board, board)
    local = _board(world, "Ledningsgruppen", world.a.one.place)
    assert not allows(world.actor(Role.PROCESS_LEADER), policies.may_read_board, local)
    with pytest.raises(NotAllowed):
        commands.found_board(
            by=world.actor(Role.HEAD), place=world.a.place, content=BoardContent("Vår", "steering")
        )
    assert Board.objects.count() == 2


def test_a_name_is_free_again_when_the_board_is_closed(world: World):
    board, leader = _board(world), world.actor(Role.PROCESS_LEADER)
    with pytest.raises(Conflict):
        _board(world)
    commands.close_board(by=leader, board=board)
    assert _board(world).pk != board.pk
    for refused in (
        lambda: commands.close_board(by=leader, board=board),
        lambda: _seat(world, board, None),
        lambda: decisions.write_decision(by=leader, place=board.place, board=board, content=content()),
    ):
        with pytest.raises(Conflict, match="avslutad"):
            refused()


def test_a_stale_form_meets_the_words_of_the_other(world: World):
    board, leader = _board(world), world.actor(Role.PROCESS_LEADER)
    commands.change_board(
        by=leader, board=board, content=BoardContent("Länets styrgrupp", "steering"), revision=1
    )
    with pytest.raises(DraftConflict) as refusal:
        commands.change_board(by=leader, board=board, content=BoardContent("Gruppen", "steering"), revision=1)
    assert refusal.value.theirs["name"] == "Länets styrgrupp"


@pytest.mark.parametrize("wrong", [("", "steering"), ("a" * 121, "steering"), ("Gruppen", "fel")])
def test_what_a_board_must_have_is_said(world: World, wrong):
    with pytest.raises(Invalid):
        commands.found_board(
            by=world.actor(Role.PROCESS_LEADER), place=world.a.place, content=BoardContent(*wrong)
        )


def test_a_new_member_is_introduced_by_mail_and_on_a_page(world: World):
    board = _board(world)
    member = _seat(world, board, Role.STEERING_MEMBER)
    assert member.introduced_at == world.at
    mail = OutboxMessage.objects.get(template="governance/introduction")
    assert mail.to == world.user(Role.STEERING_MEMBER).email and mail.context == {"member": member.pk}
    letter = written(mail)
    assert (
        letter.subject == "Välkommen till Styrgruppen" and f"/grupper/{board.pk}/introduktion/" in letter.body
    )


def test_a_seat_without_anybody_is_vacant_and_so_is_one_whose_role_has_ended(world: World):
    board = _board(world)
    empty, held = _seat(world, board, None), _seat(world, board, Role.STEERING_MEMBER, title="Politiker")
    assert OutboxMessage.objects.get().context == {"member": held.pk} and empty.introduced_at is None

    def vacant() -> dict[str, bool]:
        page = queries.board_page(world.actor(Role.PROCESS_LEADER), board.pk)
        return {seat.member.title: seat.vacant for seat in page.seats}

    assert vacant() == {"Skolchef, Ekvik": True, "Politiker": False}
    RoleHolding.objects.filter(pk=held.holding_id).update(ends_on=date(2026, 10, 13))
    assert vacant() == {"Skolchef, Ekvik": True, "Politiker": True}


def test_an_address_without_a_role_in_the_county_seats_nobody(world: World):
    board = _board(world)
    stranger = world.user(Role.HEAD, world.b.one.place)
    for email in ("okand@a.example", stranger.email):
        told = SeatContent("Skolchef", "member", email)
        with pytest.raises(Invalid, match="Ingen med den adressen"):
            commands.seat(by=world.actor(Role.PROCESS_LEADER), board=board, content=told, starts_on=TODAY)
    assert not BoardMember.objects.exists()


def test_who_sits_there_stays_when_the_seat_is_renamed(world: World):
    board, leader = _board(world), world.actor(Role.PROCESS_LEADER)
    member = _seat(world, board, Role.STEERING_MEMBER)
    again = commands.change_seat(
        by=leader, member=member, content=SeatContent("Ledamot", "chair"), keep_holder=True
    )
    assert (again.holding_id, again.title, again.part) == (member.holding_id, "Ledamot", "chair")
    assert OutboxMessage.objects.count() == 1
    gone = commands.change_seat(
        by=leader, member=member, content=SeatContent("Ledamot", "chair"), keep_holder=False
    )
    assert gone.holding_id is None


def test_a_substitute_stands_for_a_seat_of_the_same_board(world: World):
    board, other = _board(world), _board(world, "Nätverket")
    first, elsewhere = _seat(world, board, None), _seat(world, other, None)
    made = _seat(world, board, None, "substitute", stands_for_id=first.pk)
    assert made.stands_for == first
    for wrong in (elsewhere.pk, made.pk):
        with pytest.raises(Invalid):
            _seat(world, board, None, "substitute", stands_for_id=wrong)


def test_an_ended_seat_is_gone_from_the_page_and_changed_no_more(world: World):
    board, leader = _board(world), world.actor(Role.PROCESS_LEADER)
    member = _seat(world, board, None)
    with pytest.raises(Invalid):
        commands.end_seat(by=leader, member=member, on=date(2026, 10, 13))
    BoardMember.objects.filter(pk=member.pk).update(starts_on=date(2026, 1, 1))
    commands.end_seat(by=leader, member=member, on=date(2026, 10, 13))
    assert not queries.board_page(leader, board.pk).seats
    with pytest.raises(Conflict):
        commands.change_seat(by=leader, member=member, content=SeatContent("Ny", "member"), keep_holder=True)


@pytest.mark.parametrize(
    ("part", "keeps"), [("chair", True), ("secretary", True), ("member", False), ("substitute", False)]
)
def test_the_chair_and_the_secretary_keep_the_boards_decisions(world: World, part, keeps):
    board = _board(world)
    _seat(world, board, Role.STEERING_MEMBER, part)
    by = world.actor(Role.STEERING_MEMBER)
    assert allows(by, policies.may_keep_board, board) is keeps
    if not keeps:
        with pytest.raises(NotAllowed):
            decisions.write_decision(by=by, place=board.place, board=board, content=content())
        return
    row = decisions.write_decision(by=by, place=board.place, board=board, content=content())
    assert len(decisions.send(by=by, decision=row, to=[world.a.one.place.pk])) == 1
    RoleHolding.objects.filter(user=world.user(Role.STEERING_MEMBER)).update(ends_on=date(2026, 10, 13))
    assert not allows(by, policies.may_keep_decision, row)


def test_members_of_a_principals_board_read_its_decisions_once_sent(world: World):
    board = _board(world, "Ledningsgruppen", world.a.one.place)
    told = SeatContent("Granne", "member", world.user(Role.HEAD, world.a.two.place).email)
    commands.seat(by=world.actor(Role.HEAD), board=board, content=told, starts_on=TODAY)
    neighbour = world.actor(Role.HEAD, world.a.two.place)
    hidden = draft(world, place=world.a.one.place, board=board)
    shown = sent(world, world.a.one.units[0], place=world.a.one.place, board=board)
    assert not allows(neighbour, policies.may_read_decision, hidden)
    assert allows(neighbour, policies.may_read_decision, shown)


def test_a_boards_page_has_its_decisions_with_their_answers(world: World):
    board = _board(world)
    decision = sent(world, board=board)
    answered(world, decision, world.a.one.place, "done")
    page = queries.board_page(world.actor(Role.STEERING_MEMBER), board.pk)
    assert [(line.decision, dict(line.tally)) for line in page.decisions] == [
        (decision, {"done": 1, "unanswered": 1})
    ]


def test_every_change_leaves_its_event(world: World):
    board = _board(world)
    _seat(world, board, None)
    told = AuditEvent.objects.filter(action__startswith="governance.").values_list("action", flat=True)
    assert list(told.order_by("number")) == ["governance.board_founded", "governance.member_seated"]
