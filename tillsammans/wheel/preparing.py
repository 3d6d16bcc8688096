"""A template of the edition put in order: for the page, for its blank form, and as the script needs it. No database.

Nothing that anybody writes comes here: the script fills the template in on the reader's own screen.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from tillsammans.core.errors import NotVisible
from tillsammans.core.text import Localised
from tillsammans.programmes.queries import Wheel
from tillsammans.programmes.rules.wheel import PROFESSIONAL, VOICES, Area, Part, Template
from tillsammans.wheel import queries
from tillsammans.wheel.drawing import plain_name

SLUGS = {"absence": "franvaroutredning", "impact": "barnkonsekvensanalys"}
PER_AREA, ROWS, CHECKS = "per_area", "rows", "checks"
BLANK_ROWS = range(4)  # of a table on paper
# Which of the wheel's voices a column of a template is about. Other columns take all voices, in the last column of the area.
VOICE_OF = {"pupil": "child", "home": "guardian", "school": "professional"}


@dataclass(frozen=True)
class FieldView:
    """A column, or a box to tick. voice: whose words of an opened wheel belong here, empty for nobody's in particular."""

    id: str
    label: Localised
    voice: str = ""


@dataclass(frozen=True)
class PartView:
    """A heading of the template. kind: text, per_area, rows or checks."""

    id: str
    kind: str
    title: Localised
    help: Localised
    fields: tuple[FieldView, ...]


@dataclass(frozen=True)
class AreaView:
    area: Area
    name: Localised
    ask: Localised


@dataclass(frozen=True)
class TemplateView:
    """A whole template. parts: in the order they are written."""

    id: str
    slug: str
    title: Localised
    lead: Localised
    parts: tuple[PartView, ...]
    areas: tuple[AreaView, ...]


def slug_of(template_id: str) -> str:
    """How a template is called in addresses."""
    return SLUGS.get(template_id, template_id)


def templates(wheel: Wheel) -> tuple[TemplateView, ...]:
    """Every template of the edition, in its order."""
    return tuple(_view(wheel, one) for one in wheel.structure.templates)


def template_view(wheel: Wheel, slug: str) -> TemplateView:
    """The template with that name in addresses. Raises NotVisible."""
    for one in wheel.structure.templates:
        if slug_of(one.id) == slug:
            return _view(wheel, one)
    raise NotVisible(_("Mallen finns inte. Länet kan ha bytt ut den."))


def area_views(wheel: Wheel) -> tuple[AreaView, ...]:
    """The areas as a professional meets them."""
    return tuple(
        AreaView(one, plain_name(wheel, one), wheel.text(f"area.{one.id}.ask.{PROFESSIONAL}"))
        for one in wheel.structure.areas
    )


def _view(wheel: Wheel, template: Template) -> TemplateView:
    start = f"template.{template.id}"
    return TemplateView(
        id=template.id,
        slug=slug_of(template.id),
        title=wheel.text(f"{start}.title"),
        lead=wheel.text(f"{start}.lead"),
        parts=tuple(_part(wheel, start, part) for part in template.sections),
        areas=area_views(wheel),
    )


def _part(wheel: Wheel, start: str, part: Part) -> PartView:
    key = f"{start}.{part.id}"
    fields = (FieldView(one, wheel.text(f"{key}.{one}"), VOICE_OF.get(one, "")) for one in part.fields)
    return PartView(part.id, part.kind, wheel.text(f"{key}.title"), wheel.text(f"{key}.help"), tuple(fields))


def shared_for_script(wheel: Wheel) -> dict[str, Any]:
    """What both scripts need of the edition: voices and levels by their codes, and where the page belongs."""
    return {
        "county": wheel.county_key,
        "edition": wheel.number,
        "language": wheel.language,
        "rtl": wheel.language == "ar",
        "voices": [{"id": one, "name": spoken(wheel.text(f"voice.{one}"))} for one in VOICES],
        "levels": [
            {
                "id": one.id,
                "name": spoken(wheel.text(f"level.{one.id}.name")),
                "fill": one.fill,
                "face": one.face,
            }
            for one in wheel.structure.levels
        ],
    }


def template_for_script(wheel: Wheel, view: TemplateView) -> dict[str, Any]:
    """The template with its texts and their languages, as static/wheel/prepare.js and paper.js read it."""
    return {
        **shared_for_script(wheel),
        "id": view.id,
        "slug": view.slug,
        "pictures": pictures_for_script(wheel),
        "title": spoken(view.title),
        "areas": [
            {"id": one.area.id, "slot": one.area.slot, "icon": one.area.icon, "name": spoken(one.name), "ask": spoken(one.ask)}
            for one in view.areas
        ],
        "parts": [
            {
                "id": part.id, "kind": part.kind, "title": spoken(part.title), "help": spoken(part.help),
                "fields": [{"id": one.id, "label": spoken(one.label), "voice": one.voice} for one in part.fields],
            }
            for part in view.parts
        ],
    }  # fmt: skip


def pictures_for_script(wheel: Wheel) -> dict[str, dict[str, dict[str, str]]]:
    """Area → picture → the word under it: what a child pointed at is said in words."""
    return {
        area.id: {one.id: spoken(one.word) for one in queries.pictures_of(wheel, area)}
        for area in wheel.structure.areas
        if area.pictures
    }


def spoken(text: Localised) -> dict[str, str]:
    """A text with its language."""
    return {"text": text.text, "lang": text.lang}
