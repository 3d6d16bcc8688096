"""Changing a wheel's structure, part by part. Pure: each function returns a new, checked structure."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal, TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tillsammans.core.errors import Conflict, Invalid, NotVisible
from tillsammans.programmes.rules.seen import seen_mark
from tillsammans.programmes.rules.wheel import (
    AUDIENCES,
    LINE,
    LIST,
    Area,
    Contact,
    Level,
    Part,
    Structure,
    Template,
    TextKey,
    read_structure,
    text_keys,
)

Item = TypeVar("Item", Area, Level, Contact, Template, Part)
Group = Literal["areas", "levels", "contacts"]
Words = Mapping[str, Any]
LONGEST = {LINE: 200, LIST: 400}
LONGEST_PARAGRAPH = 1200
MOST_IN_LIST = 8
FIELD_NAME = {"checks": "items", "per_area": "columns", "rows": "columns"}


def stored(structure: Structure) -> dict[str, Any]:
    """The structure as it is stored, the same shape as data/wheel/edition.yaml."""
    return {
        "basis": structure.basis,
        "preliminary": structure.preliminary,
        "audiences": list(AUDIENCES),
        "levels": [asdict(level) for level in structure.levels],
        "areas": [{**asdict(area), "pictures": list(area.pictures)} for area in structure.areas],
        "contacts": [asdict(contact) for contact in structure.contacts],
        "templates": [
            {"id": one.id, "sections": [_section(part) for part in one.sections]}
            for one in structure.templates
        ],
    }


def _section(part: Part) -> dict[str, Any]:
    fields = {FIELD_NAME[part.kind]: list(part.fields)} if part.fields else {}
    return {"id": part.id, "kind": part.kind, **fields}


def checked(structure: Structure) -> Structure:
    """The same structure. Raises Invalid, in words for the editor, when it cannot be drawn."""
    return read_structure(stored(structure))


def found(items: Iterable[Item], item_id: str) -> Item:
    """The item with this id. Raises NotVisible when somebody has taken it away, or it never was."""
    for one in items:
        if one.id == item_id:
            return one
    raise NotVisible(_("Delen finns inte i utkastet. Läs om sidan och se vad som finns kvar."))


def changed(structure: Structure, group: Group, item: Area | Level | Contact) -> Structure:
    """With the item in place of the one that has its id."""
    return _with(structure, group, [item if one.id == item.id else one for one in getattr(structure, group)])


def added(structure: Structure, group: Group, item: Area | Level | Contact) -> Structure:
    """With one more item, last."""
    return _with(structure, group, [*getattr(structure, group), item])


def without(structure: Structure, group: Group, item_id: str) -> Structure:
    return _with(structure, group, [one for one in getattr(structure, group) if one.id != item_id])


def moved(structure: Structure, group: Group, item_id: str, to: int) -> Structure:
    """With the item at place `to`, counted from 1; a place beyond the ends is the nearest end."""
    return _with(structure, group, _moved(getattr(structure, group), item_id, to))


def _with(structure: Structure, group: Group, items: Iterable[Any]) -> Structure:
    return checked(replace(structure, **{group: tuple(items)}))  # type: ignore[arg-type]


def _moved(items: Iterable[Item], item_id: str, to: int) -> list[Item]:
    rest = list(items)
    one = found(rest, item_id)
    rest.remove(one)
    rest.insert(max(1, to) - 1, one)
    return rest


def section_moved(structure: Structure, template: Template, section_id: str, to: int) -> Structure:
    """With the heading of a template at place `to`, counted from 1."""
    return with_sections(structure, template, _moved(template.sections, section_id, to))


def with_sections(structure: Structure, template: Template, sections: Iterable[Part]) -> Structure:
    """With these headings in a template. Raises Invalid when none is left."""
    kept = tuple(sections)
    if not kept:
        raise Invalid(_("En mall behöver minst en rubrik. Lägg till en annan innan du tar bort den här."))
    new = Template(template.id, kept)
    templates = tuple(new if one.id == template.id else one for one in structure.templates)
    return checked(replace(structure, templates=templates))


@dataclass(frozen=True)
class TextPart:
    """Texts an editor writes together. slug: in addresses. start: what its keys begin with. about: an id of the structure."""

    slug: str
    start: tuple[str, ...]
    about: str = ""

    def keys(self, structure: Structure) -> tuple[TextKey, ...]:
        return tuple(one for one in text_keys(structure) if one.key.startswith(self.start))


WHEEL_PART, READERS_PART, LEVELS_PART, CONTACTS_PART = "hjulet", "anvandare", "svar", "kontakter"


def text_parts(structure: Structure) -> tuple[TextPart, ...]:
    """Every text of the edition belongs to one of these, in the order of the editor's list."""
    return (
        TextPart(WHEEL_PART, ("wheel.",)),
        TextPart(READERS_PART, ("audience.", "voice.")),
        *(TextPart(f"omrade-{area.id}", (f"area.{area.id}.",), area.id) for area in structure.areas),
        TextPart(LEVELS_PART, ("level.",)),
        TextPart(CONTACTS_PART, ("contact.",)),
        *(TextPart(f"mall-{one.id}", (f"template.{one.id}.",), one.id) for one in structure.templates),
    )


def cleaned(kind: str, given: str | Iterable[str]) -> str | list[str]:
    """A text as it is stored: trimmed, a line on one line, a list without empty rows. Raises Invalid when it is too long."""
    rows = given.splitlines() if isinstance(given, str) else list(given)
    texts = [" ".join(row.split()) for row in rows]
    texts = [text for text in texts if text]
    if kind == LIST:
        _check_list(texts)
        return texts
    whole = " ".join(texts)
    _check_length(whole, LONGEST.get(kind, LONGEST_PARAGRAPH))
    return whole


def _check_list(texts: list[str]) -> None:
    if len(texts) > MOST_IN_LIST:
        raise Invalid(_("Högst åtta punkter får plats. Ta bort någon."))
    for text in texts:
        _check_length(text, LONGEST[LIST])


def _check_length(text: str, longest: int) -> None:
    if len(text) > longest:
        raise Invalid(_("Texten är för lång. Högst %(n)s tecken får plats.") % {"n": longest})


def missing(structure: Structure, words: Words) -> tuple[str, ...]:
    """Keys that the language has no text for, in the editor's order."""
    return tuple(one.key for one in text_keys(structure) if not words.get(one.key))


def check_whole(structure: Structure, swedish: Words) -> None:
    """Raises Conflict while a Swedish text is missing: there is nothing that it could fall back to."""
    if lacking := len(missing(structure, swedish)):
        raise Conflict(
            ngettext(
                "En svensk text saknas. Skriv den först: de andra språken visar den svenska när de inte har en egen.",
                "%(n)s svenska texter saknas. Skriv dem först: de andra språken visar de svenska när de inte har egna.",
                lacking,
            )
            % {"n": lacking}
        )


def stray(structure: Structure, words: Words) -> set[str]:
    """Keys of texts that the structure has no place for any more."""
    return set(words) - {one.key for one in text_keys(structure)}


def mark_of_item(item: Area | Level | Contact) -> str:
    """What a form showed of a part; see rules.seen."""
    return seen_mark(asdict(item))


def mark_of_words(words: Words, keys: Iterable[str]) -> str:
    """What a form showed of texts; see rules.seen."""
    return seen_mark({key: words.get(key) or "" for key in keys})
