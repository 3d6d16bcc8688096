"""What a fault and a refusal tell: a number to quote, and nothing from inside."""

import logging

import pytest
from django.test import Client
from django.urls import path, reverse

from config import urls
from tests.security import pages
from tillsammans.core.marks import open_to_all

CANARY = "kanarie.karlsson@skola.example"
handler404 = "config.errors.missing"
handler500 = "config.errors.broken"


@open_to_all
def breaks(request, token: str = ""):
    """A view with a fault of its own, with something personal in the fault's words."""
    raise RuntimeError(f"kunde inte spara {CANARY}")


urlpatterns = [path("trasig/<str:token>/", breaks), *urls.urlpatterns]


@pytest.fixture
def broken(db, settings) -> Client:
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False)


def test_a_fault_shows_a_number_and_nothing_from_inside(broken):
    answer = broken.get("/trasig/hemlig-lank/")
    page = answer.content.decode()
    assert answer.status_code == 500
    assert "Referensnummer" in page
    for inside in (CANARY, "RuntimeError", "Traceback", "test_errors.py", "settings"):
        assert inside not in page


def test_the_number_on_the_page_is_the_number_in_the_log(broken, caplog):
    page = broken.get("/trasig/hemlig-lank/").content.decode()
    noted = next(record.getMessage() for record in caplog.records if record.name == "tillsammans.request")
    number = noted.split()[1].rstrip(":")
    assert len(number) == 8
    assert number in page
    assert "RuntimeError" in noted


def test_no_address_no_link_and_nothing_typed_reaches_the_log(broken, caplog):
    caplog.set_level(logging.INFO)
    broken.post("/trasig/hemlig-lank/?sok=" + CANARY, {"note": CANARY})
    written = "\n".join(logging.Formatter("%(message)s").format(record) for record in caplog.records)
    assert CANARY not in written
    assert "hemlig-lank" not in written


def test_signing_in_and_out_leaves_no_address_in_the_log(world, caplog):
    caplog.set_level(logging.INFO)
    Client().post(reverse("account_login"), {"login": CANARY, "password": CANARY})
    pages.signed_in(world).post(reverse("steward:accounts"), {"sok": CANARY})
    assert CANARY not in caplog.text


def test_a_line_break_in_an_address_makes_no_line_of_its_own_in_the_log(broken, caplog):
    broken.get("/trasig/x%0AERROR%20p%C3%A5hittad%20rad/")
    assert not [line for line in caplog.text.splitlines() if line.startswith("ERROR påhittad")]


@pytest.mark.parametrize("address", ["/konto/inbjudan/ingen-lank/", "/en/konto/inbjudan/ingen-lank/"])
def test_a_link_that_is_not_valid_says_so(db, address):
    answer = Client(raise_request_exception=False).get(address)
    assert answer.status_code == 404
    assert "Be din kontaktperson" in answer.content.decode() or address.startswith("/en/")


def test_missing_and_hidden_look_alike(world):
    client = pages.signed_in(world)
    hidden = client.get(reverse("steward:close", args=[10_000_000]))
    missing = client.get("/arbetsyta/finns-inte/")
    assert hidden.status_code == missing.status_code == 404


@pytest.mark.parametrize("number", ["99999999999999999999999", "0", "-1"])
def test_a_number_beyond_the_database_is_a_missing_page(world, number):
    client = Client(raise_request_exception=False)
    client.cookies = pages.signed_in(world).cookies
    assert client.get(f"/arbetsyta/utskick/{number}/").status_code == 404


@pytest.mark.parametrize("words", ["%00", "%F0%9F%98%80", "%22%27%3B--", "%E2%80%AE", "a" * 5000])
def test_odd_signs_in_a_search_are_only_signs(world, words):
    client = Client(raise_request_exception=False)
    client.cookies = pages.signed_in(world).cookies
    assert client.get(reverse("steward:accounts") + "?efter=" + words).status_code in {200, 400}
    form = "application/x-www-form-urlencoded"
    posted = client.post(reverse("steward:accounts"), "sok=" + words, content_type=form)
    assert posted.status_code in {200, 400}
