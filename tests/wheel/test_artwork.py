"""The county's own picture on the open pages: kept for ever, shut in, and never a draft's."""

import pytest
from django.core.cache import caches
from django.urls import reverse

from tests.programmes import pictures
from tests.wheel.test_api import check
from tillsammans.access.actor import system
from tillsammans.programmes import commands
from tillsammans.programmes.models import WheelArtwork


@pytest.fixture
def draft(county_with_wheel, at, settings):
    settings.DEFAULT_COUNTY = "provlan"
    by = system(at, origin="command")
    draft = commands.draft_wheel(by=by, county=county_with_wheel)
    commands.upload_artwork(by=by, edition=draft, language="", data=pictures.SVG, alt={"sv": "Länets hjul."})
    return draft


def test_a_draft_s_picture_is_nobody_s(client, draft):
    address = reverse("wheel:artwork", args=[WheelArtwork.objects.get().pk])
    assert client.get(address).status_code == 404


def test_a_published_picture_is_the_same_for_ever_and_can_only_be_looked_at(client, draft, at):
    commands.publish_wheel(by=system(at, origin="command"), edition=draft)
    row = WheelArtwork.objects.get()
    answer = client.get(reverse("wheel:artwork", args=[row.pk]))
    assert answer.content == bytes(row.data)
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer["Content-Security-Policy"].endswith("sandbox")
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in answer.headers
    assert client.post(reverse("wheel:artwork", args=[row.pk])).status_code == 405
    assert client.head(reverse("wheel:artwork", args=[row.pk])).status_code == 200


def test_programs_are_told_where_it_is_at_one_address_in_every_language(client, draft, at):
    assert client.get("/api/v1/wheel/provlan/sv/").json()["artwork"] is None
    commands.publish_wheel(by=system(at, origin="command"), edition=draft)
    caches["fragments"].clear()
    address = f"/hjulet/bild/{WheelArtwork.objects.get().pk}/"
    for language in ("sv", "ar"):
        told = client.get(f"/api/v1/wheel/provlan/{language}/").json()
        check(told, "/api/v1/wheel/{county}/{language}/")
        assert told["artwork"] == {
            "address": address, "mediaType": "image/svg+xml", "width": 400, "height": 300,
            "alt": {"text": "Länets hjul.", "lang": "sv"},
        }  # fmt: skip
    assert client.get(address)["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_the_presenting_page_shows_it_in_place_of_our_drawing(client, draft, at):
    assert "Länets hjul." not in client.get("/hjulet/").content.decode()
    commands.publish_wheel(by=system(at, origin="command"), edition=draft)
    caches["fragments"].clear()
    row = WheelArtwork.objects.get()
    shown = client.get("/hjulet/").content.decode()
    assert f'<img src="/hjulet/bild/{row.pk}/" alt="Länets hjul." width="400" height="300">' in shown
    assert "<circle cx=" not in shown.split('class="door__pic"')[1].split("</section>")[0]
