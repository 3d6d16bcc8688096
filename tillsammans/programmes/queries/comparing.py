"""Two editions beside each other: what was added, removed or reworded."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tillsammans.access.actor import Actor
from tillsammans.core.errors import NotVisible
from tillsammans.core.text import Localised, localised
from tillsammans.programmes import rules
from tillsammans.programmes.models import (
    AboutTopic,
    Basis,
    Criterion,
    ModelItem,
    ModelVersion,
    Section,
    StairsVersion,
    Step,
    TheoryRow,
    TheoryVersion,
)
from tillsammans.programmes.queries.theory import get_theory
from tillsammans.programmes.queries.workspace import (
    ProgrammeName,
    VersionRow,
    get_model_version,
    get_stairs,
    version_row,
)
from tillsammans.programmes.rules import theory as chain


@dataclass(frozen=True)
class Comparison:
    """before and after are editions of the same programme; changes stand in the newer one's order."""

    programme: ProgrammeName
    before: VersionRow
    after: VersionRow
    changes: tuple[rules.Change, ...]


def compare_models(by: Actor, old_id: int, new_id: int, language: str) -> Comparison:
    """Two editions of a model. Raises NotVisible when either is hidden, or they belong to different programmes."""
    old, new = get_model_version(by, old_id), get_model_version(by, new_id)
    return _comparison(
        old, new, rules.changes(_model_entries(old, language), _model_entries(new, language)), language
    )


def compare_stairs(by: Actor, old_id: int, new_id: int, language: str) -> Comparison:
    """Two editions of the stairs. Raises as compare_models."""
    old, new = get_stairs(by, old_id), get_stairs(by, new_id)
    return _comparison(
        old, new, rules.changes(_stairs_entries(old, language), _stairs_entries(new, language)), language
    )


def compare_theories(by: Actor, old_id: int, new_id: int, language: str) -> Comparison:
    """Two editions of the programme theory. Raises as compare_models."""
    old, new = get_theory(by, old_id), get_theory(by, new_id)
    return _comparison(
        old, new, rules.changes(_theory_entries(old, language), _theory_entries(new, language)), language
    )


def _comparison(
    old: ModelVersion | StairsVersion | TheoryVersion,
    new: ModelVersion | StairsVersion | TheoryVersion,
    changes: list[rules.Change],
    language: str,
) -> Comparison:
    if old.programme_id != new.programme_id:
        raise NotVisible(_("Utgåvorna hör till olika program och går inte att jämföra."))
    programme = new.programme
    name = ProgrammeName(programme.pk, programme.code, localised(programme.name, language))
    return Comparison(name, version_row(old, language), version_row(new, language), tuple(changes))


def _words(label: str, texts: Mapping[str, str]) -> dict[str, str]:
    """One field per language: "Namn" for Swedish, "Namn (en)" for another."""
    return {
        (label if language == "sv" else f"{label} ({language})"): text
        for language, text in sorted(texts.items(), reverse=True)
    }


def _model_entries(version: ModelVersion, language: str) -> list[rules.Entry]:
    rows = ModelItem.objects.filter(version=version).order_by("order", "pk")
    order = {section: place for place, section in enumerate(Section.values)}
    topics: dict[str, str] = {}
    for topic in AboutTopic:
        topics |= _words(str(topic.label), version.about.get(topic) or {})
    about = rules.Entry(("about",), _("Om utgåvan"), topics)
    return [about, *(_item_entry(row, language) for row in sorted(rows, key=lambda row: order[row.section]))]


def _item_entry(row: ModelItem, language: str) -> rules.Entry:
    heading = f"{Section(row.section).label.capitalize()}: {localised(row.name, language)}"
    fields = {
        **_words(_("Namn"), row.name), **_words(_("Kort namn"), row.short_name), **_words(_("Beskrivning"), row.description),
        _("Vems text"): str(Basis(row.basis).label), _("Källa"): row.source, _("Hör till"): row.parent_code,
        _("Plats i ordningen"): str(row.order), _("Gemensam för programmen"): _("ja") if row.common else _("nej"),
    }  # fmt: skip
    return rules.Entry((row.section, row.code), heading, fields)


def _stairs_entries(stairs: StairsVersion, language: str) -> list[rules.Entry]:
    about = rules.Entry(
        ("about",),
        _("Om trappan"),
        {
            **_words(_("Rubrik"), stairs.title),
            **_words(_("Text"), stairs.about),
            **_words(_("Mål"), stairs.goal),
            **_numbered(_("Så väljer ni steg"), stairs.how_to),
        },
    )
    names = {row.code: localised(row.name, language) for row in _component_names(stairs)}
    steps = list(Step.objects.filter(stairs=stairs).order_by("number"))
    entries = [about, *(_step_entry(step, names, language) for step in steps)]
    step_names = {step.number: localised(step.name, language) for step in steps}
    rows = Criterion.objects.filter(stairs=stairs).order_by("step_number", "component_code", "order")
    return entries + [_criterion_entry(row, names, step_names, language) for row in rows]


def _numbered(heading: str, texts: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Several texts under one heading, each with its number."""
    found: dict[str, str] = {}
    for number, one in enumerate(texts, start=1):
        found |= _words(f"{heading} {number}", one)
    return found


def _component_names(stairs: StairsVersion) -> list[ModelItem]:
    """Every name the programme's core components have had, the newest last: editions may differ."""
    rows = ModelItem.objects.filter(version__programme_id=stairs.programme_id, section=Section.CORE_COMPONENT)
    return list(rows.order_by("version__number"))


def _step_entry(step: Step, names: Mapping[str, Localised], language: str) -> rules.Entry:
    fields = {
        _("Steg"): str(step.number),
        **_words(_("Namn"), step.name),
        **_words(_("Sammanfattning"), step.summary),
        **_numbered(_("Så kan det märkas"), step.evidence),
    }
    for code, texts in step.descriptions.items():
        fields |= _words(str(names.get(code, code)), texts)
    return rules.Entry(
        ("step", step.code),
        _("Steg %(n)s: %(name)s") % {"n": step.number, "name": localised(step.name, language)},
        fields,
    )


def _criterion_entry(
    row: Criterion, names: Mapping[str, Localised], steps: Mapping[int, Localised], language: str
) -> rules.Entry:
    heading = _("Kriterium: steg %(n)s %(step)s, %(component)s") % {
        "n": row.step_number, "step": steps.get(row.step_number, ""),
        "component": names.get(row.component_code, row.component_code),
    }  # fmt: skip
    fields = {
        **_words(_("Text"), row.text),
        _("Vems text"): str(Basis(row.basis).label),
        _("Plats i ordningen"): str(row.order),
    }
    return rules.Entry(("criterion", row.code), heading, fields)


def _theory_entries(theory: TheoryVersion, language: str) -> list[rules.Entry]:
    about = rules.Entry(("about",), _("Om programteorin"), _words(_("Text"), theory.about))
    rows = TheoryRow.objects.filter(version=theory).prefetch_related("measures")
    return [about, *(_theory_entry(row, language) for row in rows)]


def _theory_entry(row: TheoryRow, language: str) -> rules.Entry:
    """A line's texts, ends and measures. Codes stand for what the model and the stairs own."""
    fields = {chain.stage_label(chain.COMPONENT): ", ".join(row.components)}
    for stage in chain.WRITTEN:
        fields |= _words(chain.stage_label(stage), getattr(row, stage))
    fields |= {chain.stage_label(chain.OUTCOME): row.outcome, **_words(_("Om och så"), row.if_then)}
    for stage in chain.LINKS:
        own = sorted(one.code for one in row.measures.all() if one.stage == stage)
        fields[_("Mått på %(stage)s") % {"stage": chain.stage_label(stage).lower()}] = ", ".join(own)
    fields |= {_("Vems text"): str(Basis(row.basis).label), _("Plats i ordningen"): str(row.order)}
    return rules.Entry(("line", row.code), localised(row.active_ingredient, language).text, fields)
