"""The wheel's editor in the browser: what it shows, to whom, and that a refusal keeps what was typed."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.programmes import pictures
from tests.programmes.wheels import make_wheel
from tillsammans.access.roles import Role
from tillsammans.programmes import commands
from tillsammans.programmes.models import WheelArtwork, WheelEdition, WheelTexts
from tillsammans.programmes.rules.wheel import read_structure

HOSTILE = "<script>alert('x')</script>"


@pytest.fixture
def draft(world):
    make_wheel(world.a.place, world.at, en={"wheel.name": "The wheel", "area.halsa.name": "Health"})
    return commands.draft_wheel(by=world.actor(Role.MODEL_MANAGER), county=world.a.place)


@pytest.fixture
def as_role(world, client):
    def signed_in(role, place=None):
        client.force_login(world.user(role, place))
        return client

    return signed_in


@pytest.fixture
def manager(as_role):
    return as_role(Role.MODEL_MANAGER)


def at(name, *args):
    return reverse(f"programmes:{name}", args=args)


def page(client, name, *args, status=200):
    answer = client.get(at(name, *args))
    assert answer.status_code == status
    return answer.content.decode()


def send(client, name, /, *args, status=302, **data):
    answer = client.post(at(name, *args), data)
    assert answer.status_code == status, answer.content.decode()[:3000]
    return answer.content.decode()


def fill(client, name, /, *args, status=302, **typed):
    """The form as the page shows it, with some fields typed anew."""
    form = client.get(at(name, *args)).context["form"]
    shown = {one.html_name: one.value() for one in form if one.value() is not None}
    return send(client, name, *args, status=status, **shown | typed)


def test_the_list_leads_to_the_editions_and_to_a_draft(world, client, as_role):
    edition = make_wheel(world.a.place, world.at)
    shown = page(as_role(Role.MODEL_MANAGER), "wheel")
    assert at("wheel_edition", edition.pk) in shown
    assert at("wheel_draft", world.a.place.pk) in shown
    assert at("wheel_draft", world.a.place.pk) not in page(as_role(Role.HEAD), "wheel")
    send(as_role(Role.EDITOR), "wheel_draft", world.a.place.pk)
    assert WheelEdition.objects.get(state="draft").number == 2
    assert at("wheel_draft", world.a.place.pk) not in page(client, "wheel")
    assert (
        "redan ett utkast" in client.post(at("wheel_draft", world.a.place.pk), follow=True).content.decode()
    )


def test_an_edition_shows_every_part_and_how_far_each_language_has_come(manager, draft):
    shown = page(manager, "wheel_edition", draft.pk)
    total = len(WheelTexts.objects.get(edition=draft, language="sv").texts)
    for words in ("Trygghet", "Det är sådär", "116 111", "Stöd och delaktighet", 'class="wheel', "wheel.css",
                  f"{total - 2} av {total} texter saknas", "källa för de andra"):  # fmt: skip
        assert words in shown
    assert shown.count("Upp<span") >= 7
    assert at("wheel_publish", draft.pk) in shown


def test_an_editor_has_the_words_and_a_reader_neither(as_role, draft):
    shown = page(as_role(Role.EDITOR), "wheel_edition", draft.pk)
    assert at("wheel_words", draft.pk, "sv", "omrade-halsa") in shown
    assert at("wheel_area", draft.pk, "halsa") not in shown
    assert "Delarna ändras av länets modellförvaltare" in shown
    page(as_role(Role.EDITOR), "wheel_area", draft.pk, "halsa", status=403)
    page(as_role(Role.HEAD), "wheel_edition", draft.pk, status=404)
    in_force = WheelEdition.objects.get(state="published")
    shown = page(as_role(Role.HEAD), "wheel_edition", in_force.pk)
    assert "Bara länets modellförvaltare" in shown
    assert "Gör ett nytt utkast" in page(as_role(Role.MODEL_MANAGER), "wheel_edition", in_force.pk)


def test_the_order_is_changed_without_script(manager, draft):
    send(manager, "wheel_area_move", draft.pk, "halsa", position="1")
    draft.refresh_from_db()
    assert [one.id for one in read_structure(draft.structure).areas][:2] == ["halsa", "trygghet"]
    for wrong in ("", "0", "x"):
        send(manager, "wheel_area_move", draft.pk, "halsa", position=wrong, status=400)
    send(manager, "wheel_section_move", draft.pk, "sip", "next", position="1")
    draft.refresh_from_db()
    assert draft.structure["templates"][2]["sections"][0]["id"] == "next"


def test_a_part_is_given_a_colour_and_pictures(manager, draft):
    shown = page(manager, "wheel_area", draft.pk, "halsa")
    assert "blåklocka, lila" in shown
    assert '<use href="#i-lifebuoy"/>' in shown
    fill(manager, "wheel_area", draft.pk, "halsa", slot="7", icon="dog", picture_1="cat", picture_3="sun")
    draft.refresh_from_db()
    assert draft.structure["areas"][1] == {
        "id": "halsa",
        "slot": 7,
        "icon": "dog",
        "pictures": ["cat", "heartbeat", "sun"],
    }
    shown = fill(manager, "wheel_area", draft.pk, "halsa", slot="9", icon="nothing", status=400)
    assert "Välj en ur listan" in shown


def test_parts_are_added_and_taken_away(manager, draft):
    send(manager, "wheel_area_add", draft.pk, name="Djur", slot="1", icon="dog")
    send(manager, "wheel_level_add", draft.pk, name="Det växlar", face="3", fill="2", icon="minus")
    send(manager, "wheel_contact_add", draft.pk, name="Ungdomsmottagningen", number="")
    send(manager, "wheel_section_add", draft.pk, "sip", title="Barnets egen röst")
    shown = page(manager, "wheel_edition", draft.pk)
    for words in ("Djur", "Det växlar", "Ungdomsmottagningen", "Barnets egen röst", "22 av"):
        assert words in shown
    for name, *args in (
        ("wheel_area_remove", "djur"),
        ("wheel_level_remove", "det-vaxlar"),
        ("wheel_contact_remove", "ungdomsmottagningen"),
        ("wheel_section_remove", "sip", "barnets-egen-rost"),
    ):
        assert "?" in page(manager, name, draft.pk, *args)
        send(manager, name, draft.pk, *args)
        page(manager, name, draft.pk, *args, status=404)
    assert "Djur" not in page(manager, "wheel_edition", draft.pk)


def test_a_refusal_says_one_thing_and_keeps_what_was_typed(manager, draft):
    shown = fill(manager, "wheel_contact", draft.pk, "social", number="ring oss", status=400)
    assert "Skriv numret med siffror" in shown
    assert 'value="ring oss"' in shown
    shown = send(
        manager, "wheel_words", draft.pk, "fi", "hjulet", status=400, wheel__name="y" * 201, wheel__lead="Hei"
    )
    assert "Högst 200 tecken" in shown
    assert "Hei" in shown
    assert not WheelTexts.objects.filter(edition=draft, language="fi").exists()


def test_words_are_written_beside_the_swedish(manager, draft):
    shown = page(manager, "wheel_words", draft.pk, "ar", "omrade-halsa")
    assert '<p lang="sv" dir="ltr">Hälsa</p>' in shown
    assert 'dir="rtl"' in shown
    assert "saknas, visas på svenska" in shown
    assert "Engelska (22 saknas)" in shown
    fill(manager, "wheel_words", draft.pk, "ar", "omrade-halsa", area__halsa__name="الصحة",
         area__halsa__questions__child="واحد\nاثنان")  # fmt: skip
    texts = WheelTexts.objects.get(edition=draft, language="ar").texts
    assert texts == {"area.halsa.name": "الصحة", "area.halsa.questions.child": ["واحد", "اثنان"]}
    page(manager, "wheel_words", draft.pk, "tlh", "hjulet", status=404)
    page(manager, "wheel_words", draft.pk, "fi", "omrade-nowhere", status=404)


def test_a_number_in_an_arabic_text_is_shown_in_its_order_and_a_long_line_has_room(manager, draft):
    long = "للأطفال: هاتف 116 111 كل يوم، من الصباح حتى المساء"
    fill(manager, "wheel_words", draft.pk, "ar", "kontakter", contact__social__text=long)
    shown = page(manager, "wheel_words", draft.pk, "ar", "kontakter")
    assert '<bdi lang="ar">للأطفال: هاتف <bdi dir="ltr">116 111</bdi> كل يوم' in shown
    assert re.search(r'<textarea name="contact__social__text"[^>]*rows="2"', shown)
    assert re.search(r'<input type="text" name="contact__social__name"', shown)
    fill(manager, "wheel_words", draft.pk, "fi", "kontakter", contact__social__text="Soita 116 111.")
    assert "<bdi" not in page(manager, "wheel_words", draft.pk, "fi", "kontakter")
    compared = page(manager, "wheel_compare", draft.pk, WheelEdition.objects.get(state="published").pk)
    assert '<bdi dir="ltr">116 111</bdi>' in compared


def test_whoever_comes_second_sees_the_others_words(manager, world, draft):
    shown = page(manager, "wheel_words", draft.pk, "en", "hjulet")
    mark = shown.split('name="seen" value="')[1].split('"')[0]
    commands.edit_wheel_texts(
        by=world.actor(Role.EDITOR), edition=draft, language="en", texts={"wheel.name": "Their wheel"}
    )
    shown = send(
        manager, "wheel_words", draft.pk, "en", "hjulet", status=409, seen=mark, wheel__name="My wheel"
    )
    assert "Their wheel" in shown
    assert 'value="My wheel"' in shown
    fresh = shown.split('name="seen" value="')[1].split('"')[0]
    send(manager, "wheel_words", draft.pk, "en", "hjulet", seen=fresh, wheel__name="My wheel")
    assert WheelTexts.objects.get(edition=draft, language="en").texts["wheel.name"] == "My wheel"


def test_a_language_page_counts_and_takes_a_review(manager, draft):
    shown = page(manager, "wheel_language", draft.pk, "en")
    assert "22 saknas" in shown
    send(manager, "wheel_language", draft.pk, "en", state="reviewed")
    assert "Granskat 14 oktober 2026" in page(manager, "wheel_language", draft.pk, "en")
    assert "Granskning" not in page(manager, "wheel_language", draft.pk, "sv")
    send(manager, "wheel_language", draft.pk, "en", state="perfect", status=400)


def test_a_changed_swedish_text_is_marked_where_it_was_translated(manager, draft):
    send_all = {"area__halsa__name": "Må bra"}
    fill(manager, "wheel_words", draft.pk, "sv", "omrade-halsa", **send_all)
    assert "svenskan är ändrad" in page(manager, "wheel_words", draft.pk, "en", "omrade-halsa")
    assert "1 text där svenskan har ändrats" in page(manager, "wheel_edition", draft.pk)


def test_publishing_says_what_changes_for_everyone(manager, world, draft):
    commands.add_area(by=world.actor(Role.MODEL_MANAGER), edition=draft, name="Djur", slot=1, icon="dog")
    shown = page(manager, "wheel_publish", draft.pk)
    assert "Djur" in shown
    assert 'aria-disabled="true"' in shown
    assert "19 svenska texter saknas" in shown
    compared = page(manager, "wheel_compare", draft.pk, WheelEdition.objects.get(state="published").pk)
    assert "<ins>Djur</ins>" in compared
    answer = manager.post(at("wheel_publish", draft.pk), follow=True).content.decode()
    assert "svenska texter saknas" in answer
    send(manager, "wheel_area_remove", draft.pk, "djur")
    assert 'aria-disabled="true"' not in page(manager, "wheel_publish", draft.pk)
    send(manager, "wheel_publish", draft.pk)
    draft.refresh_from_db()
    assert draft.state == "published"
    page(manager, "wheel_publish", draft.pk, status=409)


def test_a_draft_is_thrown_away_after_a_question(manager, draft):
    assert "Kasta utkastet till hjulet?" in page(manager, "wheel_discard", draft.pk)
    send(manager, "wheel_discard", draft.pk)
    assert WheelEdition.objects.count() == 1


def upload(data, name="hjulet.png", media_type="image/png"):
    return SimpleUploadedFile(name, data, media_type)


def test_a_picture_is_put_in_shown_and_taken_away(manager, draft):
    send(manager, "wheel_artwork", draft.pk, file=upload(pictures.SVG), alt_sv="Länets hjul", language="")
    row = WheelArtwork.objects.get()
    shown = page(manager, "wheel_edition", draft.pk)
    assert f'src="{at("wheel_artwork_file", row.pk)}" alt="Länets hjul"' in shown
    assert "<circle cx=" not in shown.split('id="bild"')[1], "a drawing is never inlined"
    answer = manager.get(at("wheel_artwork_file", row.pk))
    assert answer["Content-Type"] == "image/svg+xml"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "script-src" not in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"
    send(manager, "wheel_artwork_remove", draft.pk, row.pk)
    assert not WheelArtwork.objects.exists()


@pytest.mark.parametrize(
    ("data", "name", "media_type", "says"),
    [
        (b"<html>" + HOSTILE.encode(), "hjulet.png", "image/png", "ingen bild"),
        (pictures.SVG.replace(b"<circle", HOSTILE.encode() + b"<circle"), "a.svg", "image/svg+xml", "skript och länkar"),
        (pictures.png(9000, 9000), "a.png", "image/png", "bildpunkter"),
        (b"", "a.png", "image/png", "tom"),
    ],
)  # fmt: skip
def test_what_cannot_be_shown_is_refused_and_the_words_stay(manager, draft, data, name, media_type, says):
    shown = send(
        manager,
        "wheel_artwork",
        draft.pk,
        status=400,
        file=upload(data, name, media_type),
        alt_sv="Länets hjul",
    )
    assert says in shown
    assert 'value="Länets hjul"' in shown
    assert HOSTILE not in shown
    assert not WheelArtwork.objects.exists()


def test_fifty_megabytes_are_refused_by_their_size_alone(manager, draft, monkeypatch):
    monkeypatch.setattr("tillsammans.programmes.commands.wheel_artwork.read_picture", None)
    big = upload(pictures.png() + b"\0" * 50 * 1024 * 1024)
    shown = send(manager, "wheel_artwork", draft.pk, status=400, file=big, alt_sv="Länets hjul")
    assert "1,5 MB. Spara den mindre" in shown


def test_what_is_typed_never_becomes_markup(manager, world, draft):
    by = world.actor(Role.MODEL_MANAGER)
    commands.edit_wheel_texts(by=by, edition=draft, language="sv", texts={
        "area.halsa.name": HOSTILE, "area.halsa.text": HOSTILE, "level.works.name": HOSTILE, "contact.bris.name": HOSTILE,
        "template.sip.title": HOSTILE, "template.sip.next.title": HOSTILE,
    })  # fmt: skip
    commands.upload_artwork(by=by, edition=draft, language="", data=pictures.png(), alt={"sv": HOSTILE})
    in_force = WheelEdition.objects.get(state="published")
    artwork = WheelArtwork.objects.get()
    for name, *args in (
        ("wheel_edition", draft.pk), ("wheel_words", draft.pk, "en", "omrade-halsa"), ("wheel_language", draft.pk, "en"),
        ("wheel_area", draft.pk, "halsa"), ("wheel_level", draft.pk, "works"), ("wheel_contact", draft.pk, "bris"),
        ("wheel_area_remove", draft.pk, "halsa"), ("wheel_section_remove", draft.pk, "sip", "next"),
        ("wheel_section_add", draft.pk, "sip"), ("wheel_artwork_remove", draft.pk, artwork.pk),
        ("wheel_publish", draft.pk), ("wheel_compare", draft.pk, in_force.pk), ("wheel",),
    ):  # fmt: skip
        assert HOSTILE not in page(manager, name, *args)


def test_the_pages_ask_few_questions(manager, draft, django_assert_max_num_queries):
    for name, *args in (
        ("wheel",),
        ("wheel_edition", draft.pk),
        ("wheel_words", draft.pk, "en", "omrade-halsa"),
    ):
        with django_assert_max_num_queries(20):
            page(manager, name, *args)
