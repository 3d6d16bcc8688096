"""A second factor in a real browser: an app's codes computed here, and a passkey in the browser's own test authenticator.

Demo mode asks for none, so it is added by one's own choice. That production asks for one is tried without a browser
(tests/security), since its cookies are for https alone.
"""

import base64
import hmac
import re
import struct
import time
from collections.abc import Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import CDPSession, expect

from tests.journeys import kinds
from tests.journeys.kinds import CONTACT, HEAD
from tests.journeys.looks import faults
from tests.journeys.visits import PASSWORD, Visit, Visitors

LOOKED: set[str] = set()
CODE_SECONDS = 30


def code(secret: str, at: float) -> str:
    """RFC 6238: the six figures of an authenticator app. secret: base32, as the page shows it."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(at) // CODE_SECONDS), "sha1").digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


def look(visit: Visit, name: str) -> None:
    """The page is the one of that name, and holds to what every page holds to."""
    assert not (wrong := faults(visit, widths=(390,))), f"{name}: {wrong}"
    LOOKED.add(name)


def give_password(visit: Visit, email: str) -> None:
    visit.open(reverse("account_login"))
    visit.page.locator("input[name=login]").fill(email)
    visit.page.locator("input[name=password]").fill(PASSWORD)
    submit(visit)


def submit(visit: Visit) -> None:
    """Press the first button of the page's own form."""
    visit.follow(visit.page.locator("main form[method=post] button:not([type=button])").first)


def confirm_if_asked(visit: Visit) -> None:
    """A sensitive page may ask for the password once more."""
    if visit.path == reverse("account_reauthenticate"):
        look(visit, "account_reauthenticate")
        visit.page.locator("input[name=password]").fill(PASSWORD)
        submit(visit)


def test_an_apps_codes_are_added_and_asked_for_at_the_next_sign_in(visitors: Visitors) -> None:
    visit = visitors.stranger(size=(1440, 900))
    give_password(visit, CONTACT)
    visit.open(reverse("mfa_index"))
    look(visit, "mfa_index")
    visit.open(reverse("mfa_activate_totp"))
    confirm_if_asked(visit)
    look(visit, "mfa_activate_totp")
    found = re.search(r"\b[A-Z2-7]{32}\b", visit.page.locator("main").inner_text() + visit.page.content())
    assert found, "the page shows the secret for those who cannot scan"
    secret = found[0]
    visit.page.locator("input[name=code]").fill(code(secret, time.time()))
    submit(visit)
    visit.open(reverse("mfa_view_recovery_codes"))
    look(visit, "mfa_view_recovery_codes")
    visit.open(reverse("mfa_generate_recovery_codes"))
    look(visit, "mfa_generate_recovery_codes")
    visit.open(reverse("mfa_deactivate_totp"))
    confirm_if_asked(visit)
    look(visit, "mfa_deactivate_totp")
    _next_sign_in(visitors, secret)


def _next_sign_in(visitors: Visitors, secret: str) -> None:
    """The password alone does not let in; a wrong code does not; the next code does (the used one never again)."""
    visit = visitors.stranger(size=(1440, 900))
    give_password(visit, CONTACT)
    expect(visit.page).to_have_url(re.compile(reverse("mfa_authenticate")))
    look(visit, "mfa_authenticate")
    visit.open(reverse("portal:workspace"))
    assert visit.path != reverse("portal:workspace"), "the password alone"
    visit.open(reverse("mfa_authenticate"))
    visit.page.locator("input[name=code]").fill("000000")
    submit(visit)
    assert visit.path == reverse("mfa_authenticate")
    visit.page.locator("input[name=code]").fill(code(secret, time.time() + CODE_SECONDS))
    submit(visit)
    visit.page.wait_for_url(f"**{reverse('portal:workspace')}**")


@pytest.fixture
def holder(visitors: Visitors) -> Iterator[tuple[Visit, CDPSession]]:
    """Somebody whose device can hold passkeys and says who they are with a finger."""
    visit = visitors.stranger(size=(1440, 900))
    line = visit.page.context.new_cdp_session(visit.page)
    line.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
               "isUserVerified": True, "automaticPresenceSimulation": True}  # fmt: skip
    line.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    yield visit, line
    line.send("WebAuthn.disable")


def test_a_passkey_is_added_and_signs_in_without_a_password(holder: tuple[Visit, CDPSession]) -> None:
    visit, _line = holder
    give_password(visit, HEAD)
    visit.open(reverse("mfa_add_webauthn"))
    confirm_if_asked(visit)
    look(visit, "mfa_add_webauthn")
    visit.page.locator("input[name=name]").fill("Min telefon")
    if (passwordless := visit.page.locator("input[name=passwordless]")).count():
        passwordless.check()
    visit.page.locator("#mfa_webauthn_add, main form button").first.click()
    visit.page.wait_for_url(lambda url: reverse("mfa_add_webauthn") not in url)
    visit.open(reverse("mfa_list_webauthn"))
    assert visit.sees("Min telefon")
    look(visit, "mfa_list_webauthn")
    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        visit.open(_address_of_key(visit, name))
        look(visit, name)
    visit.open(reverse("account_logout"))
    submit(visit)
    visit.open(reverse("account_login"))
    visit.page.locator("#passkey_login, button:has-text('nyckel')").first.click()
    visit.page.wait_for_url(f"**{reverse('portal:workspace')}**")
    assert not visit.complaints


def _address_of_key(visit: Visit, name: str) -> str:
    visit.open(reverse("mfa_list_webauthn"))
    key = visit.site.value("SELECT max(id) FROM mfa_authenticator WHERE type = 'webauthn'")
    return reverse(name, kwargs={"pk": key})


def test_a_link_for_a_new_password_that_no_longer_works_says_so(visitors: Visitors) -> None:
    visit = visitors.stranger()
    visit.open(reverse("account_reset_password_from_key", kwargs={"uidb36": "1", "key": "set-password"}))
    look(visit, "account_reset_password_from_key")


def test_every_page_of_the_sign_in_was_looked_at() -> None:
    asked_only_sometimes = {
        "account_reauthenticate",
        "mfa_reauthenticate",
    }  # within five minutes of the sign-in: never
    assert asked_only_sometimes >= kinds.IN_SIGN_IN - LOOKED
