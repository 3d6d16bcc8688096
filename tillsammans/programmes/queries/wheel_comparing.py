"""Two editions of the wheel beside each other, and what would change if a draft came into force."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from tillsammans.access.actor import Actor
from tillsammans.core.errors import Conflict, NotVisible
from tillsammans.core.text import SOURCE_LANGUAGE
from tillsammans.programmes import rules
from tillsammans.programmes.models import Basis, Review, WheelArtwork, WheelEdition, WheelTexts
from tillsammans.programmes.queries.wheel import as_list
from tillsammans.programmes.queries.wheel_editor import (
    EditionRow,
    edition_row,
    get_wheel,
    in_force_before,
    swedish_of,
    words_of,
)
from tillsammans.programmes.queries.wheel_labels import part_name, text_label
from tillsammans.programmes.rules import wheel_choices as choices
from tillsammans.programmes.rules import wheel_editing as editing
from tillsammans.programmes.rules.wheel import Area, Contact, Level, Structure, Template, read_structure
from tillsammans.programmes.rules.wheel_editing import TextPart, Words


@dataclass(frozen=True)
class WheelComparison:
    """before and after are editions of the same county; changes stand in the newer one's order."""

    before: EditionRow
    after: EditionRow
    changes: tuple[rules.Change, ...]


def compare_wheels(by: Actor, old_id: int, new_id: int) -> WheelComparison:
    """Raises NotVisible when either is hidden, or they belong to different counties."""
    old, new = get_wheel(by, old_id), get_wheel(by, new_id)
    if old.county_id != new.county_id:
        raise NotVisible(_("Utgåvorna hör till olika län och går inte att jämföra."))
    return _comparison(old, new)


def what_publishing_changes(edition: WheelEdition) -> WheelComparison | None:
    """The draft beside the edition in force; None when nothing is in force."""
    before = in_force_before(edition)
    return _comparison(before, edition) if before else None


def publishing_refusal(edition: WheelEdition) -> str | None:
    """The sentence beside the closed button; None when the draft is whole enough to come into force."""
    try:
        editing.check_whole(read_structure(edition.structure), swedish_of(edition))
    except Conflict as refusal:
        return refusal.message
    return None


def _comparison(old: WheelEdition, new: WheelEdition) -> WheelComparison:
    swedish = swedish_of(new)
    changes = rules.changes(list(_entries(old, swedish)), list(_entries(new, swedish)))
    return WheelComparison(edition_row(old), edition_row(new), tuple(changes))


def _entries(edition: WheelEdition, swedish: Words) -> Iterator[rules.Entry]:
    """swedish: the newer edition's, so that both call the same text by the same name."""
    structure, rows = read_structure(edition.structure), words_of(edition)
    looks = {part.slug: fields for part, fields in _looks(structure, swedish)}
    yield rules.Entry(("standing",), _("Utgåvan"), _standing(edition, structure, rows))
    for part in editing.text_parts(structure):
        fields = {**looks.get(part.slug, {}), **_texts(part, structure, rows, swedish)}
        yield rules.Entry((part.slug,), part_name(part, swedish), fields)


def _standing(edition: WheelEdition, structure: Structure, rows: Mapping[str, WheelTexts]) -> dict[str, str]:
    names = dict(settings.LANGUAGES)
    artworks = (
        WheelArtwork.objects.filter(edition=edition)
        .values_list("language", "sha256", "alt")
        .order_by("language")
    )
    fields = {
        _("Vems områdena är"): str(Basis(structure.basis).label),
        _("Preliminära områden"): _("ja") if structure.preliminary else _("nej"),
    }
    for language, sha256, alt in artworks:
        where = _("Egen bild (%(language)s)") % {"language": names.get(language, _("alla språk"))}
        fields[where] = f"{alt.get(SOURCE_LANGUAGE, '')} [{sha256[:8]}]"
    for code, row in rows.items():
        if code != SOURCE_LANGUAGE:
            where = _("Granskning (%(language)s)") % {"language": names.get(code, code)}
            fields[where] = str(Review(row.review).label)
    return fields


def _texts(
    part: TextPart, structure: Structure, rows: Mapping[str, WheelTexts], swedish: Words
) -> dict[str, str]:
    """One field per text and language: "Namn" for Swedish, "Namn (en)" for another."""
    fields = {}
    for one in part.keys(structure):
        label = text_label(one.key, swedish)
        for code, _name in settings.LANGUAGES:
            words = rows[code].texts if code in rows else {}
            fields[label if code == SOURCE_LANGUAGE else f"{label} ({code})"] = " / ".join(
                as_list(words.get(one.key))
            )
    return fields


def _looks(structure: Structure, swedish: Words) -> Iterator[tuple[TextPart, dict[str, str]]]:
    """What a part is beside its words: its place, colour, picture, number."""
    parts = {part.slug: part for part in editing.text_parts(structure)}
    for place, area in enumerate(structure.areas, start=1):
        yield parts[f"omrade-{area.id}"], _area(area, place)
    yield (
        parts[editing.LEVELS_PART],
        {
            _("Svar %(n)s") % {"n": place}: _level(level, swedish)
            for place, level in enumerate(structure.levels, start=1)
        },
    )
    yield (
        parts[editing.CONTACTS_PART],
        {
            _("Kontakt %(n)s") % {"n": place}: _contact(one, swedish)
            for place, one in enumerate(structure.contacts, start=1)
        },
    )
    for template in structure.templates:
        yield parts[f"mall-{template.id}"], {_("Rubriker"): _headings(template, swedish)}


def _area(area: Area, place: int) -> dict[str, str]:
    return {
        _("Plats medurs"): str(place),
        _("Färg"): str(choices.COLOURS.get(area.slot, area.slot)),
        _("Bild"): str(choices.PICTURES.get(area.icon, area.icon)),
        _("Bilder för de yngsta"): ", ".join(str(choices.PICTURES.get(one, one)) for one in area.pictures),
    }


def _first(swedish: Words, key: str, otherwise: str) -> str:
    return next(iter(as_list(swedish.get(key))), otherwise)


def _level(level: Level, swedish: Words) -> str:
    return _("%(name)s: ansiktet %(face)s, %(fill)s fyllda ringar, bilden %(picture)s") % {
        "name": _first(swedish, f"level.{level.id}.name", level.id), "face": choices.FACES[level.face], "fill": level.fill,
        "picture": choices.LEVEL_PICTURES.get(level.icon, level.icon),
    }  # fmt: skip


def _contact(one: Contact, swedish: Words) -> str:
    return f"{_first(swedish, f'contact.{one.id}.name', one.id)} {one.number}".strip()


def _headings(template: Template, swedish: Words) -> str:
    return ", ".join(
        _first(swedish, f"template.{template.id}.{one.id}.title", one.id) for one in template.sections
    )
