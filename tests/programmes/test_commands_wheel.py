"""Making a new edition of the wheel: what the commands do, and what they refuse, in one sentence and with nothing written."""

import pytest

from tests.programmes import pictures
from tests.programmes.wheels import make_wheel
from tillsammans.access.roles import Role
from tillsammans.audit.models import AuditEvent
from tillsammans.core.errors import Conflict, Invalid, NotVisible
from tillsammans.programmes import commands, queries
from tillsammans.programmes.models import WheelArtwork, WheelEdition, WheelTexts
from tillsammans.programmes.rules import wheel_editing as editing
from tillsammans.programmes.rules.wheel import read_structure


@pytest.fixture
def by(world):
    return world.actor(Role.MODEL_MANAGER)


@pytest.fixture
def in_force(world):
    return make_wheel(world.a.place, world.at, en={"wheel.name": "The wheel", "area.halsa.name": "Health"})


@pytest.fixture
def draft(world, by, in_force):
    return commands.draft_wheel(by=by, county=world.a.place)


def areas(edition):
    return [one.id for one in read_structure(WheelEdition.objects.get(pk=edition.pk).structure).areas]


def words(edition, language="sv"):
    return WheelTexts.objects.get(edition=edition, language=language).texts


def test_a_draft_is_a_copy_and_changes_nothing_that_is_shown(world, by, in_force):
    draft = commands.draft_wheel(by=by, county=world.a.place)
    assert (draft.number, draft.state, draft.structure) == (2, "draft", in_force.structure)
    assert words(draft, "en") == words(in_force, "en")
    event = AuditEvent.objects.latest("number")
    assert (event.action, event.target_id, event.detail) == (
        "programmes.wheel_drafted",
        draft.pk,
        {"from": in_force.pk},
    )
    commands.edit_wheel_texts(by=by, edition=draft, language="sv", texts={"wheel.name": "Vårt hjul"})
    assert queries.wheel_of(world.a.place.pk, "sv").text("wheel.name").text == "Barnets bästa-hjulet"


def test_a_draft_from_before_pictures_had_words_has_swedish_ones_so_that_it_can_be_put_in_force(
    world, by, in_force
):
    row = WheelTexts.objects.get(edition=in_force, language="sv")
    row.texts = {key: text for key, text in row.texts.items() if ".picture." not in key}
    row.save()
    draft = commands.draft_wheel(by=by, county=world.a.place)
    assert words(draft, "sv")["area.trygghet.picture.moon-stars"] == "På natten"
    assert words(draft, "en") == words(in_force, "en"), (
        "other languages show the system's own, until somebody writes"
    )
    assert commands.publish_wheel(by=by, edition=draft).state == "published"


def test_one_draft_at_a_time_and_none_from_nothing(world, by, draft):
    with pytest.raises(Conflict, match="redan ett utkast"):
        commands.draft_wheel(by=by, county=world.a.place)
    with pytest.raises(Conflict, match="inget hjul"):
        commands.draft_wheel(by=world.actor(Role.MODEL_MANAGER, world.b.place), county=world.b.place)


def test_an_editor_may_start_a_draft(world, in_force):
    assert commands.draft_wheel(by=world.actor(Role.EDITOR), county=world.a.place).number == 2


def test_publishing_puts_it_in_force_and_retires_the_one_before(world, by, draft, in_force):
    commands.edit_wheel_texts(by=by, edition=draft, language="sv", texts={"wheel.name": "Vårt hjul"})
    commands.upload_artwork(
        by=by, edition=draft, language="", data=pictures.SVG, alt={"sv": "Hjulet", "en": "The wheel"}
    )
    commands.publish_wheel(by=by, edition=draft)
    in_force.refresh_from_db()
    assert in_force.state == "retired"
    wheel = queries.wheel_of(world.a.place.pk, "en")
    assert (wheel.number, wheel.text("wheel.name").text) == (2, "The wheel")
    assert wheel.artwork is not None
    assert (wheel.artwork.media_type, wheel.artwork.alt.text) == ("image/svg+xml", "The wheel")
    again = commands.draft_wheel(by=by, county=world.a.place)
    assert bytes(again.artworks.get().data) == bytes(draft.artworks.get().data)


def test_a_wheel_without_a_swedish_text_is_not_published(by, draft):
    commands.edit_wheel_texts(
        by=by, edition=draft, language="sv", texts={"wheel.lead": "", "wheel.about": []}
    )
    with pytest.raises(Conflict, match="2 svenska texter saknas"):
        commands.publish_wheel(by=by, edition=draft)
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_areas_come_go_and_move(by, draft):
    area = commands.add_area(by=by, edition=draft, name=" Djur  och|natur ", slot=3, icon="dog")
    assert area.id == "djur-och-natur"
    assert words(draft)["area.djur-och-natur.name"] == "Djur och|natur"
    commands.move_area(by=by, edition=draft, area_id=area.id, to=1)
    assert areas(draft)[:2] == [area.id, "trygghet"]
    events = AuditEvent.objects.count()
    commands.move_area(by=by, edition=draft, area_id=area.id, to=1)
    assert AuditEvent.objects.count() == events, "moved to where it stands"
    commands.remove_area(by=by, edition=draft, area_id="halsa")
    assert "halsa" not in areas(draft)
    assert not [key for key in words(draft) if key.startswith("area.halsa.")]
    assert "area.halsa.name" not in words(draft, "en")
    with pytest.raises(NotVisible):
        commands.remove_area(by=by, edition=draft, area_id="halsa")


def test_five_to_twelve_areas(by, draft):
    for area_id in areas(draft)[5:]:
        commands.remove_area(by=by, edition=draft, area_id=area_id)
    with pytest.raises(Invalid, match="fem till tolv"):
        commands.remove_area(by=by, edition=draft, area_id="trygghet")
    for number in range(7):
        commands.add_area(by=by, edition=draft, name=f"Ny {number}", slot=1, icon="dog")
    with pytest.raises(Invalid, match="fem till tolv"):
        commands.add_area(by=by, edition=draft, name="En till", slot=1, icon="dog")
    assert len(areas(draft)) == 12


@pytest.mark.parametrize(
    "wrong", [{"slot": 9}, {"slot": 0}, {"icon": "nothing"}, {"pictures": ["dog"] * 4}, {"pictures": ["x"]}]
)
def test_colours_and_pictures_come_from_the_lists(by, draft, wrong):
    given = {"slot": 2, "icon": "dog", "pictures": ["dog"]} | wrong
    with pytest.raises(Invalid):
        commands.edit_area(by=by, edition=draft, area_id="halsa", **given)
    draft.refresh_from_db()
    assert draft.structure["areas"][1]["icon"] == "heartbeat"


def test_two_people_in_the_same_part_are_told(by, draft):
    shown = editing.mark_of_item(read_structure(draft.structure).areas[1])
    commands.edit_area(by=by, edition=draft, area_id="halsa", slot=5, icon="dog", pictures=[], seen=shown)
    with pytest.raises(Conflict, match="Någon annan"):
        commands.edit_area(by=by, edition=draft, area_id="halsa", slot=6, icon="cat", pictures=[], seen=shown)
    seen = editing.mark_of_words(words(draft), ["wheel.name"])
    write = {"by": by, "edition": draft, "language": "sv", "seen": seen}
    commands.edit_wheel_texts(texts={"wheel.name": "Ett"}, **write)
    with pytest.raises(Conflict, match="Någon annan"):
        commands.edit_wheel_texts(texts={"wheel.name": "Två"}, **write)
    assert words(draft)["wheel.name"] == "Ett"


def test_levels_are_two_to_six_and_something_is_filled(by, draft):
    commands.edit_level(by=by, edition=draft, level_id="works", face=5, fill=4, icon="sun")
    level = commands.add_level(by=by, edition=draft, name="Det växlar", face=3, fill=2, icon="minus")
    commands.remove_level(by=by, edition=draft, level_id="soso")
    commands.remove_level(by=by, edition=draft, level_id="hard")
    draft.refresh_from_db()
    assert [one["id"] for one in draft.structure["levels"]] == ["works", "dontknow", level.id]
    commands.remove_level(by=by, edition=draft, level_id="works")
    with pytest.raises(Invalid):
        commands.remove_level(by=by, edition=draft, level_id="dontknow")
    with pytest.raises(Invalid, match="ring"):
        commands.edit_level(by=by, edition=draft, level_id=level.id, face=3, fill=0, icon="minus")
    for fill in (-1, 6):
        with pytest.raises(Invalid, match="ring"):
            commands.edit_level(by=by, edition=draft, level_id=level.id, face=3, fill=fill, icon="minus")


def test_the_county_gives_the_numbers_of_the_box(by, draft):
    commands.edit_contact(by=by, edition=draft, contact_id="social", number=" 0155-12 34  56 ")
    commands.add_contact(by=by, edition=draft, name="Ungdomsmottagningen", number="")
    draft.refresh_from_db()
    assert [one["number"] for one in draft.structure["contacts"]] == [
        "112",
        "1177",
        "116 111",
        "0155-12 34 56",
        "",
    ]
    for wrong in ("tel:112", "<b>", "1" * 31):
        with pytest.raises(Invalid, match="siffror"):
            commands.edit_contact(by=by, edition=draft, contact_id="social", number=wrong)
    for contact in ("danger", "care", "bris", "social"):
        commands.remove_contact(by=by, edition=draft, contact_id=contact)
    with pytest.raises(Invalid, match="minst en kontakt"):
        commands.remove_contact(by=by, edition=draft, contact_id="ungdomsmottagningen")


def test_a_template_follows_the_county_s_own_order(by, draft):
    part = commands.add_section(by=by, edition=draft, template_id="sip", title="Barnets egen röst")
    commands.move_section(by=by, edition=draft, template_id="sip", section_id=part.id, to=1)
    commands.remove_section(by=by, edition=draft, template_id="sip", section_id="next")
    draft.refresh_from_db()
    sip = read_structure(draft.structure).templates[2]
    assert [one.id for one in sip.sections] == [part.id, "right", "invite", "consent", "areas", "agreed"]
    assert sip.sections[1].fields == ("need", "several", "consent")
    assert words(draft)[f"template.sip.{part.id}.title"] == "Barnets egen röst"
    assert "template.sip.next.title" not in words(draft)


def test_words_are_kept_trimmed_and_an_empty_one_falls_back(by, draft):
    write = {"by": by, "edition": draft, "language": "fi"}
    commands.edit_wheel_texts(
        texts={"wheel.name": " Pyörä \n", "wheel.about": "Yksi.\n\n Kaksi. \n"}, **write
    )
    assert words(draft, "fi") == {"wheel.name": "Pyörä", "wheel.about": ["Yksi.", "Kaksi."]}
    commands.edit_wheel_texts(texts={"wheel.name": ""}, **write)
    assert words(draft, "fi") == {"wheel.about": ["Yksi.", "Kaksi."]}
    events = AuditEvent.objects.count()
    commands.edit_wheel_texts(texts={"wheel.name": ""}, **write)
    assert AuditEvent.objects.count() == events, "nothing was changed"


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("fi", {"area.nowhere.name": "x"}), ("fi", {"audiences": "x"}), ("tlh", {"wheel.name": "x"}),
        ("fi", {"wheel.name": "x" * 201}), ("fi", {"wheel.lead": "x" * 1201}), ("fi", {"wheel.about": ["x"] * 9}),
        ("fi", {"wheel.about": ["x" * 401]}),
    ],
)  # fmt: skip
def test_words_without_a_place_or_too_many_are_refused(by, draft, language, texts):
    with pytest.raises(Invalid):
        commands.edit_wheel_texts(by=by, edition=draft, language=language, texts=texts)
    assert not WheelTexts.objects.filter(edition=draft, language="fi").exists()


def test_a_review_stands_until_the_words_change(world, by, draft):
    review = {"by": by, "edition": draft, "language": "en"}
    row = commands.set_wheel_review(state="reviewed", **review)
    assert str(row.reviewed_on) == "2026-10-14"
    commands.edit_wheel_texts(texts={"wheel.name": "The wheel"}, **review)
    row.refresh_from_db()
    assert row.review == "reviewed", "the same words"
    commands.edit_wheel_texts(texts={"wheel.name": "A wheel"}, **review)
    row.refresh_from_db()
    assert (row.review, row.reviewed_on) == ("unreviewed", None)
    for language, state in (("sv", "reviewed"), ("en", "perfect"), ("tlh", "reviewed")):
        with pytest.raises(Invalid):
            commands.set_wheel_review(by=by, edition=draft, language=language, state=state)


def test_a_picture_needs_words_and_is_replaced_by_the_next(by, draft):
    upload = {"by": by, "edition": draft, "language": "ar"}
    with pytest.raises(Invalid, match="Beskriv på svenska"):
        commands.upload_artwork(data=pictures.png(), alt={"en": "A wheel"}, **upload)
    with pytest.raises(Invalid, match="ingen bild"):
        commands.upload_artwork(data=b"<html>", alt={"sv": "Ett hjul"}, **upload)
    commands.upload_artwork(data=pictures.png(), alt={"sv": "Ett hjul"}, **upload)
    commands.upload_artwork(data=pictures.jpeg(), alt={"sv": "Ett hjul"}, **upload)
    assert [row.media_type for row in WheelArtwork.objects.all()] == ["image/jpeg"]
    commands.remove_artwork(by=by, edition=draft, language="ar")
    with pytest.raises(NotVisible):
        commands.remove_artwork(by=by, edition=draft, language="ar")


def test_a_discarded_draft_takes_everything_with_it(world, by, draft):
    commands.discard_wheel(by=by, edition=draft)
    assert WheelEdition.objects.count() == 1
    assert WheelTexts.objects.count() == 2
    assert commands.draft_wheel(by=by, county=world.a.place).number == 2
