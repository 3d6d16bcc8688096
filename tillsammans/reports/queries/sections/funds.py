"""Assignments and funds in whole öre: what the county was given, what it has shared out, and what each principal has used.

Sums add up: total = shared out + not shared out; a share = used + left. Principals stand by name, never by amount.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from django.db.models import Q, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tillsammans.governance.models import Assignment, FundShare, FundUse
from tillsammans.governance.rules import funds as rules
from tillsammans.governance.rules.funds import AssignmentSum
from tillsammans.governance.rules.money import kronor, written
from tillsammans.organisations.models import Place
from tillsammans.reports.queries.sections.asked import Asked
from tillsammans.reports.rules.figures import Cell, Figure, Row, Section, Source, Table, text

Shares = Mapping[int, Sequence[FundShare]]


def section(asked: Asked) -> Section | None:
    """What has been used is told as it stood at the end of the period; what was shared out, as it stands."""
    assignments = _assignments(asked)
    if not assignments:
        return None
    shares: dict[int, list[FundShare]] = defaultdict(list)
    for one in FundShare.objects.filter(assignment__in=assignments).select_related("principal"):
        shares[one.assignment_id].append(one)
    used = _used(asked, assignments)
    sums = {one.pk: _sum(one, shares[one.pk], used) for one in assignments}
    source = Source(reverse("governance:funds"), _("Uppdrag och medel"))
    tables = [
        _of_assignments(asked, assignments, sums, source),
        _of_principals(asked, assignments, shares, sums, source),
    ]
    prose = _(
        "Länet har {uppdrag}. Av {medel} är {fordelat} fördelat till huvudmännen, och av det är {anvant} använt."
    )
    figures = _figures(asked, assignments, list(sums.values()), source)
    return Section("funds", _("Uppdrag och medel"), prose, figures, [one for one in tables if one.rows])


def _assignments(asked: Asked) -> list[Assignment]:
    """Those that there were in the period."""
    rows = Assignment.objects.filter(county=asked.county, created_at__lt=asked.ended)
    rows = rows.filter(
        Q(starts_on=None) | Q(starts_on__lte=asked.until), Q(ends_on=None) | Q(ends_on__gte=asked.first)
    )
    return list(rows.filter(Q(closed_on=None) | Q(closed_on__gte=asked.first)).order_by("title", "id"))


def _used(asked: Asked, assignments: Sequence[Assignment]) -> Mapping[int, int]:
    rows = FundUse.objects.filter(share__assignment__in=assignments, used_on__lte=asked.until)
    return {
        one["share"]: one["ore"] for one in rows.values("share").annotate(ore=Sum("amount_ore")).order_by()
    }


def _sum(row: Assignment, shares: Sequence[FundShare], used: Mapping[int, int]) -> AssignmentSum:
    given = {one.pk: one.amount_ore for one in shares}
    return rules.add_up(row.total_ore, given, [(pk, used[pk]) for pk in given if pk in used])


def _figures(
    asked: Asked, assignments: Sequence[Assignment], sums: Sequence[AssignmentSum], source: Source
) -> list[Figure]:
    number = len(assignments)
    amounts = (
        ("medel", _("Medel i uppdragen"), sum(one.total for one in sums)),
        ("fordelat", _("Fördelat till huvudmännen"), sum(one.shared for one in sums)),
        ("ofordelat", _("Inte fördelat"), sum(one.undistributed for one in sums)),
        ("anvant", _("Använt av huvudmännen"), sum(one.used for one in sums)),
        ("kvar", _("Kvar hos huvudmännen"), sum(one.left for one in sums)),
    )
    told = [Figure(name, label, ore, asked.until, source, said=kronor(ore)) for name, label, ore in amounts]
    return [
        Figure("uppdrag", _("Uppdrag under perioden"), number, asked.until, source, ngettext("uppdrag", "uppdrag", number)),
        *told,
    ]  # fmt: skip


def _of_assignments(
    asked: Asked, assignments: Sequence[Assignment], sums: Mapping[int, AssignmentSum], source: Source
) -> Table:
    rows = [
        Row(
            (
                Cell(one.pk, one.title),
                *(_ore(ore) for ore in (of.total, of.shared, of.undistributed, of.used, of.left)),
            )
        )
        for one in assignments
        for of in (sums[one.pk],)
    ]
    heads = [
        _("Uppdrag"),
        _("Medel, kr"),
        _("Fördelat, kr"),
        _("Inte fördelat, kr"),
        _("Använt, kr"),
        _("Kvar, kr"),
    ]
    keys = ["assignment", "total", "shared", "undistributed", "used", "left"]
    note = _(
        "Kvar är det som är fördelat men inte använt. Ett minus säger att mer har använts än vad som fördelades."
    )
    return Table("assignments", _("Länets uppdrag och medel"), keys, heads, rows, asked.until, source,
                 [2.6, 1.5, 1.5, 1.5, 1.5, 1.5], note)  # fmt: skip


def _of_principals(
    asked: Asked,
    assignments: Sequence[Assignment],
    shares: Shares,
    sums: Mapping[int, AssignmentSum],
    source: Source,
) -> Table:
    rows = [row for place in _by_name(shares) for row in _rows(place, assignments, shares, sums)]
    heads = [_("Huvudman"), _("Uppdrag"), _("Andel, kr"), _("Använt, kr"), _("Kvar, kr"), _("Återrapport")]
    keys = ["place", "assignment", "given", "used", "left", "reported"]
    return Table("fund_shares", _("Medel hos varje huvudman"), keys, heads, rows, asked.until, source,
                 [2, 2.4, 1.5, 1.5, 1.5, 1.5])  # fmt: skip


def _by_name(shares: Shares) -> list[Place]:
    """Also one that has left: its share is a part of the sum."""
    places = {one.principal_id: one.principal for many in shares.values() for one in many}
    return sorted(places.values(), key=lambda place: (place.sort_name, place.pk))


def _rows(
    place: Place, assignments: Sequence[Assignment], shares: Shares, sums: Mapping[int, AssignmentSum]
) -> Iterator[Row]:
    for one in assignments:
        for share in shares[one.pk]:
            if share.principal_id == place.pk:
                of = sums[one.pk].shares[share.pk]
                reported = Cell(share.reported_at is not None, _("ja") if share.reported_at else _("inte än"))
                amounts = (_ore(of.given), _ore(of.used), _ore(of.left))
                yield Row((text(place.name), Cell(one.pk, one.title), *amounts, reported), place.pk)


def _ore(ore: int) -> Cell:
    return Cell(ore, written(ore))
