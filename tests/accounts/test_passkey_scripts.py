"""The one file of scripts for passkeys is what the library has, and the only one that a sign-in fetches for them."""

import re

from django.test import Client
from django.urls import reverse

from tillsammans.accounts import passkey_scripts


def test_the_joined_scripts_are_the_librarys_own():
    written = passkey_scripts.TARGET.read_text(encoding="utf-8")
    assert written == passkey_scripts.joined(), "run python -m tillsammans.accounts.passkey_scripts"
    assert "sourceMappingURL" not in written


def test_signing_in_fetches_one_script_for_passkeys(db):
    page = Client().get(reverse("account_login")).content.decode()
    scripts = re.findall(r'<script\b[^>]*\ssrc="([^"]+)"', page)
    assert [one for one in scripts if "ui" not in one] == ["/static/accounts/passkeys.js"]
