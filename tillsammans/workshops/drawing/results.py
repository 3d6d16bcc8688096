"""A workshop's cards on their way to the register and the timeline."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.forms import BoundField
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tillsammans.strategies.models import DeterminantKind
from tillsammans.workshops.commands.results import Taken
from tillsammans.workshops.drawing.wall import votes_told
from tillsammans.workshops.forms.results import ResultsForm
from tillsammans.workshops.models import Outcome
from tillsammans.workshops.queries.results import Candidate, ResultsPage


@dataclass(frozen=True)
class Link:
    words: str
    href: str


@dataclass(frozen=True)
class Row:
    """became: what the card has become; None with the fields that ask. there: the register's row that it will be tied to."""

    text: str
    votes: str
    domain: str
    fields: Sequence[BoundField]
    became: Link | None
    there: Link | None


@dataclass(frozen=True)
class Section:
    heading: str
    question: str
    rows: list[Row]


def sections(page: ResultsPage, form: ResultsForm) -> list[Section]:
    return [
        Section(_heading(part.kind), part.question.text, [_row(one, form) for one in part.candidates])
        for part in page.parts
    ]


def _heading(kind: str) -> str:
    headings: Mapping[str, str] = {
        DeterminantKind.BARRIER: _("Hinder till registret"),
        DeterminantKind.FACILITATOR: _("Möjliggörare till registret"),
        "": _("Nästa steg till tidslinjen"),
    }
    return headings[kind]


def _row(one: Candidate, form: ResultsForm) -> Row:
    waits = one.outcome is None
    there = one.there if waits else None
    return Row(
        one.card.text, votes_told(one.votes), one.card.get_domain_display() if one.card.domain else "",
        form.row(one) if waits else (), became(one.outcome) if one.outcome else None,
        Link(there.text, reverse("strategies:determinant", args=[there.pk])) if there else None,
    )  # fmt: skip


def became(row: Outcome) -> Link:
    if row.activity_id is not None:
        return Link(_("aktivitet i tidslinjen"), reverse("planning:activity", args=[row.activity_id]))
    made = row.determinant
    words = (
        _("hinder i registret")
        if made and made.kind == DeterminantKind.BARRIER
        else _("möjliggörare i registret")
    )
    return Link(words, reverse("strategies:determinant", args=[row.determinant_id]))


def said(taken: Taken) -> str:
    """What happened, in one sentence."""
    written = ngettext("%(n)s rad skrevs i registret", "%(n)s rader skrevs i registret", taken.written)
    tied = ngettext("%(n)s stod där redan", "%(n)s stod där redan", taken.tied)
    made = ngettext(
        "%(n)s aktivitet lades i tidslinjen", "%(n)s aktiviteter lades i tidslinjen", taken.activities
    )
    parts = ((taken.written, written), (taken.tied, tied), (taken.activities, made))
    words = ", ".join(text % {"n": n} for n, text in parts if n)
    return f"{words}." if words else _("Allt du valde var redan gjort.")
