"""Boards in lists: each with its level and seats, and the seats of one."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tillsammans.governance.drawing import words
from tillsammans.governance.models import BoardPart
from tillsammans.governance.queries.boards import BoardLine, BoardPage, Seat
from tillsammans.ui import parts
from tillsammans.ui.markup import escape


def boards(lines: Sequence[BoardLine]) -> SafeString:
    rows = "".join(_line(one) for one in lines)
    return mark_safe(f'<ul class="rules split-li">{rows}</ul>' if rows else "")


def _line(one: BoardLine) -> str:
    board = one.board
    href = reverse("governance:board", args=[board.pk])
    told = ", ".join(filter(None, (board.get_kind_display().capitalize(), board.place.name, board.rhythm)))
    return (
        f'<li><div><a href="{href}">{escape(board.name)}</a><p class="small dim">{escape(told)}</p></div>'
        f"<div>{escape(seats_told(one.seats, one.vacant))}</div></li>"
    )


def seats_told(number: int, vacant: int) -> str:
    """`8 platser, 1 vakant`."""
    if not number:
        return _("inga platser än")
    told = ngettext("%(n)s plats", "%(n)s platser", number) % {"n": number}
    if not vacant:
        return told
    empty = ngettext("%(n)s vakant", "%(n)s vakanta", vacant) % {"n": vacant}
    return _("%(seats)s, varav %(vacant)s") % {"seats": told, "vacant": empty}


def said(page: BoardPage) -> str:
    """What the board is, in one sentence or two."""
    board = page.board
    first = _("%(kind)s för %(place)s") % {
        "kind": board.get_kind_display().capitalize(),
        "place": board.place.name,
    }
    vacant = sum(one.vacant for one in page.seats)
    rhythm = _("Möten: %(rhythm)s.") % {"rhythm": board.rhythm} if board.rhythm else ""
    return f"{first}, {seats_told(len(page.seats), vacant)}. {rhythm}".strip()


def seats(page: BoardPage) -> SafeString:
    """Whose seat, which part, since when, and whether it is vacant."""
    rows = "".join(_seat(one, page.keeps) for one in page.seats)
    return mark_safe(f'<ul class="rules split-li gov-seats">{rows}</ul>' if rows else "")


def _seat(one: Seat, keeps: bool) -> str:
    row = one.member
    part = str(BoardPart(row.part).label)
    if row.stands_for:
        part = _("ersättare för %(title)s") % {"title": row.stands_for.title}
    since = _("sedan %(day)s") % {"day": words.day(row.starts_on)}
    until = _(", till och med %(day)s") % {"day": words.day(row.ends_on)} if row.ends_on else ""
    state = str(parts.status("none", _("vakant"))) if one.vacant else ""
    change = _change(row.pk, row.title) if keeps else ""
    return (
        f'<li><div><b>{escape(row.title)}</b><p class="small dim">{escape(f"{part}, {since}{until}")}</p></div>'
        f'<div class="row">{state}{change}</div></li>'
    )


def _change(pk: int, title: str) -> str:
    href = reverse("governance:seat_change", args=[pk])
    return (
        f'<a class="noprint" href="{href}">{escape(_("Ändra"))}<span class="vh">: {escape(title)}</span></a>'
    )


def expected() -> list[tuple[str, str]]:
    """(part, what is expected of it)."""
    return [
        (_("Ordförande"), _("leder mötena och ser till att varje beslut säger vad, vem och när.")),
        (_("Sekreterare"), _("skriver ner besluten, skickar dem till dem det gäller och påminner.")),
        (
            _("Ledamot"),
            _(
                "tar med sig besluten hem, ser till att den egna organisationen svarar och berättar hur det går."
            ),
        ),
        (_("Ersättare"), _("går in när den ordinarie inte kan, och läser samma underlag.")),
    ]
