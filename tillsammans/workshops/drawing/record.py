"""The record in words: for the page, the Word file and the PDF alike."""

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from tillsammans.organisations.models import Sector
from tillsammans.strategies.models import DeterminantKind
from tillsammans.ui.documents import Block, Document, Facts, Grid, Heading, Paragraph
from tillsammans.workshops.drawing.results import became
from tillsammans.workshops.models import CardState, Workshop, WorkshopState
from tillsammans.workshops.queries.record import Record, RecordCard, RecordList, RecordQuestion
from tillsammans.workshops.rules.attendance import told


def document_of(page: Record) -> Document:
    title = title_of(page.workshop)
    blocks: list[Block] = [Facts(facts(page.workshop))]
    if note := note_of(page.workshop):
        blocks.append(Paragraph(note, "lead"))
    for one in page.questions:
        blocks.extend(_question(one))
    blocks.append(Paragraph(closing(), "small"))
    return Document(title, get_language() or "sv", blocks, subtitle_of(page.workshop), title)


def title_of(workshop: Workshop) -> str:
    return _("Protokoll: %(title)s") % {"title": workshop.title}


def subtitle_of(workshop: Workshop) -> str:
    return f"{workshop.place.name}, {date_format(workshop.held_on, 'j F Y')}"


def facts(workshop: Workshop) -> list[tuple[str, str]]:
    """When and where, and who took part as numbers."""
    found = [
        (_("Dag"), date_format(workshop.held_on, "j F Y")),
        (_("Nivå"), workshop.place.name),
    ]
    if workshop.state != WorkshopState.ENDED:
        return [*found, (_("Läge"), str(workshop.get_state_display()))]
    counts = workshop.attendance
    if counts.get("all"):
        found.append((_("Deltog"), told(counts["all"])))
    if groups := counts.get("groups"):
        found.append((_("Grupper"), ", ".join(f"{name}: {told(n)}" for name, n in groups.items())))
    if sectors := counts.get("sectors"):
        labels = dict(Sector.choices)
        parts = (f"{labels.get(code, code)}: {told(n)}" for code, n in sectors.items())
        found.append((_("Verksamheter"), ", ".join(parts)))
    return found


def note_of(workshop: Workshop) -> str:
    """What whoever reads it should know first; "" when nothing."""
    if workshop.is_example:
        return _(
            "Det här är ett exempel: ett publicerat resultat från en länsworkshop, kort för kort. Röster publicerades inte."
        )
    if workshop.rehearsal:
        return _("Det här är en provkörning. Deltagarna är påhittade.")
    if workshop.state != WorkshopState.ENDED:
        return _("Workshoppen är inte avslutad. Röster och kort kan ändras.")
    return ""


def closing() -> str:
    return _("Ingen deltog med namn. Vem som skrev ett kort eller röstade finns inte sparat.")


def list_heading(one: RecordList) -> str:
    headings = {DeterminantKind.BARRIER: _("Hinder"), DeterminantKind.FACILITATOR: _("Möjliggörare")}
    return headings[DeterminantKind(one.kind)] if one.kind else _("Kort")


def put_away(one: RecordCard) -> str:
    """Why a card is not on the wall, and which role took it down."""
    if one.card.state == CardState.ASIDE:
        return _("lagt åt sidan med gruppen %(group)s") % {"group": one.card.group}
    return _("dolt av %(role)s") % {"role": one.hidden_by.lower() or _("den som ledde workshoppen")}


def withdrawn(n: int) -> str:
    return ngettext(
        "%(n)s kort togs tillbaka av den som skrev det.", "%(n)s kort togs tillbaka av dem som skrev dem.", n
    ) % {"n": n}


def _question(one: RecordQuestion) -> Iterator[Block]:
    yield Heading(f"{one.question.order}. {one.question.text}")
    if not one.lists:
        yield Paragraph(_("Inga kort."))
    for part in one.lists:
        yield _grid(part)
    if one.hidden:
        rows = [[_with_kind(row), put_away(row)] for row in one.hidden]
        yield Grid(_("Inte på väggen"), [_("Kort"), _("Varför")], rows, [3, 2])
    if one.withdrawn:
        yield Paragraph(withdrawn(one.withdrawn), "small")


def _grid(part: RecordList) -> Grid:
    if part.kind:
        heads = [_("Kort"), _("Rubrik"), _("Röster"), _("Vad det blev")]
        rows = [[_text(row), _domain(row), _votes(row), _became(row)] for row in part.cards]
        return Grid(list_heading(part), heads, rows, [5, 2.2, 1, 2.2])
    heads = [_("Kort"), _("Röster"), _("Vad det blev")]
    return Grid(
        list_heading(part),
        heads,
        [[_text(row), _votes(row), _became(row)] for row in part.cards],
        [6, 1, 2.4],
    )


def _text(row: RecordCard) -> str:
    lines = [row.card.text, *(_("Sammanslaget med: %(text)s") % {"text": text} for text in row.merged)]
    return "\n".join(lines)


def _with_kind(row: RecordCard) -> str:
    return f"{_text(row)}\n({row.card.get_kind_display()})" if row.card.kind else _text(row)


def _domain(row: RecordCard) -> str:
    return str(row.card.get_domain_display()) if row.card.domain else _("ingen")


def _votes(row: RecordCard) -> str:
    return "–" if row.votes is None else str(row.votes)


def _became(row: RecordCard) -> str:
    return became(row.outcome).words.capitalize() if row.outcome else "–"
