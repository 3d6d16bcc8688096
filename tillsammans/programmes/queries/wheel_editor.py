"""The workspace's view of the wheel: its editions, and one edition to work in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import QuerySet

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.core.errors import DomainError
from tillsammans.core.text import SOURCE_LANGUAGE
from tillsammans.organisations.models import Place, PlaceKind
from tillsammans.programmes import policies, rules
from tillsammans.programmes.models import Basis, Review, VersionState, WheelArtwork, WheelEdition, WheelTexts
from tillsammans.programmes.queries.wheel_labels import shown
from tillsammans.programmes.queries.workspace import LOOKS
from tillsammans.programmes.rules import wheel_choices as choices
from tillsammans.programmes.rules import wheel_editing as editing
from tillsammans.programmes.rules.wheel import Structure, Template, read_structure
from tillsammans.programmes.rules.wheel_editing import Words

REVIEW_LOOKS = {Review.UNREVIEWED: "none", Review.MACHINE: "none", Review.REVIEWED: "done"}


@dataclass(frozen=True)
class EditionRow:
    """An edition in a list. look: the shape of its state (ui status). previous_id: the edition before it that one sees."""

    id: int
    number: int
    state: str
    label: str
    look: str
    created_at: datetime
    published_at: datetime | None
    previous_id: int | None = None


@dataclass(frozen=True)
class Wheels:
    """A county's editions, newest first. can_draft: the reader writes the wheel, and no draft is open."""

    county_id: int
    county: str
    rows: tuple[EditionRow, ...]
    can_draft: bool


def wheels(by: Actor) -> tuple[Wheels, ...]:
    """The editions that `by` sees, a county at a time. Three queries."""
    seen = check.within(WheelEdition.objects.defer("structure"), policies.may_read_wheel, by)
    editions = list(seen.order_by("-number"))
    own = Place.objects.filter(kind=PlaceKind.COUNTY)
    writes = set(check.within(own, policies.may_word_wheels, by).values_list("pk", flat=True))
    counties = own.filter(pk__in={row.county_id for row in editions} | writes).order_by("sort_name", "pk")
    return tuple(
        _wheels(county, [row for row in editions if row.county_id == county.pk], county.pk in writes)
        for county in counties
    )


def _wheels(county: Place, editions: list[WheelEdition], writes: bool) -> Wheels:
    before = [row.pk for row in editions[1:]] + [None]
    rows = tuple(edition_row(row, previous) for row, previous in zip(editions, before, strict=False))
    states = {row.state for row in rows}
    return Wheels(county.pk, county.name, rows, writes and rules.DRAFT not in states and bool(rows))


def edition_row(row: WheelEdition, previous: int | None = None) -> EditionRow:
    return EditionRow(
        row.pk, row.number, row.state, str(VersionState(row.state).label), LOOKS[row.state], row.created_at,
        row.published_at, previous,
    )  # fmt: skip


def get_wheel_county(by: Actor, county_id: int) -> Place:
    """A county whose wheel one may read. Raises NotVisible when hidden or missing."""
    seen = check.within(WheelEdition.objects.filter(county_id=county_id), policies.may_read_wheel, by)
    found = check.found(seen.select_related("county").first())
    return found.county


def _seen(by: Actor) -> QuerySet[WheelEdition]:
    return check.within(WheelEdition.objects.select_related("county"), policies.may_read_wheel, by)


def get_wheel(by: Actor, edition_id: int) -> WheelEdition:
    """Raises NotVisible when hidden or missing: drafts are seen by who works in them."""
    return check.found(_seen(by).filter(pk=edition_id).first())


def wheel_to_edit(by: Actor, edition_id: int) -> tuple[WheelEdition, Structure]:
    """An edition to change the parts of. Raises NotVisible, or the refusal of check_edit_wheel, before one types in vain."""
    edition = get_wheel(by, edition_id)
    policies.check_edit_wheel(by, edition)
    return edition, read_structure(edition.structure)


def wheel_to_word(by: Actor, edition_id: int) -> tuple[WheelEdition, Structure]:
    """As wheel_to_edit, for the words."""
    edition = get_wheel(by, edition_id)
    policies.check_word_wheel(by, edition)
    return edition, read_structure(edition.structure)


def wheel_to_publish(by: Actor, edition_id: int) -> WheelEdition:
    """An edition that may come into force. Raises NotVisible, or the refusal of policies.check_publish_wheel."""
    edition = get_wheel(by, edition_id)
    policies.check_publish_wheel(by, edition)
    return edition


def words_of(edition: WheelEdition) -> dict[str, WheelTexts]:
    """The edition's words by language. One query."""
    return {row.language: row for row in WheelTexts.objects.filter(edition=edition)}


def swedish_of(edition: WheelEdition) -> Words:
    row = WheelTexts.objects.filter(edition=edition, language=SOURCE_LANGUAGE).first()
    return row.texts if row else {}


def in_force_before(edition: WheelEdition) -> WheelEdition | None:
    """The edition in force that this one would replace; None when it is itself in force, or nothing is."""
    rows = WheelEdition.objects.filter(county_id=edition.county_id, state=rules.PUBLISHED)
    return rows.exclude(pk=edition.pk).first()


@dataclass(frozen=True)
class LanguageRow:
    """How far a language has come. missing: texts that it shows in Swedish. aged: their Swedish was changed in this draft."""

    code: str
    name: str
    total: int
    missing: int
    aged: int
    is_source: bool
    review: str
    review_label: str
    look: str
    reviewed_on: date | None


@dataclass(frozen=True)
class AreaRow:
    """place: clockwise from 1 at the top. before, after: the places that the order buttons lead to; None at the ends."""

    id: str
    name: str
    text: str
    slot: int
    colour: str
    icon: str
    place: int
    before: int | None
    after: int | None


@dataclass(frozen=True)
class LevelRow:
    id: str
    name: str
    icon: str
    face: str
    fill: int


@dataclass(frozen=True)
class ContactRow:
    id: str
    name: str
    number: str


@dataclass(frozen=True)
class SectionRow:
    id: str
    title: str
    fields: str
    before: int | None
    after: int | None


@dataclass(frozen=True)
class TemplateRow:
    id: str
    title: str
    sections: tuple[SectionRow, ...]


@dataclass(frozen=True)
class ArtworkRow:
    """language: "" for the picture of all that have none of their own."""

    id: int
    language: str
    language_name: str
    media_type: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True)
class WheelPage:
    """An edition to work in. edit_refusal, word_refusal: None when the reader may change its parts, or its words, now."""

    edition: EditionRow
    county: str
    county_id: int
    basis: str
    preliminary: bool
    areas: tuple[AreaRow, ...]
    levels: tuple[LevelRow, ...]
    contacts: tuple[ContactRow, ...]
    templates: tuple[TemplateRow, ...]
    languages: tuple[LanguageRow, ...]
    artworks: tuple[ArtworkRow, ...]
    edit_refusal: str | None
    word_refusal: str | None
    in_force_id: int | None

    @property
    def can_edit(self) -> bool:
        return self.edit_refusal is None

    @property
    def can_word(self) -> bool:
        return self.word_refusal is None


def wheel_page(by: Actor, edition: WheelEdition) -> WheelPage:
    """The whole edition, in Swedish: what each part is called and how far each language has come. A fixed number of queries."""
    structure, rows, before = read_structure(edition.structure), words_of(edition), in_force_before(edition)
    swedish = rows[SOURCE_LANGUAGE].texts if SOURCE_LANGUAGE in rows else {}
    return WheelPage(
        edition_row(edition), edition.county.name, edition.county_id, str(Basis(structure.basis).label),
        structure.preliminary, _areas(structure, swedish), _levels(structure, swedish),
        tuple(ContactRow(one.id, shown(swedish, f"contact.{one.id}.name"), one.number) for one in structure.contacts),
        tuple(_template(one, swedish) for one in structure.templates),
        language_rows(structure, rows, words_of(before) if before else {}), artwork_rows(edition),
        _refusal(policies.check_edit_wheel, by, edition), _refusal(policies.check_word_wheel, by, edition),
        before.pk if before else None,
    )  # fmt: skip


def _refusal(ask: policies.WheelCheck, by: Actor, edition: WheelEdition) -> str | None:
    """The sentence beside a closed button; None when the way is open."""
    try:
        ask(by, edition)
    except DomainError as refusal:
        return refusal.message
    return None


def _ways(place: int, count: int) -> tuple[int | None, int | None]:
    return (place - 1 if place > 1 else None, place + 1 if place < count else None)


def _areas(structure: Structure, swedish: Words) -> tuple[AreaRow, ...]:
    count = len(structure.areas)
    return tuple(
        AreaRow(
            area.id, shown(swedish, f"area.{area.id}.name") or area.id, shown(swedish, f"area.{area.id}.text"), area.slot,
            str(choices.COLOURS.get(area.slot, "")), area.icon, place, *_ways(place, count),
        )
        for place, area in enumerate(structure.areas, start=1)
    )  # fmt: skip


def _levels(structure: Structure, swedish: Words) -> tuple[LevelRow, ...]:
    return tuple(
        LevelRow(
            one.id, shown(swedish, f"level.{one.id}.name") or one.id, one.icon, str(choices.FACES[one.face]), one.fill
        )
        for one in structure.levels
    )  # fmt: skip


def _template(template: Template, swedish: Words) -> TemplateRow:
    start, count = f"template.{template.id}", len(template.sections)
    return TemplateRow(
        template.id, shown(swedish, f"{start}.title") or template.id,
        tuple(
            SectionRow(
                part.id, shown(swedish, f"{start}.{part.id}.title") or part.id,
                ", ".join(shown(swedish, f"{start}.{part.id}.{name}") for name in part.fields), *_ways(place, count),
            )
            for place, part in enumerate(template.sections, start=1)
        ),
    )  # fmt: skip


def language_rows(
    structure: Structure, rows: Mapping[str, WheelTexts], before: Mapping[str, WheelTexts]
) -> tuple[LanguageRow, ...]:
    """How far every language has come. before: the words in force, to see whose Swedish has changed since."""
    total = len(editing.missing(structure, {}))
    found = []
    for code, name in settings.LANGUAGES:
        row = rows.get(code)
        review = Review(row.review) if row else Review.UNREVIEWED
        found.append(
            LanguageRow(
                code, str(name), total, len(editing.missing(structure, row.texts if row else {})),
                len(aged_keys(code, rows, before)), code == SOURCE_LANGUAGE, review, str(review.label), REVIEW_LOOKS[review],
                row.reviewed_on if row else None,
            )
        )  # fmt: skip
    return tuple(found)


def aged_keys(
    language: str, rows: Mapping[str, WheelTexts], before: Mapping[str, WheelTexts]
) -> frozenset[str]:
    """Keys whose Swedish is another than in the wheel in force while the translation is the same as there."""
    if language == SOURCE_LANGUAGE or not {language, SOURCE_LANGUAGE} <= rows.keys() & before.keys():
        return frozenset()
    now, then = rows[SOURCE_LANGUAGE].texts, before[SOURCE_LANGUAGE].texts
    own, own_then = rows[language].texts, before[language].texts
    return frozenset(
        key for key, text in own.items() if text == own_then.get(key) and now.get(key) != then.get(key)
    )


def artwork_rows(edition: WheelEdition) -> tuple[ArtworkRow, ...]:
    """The edition's pictures, the one for all first. One query, without the pictures themselves."""
    names = dict(settings.LANGUAGES)
    rows = WheelArtwork.objects.filter(edition=edition).defer("data").order_by("language")
    return tuple(
        ArtworkRow(
            row.pk, row.language, str(names.get(row.language, "")), row.media_type, row.width, row.height,
            row.alt.get(SOURCE_LANGUAGE, ""),
        )
        for row in rows
    )  # fmt: skip
