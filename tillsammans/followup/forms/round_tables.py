"""The tables of rounds: the same object is drawn on the page and, where it is offered, written to a file."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tillsammans.followup.queries.rounds import RoundLine, RoundPage
from tillsammans.followup.rules import states
from tillsammans.ui.tables import Cell, Column, Link, Table


def rounds_table(rows: Sequence[RoundLine]) -> Table:
    columns = [
        Column(_("Omgång")),
        Column(_("Läge")),
        Column(_("Svarsdagar")),
        Column(_("Mottagna"), numeric=True),
    ]
    lines: list[list[Cell]] = [
        [
            Link(one.round.name, reverse("followup:round", kwargs={"round_id": one.round.pk})),
            states.round_label(one.round.state).capitalize(),
            days(one.round.opens_on, one.round.closes_on),
            _("%(sent)s av %(asked)s") % {"sent": one.sent, "asked": one.asked} if one.asked else None,
        ]
        for one in rows
    ]
    return Table(_("Omgångar, de senaste först"), columns, lines, empty=_("Inga omgångar än."))


def days(first: date, last: date) -> str:
    return f"{date_format(first, 'j b Y')} – {date_format(last, 'j b Y')}"


def principals_table(page: RoundPage) -> Table:
    """Alphabetical; numbers of units, never percentages in an order."""
    numbers = (_("Tillfrågade"), _("Påbörjade"), _("Mottagna"), _("Inte svarat än"))
    counted = [Column(label, numeric=True) for label in numbers]
    columns = [Column(_("Huvudman")), *counted, Column(_("Huvudmannens eget svar"))]
    rows: list[list[Cell]] = [
        [
            one.name,
            one.asked,
            one.begun,
            one.sent,
            one.silent,
            _own_answer(page, one.principal_id, one.reported),
        ]
        for one in page.principals
    ]
    total: list[Cell] = [
        _("Alla"),
        page.asked,
        page.begun,
        page.sent,
        page.asked - page.begun - page.sent,
        None,
    ]
    caption = _("Svar i %(round)s") % {"round": page.round.name}
    return Table(
        caption, columns, rows, total=total if len(rows) > 1 else None, empty=_("Ingen är tillfrågad än.")
    )


def _own_answer(page: RoundPage, principal_id: int, reported: bool) -> Link:
    href = reverse(
        "followup:principal_report", kwargs={"round_id": page.round.pk, "principal_id": principal_id}
    )
    return Link(_("mottaget") if reported else _("inte svarat än"), href)


def facts(page: RoundPage) -> list[tuple[str, int, str]]:
    """Key figures: what is received, begun and not answered."""
    of = ngettext("av %(asked)s enhet", "av %(asked)s enheter", page.asked) % {"asked": page.asked}
    silent = page.asked - page.begun - page.sent
    return [
        (_("Mottagna"), page.sent, of),
        (_("Påbörjade"), page.begun, ""),
        (_("Inte svarat än"), silent, ""),
    ]
