"""The parts of a draft wheel: areas, levels, contacts and the headings of the templates. Their words: wheel_words.py."""

from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from tillsammans.access.actor import Actor
from tillsammans.audit import commands as audit
from tillsammans.core.errors import Invalid
from tillsammans.core.text import SOURCE_LANGUAGE
from tillsammans.programmes.commands import editions
from tillsammans.programmes.commands.wheel import editable, keep
from tillsammans.programmes.models import WheelEdition, WheelTexts
from tillsammans.programmes.rules import wheel_choices as choices
from tillsammans.programmes.rules import wheel_editing as editing
from tillsammans.programmes.rules.wheel import LINE, Area, Contact, Level, Part, Structure, Template

MOST_PICTURES = 3
LONGEST_NUMBER = 30


@transaction.atomic
def add_area(*, by: Actor, edition: WheelEdition, name: str, slot: int, icon: str) -> Area:
    """One more area, last before the top. name: in Swedish. Raises Invalid when the wheel is full."""
    edition, structure = editable(by, edition)
    words = _named(name)
    code = editions.free_code(words.replace("|", " "), (one.id for one in structure.areas))
    area = _checked_area(Area(code, slot, icon))
    keep(edition, editing.added(structure, "areas", area))
    _word(edition, f"area.{code}.name", words)
    audit.record(by=by, action="programmes.wheel_area_added", target=edition, detail={"area": code})
    return area


@transaction.atomic
def edit_area(
    *, by: Actor, edition: WheelEdition, area_id: str, slot: int, icon: str, pictures: Sequence[str], seen: str | None = None
) -> Area:  # fmt: skip
    """Another colour, picture or pictures for those who read pictures first (at most three)."""
    edition, structure = editable(by, edition)
    area = editing.found(structure.areas, area_id)
    editions.check_mark(editing.mark_of_item(area), seen)
    area = _checked_area(replace(area, slot=slot, icon=icon, pictures=tuple(pictures)))
    keep(edition, editing.changed(structure, "areas", area))
    audit.record(by=by, action="programmes.wheel_area_edited", target=edition, detail={"area": area_id})
    return area


@transaction.atomic
def move_area(*, by: Actor, edition: WheelEdition, area_id: str, to: int) -> None:
    """The area at place `to`, clockwise from 1 at the top. Where it already stands there, nothing is written."""
    edition, structure = editable(by, edition)
    editing.found(structure.areas, area_id)
    after = editing.moved(structure, "areas", area_id, to)
    if after == structure:
        return
    keep(edition, after)
    audit.record(
        by=by, action="programmes.wheel_area_moved", target=edition, detail={"area": area_id, "to": to}
    )


@transaction.atomic
def remove_area(*, by: Actor, edition: WheelEdition, area_id: str) -> None:
    """Take an area out of the draft, with its words in every language. Raises Invalid when five are left."""
    edition, structure = editable(by, edition)
    editing.found(structure.areas, area_id)
    keep(edition, editing.without(structure, "areas", area_id))
    audit.record(by=by, action="programmes.wheel_area_removed", target=edition, detail={"area": area_id})


def _checked_area(area: Area) -> Area:
    if area.slot not in choices.COLOURS:
        raise Invalid(_("Välj en av de åtta färgerna."))
    if not {area.icon, *area.pictures} <= choices.PICTURES.keys():
        raise Invalid(_("Välj bilder ur listan."))
    if len(area.pictures) > MOST_PICTURES:
        raise Invalid(_("Högst tre bilder får plats bredvid frågan. Ta bort någon."))
    return area


@transaction.atomic
def add_level(*, by: Actor, edition: WheelEdition, name: str, face: int, fill: int, icon: str) -> Level:
    """One more way to say how it is, last. name: in Swedish."""
    edition, structure = editable(by, edition)
    words = _named(name)
    code = editions.free_code(words, (one.id for one in structure.levels))
    level = _checked_level(Level(code, face, fill, icon))
    keep(edition, editing.added(structure, "levels", level))
    _word(edition, f"level.{code}.name", words)
    audit.record(by=by, action="programmes.wheel_level_added", target=edition, detail={"level": code})
    return level


@transaction.atomic
def edit_level(
    *, by: Actor, edition: WheelEdition, level_id: str, face: int, fill: int, icon: str, seen: str | None = None
) -> Level:  # fmt: skip
    """Another face, another number of filled rings, another picture."""
    edition, structure = editable(by, edition)
    level = editing.found(structure.levels, level_id)
    editions.check_mark(editing.mark_of_item(level), seen)
    level = _checked_level(replace(level, face=face, fill=fill, icon=icon))
    keep(edition, editing.changed(structure, "levels", level))
    audit.record(by=by, action="programmes.wheel_level_edited", target=edition, detail={"level": level_id})
    return level


@transaction.atomic
def remove_level(*, by: Actor, edition: WheelEdition, level_id: str) -> None:
    """Take a way to answer out of the draft, with its words. Raises Invalid when two are left."""
    edition, structure = editable(by, edition)
    editing.found(structure.levels, level_id)
    keep(edition, editing.without(structure, "levels", level_id))
    audit.record(by=by, action="programmes.wheel_level_removed", target=edition, detail={"level": level_id})


def _checked_level(level: Level) -> Level:
    if level.face not in choices.FACES or level.icon not in choices.LEVEL_PICTURES:
        raise Invalid(_("Välj ett ansikte och en bild ur listan."))
    if level.fill < 0:
        raise Invalid(_("Välj hur många ringar svaret fyller, från ingen till fem."))
    return level


@transaction.atomic
def add_contact(*, by: Actor, edition: WheelEdition, name: str, number: str) -> Contact:
    """One more to turn to, last. name: in Swedish. number: as it is dialled, or empty."""
    edition, structure = editable(by, edition)
    words = _named(name)
    code = editions.free_code(words, (one.id for one in structure.contacts))
    contact = Contact(code, _checked_number(number))
    keep(edition, editing.added(structure, "contacts", contact))
    _word(edition, f"contact.{code}.name", words)
    audit.record(by=by, action="programmes.wheel_contact_added", target=edition, detail={"contact": code})
    return contact


@transaction.atomic
def edit_contact(
    *, by: Actor, edition: WheelEdition, contact_id: str, number: str, seen: str | None = None
) -> Contact:
    """Another number; empty where there is none to give, as for the social services of many municipalities."""
    edition, structure = editable(by, edition)
    contact = editing.found(structure.contacts, contact_id)
    editions.check_mark(editing.mark_of_item(contact), seen)
    contact = replace(contact, number=_checked_number(number))
    keep(edition, editing.changed(structure, "contacts", contact))
    audit.record(
        by=by, action="programmes.wheel_contact_edited", target=edition, detail={"contact": contact_id}
    )
    return contact


@transaction.atomic
def remove_contact(*, by: Actor, edition: WheelEdition, contact_id: str) -> None:
    """Take somebody to turn to out of the draft. Raises Invalid for the last one: the box is never empty."""
    edition, structure = editable(by, edition)
    editing.found(structure.contacts, contact_id)
    if len(structure.contacts) == 1:
        raise Invalid(_("Rutan behöver minst en kontakt. Lägg till en annan innan du tar bort den här."))
    keep(edition, editing.without(structure, "contacts", contact_id))
    audit.record(
        by=by, action="programmes.wheel_contact_removed", target=edition, detail={"contact": contact_id}
    )


def _checked_number(number: str) -> str:
    stripped = " ".join(number.split())
    if len(stripped) > LONGEST_NUMBER or set(stripped) - set("+0123456789 -"):
        raise Invalid(_("Skriv numret med siffror och mellanrum, till exempel 116 111."))
    return stripped


@transaction.atomic
def add_section(*, by: Actor, edition: WheelEdition, template_id: str, title: str) -> Part:
    """One more heading in a template, last, with a text under it. title: in Swedish."""
    edition, structure = editable(by, edition)
    template = _template(structure, template_id)
    words = _named(title)
    part = Part(editions.free_code(words, (one.id for one in template.sections)), "text")
    keep(edition, editing.with_sections(structure, template, [*template.sections, part]))
    _word(edition, f"template.{template_id}.{part.id}.title", words)
    _record_section(by, edition, "programmes.wheel_heading_added", template_id, part.id)
    return part


@transaction.atomic
def move_section(*, by: Actor, edition: WheelEdition, template_id: str, section_id: str, to: int) -> None:
    """The heading at place `to` in its template, from 1. Where it already stands there, nothing is written."""
    edition, structure = editable(by, edition)
    template = _template(structure, template_id)
    editing.found(template.sections, section_id)
    after = editing.section_moved(structure, template, section_id, to)
    if after == structure:
        return
    keep(edition, after)
    _record_section(by, edition, "programmes.wheel_heading_moved", template_id, section_id)


@transaction.atomic
def remove_section(*, by: Actor, edition: WheelEdition, template_id: str, section_id: str) -> None:
    """Take a heading out of a template, with its words. Raises Invalid for the last one."""
    edition, structure = editable(by, edition)
    template = _template(structure, template_id)
    editing.found(template.sections, section_id)
    left = [one for one in template.sections if one.id != section_id]
    keep(edition, editing.with_sections(structure, template, left))
    _record_section(by, edition, "programmes.wheel_heading_removed", template_id, section_id)


def _template(structure: Structure, template_id: str) -> Template:
    return editing.found(structure.templates, template_id)


def _record_section(by: Actor, edition: WheelEdition, action: str, template_id: str, section_id: str) -> None:
    audit.record(
        by=by, action=action, target=edition, detail={"template": template_id, "heading": section_id}
    )


def _named(name: str) -> str:
    words = editing.cleaned(LINE, name)
    if not words:
        raise Invalid(_("Skriv ett namn på svenska. De andra språken visar det tills de har ett eget."))
    return str(words)


def _word(edition: WheelEdition, key: str, words: str) -> None:
    row, _made = WheelTexts.objects.get_or_create(edition=edition, language=SOURCE_LANGUAGE)
    row.texts = {**row.texts, key: words}
    row.save(update_fields=["texts"])
