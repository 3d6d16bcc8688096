"""A barrier that a level cannot remove is lifted to the one that can, and the answer comes back."""

import pytest

from tests.strategies.register_scenes import keeper, make_determinant
from tests.worlds import World
from tillsammans.access.roles import Role
from tillsammans.audit.models import AuditEvent
from tillsammans.core.errors import Conflict, Invalid, NotAllowed, NotVisible
from tillsammans.notify.models import OutboxMessage
from tillsammans.organisations import commands as organisations
from tillsammans.strategies.commands import lifts as commands
from tillsammans.strategies.commands import register
from tillsammans.strategies.models import Determinant, Lift
from tillsammans.strategies.queries import lifts as queries
from tillsammans.strategies.queries import register as registers

pytestmark = pytest.mark.django_db
WHY = "Budgeten ligger hos kommunen"


def _again(row: Determinant) -> Determinant:
    return Determinant.objects.get(pk=row.pk)


def _lifted(world: World, to=None) -> Lift:
    """A unit's barrier, lifted by its manager to the principal."""
    head = world.actor(Role.HEAD)
    assert head
    row = make_determinant(world)
    return commands.lift(by=keeper(world, row.place), determinant=row, to=to or world.a.one.place, why=WHY)


def _mail_to(template: str) -> set[str]:
    return set(OutboxMessage.objects.filter(template=template).values_list("to", flat=True))


def test_a_lift_tells_the_head_of_the_level_and_holds_no_word_of_the_barrier(world: World):
    lift = _lifted(world)
    assert _again(lift.determinant).state == "lifted"
    assert _mail_to(commands.LIFTED) == {f"head.{world.a.one.place.pk}@a.example"}
    message = OutboxMessage.objects.get(template=commands.LIFTED)
    assert message.context == {"lift": lift.pk}
    assert set(AuditEvent.objects.values_list("action", flat=True)) >= {
        "strategies.barrier_lifted", "strategies.determinant_lifted"
    }  # fmt: skip


def test_a_department_without_a_head_leaves_the_mail_to_its_principals(world: World):
    lift = _lifted(world, to=world.a.one.department)
    assert _mail_to(commands.LIFTED) == {f"head.{world.a.one.place.pk}@a.example"}
    commands.answer(by=world.actor(Role.HEAD), lift=lift, answer="do")


@pytest.mark.parametrize(
    ("answer", "text", "state"), [("do", "", "worked_on"), ("do", "Två till", "worked_on"), ("not_now", "Nästa år", "open")]
)  # fmt: skip
def test_the_answer_comes_back_to_who_lifted_it(world: World, answer, text, state):
    lift = _lifted(world)
    commands.answer(by=world.actor(Role.HEAD), lift=lift, answer=answer, text=text)
    lift.refresh_from_db()
    assert (lift.answer, lift.answer_text, _again(lift.determinant).state) == (answer, text, state)
    unit = world.a.one.units[0]
    assert _mail_to(commands.ANSWERED) == {f"unit_manager.{unit.pk}@a.example"}
    assert lift.determinant.changes.filter(what="answered").exists()


def test_a_lift_goes_further_and_the_countys_answer_reaches_every_level_on_the_way(world: World):
    world.user(Role.CONTACT_PERSON), world.user(Role.PROCESS_LEADER)
    lift = _lifted(world)
    commands.answer(by=world.actor(Role.HEAD), lift=lift, answer="lift", text="Länet äger avtalet")
    onwards = Lift.objects.get(before=lift)
    assert (onwards.from_place_id, onwards.to_place_id, onwards.why) == (
        world.a.one.place.pk, world.a.place.pk, "Länet äger avtalet"
    )  # fmt: skip
    assert _again(lift.determinant).state == "lifted"
    OutboxMessage.objects.all().delete()
    leader = world.actor(Role.PROCESS_LEADER)
    with pytest.raises(Invalid):
        commands.answer(by=leader, lift=onwards, answer="lift", text="Uppåt")
    commands.answer(by=leader, lift=onwards, answer="not_now", text="Avtalet gäller till 2028")
    assert _again(lift.determinant).state == "open"
    assert _mail_to(commands.ANSWERED) == {
        f"unit_manager.{world.a.one.units[0].pk}@a.example",
        f"head.{world.a.one.place.pk}@a.example",
        f"contact_person.{world.a.one.place.pk}@a.example",
    }


def test_a_unit_chooses_among_the_levels_of_its_own_principal(world: World):
    unit, one = world.a.one.units[0], world.a.one
    assert queries.levels_above(unit) == [one.department, one.place]
    assert queries.levels_above(one.place) == [world.a.place]
    assert queries.levels_above(world.a.place) == []


@pytest.mark.parametrize("where", ["other principal", "county", "beside", "other county"])
def test_a_barrier_is_lifted_to_the_own_levels_alone(world: World, where):
    to = {
        "other principal": world.a.two.place, "county": world.a.place, "beside": world.a.one.units[1],
        "other county": world.b.place,
    }[where]  # fmt: skip
    row = make_determinant(world)
    with pytest.raises(Invalid):
        commands.lift(by=keeper(world, row.place), determinant=row, to=to, why=WHY)
    assert not Lift.objects.exists() and _again(row).state == "open"


def test_a_unit_of_another_principal_is_lifted_by_nobody_else(world: World):
    row = make_determinant(world, place=world.a.two.units[0])
    for by in (world.actor(Role.HEAD), world.actor(Role.UNIT_MANAGER), world.actor(Role.PROCESS_LEADER)):
        with pytest.raises(NotAllowed):
            commands.lift(by=by, determinant=row, to=world.a.two.place, why=WHY)
    assert not Lift.objects.exists()


def test_what_cannot_be_lifted_says_why(world: World):
    lift = _lifted(world)
    by = keeper(world, world.a.one.units[0])
    with pytest.raises(Conflict, match="redan lyft"):
        commands.lift(by=by, determinant=lift.determinant, to=world.a.one.place, why=WHY)
    helps = make_determinant(world, kind="facilitator")
    with pytest.raises(Conflict, match="möjliggörare"):
        commands.lift(by=by, determinant=helps, to=world.a.one.place, why=WHY)
    new = make_determinant(world, text="Annat")
    for why in ("  ", "å" * 10_000):
        with pytest.raises(Invalid):
            commands.lift(by=by, determinant=new, to=world.a.one.place, why=why)
    own = make_determinant(world, place=world.a.place)
    with pytest.raises(Conflict, match="översta"):
        commands.lift(by=keeper(world, world.a.place), determinant=own, to=world.a.place, why=WHY)
    organisations.close_unit(by=world.actor(Role.PROCESS_LEADER), unit=new.place, on=world.at.date())
    with pytest.raises(Conflict, match="stängd"):
        commands.lift(by=world.actor(Role.HEAD), determinant=new, to=world.a.one.place, why=WHY)
    assert Lift.objects.count() == 1


def test_a_lifted_barrier_waits_for_its_answer(world: World):
    lift = _lifted(world)
    by = keeper(world, world.a.one.units[0])
    other = make_determinant(world, text="Annat")
    row = _again(lift.determinant)
    with pytest.raises(Conflict):
        register.change_state(by=by, determinant=row, seen=row.revision, state="resolved")
    with pytest.raises(Conflict):
        register.merge(by=by, determinant=row, into=other)
    with pytest.raises(Conflict):
        register.edit_determinant(
            by=by, determinant=row, seen=row.revision, kind="facilitator", domain="innovation", text="x"
        )


@pytest.mark.parametrize(
    ("role", "where"),
    [(Role.CONTACT_PERSON, "one"), (Role.HEAD, "two"), (Role.PROCESS_LEADER, "county"), (Role.UNIT_MANAGER, "unit")],
)  # fmt: skip
def test_only_the_head_of_the_level_answers(world: World, role, where):
    lift = _lifted(world)
    place = {
        "one": world.a.one.place, "two": world.a.two.place, "county": world.a.place, "unit": world.a.one.units[0]
    }[where]  # fmt: skip
    with pytest.raises(NotAllowed):
        commands.answer(by=world.actor(role, place), lift=lift, answer="do")
    lift.refresh_from_db()
    assert lift.answer == "" and _again(lift.determinant).state == "lifted"


def test_a_second_answer_is_refused_with_the_first_kept(world: World):
    lift = _lifted(world)
    stale = Lift.objects.get(pk=lift.pk)
    commands.answer(by=world.actor(Role.HEAD), lift=lift, answer="do")
    with pytest.raises(Conflict, match="redan fått ett svar"):
        commands.answer(by=world.actor(Role.HEAD), lift=stale, answer="not_now", text="Nej")
    stale.refresh_from_db()
    assert stale.answer == "do" and _again(lift.determinant).state == "worked_on"


def test_a_barrier_can_be_lifted_again_after_a_no(world: World):
    lift = _lifted(world)
    commands.answer(by=world.actor(Role.HEAD), lift=lift, answer="not_now", text="Nästa år")
    again = commands.lift(
        by=keeper(world, lift.from_place),
        determinant=lift.determinant,
        to=world.a.one.place,
        why="Nu är det nästa år",
    )
    assert again.pk != lift.pk and queries.waiting_for_answer(world.actor(Role.HEAD)) == 1


def test_the_level_it_came_to_reads_the_barrier_until_it_is_answered_and_nobody_else_does(world: World):
    lift = _lifted(world)
    head, contact = world.actor(Role.HEAD), world.actor(Role.CONTACT_PERSON)
    [waiting] = queries.lifts_page(head).waiting
    assert (waiting.text, waiting.refusal, waiting.onwards) == ("Tiden räcker inte", None, "Testlän")
    [seen] = queries.lifts_page(contact).waiting
    assert seen.text == "Tiden räcker inte" and seen.refusal
    assert [queries.waiting_for_answer(by) for by in (head, contact)] == [1, 0]
    with pytest.raises(NotAllowed):
        queries.lifts_page(world.actor(Role.STEERING_MEMBER))
    for by in (world.actor(Role.PROCESS_LEADER), world.actor(Role.HEAD, world.a.two.place)):
        assert queries.lifts_page(by) == queries.LiftsPage([], [])
        with pytest.raises(NotVisible):
            queries.get_lift(by, lift.pk)
    commands.answer(by=head, lift=lift, answer="not_now", text="Nästa år")
    page = queries.lifts_page(head)
    assert (page.waiting, [one.pk for one in page.answered]) == ([], [lift.pk])
    assert queries.received(head, lift.pk).text == ""


def test_the_list_of_lifts_has_a_fixed_number_of_queries(world: World, django_assert_num_queries):
    _lifted(world)
    head = world.actor(Role.HEAD)
    with django_assert_num_queries(4):
        queries.lifts_page(head)
    for number in range(12):
        row = make_determinant(world, text=f"Hinder {number}")
        commands.lift(by=keeper(world, row.place), determinant=row, to=world.a.one.place, why=WHY)
    with django_assert_num_queries(4):
        assert len(queries.lifts_page(head).waiting) == 13


def test_a_lift_is_withdrawn_before_it_is_answered_and_the_barrier_stands_as_before(world: World):
    lift = _lifted(world)
    by = keeper(world, lift.from_place)
    commands.withdraw(by=by, lift=lift)
    lift.refresh_from_db()
    assert (lift.answer, _again(lift.determinant).state) == ("back", "open")
    head = world.actor(Role.HEAD)
    assert queries.lifts_page(head) == queries.LiftsPage([], []) and queries.waiting_for_answer(head) == 0
    assert queries.received(head, lift.pk).text == ""
    with pytest.raises(Conflict, match="tagit tillbaka"):
        commands.answer(by=head, lift=lift, answer="do")
    with pytest.raises(Conflict, match="redan taget tillbaka"):
        commands.withdraw(by=by, lift=lift)
    commands.lift(by=by, determinant=lift.determinant, to=world.a.one.place, why="Ändå")
    assert AuditEvent.objects.filter(action="strategies.lift_withdrawn").count() == 1


def test_what_was_worked_on_is_worked_on_again_when_the_lift_is_withdrawn(world: World):
    row = make_determinant(world)
    by = keeper(world, row.place)
    register.change_state(by=by, determinant=row, seen=1, state="worked_on")
    lift = commands.lift(by=by, determinant=row, to=world.a.one.place, why=WHY)
    commands.withdraw(by=by, lift=lift)
    assert _again(row).state == "worked_on"


def test_an_answered_lift_is_not_withdrawn_and_nobody_withdraws_anothers(world: World):
    lift = _lifted(world)
    for by in (world.actor(Role.PROCESS_LEADER), world.actor(Role.HEAD, world.a.two.place)):
        with pytest.raises(NotAllowed):
            commands.withdraw(by=by, lift=lift)
    commands.answer(by=world.actor(Role.HEAD), lift=lift, answer="lift", text="Länet äger avtalet")
    unit, onwards = keeper(world, lift.from_place), Lift.objects.get(before=lift)
    with pytest.raises(Conflict, match="redan fått ett svar"):
        commands.withdraw(by=unit, lift=lift)
    with pytest.raises(NotAllowed):
        commands.withdraw(by=unit, lift=onwards)
    assert _again(lift.determinant).state == "lifted"
    commands.withdraw(by=world.actor(Role.HEAD), lift=onwards)
    assert _again(lift.determinant).state == "open"


def test_what_a_level_does_stands_in_its_own_register_in_its_own_words(world: World):
    lift = _lifted(world)
    head = world.actor(Role.HEAD)
    commands.answer(by=head, lift=lift, answer="do", own_words="Tid saknas på flera håll")
    lift.refresh_from_db()
    taken = lift.taken_as
    assert taken is not None
    assert (taken.place_id, taken.text, taken.state, taken.source, taken.domain, taken.affected) == (
        world.a.one.place.pk, "Tid saknas på flera håll", "worked_on", "lift", "inner-setting", ""
    )  # fmt: skip
    assert queries.came_from(head, taken) == [lift]
    [sent] = queries.lifts_of(head, lift.determinant)
    assert (sent.taken_id, sent.may_withdraw) == (taken.pk, False)
    [seen] = queries.lifts_of(keeper(world, lift.from_place), lift.determinant)
    assert seen.taken_id is None, "a unit does not open its principal's register"


def test_two_lifts_that_say_the_same_become_one_row_and_no_answer_but_yes_makes_one(world: World):
    head, to = world.actor(Role.HEAD), world.a.one.place
    own = make_determinant(world, place=to, text="Tiden räcker inte")
    lift = _lifted(world)
    commands.answer(by=head, lift=lift, answer="do")
    lift.refresh_from_db()
    assert lift.taken_as_id == own.pk and _again(own).state == "worked_on"
    other = make_determinant(world, text="Annat")
    again = commands.lift(by=keeper(world, other.place), determinant=other, to=to, why=WHY)
    commands.answer(by=head, lift=again, answer="not_now", text="Nästa år")
    again.refresh_from_db()
    assert again.taken_as_id is None and Determinant.objects.filter(place=to).count() == 1


def test_who_reads_the_countys_register_is_not_told_who_lifted_what_the_county_does(world: World):
    row = make_determinant(world, place=world.a.one.place)
    lift = commands.lift(by=keeper(world, row.place), determinant=row, to=world.a.place, why=WHY)
    leader, reader = world.actor(Role.PROCESS_LEADER), world.actor(Role.HEAD, world.a.two.place)
    commands.answer(by=leader, lift=lift, answer="do", own_words="Avtalet räcker inte")
    lift.refresh_from_db()
    assert registers.determinant_page(leader, lift.taken_as_id or 0).came_from == [lift]
    page = registers.determinant_page(reader, lift.taken_as_id or 0)
    assert (page.row.text, page.came_from, page.lifts) == ("Avtalet räcker inte", [], [])
    [sent] = queries.lifts_of(keeper(world, row.place), row)
    assert sent.taken_id == lift.taken_as_id, "the county's register is open to who lifted it"
