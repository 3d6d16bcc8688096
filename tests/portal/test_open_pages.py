"""The open pages: readable by anybody, in both languages, without a cookie; a county without a model has a page too."""

import pytest
from django.urls import reverse
from django.utils.translation import override

NAMES = ("portal:start", "portal:about", "portal:accessibility", "portal:privacy")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["", "/en"])
def test_anybody_reads_without_a_cookie(client, db, name, language):
    with override(language.strip("/") or "sv"):
        answer = client.get(reverse(name))
    assert answer.status_code == 200
    assert not answer.cookies
    assert f'lang="{language.strip("/") or "sv"}"' in answer.content.decode()


def test_the_address_for_faults_in_the_protection_is_told_where_there_is_one(client, db, settings):
    assert client.get("/.well-known/security.txt").status_code == 404
    settings.SECURITY_CONTACT = "sakerhet@sjoland.example"
    told = client.get("/.well-known/security.txt").content.decode()
    assert "Contact: mailto:sakerhet@sjoland.example" in told
    assert "Expires: 2027-10-14" in told
    assert "sakerhet@sjoland.example" in client.get(reverse("portal:about")).content.decode()
