"""The programme theory: one edition whole, what its lines may hang on, and the active ingredients that adaptations ask about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.core.errors import DomainError
from tillsammans.core.text import Localised, localised
from tillsammans.programmes import measures, policies, rules
from tillsammans.programmes.measures import Measure
from tillsammans.programmes.models import (
    ModelItem,
    Programme,
    Section,
    TheoryMeasure,
    TheoryRow,
    TheoryVersion,
)
from tillsammans.programmes.queries.public import ItemText, ProgrammeName, basis_mark, item_text
from tillsammans.programmes.queries.workspace import VersionRow, version_row
from tillsammans.programmes.rules import theory as chain

ENDS = (Section.CORE_COMPONENT, Section.LONG_TERM_EFFECT)


@dataclass(frozen=True)
class Ends:
    """Codes that a line may begin and end in: the core components and the long-term effects of the model in force."""

    components: tuple[str, ...]
    outcomes: tuple[str, ...]


def _end_items(programme_id: int, language: str) -> list[ItemText]:
    rows = ModelItem.objects.filter(
        version__programme_id=programme_id, version__state=rules.PUBLISHED, section__in=ENDS
    )
    return [item_text(row, language) for row in rows.order_by("order", "id")]


def _of(items: Sequence[ItemText], section: str) -> tuple[ItemText, ...]:
    return tuple(item for item in items if item.section == section)


def theory_ends(programme_id: int) -> Ends:
    """One query."""
    items = _end_items(programme_id, "sv")
    return Ends(
        tuple(item.code for item in _of(items, Section.CORE_COMPONENT)),
        tuple(item.code for item in _of(items, Section.LONG_TERM_EFFECT)),
    )


@dataclass(frozen=True)
class EndChoices:
    """(code, name) of what a line may begin and end in."""

    components: list[tuple[str, str]]
    outcomes: list[tuple[str, str]]


def end_choices(programme_id: int, language: str) -> EndChoices:
    items = _end_items(programme_id, language)
    return EndChoices(
        [(item.code, item.name.text) for item in _of(items, Section.CORE_COMPONENT)],
        [(item.code, item.name.text) for item in _of(items, Section.LONG_TERM_EFFECT)],
    )


@dataclass(frozen=True)
class Link:
    """One link of a line, by the stage it leads to. state: rules.theory.MEASURED, DEFINED (no figure is kept yet) or NOTHING."""

    stage: str
    text: Localised
    measures: tuple[Measure, ...]
    state: str


@dataclass(frozen=True)
class Line:
    """One line of the theory. components: of the model in force. mark: the words for whose text it is."""

    id: int
    number: int
    code: str
    components: tuple[ItemText, ...]
    links: tuple[Link, ...]
    outcome: str
    if_then: Localised
    mark: str


@dataclass(frozen=True)
class TheoryPage:
    """An edition to read or to work in. outcomes: codes, in the order of the model. edit_refusal: None when it may be changed."""

    programme: ProgrammeName
    version: VersionRow
    about: Localised
    lines: tuple[Line, ...]
    outcomes: tuple[str, ...]
    can_edit: bool
    edit_refusal: str | None
    in_force_id: int | None

    @property
    def links(self) -> int:
        return sum(len(line.links) for line in self.lines)

    def count(self, state: str) -> int:
        """How many links are in a state."""
        return sum(link.state == state for line in self.lines for link in line.links)

    @property
    def measured(self) -> int:
        return self.count(chain.MEASURED)

    @property
    def defined(self) -> int:
        return self.count(chain.DEFINED)

    @property
    def unmeasured(self) -> int:
        return self.count(chain.NOTHING)

    @property
    def mark(self) -> str:
        """Whose text every line is, where they are all of one kind; else empty, and each line says its own."""
        marks = {line.mark for line in self.lines}
        return marks.pop() if len(marks) == 1 else ""

    @property
    def by_outcome(self) -> tuple[tuple[Localised, tuple[Line, ...]], ...]:
        """The lines by where they end, in the order of the model's long-term effects; within one, as they are numbered."""
        place = {code: n for n, code in enumerate(self.outcomes)}
        lines = sorted(self.lines, key=lambda line: (place.get(line.outcome, len(place)), line.number))
        return tuple(
            (group[0].links[-1].text, group)
            for _code, found in groupby(lines, key=lambda line: line.outcome)
            if (group := tuple(found))
        )


def get_theory(by: Actor, theory_id: int) -> TheoryVersion:
    """Raises NotVisible when hidden or missing: drafts are seen by who edits them."""
    rows = check.within(TheoryVersion.objects.select_related("programme"), policies.may_read_version, by)
    return check.found(rows.filter(pk=theory_id).first())


def draft_of_theory(by: Actor, theory_id: int) -> TheoryVersion:
    """An edition to change: raises NotVisible, or the refusal of policies.check_edit, before anybody types in vain."""
    theory = get_theory(by, theory_id)
    policies.check_edit(by, theory)
    return theory


def theory_to_publish(by: Actor, theory_id: int) -> TheoryVersion:
    """Raises NotVisible, or the refusal of policies.check_publish."""
    theory = get_theory(by, theory_id)
    policies.check_publish(by, theory)
    return theory


def get_theory_row(by: Actor, theory_id: int, row_id: int) -> TheoryRow:
    """One line of a draft."""
    theory = draft_of_theory(by, theory_id)
    row = check.found(TheoryRow.objects.filter(version=theory, pk=row_id).first())
    row.version = theory
    return row


def theory_page(by: Actor, theory: TheoryVersion, language: str) -> TheoryPage:
    """The whole edition. A fixed number of queries whatever its size."""
    items = _end_items(theory.programme_id, language)
    try:
        policies.check_edit(by, theory)
        refusal = None
    except DomainError as refused:
        refusal = refused.message
    in_force = (
        TheoryVersion.objects.filter(programme=theory.programme_id, state=rules.PUBLISHED)
        .exclude(pk=theory.pk).values_list("pk", flat=True).first()
    )  # fmt: skip
    programme = theory.programme
    return TheoryPage(
        ProgrammeName(programme.pk, programme.code, localised(programme.name, language)), version_row(theory, language),
        localised(theory.about, language), _lines(theory, items, language),
        tuple(item.code for item in _of(items, Section.LONG_TERM_EFFECT)), refusal is None, refusal, in_force,
    )  # fmt: skip


def _lines(theory: TheoryVersion, items: list[ItemText], language: str) -> tuple[Line, ...]:
    known = {one.key: one for one in measures.measures(theory.programme_id, language)}
    rows = TheoryRow.objects.filter(version=theory).prefetch_related("measures")
    return tuple(_line(row, number, items, known, language) for number, row in enumerate(rows, start=1))


def _line(
    row: TheoryRow, number: int, items: list[ItemText], known: Mapping[str, Measure], language: str
) -> Line:
    ends = {item.code: item.name for item in _of(items, Section.LONG_TERM_EFFECT)}
    texts = {stage: localised(getattr(row, stage), language) for stage in chain.WRITTEN}
    texts[chain.OUTCOME] = ends.get(row.outcome, Localised(row.outcome, "sv", False))
    own: dict[str, list[Measure]] = {stage: [] for stage in chain.LINKS}
    for measure in row.measures.all():
        own[measure.stage].append(_known(measure, known))
    links = tuple(
        Link(stage, texts[stage], tuple(own[stage]), chain.link_state(one.is_measured for one in own[stage]))
        for stage in chain.LINKS
    )
    return Line(
        row.pk, number, row.code,
        tuple(item for item in _of(items, Section.CORE_COMPONENT) if item.code in row.components), links, row.outcome,
        localised(row.if_then, language), basis_mark(row.basis),
    )  # fmt: skip


def _known(row: TheoryMeasure, known: Mapping[str, Measure]) -> Measure:
    """The measure as it is now; one that nobody offers any more is said by its code, and measures nothing."""
    gone = Measure(row.kind, row.code, Localised(row.code, "sv", False), is_measured=False)
    return known.get(f"{row.kind}:{row.code}", gone)


def chosen_measures(row: TheoryRow, stage: str) -> list[str]:
    """Keys ("kind:code") of what measures one link now."""
    rows = TheoryMeasure.objects.filter(row=row, stage=stage).order_by("pk").values_list("kind", "code")
    return [f"{kind}:{code}" for kind, code in rows]


def mark_of_measures(keys: Sequence[str]) -> str:
    """A short mark of what is chosen, in any order."""
    return rules.seen_mark({"keys": sorted(keys)})


def measure_choices(row: TheoryRow, stage: str, language: str) -> dict[str, list[tuple[str, str]]]:
    """Kind → (key, words) of what a link may be measured by: those of the line's own components and of the whole first.

    What is chosen already and is not offered any more stands last, so that it can be kept or taken away.
    """
    offered = measures.measures(row.version.programme_id, language)
    offered.sort(key=lambda one: bool(one.component_code) and one.component_code not in row.components)
    found: dict[str, list[tuple[str, str]]] = {kind: [] for kind in measures.kinds()}
    for one in offered:
        found[one.kind].append((one.key, measures.words(one)))
    known = {one.key for one in offered}
    for key in chosen_measures(row, stage):
        if key not in known:
            found.setdefault(key.partition(":")[0], []).append((key, key.partition(":")[2]))
    return {kind: choices for kind, choices in found.items() if choices}


@dataclass(frozen=True)
class Ingredient:
    """An active ingredient of the theory in force. component_codes: the core components it belongs to."""

    code: str
    text: Localised
    component_codes: tuple[str, ...]


def ingredients(programme_id: int, language: str) -> tuple[Ingredient, ...]:
    """What adaptations are asked about, in the theory's order. One query. Empty while no theory is in force."""
    rows = TheoryRow.objects.filter(version__programme_id=programme_id, version__state=rules.PUBLISHED)
    return tuple(
        Ingredient(row.code, localised(row.active_ingredient, language), tuple(row.components))
        for row in rows
    )


def theory_in_force(programme: Programme) -> TheoryVersion | None:
    """None while none is in force."""
    return TheoryVersion.objects.filter(programme=programme, state=rules.PUBLISHED).first()
