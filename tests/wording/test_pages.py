"""The pages where texts are changed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.programmes import pictures
from tillsammans.access.roles import Role
from tillsammans.wording import registry
from tillsammans.wording.models import CountyText, Logotype

LIST, LOGOTYPE = "/arbetsyta/texter/", "/arbetsyta/texter/logotyp/"
TEXT = LIST + "governance/introduction/sv/"
OWN = {"subject": "Hej {grupp}", "body": "Läs mer\n{länk}", "seen": "0"}


@pytest.fixture
def client(world):
    client = Client()
    client.force_login(world.user(Role.EDITOR))
    return client


def test_the_list_has_every_text_by_what_it_is_about(client):
    page = client.get(LIST).content.decode()
    for kind in registry.kinds():
        assert str(kind.name) in page and (kind.kind == registry.REPORT or str(kind.goes) in page)
    assert page.count("egen text") == 0


def test_the_form_begins_with_the_standard_text_and_shows_how_it_becomes(client):
    page = client.get(TEXT).content.decode()
    assert "Välkommen till {grupp}" in page and "måste finnas med" in page and "Länsstyrgruppen" in page
    looked = client.post(TEXT, {**OWN, "look": "1"})
    assert looked.status_code == 200 and not CountyText.objects.exists()
    assert "Hej Länsstyrgruppen" in looked.content.decode() and "inte sparat än" in looked.content.decode()


def test_an_own_text_is_saved_shown_and_left_again(client):
    assert client.post(TEXT, OWN).status_code == 302
    assert "egen text: svenska" in client.get(LIST).content.decode()
    page = client.get(TEXT).content.decode()
    assert "Läs mer" in page and "får standardtexten på det språket" in page
    assert client.post(TEXT + "standard/").status_code == 302
    assert "egen text" not in client.get(LIST).content.decode()
    again = client.get(TEXT + "?version=1").content.decode()
    assert "Hej {grupp}" in again and "Version 1" in again and "Börja från den här" in again


def test_what_was_typed_is_kept_where_it_is_refused(client):
    answer = client.post(TEXT, {**OWN, "body": "Jag skrev mycket\n<b>men</b> glömde länken"})
    page = answer.content.decode()
    assert (
        answer.status_code == 400
        and "{länk} måste stå i texten." in page
        and "&lt;b&gt;men&lt;/b&gt;" in page
    )
    client.post(TEXT, OWN)
    theirs = client.post(TEXT, {**OWN, "body": "Andra ord\n{länk}"})
    assert (
        theirs.status_code == 409
        and "Andra ord" in theirs.content.decode()
        and "Läs mer" in theirs.content.decode()
    )


def _sent(data, **alt):
    return {"file": SimpleUploadedFile("logotyp.png", data, "image/png"), "alt_sv": "Länets logotyp", **alt}


def test_a_logotype_is_put_in_looked_at_and_taken_away(client):
    assert client.post(LOGOTYPE, _sent(pictures.png(600, 200))).status_code == 302
    assert "Utskriven i gråskala" in client.get(LOGOTYPE).content.decode()
    picture = client.get(LOGOTYPE + "bild/")
    assert picture["Content-Type"] == "image/png" and "sandbox" in picture["Content-Security-Policy"]
    assert client.post(LOGOTYPE + "ta-bort/").status_code == 302
    assert not Logotype.objects.exists() and client.get(LOGOTYPE + "bild/").status_code == 404


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (pictures.SVG, "Välj en PNG eller JPEG."),
        (b"MZ\x90\x00" * 50, "Välj en PNG eller JPEG."),
        (pictures.png(600, 30), "minst 40 gånger 40"),
        (pictures.png(4001, 400), "för många bildpunkter"),
        (pictures.png(900, 50), "för lång och smal"),
        (pictures.png(600, 200)[:-30], "trasig"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 500_001, "högst 0,5 MB"),
    ],
)
def test_what_is_no_logotype_is_refused(client, data, said):
    answer = client.post(LOGOTYPE, _sent(data))
    assert answer.status_code == 400 and said in answer.content.decode() and not Logotype.objects.exists()


def test_a_logotype_says_what_it_shows(client):
    answer = client.post(LOGOTYPE, _sent(pictures.png(600, 200), alt_sv=" "))
    assert answer.status_code == 400 and "läses upp" in answer.content.decode()
