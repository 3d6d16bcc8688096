"""The wheel as JSON, for other programs and for the element that stands on their pages. Words, shapes and colours; no answers."""

from typing import Any

from django.urls import reverse
from django.utils.translation import get_language_info, override
from django.utils.translation import gettext as _

from tillsammans.core.text import SOURCE_LANGUAGE, Localised
from tillsammans.programmes.queries import Wheel
from tillsammans.programmes.rules.wheel import AUDIENCES, READERS, Area
from tillsammans.ui.icons import PATHS
from tillsammans.wheel import queries
from tillsammans.wheel.drawing import lines_of, plain_name
from tillsammans.wheel.rules import geometry, labels
from tillsammans.wheel.rules.colours import COLOURS
from tillsammans.wheel.rules.faces import face

FACE_RADIUS = 70
TOPICS = ("questions", "strengths", "worries")
Shape = dict[str, Any]


def wheel_json(wheel: Wheel) -> Shape:
    """All that an edition says in one language, and how it is drawn. Call it with the wheel's language activated."""
    return {
        "county": {"key": wheel.county_key, "name": wheel.county_name},
        "edition": wheel.number,
        "language": wheel.language,
        "dir": "rtl" if get_language_info(wheel.language)["bidi"] else "ltr",
        "reviewed": wheel.review != "unreviewed",
        "machine": wheel.machine,
        "preliminary": wheel.structure.preliminary,
        "name": _text(wheel.text("wheel.name")),
        "lead": _text(wheel.text("wheel.lead")),
        "audiences": {one: _text(wheel.text(f"audience.{one}.name")) for one in AUDIENCES},
        "areas": [_area(wheel, area) for area in wheel.structure.areas],
        "levels": [_level(wheel, level.id, level.face, level.fill) for level in wheel.structure.levels],
        "help": [_help(one) for one in queries.help_contacts(wheel)],
        "drawing": _drawing(wheel),
        "artwork": _artwork(wheel),
        "words": _interface_words(),
    }


def _artwork(wheel: Wheel) -> Shape | None:
    """The county's own picture of the wheel, at one address in every language; None where ours is drawn."""
    if wheel.artwork is None:
        return None
    with override(SOURCE_LANGUAGE):
        address = reverse("wheel:artwork", args=[wheel.artwork.id])
    own = wheel.artwork
    return {
        "address": address, "mediaType": own.media_type, "width": own.width, "height": own.height, "alt": _text(own.alt),
    }  # fmt: skip


def _text(said: Localised) -> Shape:
    return {"text": said.text, "lang": said.lang}


def _area(wheel: Wheel, area: Area) -> Shape:
    start = f"area.{area.id}"
    return {
        "id": area.id,
        "name": _text(plain_name(wheel, area)),
        "text": _text(wheel.text(f"{start}.text")),
        "ask": {one: _text(wheel.text(f"{start}.ask.{one}")) for one in AUDIENCES},
        **{
            topic: {one: [_text(said) for said in wheel.texts(f"{start}.{topic}.{one}")] for one in READERS}
            for topic in TOPICS
        },
        "slot": area.slot,
        "colours": dict(zip(("wash", "fill", "solid", "ink"), COLOURS[area.slot], strict=True)),
        "icon": PATHS[area.icon],
    }


def _level(wheel: Wheel, level: str, kind: int, fill: int) -> Shape:
    drawn = face(kind, FACE_RADIUS)
    return {
        "id": level,
        "name": _text(wheel.text(f"level.{level}.name")),
        "small": _text(wheel.text(f"level.{level}.small")),
        "fill": fill,
        "face": {"radius": drawn.radius, "eyes": drawn.eyes, "mouth": drawn.mouth},
    }


def _help(one: queries.Help) -> Shape:
    return {"name": _text(one.name), "text": _text(one.text), "number": one.number}


def _drawing(wheel: Wheel) -> Shape:
    """Paths in one view box: the same that the wheel's own pages and papers are drawn with."""
    structure = wheel.structure
    names = [lines_of(wheel.text(f"area.{area.id}.name").text) for area in structure.areas]
    size, placed = labels.outside(names)
    sectors = geometry.sectors(len(structure.areas), structure.rings)
    return {
        "viewBox": geometry.VIEW_BOX,
        "labelSize": size,
        "icon": ICON_BOX,
        "sectors": [
            {
                "rings": one.rings, "edges": one.edges, "rim": one.rim, "whole": one.whole, "icon": one.icon,
                "label": {"x": name.x, "anchor": name.anchor, "lines": name.lines},
            }
            for one, name in zip(sectors, placed, strict=True)
        ],
    }  # fmt: skip


ICON_BOX = 256  # side of the box that Phosphor's paths are drawn in


def _interface_words() -> dict[str, str]:
    """The element's own few words, in the wheel's language."""
    return {
        "areas": _("Hjulets områden"),
        "choose": _("Välj ett område"),
        "how": _("Hur är det?"),
        "own": _("Egna ord"),
        "clear": _("Rensa"),
        "cleared": _("Allt är borta."),
        "questions": _("Frågor att prata om"),
        "preliminary": _("Områdena är preliminära."),
        "unreviewed": _("Texten har ännu inte lästs av någon med språket som modersmål."),
        "machine": _("En maskin har översatt texten. Ingen som har språket som modersmål har läst den än."),
        "help": _("Vill du prata med någon?"),
    }
