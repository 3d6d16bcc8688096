"""Passwords, sessions and the pages where they are chosen."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.auth import password_validation
from django.contrib.auth.hashers import get_hasher
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from tests.security import pages
from tillsammans.access.roles import Role
from tillsammans.accounts.models import User
from tillsammans.core import clock

PASSWORD = "En mening, bara min: Åäö 7!"


def with_password(world, role: Role, password: str = PASSWORD) -> User:
    user = world.user(role)
    user.set_password(password)
    user.save()
    return user


def sign_in(client: Client, user: User, password: str = PASSWORD):
    return client.post(reverse("account_login"), {"login": user.email, "password": password})


def test_passwords_are_stored_with_argon2id_of_at_least_19_mib(world):
    stored = with_password(world, Role.HEAD).password
    settings_part = stored.split("$")[3]
    numbers = dict(pair.split("=") for pair in settings_part.split(","))
    assert stored.startswith("argon2$argon2id$")
    assert int(numbers["m"]) >= 19 * 1024
    assert int(numbers["t"]) >= 2
    assert get_hasher().algorithm == "argon2"


@pytest.mark.parametrize("word", ["password1234", "qwertyuiop123", "qwerty123456", "kort", "elva tecken"])
def test_common_and_short_passwords_are_refused(word):
    with pytest.raises(ValidationError):
        password_validation.validate_password(word)


@pytest.mark.parametrize(
    "word", ["bara små bokstäver", "ÄÄÄÄÄÄ ÅÅÅÅÅÅ", "7319 4402 8861 5", "😀 en glad mening", "å" * 200]
)
def test_any_composition_and_length_will_do(word):
    password_validation.validate_password(word)


def test_the_whole_password_counts_with_case_blanks_and_length(world):
    long = " Mening med blanksteg i båda ändar " + "å" * 60 + " "
    user = with_password(world, Role.HEAD, long)
    for wrong in (long.strip(), long.lower(), long[:-2]):
        assert sign_in(Client(), user, wrong).status_code == 200
    assert sign_in(Client(), user, long).status_code == 302


def test_whoever_changes_the_password_shows_the_old_one(world):
    client, user = Client(), with_password(world, Role.HEAD)
    sign_in(client, user)
    new = "en helt annan mening nu"
    address = reverse("account_change_password")
    client.post(address, {"oldpassword": "fel", "password1": new, "password2": new})
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    client.post(address, {"oldpassword": PASSWORD, "password1": new, "password2": new})
    user.refresh_from_db()
    assert user.check_password(new)


def test_a_common_password_is_refused_where_it_is_changed(world):
    client, user = Client(), with_password(world, Role.HEAD)
    sign_in(client, user)
    word = "password1234"
    client.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": word, "password2": word}
    )
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_password_fields_are_masked_and_help_password_managers(world):
    client = Client()
    sign_in(client, with_password(world, Role.HEAD))
    pages_with_passwords = [
        Client().get(reverse("account_login")),
        Client().get(pages.invitation(world)),
        client.get(reverse("account_change_password")),
    ]
    for answer in pages_with_passwords:
        fields = [part.split(">")[0] for part in answer.content.decode().split("<input")[1:]]
        secret = [field for field in fields if "password" in field]
        assert secret
        assert all('type="password"' in field for field in secret if 'name="login"' not in field)
        assert not any("onpaste" in field or 'autocomplete="off"' in field for field in secret)


def test_no_secret_question_and_no_hint_is_kept():
    assert not {field.name for field in User._meta.get_fields()} & {
        "hint",
        "password_hint",
        "question",
        "secret_answer",
    }


def test_there_is_no_account_that_nobody_made(db):
    assert not User.objects.exists()


def test_a_new_session_begins_at_sign_in_and_the_old_number_is_of_no_use(world):
    client, user = Client(), with_password(world, Role.HEAD)
    session = client.session
    session["before"] = True
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = planted = session.session_key
    sign_in(client, user)
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != planted
    assert not Session.objects.filter(session_key=planted).exists()


def test_the_session_is_a_random_reference_that_the_server_looks_up(world):
    client = pages.signed_in(world)
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert len(key) >= 26, "32 letters and digits: over 128 bits"
    assert Session.objects.filter(session_key=key).exists()
    client.cookies[settings.SESSION_COOKIE_NAME] = key[:-1] + ("a" if key[-1] != "a" else "b")
    assert client.get(reverse("portal:workspace")).status_code == 302


def test_a_session_that_was_signed_out_is_dead_also_with_its_old_number(world):
    client = pages.signed_in(world)
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    client.post(reverse("account_logout"))
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = key
    assert thief.get(reverse("portal:workspace")).status_code == 302


def test_a_session_ends_after_twelve_hours_whatever_one_does(world, monkeypatch):
    client, began = Client(), clock.now()
    sign_in(client, with_password(world, Role.HEAD))
    for minutes in range(0, 12 * 60, 50):
        monkeypatch.setattr(clock, "now", lambda minutes=minutes: began + timedelta(minutes=minutes))
        assert client.get(reverse("portal:workspace")).status_code == 200
    monkeypatch.setattr(clock, "now", lambda: began + timedelta(hours=12, minutes=20))
    assert client.get(reverse("portal:workspace")).status_code == 302


def test_every_page_of_the_workspace_has_a_way_out(world):
    client = pages.signed_in(world)
    for name in ("portal:workspace", "accounts:account", "steward:accounts"):
        assert reverse("account_logout") in client.get(reverse(name)).content.decode(), name


def test_the_second_factor_is_changed_by_whoever_has_just_signed_in(world, settings):
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
    client = Client()
    sign_in(client, with_password(world, Role.HEAD))
    answer = client.get(reverse("mfa_activate_totp"))
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_reauthenticate"))


def test_a_one_time_code_opens_once(world):
    import time

    from allauth.mfa.totp.internal import auth

    user, client = with_password(world, Role.HEAD), Client()
    secret = auth.generate_totp_secret()
    auth.TOTP.activate(user, secret)
    code = auth.format_hotp_value(auth.hotp_value(secret, int(time.time()) // 30))
    sign_in(client, user)
    assert client.post(reverse("mfa_authenticate"), {"code": code}).url == reverse("portal:workspace")
    again = Client()
    sign_in(again, user)
    assert again.post(reverse("mfa_authenticate"), {"code": code}).status_code == 200
    assert again.get(reverse("portal:workspace")).status_code == 302


def test_a_forgotten_password_does_not_go_round_the_second_factor(world):
    from allauth.mfa.totp.internal import auth

    user, client = with_password(world, Role.HEAD), Client()
    auth.TOTP.activate(user, auth.generate_totp_secret())
    form = client.get(_new_password(user), follow=True)
    assert 'type="password"' in form.content.decode()
    new = "en helt annan mening nu"
    client.post(form.request["PATH_INFO"], {"password1": new, "password2": new})
    assert client.get(reverse("portal:workspace")).status_code == 302
    sign_in(client, user, new)
    assert client.get(reverse("portal:workspace")).status_code == 302, "the code is still asked for"


def _new_password(user: User, key: str | None = None) -> str:
    """The address on which a forgotten password is chosen anew."""
    from allauth.account.forms import default_token_generator
    from allauth.account.utils import user_pk_to_url_str

    words = {"uidb36": user_pk_to_url_str(user), "key": key or default_token_generator.make_token(user)}
    return reverse("account_reset_password_from_key", kwargs=words)


def _asks_for_a_password(address: str) -> bool:
    return 'type="password"' in Client().get(address, follow=True).content.decode()


def test_a_link_for_a_new_password_works_once(world):
    user = with_password(world, Role.HEAD)
    address, new = _new_password(user), "en helt annan mening nu"
    assert _asks_for_a_password(address)
    client = Client()
    form = client.get(address, follow=True)
    client.post(form.request["PATH_INFO"], {"password1": new, "password2": new})
    assert not _asks_for_a_password(address)


def test_a_link_for_a_new_password_that_is_changed_or_another_persons_opens_nothing(world):
    user, other = with_password(world, Role.HEAD), with_password(world, Role.STAFF)
    key = _new_password(user).rstrip("/").partition("-")[2]
    time, _dash, mark = key.partition("-")
    assert not _asks_for_a_password(
        _new_password(user, f"{time}-{mark[:-1]}{'0' if mark[-1] != '0' else '1'}")
    )
    assert not _asks_for_a_password(_new_password(user, f"zzzzzz-{mark}"))
    assert not _asks_for_a_password(_new_password(other, key))


def test_a_link_for_a_new_password_gets_old(world, settings):
    address = _new_password(with_password(world, Role.HEAD))
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert not _asks_for_a_password(address)
