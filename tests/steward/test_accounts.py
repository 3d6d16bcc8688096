"""Looking after accounts: who may, what is refused, what is written down."""

import re

import pytest
from django.urls import reverse

from tillsammans.access.roles import Role
from tillsammans.audit.models import AuditEvent
from tillsammans.core.errors import Conflict, Invalid, NotAllowed
from tillsammans.notify.models import OutboxMessage
from tillsammans.organisations.models import RoleHolding
from tillsammans.steward import commands, queries


def test_whoever_is_let_in_gets_a_role_an_account_and_a_mail(world):
    by = world.actor(Role.SYSTEM_MANAGER)
    holding = commands.let_in(by=by, email="Ny@Ekvik.example", role=Role.HEAD, place=world.a.one.place)
    holding.refresh_from_db()
    assert (holding.email, holding.user.email) == ("ny@ekvik.example", "ny@ekvik.example")
    assert OutboxMessage.objects.get().template == "accounts/invitation"
    assert AuditEvent.objects.filter(action="steward.role_given", target_id=holding.pk).count() == 1


@pytest.mark.parametrize("role", [r for r in Role if r != Role.SYSTEM_MANAGER])
def test_others_let_nobody_in(world, role):
    by = world.actor(role)
    before = RoleHolding.objects.count()
    with pytest.raises(NotAllowed):
        commands.let_in(by=by, email="ny@ekvik.example", role=Role.HEAD, place=world.a.one.place)
    assert RoleHolding.objects.count() == before
    assert not AuditEvent.objects.exists()


def test_nobody_is_let_in_to_another_county(world):
    with pytest.raises(NotAllowed):
        commands.let_in(
            by=world.actor(Role.SYSTEM_MANAGER), email="ny@x.example", role=Role.HEAD, place=world.b.one.place
        )


def test_a_role_is_refused_where_it_does_not_belong(world):
    with pytest.raises(Invalid):
        commands.let_in(
            by=world.actor(Role.SYSTEM_MANAGER),
            email="ny@x.example",
            role=Role.PROCESS_LEADER,
            place=world.a.one.place,
        )


def test_one_does_not_close_ones_own_account(world):
    by = world.actor(Role.SYSTEM_MANAGER)
    own = RoleHolding.objects.get(user_id=by.user_id)
    with pytest.raises(Conflict):
        commands.shut_out(by=by, holding=own)


def test_a_closed_account_is_out_at_once(world, client):
    person = world.user(Role.PROCESS_LEADER)
    client.force_login(person)
    assert client.get(reverse("portal:workspace")).status_code == 200
    holding = RoleHolding.objects.get(user=person)
    commands.shut_out(by=world.actor(Role.SYSTEM_MANAGER), holding=holding)
    assert client.get(reverse("portal:workspace")).status_code == 302


def test_reading_addresses_leaves_a_trail(world, client):
    client.force_login(world.user(Role.SYSTEM_MANAGER))
    assert client.get(reverse("steward:accounts")).status_code == 200
    assert AuditEvent.objects.filter(action="steward.accounts_read").count() == 1


def test_the_pages_work_through_the_browser(world, client):
    client.force_login(world.user(Role.SYSTEM_MANAGER))
    answer = client.post(
        reverse("steward:let_in"),
        {"email": "ny@ekvik.example", "role": "head", "place": world.a.one.place.pk, "language": "sv"},
    )
    assert answer.status_code == 302
    page = client.post(reverse("steward:accounts"), {"sok": "ny@ekvik"}).content.decode()
    assert "ny@ekvik.example" in page
    assert "inbjuden" in page


def test_a_search_leaves_no_address_in_the_pages_address(world, client):
    client.force_login(world.user(Role.SYSTEM_MANAGER))
    address, sought = reverse("steward:accounts"), world.user(Role.HEAD).email
    found = client.post(address, {"sok": sought}).content.decode()
    assert found.count(sought) > 1
    assert "?sok" not in found
    assert not [href for href in re.findall(r'(?:href|action)="([^"]*)"', found) if "@" in href]
    ignored = client.get(address, {"sok": sought})
    assert f'value="{sought}"' not in ignored.content.decode()


@pytest.mark.parametrize("sought", ["", "x.example"])
def test_pages_of_accounts_follow_each_other_without_an_address(world, client, monkeypatch, sought):
    monkeypatch.setattr(queries, "PAGE", 2)
    for number in range(5):
        RoleHolding.objects.create(
            role="bba", place=world.a.one.units[0], email=f"a{number}@x.example", starts_on="2025-01-01"
        )
    by, seen, after = world.actor(Role.SYSTEM_MANAGER), [], None
    while True:
        page = queries.accounts_page(by, text=sought, everyone=True, after=after)
        seen += [row.holding.email for row in page.rows]
        after = page.following
        if after is None:
            break
    assert seen == sorted(set(seen))
    assert {f"a{number}@x.example" for number in range(5)} <= set(seen)
    client.force_login(world.user(Role.SYSTEM_MANAGER))
    html = client.post(reverse("steward:accounts"), {"sok": sought, "alla": "1"}).content.decode()
    assert 'name="efter"' in html if sought else "?alla=1&amp;efter=" in html


def test_those_without_an_account_are_shown_on_request(world, client):
    RoleHolding.objects.create(
        role="bba", place=world.a.one.units[0], email="utan@x.example", starts_on="2025-01-01"
    )
    client.force_login(world.user(Role.SYSTEM_MANAGER))
    address = reverse("steward:accounts")
    assert "utan@x.example" not in client.get(address).content.decode()
    assert "utan@x.example" in client.get(address, {"alla": "1"}).content.decode()


def test_a_forged_place_is_refused_in_words(world, client):
    client.force_login(world.user(Role.SYSTEM_MANAGER))
    answer = client.post(
        reverse("steward:let_in"),
        {"email": "ny@x.example", "role": "head", "place": world.b.one.place.pk, "language": "sv"},
    )
    assert answer.status_code == 200
    assert not RoleHolding.objects.filter(email="ny@x.example").exists()


def test_the_audit_trail_shows_only_the_own_county(world):
    ours, theirs = world.actor(Role.SYSTEM_MANAGER), world.actor(Role.SYSTEM_MANAGER, world.b.place)
    commands.let_in(by=ours, email="a@x.example", role=Role.HEAD, place=world.a.one.place)
    commands.let_in(by=theirs, email="b@x.example", role=Role.HEAD, place=world.b.one.place)
    shown = {row.number for row in queries.events_page(ours, queries.EventFilter()).rows}
    assert shown
    assert not shown & set(
        AuditEvent.objects.filter(county_id=world.b.place.pk).values_list("number", flat=True)
    )


def test_the_audit_page_opens_and_checks_the_chain(world, client):
    client.force_login(world.user(Role.SYSTEM_MANAGER))
    page = client.get(reverse("steward:audit_trail"), {"kontrollera": "1"}).content.decode()
    assert "Kedjan är hel" in page


def test_a_letter_is_shown_in_demo_mode_alone(world, client, settings):
    commands.let_in(
        by=world.actor(Role.SYSTEM_MANAGER), email="a@x.example", role=Role.HEAD, place=world.a.one.place
    )
    client.force_login(world.user(Role.SYSTEM_MANAGER))
    address = reverse("steward:letter", args=[OutboxMessage.objects.get().pk])
    assert "/inbjudan/" not in client.get(address).content.decode()
    settings.DEMO = True
    assert "/inbjudan/" in client.get(address).content.decode()


def test_an_account_without_a_role_is_erased_after_its_grace_and_never_before(world, at):
    from datetime import timedelta

    from tillsammans.access.actor import system
    from tillsammans.accounts.models import User

    user = world.user(Role.HEAD)
    RoleHolding.objects.filter(user=user).update(user=None)
    assert commands.dispose_of_accounts_without_roles(by=system(at + timedelta(days=29))) == 0
    assert commands.dispose_of_accounts_without_roles(by=system(at + timedelta(days=31))) == 1
    user = User.objects.get(pk=user.pk)
    assert (user.name, user.is_active, "head" in user.email) == ("", False, False)
