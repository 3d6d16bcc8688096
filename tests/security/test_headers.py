"""What every answer tells the browser to allow (R16)."""

from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.security import pages
from tests.security.test_sign_in_pages import sign_in, with_password
from tillsammans.access.roles import Role

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}


def policy(answer) -> dict[str, list[str]]:
    """The content security policy as {directive: sources}."""
    parts = (part.split() for part in answer["Content-Security-Policy"].split(";") if part.strip())
    return {name: sources for name, *sources in parts}


def test_every_kind_of_page_has_the_security_headers(world):
    missing = [
        f"{what}: {name}"
        for what, answer in pages.answers(world)
        for name, value in ALWAYS.items()
        if answer.headers.get(name) != value
    ]
    assert not missing


def test_the_policy_allows_nothing_that_it_does_not_name(world):
    for what, answer in pages.answers(world):
        directives = policy(answer)
        assert directives["default-src"] == ["'none'"], what
        assert directives["frame-ancestors"] == ["'none'"], what
        assert directives["base-uri"] == ["'none'"], what


def test_the_policy_allows_nothing_inline_and_no_other_host(world):
    allowed = {"'none'", "'self'", "data:"}
    for what, answer in pages.answers(world):
        directives = policy(answer)
        assert {source for sources in directives.values() for source in sources} <= allowed, what
        assert "data:" not in directives["script-src"] + directives["style-src"], what


def test_no_other_origin_may_read_an_answer(world):
    client = pages.signed_in(world)
    for name in (*pages.PUBLIC, *pages.SIGNED_IN):
        answer = client.get(reverse(name), HTTP_ORIGIN="https://fraga.example")
        assert "Access-Control-Allow-Origin" not in answer.headers, name
        assert "Access-Control-Allow-Credentials" not in answer.headers, name


def test_every_answer_says_what_it_is_and_in_which_letters(world):
    for what, answer in pages.answers(world):
        assert answer["Content-Type"] in {"text/html; charset=utf-8", "text/plain; charset=utf-8"}, what


def test_a_file_of_ours_is_served_as_what_it_is():
    for name, kind in (
        ("ui/ui.js", "text/javascript"),
        ("ui/app.css", "text/css"),
        ("ui/favicon.svg", "image/svg+xml"),
    ):
        answer = Client().get(f"{settings.STATIC_URL}{name}")
        assert answer["Content-Type"].startswith(kind)
        assert answer["X-Content-Type-Options"] == "nosniff"


def test_no_folder_and_no_file_outside_is_served(db):
    for address in ("/static/", "/static/ui/", "/static/../config/settings.py", "/static/%2e%2e/start.py", "/.git/config",
                    "/var/environment", "/pyproject.toml"):  # fmt: skip
        answer = Client().get(address)
        assert answer.status_code in {302, 404}, address
        assert b"SECRET_KEY" not in b"".join(answer), address


def test_an_open_page_sets_no_cookie(world):
    client = Client()
    for name in ("portal:start", "portal:about", "portal:privacy", "portal:accessibility", "healthz"):
        assert not client.get(reverse(name)).cookies, name


def test_pages_of_a_person_are_kept_by_no_cache(world):
    client = pages.signed_in(world)
    kept = [
        name
        for name in pages.SIGNED_IN
        if "no-store" not in client.get(reverse(name)).get("Cache-Control", "")
    ]
    assert not kept


def test_a_personal_links_page_is_kept_by_no_cache(world):
    assert "no-store" in Client().get(pages.invitation(world)).get("Cache-Control", "")


def test_a_personal_links_page_tells_no_other_page_its_address(world):
    answer = Client().get(pages.invitation(world))
    assert answer.status_code == 200
    assert answer["Referrer-Policy"] == "same-origin"


def test_cookies_are_for_this_site_and_the_session_for_the_server_alone(world):
    """What they are called and that they are sent by TLS alone: test_production.py."""
    client, user = Client(), with_password(world, Role.HEAD)
    seen = {}
    for answer in (
        client.get(reverse("account_login")),
        sign_in(client, user),
        client.post(reverse("account_logout")),
    ):
        seen |= {name: cookie for name, cookie in answer.cookies.items() if cookie.value}
    assert set(seen) >= {"session", "csrf"}
    for name, cookie in seen.items():
        assert (cookie["samesite"], cookie["path"], cookie["domain"]) == ("Lax", "/", ""), name
        assert cookie["httponly"], "scripts read the form's token from the form"
