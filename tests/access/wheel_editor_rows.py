"""The wheel's editor: its addresses, the forms that would be carried out there, and what they are about, in both counties."""

from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.access.spots import OWN, At, Ground, Thing
from tests.programmes import pictures
from tillsammans.access.roles import Role
from tillsammans.programmes import commands as programmes
from tillsammans.programmes.models import WheelArtwork, WheelTexts
from tillsammans.programmes.rules import shipped_wheel
from tillsammans.programmes.rules import wheel_editing as editing
from tillsammans.programmes.rules.wheel import read_structure

# Name of the address → the kind of object; each is tried on a draft ("_draft") and on the wheel in force ("_in_force").
PARTS = {
    "wheel_standing": "wheel", "wheel_area_add": "wheel", "wheel_area": "wheel_part", "wheel_area_remove": "wheel_part",
    "wheel_level_add": "wheel", "wheel_level": "wheel_answer", "wheel_level_remove": "wheel_answer",
    "wheel_contact_add": "wheel", "wheel_contact": "wheel_contact", "wheel_contact_remove": "wheel_contact",
    "wheel_section_add": "wheel_template_of", "wheel_section_remove": "wheel_heading", "wheel_artwork": "wheel",
    "wheel_artwork_remove": "wheel_picture", "wheel_publish": "wheel", "wheel_discard": "wheel",
}  # fmt: skip
ORDERS_ALONE = {"wheel_area_move": "wheel_part", "wheel_section_move": "wheel_heading"}
WORDS = {"wheel_language": "wheel_in_english", "wheel_words": "wheel_words_in_english"}

KINDS: dict[str, dict[str, object]] = {
    "wheel": {},
    "wheel_part": {"code": "halsa"},
    "wheel_answer": {"code": "soso"},
    "wheel_contact": {"code": "bris"},
    "wheel_template_of": {"template": "sip"},
    "wheel_heading": {"template": "sip", "code": "next"},
    "wheel_in_english": {"language": "en"},
    "wheel_words_in_english": {"language": "en", "part": "hjulet"},
}


def add_wheel_editor(ground: Ground, at: At, spot: str) -> None:
    """A draft with a picture, beside the wheel in force with the same."""
    county, by = ground.county(at).place, ground.actor(Role.MODEL_MANAGER, at)
    in_force = programmes.draft_wheel(by=by, county=county)
    shown = programmes.upload_artwork(
        by=by, edition=in_force, language="", data=pictures.png(), alt={"sv": "Ett hjul."}
    )
    programmes.publish_wheel(by=by, edition=in_force)
    draft = programmes.draft_wheel(by=by, county=county)
    artwork = WheelArtwork.objects.get(edition=draft)
    for state, edition in (("draft", draft), ("in_force", in_force)):
        for kind, words in KINDS.items():
            ground.add(f"{kind}_{state}", spot, at, edition_id=edition.pk, **words)
        ground.add(f"wheel_picture_{state}", spot, at, edition_id=edition.pk, artwork_id=artwork.pk)
    ground.add("wheel_county_of", spot, at, county_id=county.pk)
    ground.add("wheel_picture", spot, at, artwork_id=artwork.pk)
    ground.add("wheel_picture_shown", spot, at, artwork_id=shown.pk)
    ground.add("two_wheels", spot, at, edition_id=draft.pk, other_id=in_force.pk)


_HALSA = editing.mark_of_item(editing.found(read_structure(shipped_wheel.structure()).areas, "halsa"))
_SOSO = editing.mark_of_item(editing.found(read_structure(shipped_wheel.structure()).levels, "soso"))
_BRIS = editing.mark_of_item(editing.found(read_structure(shipped_wheel.structure()).contacts, "bris"))


def _words(ground: Ground, spot: str) -> dict[str, object]:
    things = ground.things["wheel_words_in_english_draft"]
    thing: Thing = things.get(spot, things[OWN])
    row = WheelTexts.objects.filter(edition_id=thing.words["edition_id"], language="en").first()
    part = next(
        one for one in editing.text_parts(read_structure(shipped_wheel.structure())) if one.slug == "hjulet"
    )
    keys = [one.key for one in part.keys(read_structure(shipped_wheel.structure()))]
    return {"wheel__name": "Another name", "seen": editing.mark_of_words(row.texts if row else {}, keys)}


def _picture(ground: Ground, spot: str) -> dict[str, object]:
    file = SimpleUploadedFile("hjulet.png", pictures.png(300, 250), "image/png")
    return {"file": file, "alt_sv": "Länets hjul.", "language": ""}


def _plain(**data: object) -> Callable[[Ground, str], dict[str, object]]:
    return lambda ground, spot: dict(data)


ORDERS = {
    "programmes:wheel_draft": _plain(),
    "programmes:wheel_standing": _plain(basis="stated"),
    "programmes:wheel_area_add": _plain(name="Djur", slot="1", icon="dog"),
    "programmes:wheel_area": _plain(slot="7", icon="dog", seen=_HALSA),
    "programmes:wheel_area_move": _plain(position="5"),
    "programmes:wheel_level_add": _plain(name="Det växlar", face="3", fill="2", icon="minus"),
    "programmes:wheel_level": _plain(face="5", fill="1", icon="sun", seen=_SOSO),
    "programmes:wheel_contact_add": _plain(name="Ungdomsmottagningen", number=""),
    "programmes:wheel_contact": _plain(number="112", seen=_BRIS),
    "programmes:wheel_section_add": _plain(title="Barnets egen röst"),
    "programmes:wheel_section_move": _plain(position="1"),
    **{
        f"programmes:{name}": _plain()
        for name in (
            "wheel_area_remove", "wheel_level_remove", "wheel_contact_remove", "wheel_section_remove", "wheel_artwork_remove",
            "wheel_publish", "wheel_discard",
        )
    },
    "programmes:wheel_language": _plain(state="reviewed"),
    "programmes:wheel_words": _words,
    "programmes:wheel_artwork": _picture,
}  # fmt: skip
FIELDS = (
    "slot",
    "icon",
    "face",
    "fill",
    "position",
    "picture_1",
    "title",
    "state",
    "preliminary",
    "alt_sv",
    "wheel__name",
)
