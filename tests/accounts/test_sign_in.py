"""Signing in: by invitation, with a second factor where it counts, every try in the trail, sessions that end."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tillsammans.access.queries import link_token
from tillsammans.access.roles import Role
from tillsammans.accounts import commands
from tillsammans.accounts.models import User
from tillsammans.audit.models import AuditEvent
from tillsammans.notify import letters
from tillsammans.notify.models import OutboxMessage

PASSWORD = "en mening som bara jag kommer på"


@pytest.fixture
def person(world):
    user = world.user(Role.PROCESS_LEADER)
    user.set_password(PASSWORD)
    user.save()
    return user


def _sign_in(client, email, password=PASSWORD):
    return client.post(reverse("account_login"), {"login": email, "password": password})


def test_the_right_password_opens_the_workspace_and_is_in_the_trail(client, person):
    answer = _sign_in(client, person.email)
    assert answer.status_code == 302
    assert client.get(reverse("portal:workspace")).status_code == 200
    assert AuditEvent.objects.filter(action="accounts.signed_in", target_id=person.pk).count() == 1


def test_a_wrong_password_says_so_keeps_the_address_and_is_in_the_trail(client, person):
    answer = _sign_in(client, person.email, "fel")
    assert answer.status_code == 200
    assert person.email in answer.content.decode()
    assert AuditEvent.objects.filter(action="accounts.sign_in_failed", target_id=person.pk).count() == 1


def test_an_unknown_address_gets_the_same_answer_as_a_wrong_password(client, person):
    wrong, unknown = _sign_in(client, person.email, "fel"), _sign_in(client, "okand@x.example", "fel")
    assert wrong.status_code == unknown.status_code
    assert _errors(wrong) == _errors(unknown)


def _errors(answer):
    return answer.context["form"].non_field_errors()


def test_guessing_is_slowed_down_and_nobody_is_locked_out_for_ever(client, person):
    for _try in range(12):
        _sign_in(client, person.email, "gissning")
    assert _sign_in(client, person.email).status_code != 302, "the right password too has to wait"


def test_no_page_of_the_workspace_opens_without_sign_in(client, db):
    answer = client.get(reverse("portal:workspace"))
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))


def test_other_sessions_end_when_the_password_is_changed(client, person, django_user_model):
    from django.test import Client

    other = Client()
    _sign_in(client, person.email)
    _sign_in(other, person.email)
    person.set_password("en helt annan mening nu")
    person.save()
    assert other.get(reverse("portal:workspace")).status_code == 302


def test_a_session_that_lies_still_ends(client, person, monkeypatch, at):
    _sign_in(client, person.email)
    client.get(reverse("portal:workspace"))
    from tillsammans.core import clock

    later = clock.now() + timedelta(minutes=61)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert client.get(reverse("portal:workspace")).status_code == 302


def test_where_it_is_required_nothing_opens_before_a_second_factor(client, person, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    _sign_in(client, person.email)
    answer = client.get(reverse("portal:workspace"))
    assert (answer.status_code, answer.url) == (302, reverse("mfa_index"))
    assert client.get(reverse("mfa_activate_totp")).status_code in {200, 302}


def test_nobody_signs_up_by_themselves(client, db):
    answer = client.post(reverse("account_signup"), {"email": "ny@x.example", "password1": PASSWORD})
    assert answer.status_code == 302
    assert not User.objects.filter(email="ny@x.example").exists()


@pytest.fixture
def invited(world):
    by = world.actor(Role.SYSTEM_MANAGER)
    user = commands.open_account(by=by, email="ny@x.example")
    return user, link_token(commands.invite(by=by, user=user)), by


def test_opening_an_invitation_uses_nothing_up(client, invited):
    user, token, _by = invited
    address = reverse("accounts:accept_invitation", kwargs={"token": token})
    for _time in range(3):  # as mail scanners do
        assert client.get(address).status_code == 200
    answer = client.post(address, {"password": PASSWORD, "again": PASSWORD})
    assert answer.status_code == 302
    assert _sign_in(client, user.email).status_code == 302


def test_an_accepted_invitation_is_used_up(client, invited):
    _user, token, _by = invited
    address = reverse("accounts:accept_invitation", kwargs={"token": token})
    client.post(address, {"password": PASSWORD, "again": PASSWORD})
    assert (
        client.post(
            address, {"password": "en helt annan mening nu", "again": "en helt annan mening nu"}
        ).status_code
        == 404
    )


def test_a_new_invitation_ends_the_one_before(client, invited):
    user, token, by = invited
    commands.invite(by=by, user=user)
    assert client.get(reverse("accounts:accept_invitation", kwargs={"token": token})).status_code == 404


def test_passwords_that_differ_are_told_of_and_nothing_is_saved(client, invited):
    user, token, _by = invited
    answer = client.post(
        reverse("accounts:accept_invitation", kwargs={"token": token}),
        {"password": PASSWORD, "again": "annat"},
    )
    assert "Lösenorden är inte lika" in answer.content.decode()
    user.refresh_from_db()
    assert not user.has_usable_password()


def test_a_forgotten_password_goes_by_the_outbox_with_a_link_that_works(client, person):
    client.post(reverse("account_reset_password"), {"email": person.email})
    message = OutboxMessage.objects.get(to=person.email)
    assert "lösenord" in letters.written(message).subject
    link = next(line for line in letters.written(message).body.splitlines() if line.startswith("http"))
    path = link.split("/", 3)[3]
    assert client.get("/" + path, follow=True).status_code == 200


def test_an_unknown_address_gets_no_mail(client, db):
    client.post(reverse("account_reset_password"), {"email": "okand@x.example"})
    assert not OutboxMessage.objects.exists()


@pytest.mark.parametrize(("demo", "opens"), [(True, True), (False, False)])
def test_a_demo_account_opens_in_demo_mode_alone(client, person, settings, demo, opens):
    settings.DEMO = demo
    person.is_demo = True
    person.save()
    _sign_in(client, person.email)
    assert ("_auth_user_id" in client.session) is opens
    client.force_login(person)
    assert (client.get(reverse("portal:workspace")).status_code == 200) is opens
