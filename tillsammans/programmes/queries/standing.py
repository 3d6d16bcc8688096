"""How one row stands now: its name, its texts, and the mark that tells whether somebody else changed it."""

from collections.abc import Mapping

from django.db.models import Model
from django.utils.translation import gettext as _

from tillsammans.core.text import localised
from tillsammans.programmes import rules
from tillsammans.programmes.models import Criterion, ModelItem, Step, TheoryRow, TheoryVersion
from tillsammans.programmes.rules import theory


def name_of(texts: Mapping[str, str], language: str) -> str:
    return localised(texts, language).text


def mark_of(row: Model) -> str:
    """A short mark of everything in the row (rules.seen_mark)."""
    return rules.seen_mark(
        {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    )


def now_standing(
    row: ModelItem | Step | Criterion | TheoryVersion | TheoryRow,
) -> tuple[str, list[tuple[str, str]]]:
    """(mark, texts as (label, words)) of the row, for who was about to write over somebody else's change."""
    texts: list[tuple[str, Mapping[str, str]]] = []
    if isinstance(row, Criterion):
        texts = [(_("Kriterium"), row.text)]
    elif isinstance(row, Step):
        texts = [(_("Namn"), row.name), (_("Sammanfattning"), row.summary)]
    elif isinstance(row, TheoryVersion):
        texts = [(_("Text"), row.about)]
    elif isinstance(row, TheoryRow):
        stages = [(theory.stage_label(stage), getattr(row, stage)) for stage in theory.WRITTEN]
        texts = [*stages, (_("Om och så"), row.if_then)]
    else:
        texts = [(_("Namn"), row.name), (_("Beskrivning"), row.description)]
    return mark_of(row), [
        (f"{label} ({language})", words) for label, per in texts for language, words in per.items()
    ]
