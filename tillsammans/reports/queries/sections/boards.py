"""The county's own boards: meetings that were held, and how many of the seats were taken. No one's name, and never few people."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tillsammans.governance.models import BoardPart, Meeting, MeetingSeat, MeetingState, Presence
from tillsammans.organisations.rules.days import day_of
from tillsammans.reports.queries.sections.asked import Asked, written
from tillsammans.reports.rules.figures import (
    FEWEST_PEOPLE,
    Cell,
    Figure,
    Row,
    Section,
    Source,
    Table,
    count,
    day,
    part,
)

Noted = Mapping[int, tuple[int, int]]
"""By meeting: how many seats were taken, and of how many it was noted."""


def section(asked: Asked) -> Section | None:
    meetings = _held(asked)
    if not meetings:
        return None
    noted = _noted(meetings)
    boards = sorted({one.board for one in meetings}, key=lambda board: (board.name, board.pk))
    of = {board.pk: [one for one in meetings if one.board_id == board.pk] for board in boards}
    source = Source(reverse("governance:meetings"), _("Möten"))
    figures = [
        Figure("moten", _("Hållna möten"), len(meetings), asked.until, source, ngettext("möte", "möten", len(meetings))),
        Figure("grupper", _("Grupper som har träffats"), len(boards), asked.until, source,
               ngettext("grupp", "grupper", len(boards))),
    ]  # fmt: skip
    rows = [Row((Cell(board.pk, board.name), *_cells(of[board.pk], noted))) for board in boards]
    table = Table(
        "meetings", _("Möten i länets grupper"), ["board", "meetings", "present", "last_on"],
        [_("Grupp"), _("Möten"), _("Närvaro, alla möten"), _("Senast")], rows, asked.until, source, [3, 1.2, 2, 1.6],
        _("Närvaron räknas på de ordinarie platserna, med ersättare. Den visas när minst fem har varit med varje gång."),
    )  # fmt: skip
    return Section(
        "boards", _("Länets grupper"), _("{grupper} har träffats i länet, vid {moten}."), figures, [table]
    )


def _held(asked: Asked) -> list[Meeting]:
    rows = Meeting.objects.filter(
        board__place=asked.county, starts_at__gte=asked.begins, starts_at__lt=asked.ended
    ).exclude(state=MeetingState.PLANNED)
    return list(rows.select_related("board").order_by("starts_at", "id"))


def _noted(meetings: Sequence[Meeting]) -> Noted:
    seats = (
        MeetingSeat.objects.filter(meeting__in=meetings)
        .exclude(presence="")
        .exclude(part=BoardPart.SUBSTITUTE)
    )
    found: dict[int, list[bool]] = defaultdict(list)
    for meeting, presence in seats.values_list("meeting_id", "presence"):
        found[meeting].append(presence != Presence.ABSENT)
    return {meeting: (sum(there), len(there)) for meeting, there in found.items()}


def _cells(meetings: Sequence[Meeting], noted: Noted) -> tuple[Cell, ...]:
    last = day_of(meetings[-1].starts_at)
    return (
        count(len(meetings)),
        _present([noted[one.pk] for one in meetings if one.pk in noted]),
        day(last, written(last)),
    )


def _present(found: Sequence[tuple[int, int]]) -> Cell:
    """Of all meetings together, where it was noted."""
    if not found:
        return Cell(None, _("ingen uppgift"))
    if any(0 < there < FEWEST_PEOPLE for there, _whole in found):
        return Cell(None, _("visas inte"))
    return part(sum(there for there, _whole in found), sum(whole for _there, whole in found))
