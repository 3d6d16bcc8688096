"""Barnets bästa-hjulet as data: what an edition may hold, and which texts it needs. No database, no words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from tillsammans.core.errors import Invalid

FEWEST_AREAS, MOST_AREAS = 5, 12
FEWEST_LEVELS, MOST_LEVELS = 2, 6
MOST_RINGS = 5
SMALL, CHILD, YOUNG, GUARDIAN, PROFESSIONAL = AUDIENCES = (
    "small",
    "child",
    "young",
    "guardian",
    "professional",
)
READERS = (CHILD, YOUNG, GUARDIAN, PROFESSIONAL)  # who read an area's longer texts themselves
VOICES = (CHILD, GUARDIAN, PROFESSIONAL)
LINE, PARAGRAPH, LIST = "line", "paragraph", "list"


@dataclass(frozen=True)
class Level:
    """One way to say how it is. face: 1 (sad) to 5 (laughs), 0 a face that only looks. fill: rings filled, 0 an edge alone."""

    id: str
    face: int
    fill: int
    icon: str


@dataclass(frozen=True)
class Area:
    """One area of a child's life. slot: colour 1–8. pictures: icons to point at, for who reads pictures before words."""

    id: str
    slot: int
    icon: str
    pictures: tuple[str, ...] = ()


@dataclass(frozen=True)
class Contact:
    """Where to turn. number: as it is dialled, empty where the county has none to give."""

    id: str
    number: str = ""


@dataclass(frozen=True)
class Part:
    """A heading of a template. kind: text, per_area, rows or checks. fields: its columns or its boxes to tick."""

    id: str
    kind: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class Template:
    """A document that a professional prepares along the wheel. sections: in the order they are written."""

    id: str
    sections: tuple[Part, ...]


@dataclass(frozen=True)
class Structure:
    """An edition without its words. areas: clockwise from the top."""

    areas: tuple[Area, ...]
    levels: tuple[Level, ...]
    contacts: tuple[Contact, ...]
    templates: tuple[Template, ...]
    basis: str
    preliminary: bool

    @property
    def rings(self) -> int:
        """How many rings the picture has inside its rim."""
        return max(level.fill for level in self.levels)

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of all its texts: worked out once, since a page asks with each text."""
        return frozenset(one.key for one in text_keys(self))


@dataclass(frozen=True)
class TextKey:
    """A text that every language needs. kind: line, paragraph or list (of paragraphs)."""

    key: str
    kind: str


def read_structure(given: Mapping[str, Any]) -> Structure:
    """The structure in a mapping as edition.yaml has it. Raises Invalid, in words for the editor, when it cannot be drawn."""
    found = Structure(
        areas=tuple(
            Area(one["id"], one["slot"], one["icon"], tuple(one.get("pictures", ())))
            for one in given["areas"]
        ),
        levels=tuple(Level(one["id"], one["face"], one["fill"], one["icon"]) for one in given["levels"]),
        contacts=tuple(Contact(one["id"], one.get("number", "")) for one in given["contacts"]),
        templates=tuple(_template(one) for one in given["templates"]),
        basis=given["basis"],
        preliminary=bool(given["preliminary"]),
    )
    _check(found)
    return found


def _template(given: Mapping[str, Any]) -> Template:
    parts = (
        Part(one["id"], one["kind"], tuple(one.get("columns") or one.get("items") or ()))
        for one in given["sections"]
    )
    return Template(given["id"], tuple(parts))


def _check(found: Structure) -> None:
    if not FEWEST_AREAS <= len(found.areas) <= MOST_AREAS:
        raise Invalid(
            _("Ett hjul har fem till tolv områden. Lägg till eller ta bort områden, så går det att rita.")
        )
    if not FEWEST_LEVELS <= len(found.levels) <= MOST_LEVELS:
        raise Invalid(_("Hjulet behöver två till sex sätt att svara. Lägg till eller ta bort svar."))
    if not 1 <= found.rings <= MOST_RINGS:
        raise Invalid(_("Minst ett svar ska fylla en ring, och inget svar mer än fem."))
    if any(_twice(group) for group in (found.areas, found.levels, found.contacts, found.templates)):
        raise Invalid(_("Två delar av hjulet har samma kod. Ge den ena en ny kod."))


def _twice(group: Sequence[Any]) -> bool:
    return len({one.id for one in group}) != len(group)


def text_keys(structure: Structure) -> tuple[TextKey, ...]:
    """Every text the edition needs in a language, in the order an editor meets them."""
    return tuple(TextKey(key, kind) for key, kind in _keys(structure))


def _keys(structure: Structure) -> Iterator[tuple[str, str]]:
    yield from _WHEEL
    for audience in AUDIENCES:
        yield from ((f"audience.{audience}.{name}", kind) for name, kind in _AUDIENCE)
    yield from ((f"voice.{voice}", LINE) for voice in VOICES)
    for level in structure.levels:
        yield from ((f"level.{level.id}.name", LINE), (f"level.{level.id}.small", LINE))
    for area in structure.areas:
        yield from ((f"area.{area.id}.{name}", kind) for name, kind in _area_names(area))
    for contact in structure.contacts:
        yield from ((f"contact.{contact.id}.name", LINE), (f"contact.{contact.id}.text", LINE))
    for template in structure.templates:
        yield from _template_keys(template)


_WHEEL = (
    ("wheel.name", LINE), ("wheel.lead", PARAGRAPH), ("wheel.about", LIST), ("wheel.preliminary", PARAGRAPH),
    ("wheel.keeps_nothing.child", PARAGRAPH), ("wheel.keeps_nothing.adult", PARAGRAPH),
    ("wheel.help.title", LINE), ("wheel.help.text", PARAGRAPH),
)  # fmt: skip
_AUDIENCE = (("name", LINE), ("short", LINE), ("how", LIST))


def _area_names(area: Area) -> Iterator[tuple[str, str]]:
    yield from (("name", LINE), ("text", PARAGRAPH), ("word.small", LINE))
    yield from ((f"picture.{picture}", LINE) for picture in dict.fromkeys(area.pictures))
    yield from ((f"ask.{audience}", LINE) for audience in AUDIENCES)
    for topic in ("questions", "strengths", "worries"):
        yield from ((f"{topic}.{reader}", LIST) for reader in READERS)


def _template_keys(template: Template) -> Iterator[tuple[str, str]]:
    start = f"template.{template.id}"
    yield from ((f"{start}.title", LINE), (f"{start}.lead", PARAGRAPH))
    for part in template.sections:
        yield from ((f"{start}.{part.id}.title", LINE), (f"{start}.{part.id}.help", PARAGRAPH))
        yield from ((f"{start}.{part.id}.{field}", LINE) for field in part.fields)
