"""The public pages about the model. No actor: what is in force is open to all; drafts never come here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Q

from tillsammans.access import check
from tillsammans.core.text import Localised, localised
from tillsammans.organisations.models import CountyProfile
from tillsammans.programmes import rules
from tillsammans.programmes.models import (
    AboutTopic,
    Basis,
    ModelItem,
    ModelVersion,
    Programme,
    RoleKind,
    Section,
    StairsVersion,
)
from tillsammans.programmes.queries.stairs import StairsForm, stairs_for_form


@dataclass(frozen=True)
class PublicCounty:
    """key: set when the address names the county (/lan/<key>/…), empty where the host name does."""

    id: int
    name: str
    key: str


def public_county(host: str) -> PublicCounty:
    """The county of a host name, else the installation's own (DEFAULT_COUNTY). Raises NotVisible when there is neither."""
    name = host.partition(":")[0].lower()
    rows = CountyProfile.objects.filter(
        Q(host=name) & ~Q(host="") | Q(key=settings.DEFAULT_COUNTY)
    ).select_related("place")
    found = sorted(rows, key=lambda row: row.host != name)
    return _county(check.found(found[0] if found else None), key="")


def county_by_key(key: str) -> PublicCounty:
    """The county that an address names. Raises NotVisible for an unknown key."""
    row = check.found(CountyProfile.objects.filter(key=key).select_related("place").first())
    return _county(row, key=key)


def _county(profile: CountyProfile, *, key: str) -> PublicCounty:
    return PublicCounty(profile.place_id, profile.place.name, key)


@dataclass(frozen=True)
class ItemText:
    """One thing of the model as it is read. mark: the words for whose text it is; empty when the county's papers state it.

    kind: of a role, the words for what it is part of.
    """

    id: int
    code: str
    section: str
    parent_code: str
    order: int
    slot: int
    name: Localised
    short_name: Localised
    description: Localised
    basis: str
    mark: str
    source: str
    common: bool
    kind: str

    @property
    def is_ours(self) -> bool:
        return self.basis in {Basis.PROPOSAL, Basis.INFERRED}


def item_text(row: ModelItem, language: str) -> ItemText:
    return ItemText(
        id=row.pk, code=row.code, section=row.section, parent_code=row.parent_code, order=row.order, slot=row.slot,
        name=localised(row.name, language), short_name=localised(row.short_name or row.name, language),
        description=localised(row.description, language), basis=row.basis, mark=basis_mark(row.basis), source=row.source,
        common=row.common, kind=str(RoleKind(row.kind).label) if row.kind else "",
    )  # fmt: skip


def basis_mark(basis: str) -> str:
    """The words of the tag, in the reader's language; empty for what the county's papers state."""
    return "" if basis == Basis.STATED else str(Basis(basis).label)


@dataclass(frozen=True)
class AboutText:
    """One thing that an edition says of itself. topic: AboutTopic. label: its heading."""

    topic: str
    label: str
    text: Localised


def about_texts(version: ModelVersion, language: str) -> tuple[AboutText, ...]:
    """What the edition says of itself, in the topics' order; topics without words are left out."""
    found = (
        AboutText(topic, str(topic.label), localised(version.about.get(topic), language))
        for topic in AboutTopic
    )
    return tuple(one for one in found if one.text.text)


@dataclass(frozen=True)
class CoreComponent:
    """A core component with what is fixed in it (parts) and what may be adapted."""

    number: int
    item: ItemText
    parts: tuple[ItemText, ...]
    adaptable: tuple[ItemText, ...]


@dataclass(frozen=True)
class Group:
    """One section of the page: its items in order, and the sources they name, each once."""

    items: tuple[ItemText, ...]
    sources: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.items)


@dataclass(frozen=True)
class ProgrammeName:
    id: int
    code: str
    name: Localised


@dataclass(frozen=True)
class ProgrammePage:
    county: PublicCounty
    programme: ProgrammeName
    number: int
    published_at: datetime | None
    about: tuple["AboutText", ...]
    components: tuple[CoreComponent, ...]
    sections: Mapping[str, Group]
    loose_adaptable: tuple[ItemText, ...]
    has_stairs: bool

    def _about(self, topic: str) -> Localised | None:
        return next((one.text for one in self.about if one.topic == topic), None)

    @property
    def lead(self) -> Localised | None:
        """The opening words."""
        return self._about(AboutTopic.ABOUT)

    @property
    def facts(self) -> tuple[AboutText, ...]:
        """What stands beside the opening: vision, what early means, whom it is for."""
        shown = {AboutTopic.VISION, AboutTopic.EARLY_MEANS, AboutTopic.TARGET_GROUP}
        return tuple(one for one in self.about if one.topic in shown)

    @property
    def levels_note(self) -> Localised | None:
        return self._about(AboutTopic.PREVENTION_NOTE)

    @property
    def texts_note(self) -> Localised | None:
        """Whose texts these are."""
        return self._about(AboutTopic.TEXTS_NOTE)

    @property
    def sources(self) -> tuple[tuple[str, str], ...]:
        """(source, what it is the source of), each source once, in the sections' order."""
        uses: dict[str, list[str]] = {}
        for key, group in self.sections.items():
            for source in group.sources:
                uses.setdefault(source, []).append(str(Section(key).label))
        return tuple((source, ", ".join(labels)) for source, labels in uses.items())


@dataclass(frozen=True)
class ProgrammeCard:
    """A programme on the page that lists them. mark: whose text it is, where all of it is of one kind and not the county's."""

    programme: ProgrammeName
    about: Localised
    components: tuple[ItemText, ...]
    has_stairs: bool

    @property
    def mark(self) -> str:
        marks = {item.mark for item in self.components}
        return marks.pop() if len(marks) == 1 else ""


@dataclass(frozen=True)
class ProgrammeList:
    county: PublicCounty
    programmes: tuple[ProgrammeCard, ...]


def programme_list(county: PublicCounty, language: str) -> ProgrammeList:
    """The county's programmes with their core components. Three queries."""
    versions = list(
        ModelVersion.objects.filter(programme__county_id=county.id, state=rules.PUBLISHED)
        .select_related("programme").order_by("programme__order", "programme_id")
    )  # fmt: skip
    items = ModelItem.objects.filter(
        version__in=[v.pk for v in versions], section=Section.CORE_COMPONENT
    ).order_by("order", "id")
    texts = [(item.version_id, item_text(item, language)) for item in items]
    stairs = set(
        StairsVersion.objects.filter(programme__county_id=county.id, state=rules.PUBLISHED).values_list(
            "programme_id", flat=True
        )
    )
    return ProgrammeList(
        county,
        tuple(
            ProgrammeCard(
                _name(v.programme, language), _opening(v, language),
                tuple(text for version_id, text in texts if version_id == v.pk), v.programme_id in stairs,
            )
            for v in versions
        ),
    )  # fmt: skip


def _opening(version: ModelVersion, language: str) -> Localised:
    """The opening words; of a programme that has none, whom it is for."""
    return localised(
        version.about.get(AboutTopic.ABOUT) or version.about.get(AboutTopic.TARGET_GROUP), language
    )


def _name(programme: Programme, language: str) -> ProgrammeName:
    return ProgrammeName(programme.pk, programme.code, localised(programme.name, language))


def programme_page(county: PublicCounty, code: str, language: str) -> ProgrammePage:
    """The model in force of one programme. Three queries. Raises NotVisible when there is none."""
    version = check.found(
        ModelVersion.objects.filter(programme__county_id=county.id, programme__code=code, state=rules.PUBLISHED)
        .select_related("programme").first()
    )  # fmt: skip
    items = [
        item_text(row, language) for row in ModelItem.objects.filter(version=version).order_by("order", "id")
    ]
    components = core_components(items)
    placed = {one.id for component in components for one in component.adaptable}
    adaptable = [item for item in items if item.section == Section.ADAPTABLE_COMPONENT]
    return ProgrammePage(
        county=county, programme=_name(version.programme, language), number=version.number,
        published_at=version.published_at, about=about_texts(version, language), components=components,
        sections=sections(items), loose_adaptable=tuple(item for item in adaptable if item.id not in placed),
        has_stairs=StairsVersion.objects.filter(programme_id=version.programme_id, state=rules.PUBLISHED).exists(),
    )  # fmt: skip


def core_components(items: Iterable[ItemText]) -> tuple[CoreComponent, ...]:
    """The core components in order, each with its parts and what may be adapted in it."""
    rows = list(items)

    def belonging(section: str, code: str) -> tuple[ItemText, ...]:
        return tuple(item for item in rows if item.section == section and item.parent_code == code)

    cores = [item for item in rows if item.section == Section.CORE_COMPONENT]
    return tuple(
        CoreComponent(
            number,
            item,
            belonging(Section.PART, item.code),
            belonging(Section.ADAPTABLE_COMPONENT, item.code),
        )
        for number, item in enumerate(cores, start=1)
    )


def sections(items: Iterable[ItemText]) -> dict[str, Group]:
    """Every section, empty ones too. What belongs to a core component stands in the components' order."""
    rows = list(items)
    place = {
        item.code: number
        for number, item in enumerate(i for i in rows if i.section == Section.CORE_COMPONENT)
    }
    rows.sort(key=lambda item: (place.get(item.parent_code, 0), item.order))
    grouped = {section: tuple(item for item in rows if item.section == section) for section in Section.values}
    return {
        section: Group(own, tuple(dict.fromkeys(i.source for i in own if i.source)))
        for section, own in grouped.items()
    }


@dataclass(frozen=True)
class StairsPage:
    county: PublicCounty
    programme: ProgrammeName
    number: int
    title: Localised
    about: Localised
    is_proposal: bool
    form: StairsForm


def stairs_page(county: PublicCounty, code: str, language: str) -> StairsPage:
    """The stairs in force of one programme, whole. One query once the stairs are in memory. Raises NotVisible for none."""
    stairs = check.found(
        StairsVersion.objects.filter(programme__county_id=county.id, programme__code=code, state=rules.PUBLISHED)
        .select_related("programme").first()
    )  # fmt: skip
    return StairsPage(
        county, _name(stairs.programme, language), stairs.number, localised(stairs.title, language),
        localised(stairs.about, language), stairs.is_proposal, stairs_for_form(stairs.pk, language),
    )  # fmt: skip
