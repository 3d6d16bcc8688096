"""Who holds a role, from when to when; a vacancy only against the principal's own decision; erased in time, never early."""

from datetime import date, timedelta

import pytest

from tillsammans.access.roles import Role
from tillsammans.audit.models import AuditEvent
from tillsammans.core.errors import Conflict, DomainError, Invalid, NotAllowed, NotVisible
from tillsammans.organisations import commands, handovers, queries
from tillsammans.organisations.models import CountyProfile, PrincipalProfile, RoleDecision, RoleHolding
from tillsammans.organisations.rules.role_seats import Seats

DAY = timedelta(days=1)
TODAY = date(2026, 10, 14)
KEEPERS = [Role.CONTACT_PERSON, Role.HEAD, Role.PROCESS_LEADER, Role.SYSTEM_MANAGER]
OTHERS = sorted(set(Role) - set(KEEPERS))


def held(place, role=Role.BBA, starts_on=TODAY - 100 * DAY, **fields):
    fields = {"email": "kim@ekvik.example", "name": "Kim Ek"} | fields
    return RoleHolding.objects.create(role=role, place=place, starts_on=starts_on, **fields)


def act(name, by, world, holding):
    return {
        "appoint": lambda: commands.appoint(
            by=by, place=world.a.one.units[1], role="bba", email="ny@ekvik.example"
        ),
        "end": lambda: commands.end_role(by=by, holding=holding),
        "hand_over": lambda: commands.hand_over_role(
            by=by, holding=holding, to_email="ny@ekvik.example", to_name="Ny"
        ),
    }[name]()


@pytest.mark.parametrize("name", ["appoint", "end", "hand_over"])
@pytest.mark.parametrize("role", KEEPERS)
def test_the_principal_and_the_county_keep_the_list(world, name, role):
    holding = held(world.a.one.units[0])
    act(name, world.actor(role), world, holding)
    assert AuditEvent.objects.filter(action__startswith="organisations.role_").count() == 1


@pytest.mark.parametrize("name", ["appoint", "end", "hand_over"])
@pytest.mark.parametrize("role", [*OTHERS, "neighbour"])
def test_others_are_refused_and_no_role_is_written(world, name, role):
    holding = held(world.a.one.units[0])
    by = world.actor(Role.CONTACT_PERSON, world.a.two.place) if role == "neighbour" else world.actor(role)
    before = list(RoleHolding.objects.order_by("pk").values())
    with pytest.raises(NotAllowed):
        act(name, by, world, holding)
    assert list(RoleHolding.objects.order_by("pk").values()) == before
    assert not AuditEvent.objects.exists()


def test_a_handover_leaves_no_day_between_and_moves_open_tasks(world):
    moved, holding = [], held(world.a.one.units[0])
    callback = handovers.on_handover(lambda by, ended, new: moved.append((ended.pk, new.pk)))
    try:
        new = act("hand_over", world.actor(Role.CONTACT_PERSON), world, holding)
    finally:
        handovers._ON_HANDOVER.remove(callback)
    holding.refresh_from_db()
    assert (holding.ends_on, new.starts_on, new.ends_on) == (TODAY - DAY, TODAY, None)
    assert moved == [(holding.pk, new.pk)]


def test_a_handover_that_fails_above_leaves_everything_as_it_was(world):
    holding = held(world.a.one.units[0])

    @handovers.on_handover
    def refuse(by, ended, new):
        raise Conflict("nej")

    try:
        with pytest.raises(Conflict, match="nej"):
            act("hand_over", world.actor(Role.CONTACT_PERSON), world, holding)
    finally:
        handovers._ON_HANDOVER.remove(refuse)
    holding.refresh_from_db()
    assert holding.ends_on is None
    assert not RoleHolding.objects.filter(email="ny@ekvik.example").exists()


def test_whoever_takes_over_keeps_the_account_they_have(world):
    user = world.user(Role.STAFF, world.a.one.units[1])
    new = commands.hand_over_role(
        by=world.actor(Role.HEAD), holding=held(world.a.one.units[0]), to_email=user.email.upper()
    )
    assert new.user == user


def test_what_cannot_be_written_says_why(world):
    by, unit, department = world.actor(Role.CONTACT_PERSON), world.a.one.units[0], world.a.one.department
    now, gone = held(unit, starts_on=TODAY), held(unit, ends_on=TODAY - DAY)
    head = held(world.a.one.place, role=Role.HEAD)
    refused = [
        (Invalid, "e-postadress", lambda: commands.appoint(by=by, place=unit, role="bba", email="kim")),
        (Invalid, "följer med ett konto", lambda: commands.appoint(by=by, place=unit, role="head", email="a@b.se")),
        (Invalid, "Välj en enhet", lambda: commands.appoint(by=by, place=department, role="unit_manager", email="a@b.se")),
        (Conflict, "redan rollen", lambda: commands.appoint(by=by, place=unit, role="bba", email="KIM@ekvik.example")),
        (Invalid, "minst en dag", lambda: commands.hand_over_role(by=by, holding=now, to_email="a@b.se")),
        (Conflict, "redan rollen", lambda: commands.hand_over_role(by=by, holding=now, to_email="kim@ekvik.example")),
        (Conflict, "redan lämnat", lambda: commands.end_role(by=by, holding=gone)),
        (Invalid, "inte börjat", lambda: commands.end_role(by=by, holding=now, on=TODAY - DAY)),
        (Invalid, "följer med ett konto", lambda: commands.end_role(by=by, holding=head)),
        (Invalid, "mellan 1", lambda: commands.decide_role(
            by=by, principal=world.a.one.place, role="bba", scope="shared", number=0)),
        (Invalid, "inte kommit", lambda: commands.decide_role(
            by=by, principal=world.a.one.place, role="bba", scope="shared", decided_on=TODAY + DAY)),
        (Invalid, "Välj roll", lambda: commands.decide_role(by=by, principal=world.a.one.place, role="head", scope="shared")),
    ]  # fmt: skip
    for kind, words, attempt in refused:
        with pytest.raises(kind, match=words):
            attempt()
    assert not AuditEvent.objects.exists()


def test_reading_names_is_recorded_once_with_ids_alone(world):
    unit = world.a.one.units[0]
    one, other = held(unit), held(world.a.one.place, role=Role.COORDINATOR)
    found = commands.read_holders(by=world.actor(Role.CONTACT_PERSON), place=unit)
    assert {row.pk for row in found} == {one.pk, other.pk}
    event = AuditEvent.objects.get(action="organisations.holdings_read")
    assert event.detail == {"holdings": [row.pk for row in found]}


@pytest.mark.parametrize("role", [Role.STEERING_MEMBER, Role.STAFF, Role.BBA, Role.RESEARCHER, "neighbour"])
def test_others_read_no_names_and_leave_no_event(world, role):
    held(world.a.one.units[0])
    by = world.actor(Role.CONTACT_PERSON, world.a.two.place) if role == "neighbour" else world.actor(role)
    assert commands.read_holders(by=by, place=world.a.one.units[0]) == []
    assert not AuditEvent.objects.exists()


def seats(world, by=None, role="bba"):
    return queries.role_seats_of_county(by or world.actor(Role.PROCESS_LEADER))[world.a.one.place.pk][role]


def decide(world, scope, number=1, **fields):
    by = world.actor(Role.CONTACT_PERSON)
    return commands.decide_role(
        by=by, principal=world.a.one.place, role="bba", scope=scope, number=number, **fields
    )


def test_nothing_is_vacant_until_the_principal_has_decided(world):
    held(world.a.one.units[0])
    assert seats(world) == Seats(None, 1, None)
    decide(world, "per_unit")
    assert seats(world) == Seats(2, 1, 1)
    decide(world, "shared", 1)
    assert seats(world) == Seats(1, 1, 0)
    assert RoleDecision.objects.filter(ends_on=None).count() == 1
    decision = RoleDecision.objects.get(ends_on=None)
    commands.withdraw_decision(by=world.actor(Role.CONTACT_PERSON), decision=decision)
    assert seats(world) == Seats(None, 1, None)


def test_a_sectors_own_decision_is_counted_apart_from_the_rest(world):
    held(world.a.one.units[0])
    decide(world, "per_unit", sector="school")
    decide(world, "shared", 3)
    rows = queries.seats_rows(world.actor(Role.PROCESS_LEADER), world.a.one.place.pk)
    found = {row.sector: row.seats for row in rows if row.role == "bba"}
    assert found == {"school": Seats(2, 1, 1), "": Seats(3, 0, 3)}


def test_two_share_a_principals_seats_and_an_area_has_one(world):
    held(world.a.one.place, email="a@e.example")
    held(world.a.one.place, email="b@e.example")
    decide(world, "shared", 2)
    assert seats(world).vacant == 0
    decide(world, "per_area", 2)
    assert seats(world) == Seats(2, 1, 1)


def test_seats_take_four_queries_however_many_principals(world, django_assert_num_queries):
    decide(world, "per_unit")
    seats(world)
    by = world.actor(Role.PROCESS_LEADER)
    with django_assert_num_queries(4):
        seats(world, by)
    for n in range(9):
        place = commands.place(world.a.place, "principal", f"K{n}", principal_kind="municipality")
        RoleDecision.objects.create(principal=place, role="bba", scope="per_unit", decided_on=TODAY)
    with django_assert_num_queries(4):
        assert len(queries.role_seats_of_county(by)) == 11


def test_those_who_count_see_own_principals_and_the_county_all(world):
    everyone = {world.a.one.place.pk, world.a.two.place.pk}
    for role, seen in [
        (Role.STEERING_MEMBER, everyone),
        (Role.CONTACT_PERSON, {world.a.one.place.pk}),
        (Role.STAFF, set()),
    ]:
        assert set(queries.role_seats_of_county(world.actor(role))) == seen


@pytest.mark.parametrize("role", [*sorted(set(Role) - {Role.CONTACT_PERSON, Role.HEAD}), "neighbour"])
def test_only_the_principal_decides_for_itself(world, role):
    by = world.actor(Role.HEAD, world.a.two.place) if role == "neighbour" else world.actor(role)
    one = world.a.one.place
    with pytest.raises(NotAllowed):
        commands.decide_role(by=by, principal=one, role="bba", scope="shared")
    with pytest.raises(NotAllowed):
        commands.change_settings(
            by=by, principal=one, units_open_to_county=True, notes_shared_with_county=True
        )
    decision = RoleDecision.objects.create(principal=one, role="bba", scope="shared", decided_on=TODAY)
    with pytest.raises(NotAllowed):
        commands.withdraw_decision(by=by, decision=decision)
    with pytest.raises(NotVisible):
        queries.get_decision(by, decision.pk)
    assert not PrincipalProfile.objects.filter(units_open_to_county=True).exists()
    assert not AuditEvent.objects.exists()


def test_opening_workplaces_is_the_principals_choice_and_is_recorded_once(world):
    by, one = world.actor(Role.HEAD), world.a.one.place
    for _twice in range(2):
        commands.change_settings(
            by=by, principal=one, units_open_to_county=True, notes_shared_with_county=False
        )
    profile = PrincipalProfile.objects.get(place=one)
    assert (profile.units_open_to_county, profile.notes_shared_with_county) == (True, False)
    assert AuditEvent.objects.get().detail == {"units_open_to_county": True}


def test_notes_are_never_shared_while_workplaces_are_closed(world):
    profile = commands.change_settings(
        by=world.actor(Role.HEAD),
        principal=world.a.one.place,
        units_open_to_county=False,
        notes_shared_with_county=True,
    )
    assert not profile.notes_shared_with_county


@pytest.mark.parametrize(
    ("ended_days_ago", "erased"), [(0, False), (364, False), (365, False), (366, True), (900, True)]
)
def test_who_it_was_is_erased_when_the_time_is_over_and_never_early(world, ended_days_ago, erased):
    user = world.user(Role.STAFF)
    RoleHolding.objects.all().delete()
    ended = held(
        world.a.one.units[0], starts_on=TODAY - 2000 * DAY, ends_on=TODAY - ended_days_ago * DAY, user=user
    )
    lasting = held(world.a.one.units[1], starts_on=TODAY - 2000 * DAY)
    by = world.actor(Role.SYSTEM_MANAGER)
    assert commands.dispose_of_ended_holdings(by=by) == int(erased)
    assert commands.dispose_of_ended_holdings(by=by) == 0
    ended.refresh_from_db()
    lasting.refresh_from_db()
    kept = ("kim@ekvik.example", "Kim Ek", user.pk)
    assert (ended.email, ended.name, ended.user_id) == (("", "", None) if erased else kept)
    assert (ended.disposed_at is not None, ended.starts_on) == (erased, TODAY - 2000 * DAY)
    assert lasting.email == "kim@ekvik.example"
    assert AuditEvent.objects.filter(action="organisations.holdings_disposed").count() == int(erased)


def test_each_county_keeps_as_long_as_it_has_decided(world):
    CountyProfile.objects.filter(place=world.b.place).update(holdings_kept_days=10)
    for county in (world.a, world.b):
        held(county.one.units[0], ends_on=TODAY - 30 * DAY)
    assert commands.dispose_of_ended_holdings(by=world.actor(Role.SYSTEM_MANAGER)) == 1
    assert RoleHolding.objects.get(disposed_at=None, ends_on__isnull=False).place == world.a.one.units[0]


def test_every_refusal_is_a_sentence(world):
    with pytest.raises(DomainError) as refused:
        commands.appoint(by=world.actor(Role.STAFF), place=world.a.one.units[0], role="bba", email="a@b.se")
    assert refused.value.message.endswith(".")
