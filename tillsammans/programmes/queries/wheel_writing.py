"""Writing the wheel's words: one language of an edition, and the texts of one part of it beside the Swedish."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.utils.translation import gettext as _

from tillsammans.core.errors import NotVisible
from tillsammans.core.text import SOURCE_LANGUAGE
from tillsammans.programmes.models import WheelEdition, WheelTexts
from tillsammans.programmes.queries.wheel import as_list
from tillsammans.programmes.queries.wheel_editor import (
    EditionRow,
    LanguageRow,
    aged_keys,
    edition_row,
    in_force_before,
    language_rows,
    words_of,
)
from tillsammans.programmes.queries.wheel_labels import part_name, text_label
from tillsammans.programmes.rules import wheel_editing as editing
from tillsammans.programmes.rules.wheel import Structure
from tillsammans.programmes.rules.wheel_editing import TextPart


@dataclass(frozen=True)
class PartRow:
    """Texts that are written together, in one language. slug: in addresses."""

    slug: str
    name: str
    total: int
    missing: int
    aged: int


@dataclass(frozen=True)
class LanguagePage:
    """One language of an edition: its parts, and how far it has come."""

    edition: EditionRow
    language: LanguageRow
    parts: tuple[PartRow, ...]


def language_page(edition: WheelEdition, structure: Structure, language: str) -> LanguagePage:
    """Raises NotVisible for a language that the wheel does not have. Two or three queries."""
    before = in_force_before(edition)
    rows, then = words_of(edition), words_of(before) if before else {}
    row = language_row(structure, rows, then, language)
    own = rows[language].texts if language in rows else {}
    swedish = rows[SOURCE_LANGUAGE].texts if SOURCE_LANGUAGE in rows else {}
    aged = aged_keys(language, rows, then)
    parts = []
    for part in editing.text_parts(structure):
        keys = [one.key for one in part.keys(structure)]
        lacking = sum(1 for key in keys if not own.get(key))
        parts.append(
            PartRow(part.slug, part_name(part, swedish), len(keys), lacking, len(aged.intersection(keys)))
        )
    return LanguagePage(edition_row(edition), row, tuple(parts))


def language_row(
    structure: Structure, rows: Mapping[str, WheelTexts], before: Mapping[str, WheelTexts], language: str
) -> LanguageRow:
    """One of language_rows. Raises NotVisible for a language that the wheel does not have."""
    for row in language_rows(structure, rows, before):
        if row.code == language:
            return row
    raise NotVisible(_("Hjulet finns inte på det språket. Välj ett av språken i listan."))


@dataclass(frozen=True)
class TextRow:
    """One text to write. source: the Swedish, empty while Swedish itself is written. now: as it stands, a list in lines.

    field: the name of its field. aged: its Swedish was changed in this draft, and it was not.
    """

    key: str
    field: str
    label: str
    kind: str
    source: tuple[str, ...]
    now: str
    missing: bool
    aged: bool


@dataclass(frozen=True)
class LanguageTab:
    """The same part in one language. missing: of this part."""

    code: str
    name: str
    missing: int
    current: bool


@dataclass(frozen=True)
class WritingPage:
    """A part's texts in one language beside the Swedish. mark: of what is shown (rules.seen). direction: "ltr" or "rtl"."""

    edition: EditionRow
    language: LanguageRow
    direction: str
    part: PartRow
    area_id: str
    tabs: tuple[LanguageTab, ...]
    texts: tuple[TextRow, ...]
    mark: str

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(one.key for one in self.texts)


def writing_page(edition: WheelEdition, structure: Structure, language: str, slug: str) -> WritingPage:
    """Raises NotVisible for a language or a part that the edition does not have. Three queries."""
    before = in_force_before(edition)
    rows, then = words_of(edition), words_of(before) if before else {}
    row = language_row(structure, rows, then, language)
    part = _part(structure, slug)
    keys = part.keys(structure)
    swedish = rows[SOURCE_LANGUAGE].texts if SOURCE_LANGUAGE in rows else {}
    own = rows[language].texts if language in rows else {}
    aged = aged_keys(language, rows, then)
    texts = tuple(
        TextRow(
            one.key, field_name(one.key), text_label(one.key, swedish), one.kind,
            () if row.is_source else tuple(as_list(swedish.get(one.key))), "\n".join(as_list(own.get(one.key))),
            not own.get(one.key), one.key in aged,
        )
        for one in keys
    )  # fmt: skip
    return WritingPage(
        edition_row(edition), row, "rtl" if LANG_INFO[language]["bidi"] else "ltr",
        PartRow(slug, part_name(part, swedish), len(keys), sum(t.missing for t in texts), sum(t.aged for t in texts)),
        part.about if slug.startswith("omrade-") else "", _tabs(part, structure, rows, language), texts,
        editing.mark_of_words(own, [one.key for one in keys]),
    )  # fmt: skip


def field_name(key: str) -> str:
    """The name of a text's field in a form."""
    return key.replace(".", "__")


def _part(structure: Structure, slug: str) -> TextPart:
    for part in editing.text_parts(structure):
        if part.slug == slug:
            return part
    raise NotVisible(_("Delen finns inte i utkastet. Läs om sidan och se vad som finns kvar."))


def _tabs(
    part: TextPart, structure: Structure, rows: Mapping[str, WheelTexts], current: str
) -> tuple[LanguageTab, ...]:
    keys = [one.key for one in part.keys(structure)]
    return tuple(
        LanguageTab(
            code, str(name), sum(1 for key in keys if not (rows[code].texts if code in rows else {}).get(key)), code == current
        )
        for code, name in settings.LANGUAGES
    )  # fmt: skip
