"""Requests that no page of ours would send."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.security import pages
from tests.security.test_sign_in_pages import PASSWORD, with_password
from tillsammans.access.roles import Role
from tillsammans.accounts.models import User


@pytest.mark.parametrize(
    "target",
    [
        "https://fraga.example/",
        "//fraga.example/",
        "/\\fraga.example/",
        "javascript:alert(1)",
        "https:fraga.example",
        "\thttps://x.example",
    ],
)
def test_signing_in_leads_to_our_own_pages_alone(world, target):
    user = with_password(world, Role.PROCESS_LEADER)
    answer = Client().post(
        reverse("account_login"), {"login": user.email, "password": PASSWORD, "next": target}
    )
    assert (answer.status_code, answer.url) == (302, reverse("portal:workspace"))


def test_signing_in_leads_back_to_the_page_one_asked_for(world):
    user, client = with_password(world, Role.SYSTEM_MANAGER), Client()
    wanted = reverse("steward:accounts")
    there = client.get(wanted).url
    answer = client.post(there, {"login": user.email, "password": PASSWORD, "next": wanted})
    assert answer.url == wanted


def test_signing_out_leads_to_our_own_pages_alone(world):
    answer = pages.signed_in(world).post(reverse("account_logout"), {"next": "https://fraga.example/"})
    assert answer.url.startswith("/")


@pytest.mark.parametrize("name", ["portal:start", "account_login", "healthz"])
def test_a_name_that_is_not_ours_is_refused(db, name):
    assert Client().get(reverse(name), HTTP_HOST="fraga.example").status_code == 400


def test_a_forwarded_name_changes_no_link(world):
    page = Client().get(reverse("portal:start"), HTTP_X_FORWARDED_HOST="fraga.example").content.decode()
    assert "fraga.example" not in page


@pytest.mark.parametrize(
    "name", ["accounts:account", "steward:let_in", "account_change_password", "account_logout"]
)
def test_a_form_without_its_token_is_refused(world, name):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.user(Role.SYSTEM_MANAGER))
    assert client.post(reverse(name), {"name": "Ny", "email": "ny@x.example"}).status_code == 403
    assert not User.objects.filter(email="ny@x.example").exists()


def test_looking_at_a_page_changes_nothing(world):
    """What changes something is a POST: a GET with the same words is the empty form."""
    client, user = pages.signed_in(world), world.user(Role.SYSTEM_MANAGER)
    client.get(reverse("accounts:account"), {"name": "Nytt namn", "language": "en"})
    client.get(
        reverse("steward:let_in"), {"email": "ny@x.example", "role": "head", "place": world.a.one.place.pk}
    )
    client.get(reverse("account_logout"))
    user.refresh_from_db()
    assert user.name != "Nytt namn"
    assert not User.objects.filter(email="ny@x.example").exists()
    assert client.get(reverse("portal:workspace")).status_code == 200


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "OPTIONS"])
def test_methods_we_do_not_use_change_nothing_and_echo_nothing(world, method):
    client = pages.signed_in(world)
    answer = client.generic(method, reverse("accounts:account"), b"name=Nytt+namn", "application/x-www-form-urlencoded",
                            HTTP_X_ODD="kanarie")  # fmt: skip
    assert answer.status_code in {200, 405}
    assert b"kanarie" not in answer.content
    assert not User.objects.filter(name="Nytt namn").exists()


def test_a_body_that_is_too_large_is_refused_in_words(world):
    answer = pages.signed_in(world).post(reverse("accounts:account"), {"name": "x" * 3_000_000})
    assert answer.status_code == 400
    assert "<h1" in answer.content.decode()


def test_too_many_fields_are_refused_in_words(world):
    answer = pages.signed_in(world).post(
        reverse("accounts:account"), {f"f{number}": "1" for number in range(2100)}
    )
    assert answer.status_code == 400
    assert "<h1" in answer.content.decode()


def test_a_field_that_the_form_does_not_have_is_not_written(world):
    client, user = pages.signed_in(world), world.user(Role.SYSTEM_MANAGER)
    before = (user.email, user.is_demo, user.is_active, user.password)
    client.post(
        reverse("accounts:account"),
        {
            "name": "Nytt namn",
            "language": "sv",
            "email": "annan@x.example",
            "is_demo": "1",
            "is_active": "",
            "password": "x",
        },
    )
    user.refresh_from_db()
    assert user.name == "Nytt namn"
    assert (user.email, user.is_demo, user.is_active, user.password) == before


def test_an_allowed_list_of_languages_is_all_a_form_takes(world):
    client, user = pages.signed_in(world), world.user(Role.SYSTEM_MANAGER)
    answer = client.post(reverse("accounts:account"), {"name": "Nytt namn", "language": "xx"})
    user.refresh_from_db()
    assert (answer.status_code, user.name) == (200, "")


def test_what_somebody_wrote_is_text_and_never_markup(world):
    client = pages.signed_in(world)
    hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    client.post(reverse("accounts:account"), {"name": hostile, "language": "sv"})
    answers = (
        client.get(reverse("accounts:account")),
        client.post(reverse("steward:accounts"), {"sok": hostile}),
    )
    for page in (answer.content.decode() for answer in answers):
        assert "<script>alert(1)" not in page
        assert "<img src=x" not in page
