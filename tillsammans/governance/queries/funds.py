"""Assignments and funds that somebody reads, with sums that always add up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, Sum

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.access.roles import Permission
from tillsammans.governance import funds_policies as policies
from tillsammans.governance.models import Assignment, FundShare, FundUse
from tillsammans.governance.queries.decisions import require_reader
from tillsammans.governance.rules import funds as rules
from tillsammans.governance.rules.funds import AssignmentSum, ShareSum
from tillsammans.organisations.models import Place, PlaceKind
from tillsammans.organisations.rules.days import day_of

MOST = 200


@dataclass(frozen=True)
class ShareLine:
    share: FundShare
    sum: ShareSum


@dataclass(frozen=True)
class AssignmentLine:
    """shares: those that the reader sees. whole: the reader sees all of them, so that the sums are the assignment's."""

    assignment: Assignment
    shares: tuple[ShareLine, ...]
    sum: AssignmentSum
    whole: bool
    state: str


@dataclass(frozen=True)
class FundsPage:
    """keeps: the reader opens assignments and shares out."""

    lines: tuple[AssignmentLine, ...]
    keeps: bool


@dataclass(frozen=True)
class SharePage:
    """uses: the newest first. keeps: the reader writes in it. closed: nobody does any more."""

    share: FundShare
    sum: ShareSum
    uses: tuple[FundUse, ...]
    keeps: bool
    today: date


def funds_page(by: Actor) -> FundsPage:
    """Three queries. Raises NotVisible for who reads no work in the county."""
    require_reader(by)
    rows = check.within(Assignment.objects.select_related("county"), policies.may_read_assignment, by)
    found = list(rows.order_by("closed_on", "-starts_on", "-pk")[:MOST])
    found.sort(key=lambda row: row.closed_on is not None)
    return FundsPage(tuple(_lines(by, found)), by.has(Permission.COUNTY_WORK))


def assignment_page(by: Actor, assignment_id: int) -> AssignmentLine:
    """Three queries. Raises NotVisible."""
    rows = check.within(Assignment.objects.select_related("county"), policies.may_read_assignment, by)
    row = check.found(rows.filter(pk=assignment_id).first())
    return _lines(by, [row])[0]


def _lines(by: Actor, rows: Sequence[Assignment]) -> list[AssignmentLine]:
    ids, today = [row.pk for row in rows], day_of(by.at)
    shares = FundShare.objects.filter(assignment__in=ids).select_related("principal")
    seen = list(check.within(shares, policies.may_read_share, by).order_by("principal__sort_name", "pk"))
    used = (
        FundUse.objects.filter(share__in=[one.pk for one in seen])
        .values("share")
        .annotate(ore=Sum("amount_ore"))
    )
    tally = {one["share"]: one["ore"] for one in used}
    return [
        _line(by, row, [one for one in seen if one.assignment_id == row.pk], tally, today) for row in rows
    ]


def _line(
    by: Actor, row: Assignment, shares: list[FundShare], tally: dict[int, int], today: date
) -> AssignmentLine:
    given = {one.pk: one.amount_ore for one in shares}
    total = rules.add_up(row.total_ore, given, [(pk, tally[pk]) for pk in given if pk in tally])
    reported = bool(shares) and all(one.reported_at for one in shares)
    state = rules.state_of(row.starts_on, row.ends_on, row.closed_on is not None, reported, today)
    drawn = tuple(ShareLine(one, total.shares[one.pk]) for one in shares)
    whole = by.may_at(Permission.COUNTY_PICTURE_READ, row.county.path or "-")
    return AssignmentLine(row, drawn, total, whole, state)


def county_of(by: Actor) -> Place:
    """The county whose assignments one opens. Raises NotVisible, NotAllowed."""
    county = check.found(Place.objects.filter(pk=by.county_id or 0).first())
    policies.check_open(by, county)
    return county


def get_kept(by: Actor, assignment_id: int) -> Assignment:
    """Raises NotVisible, NotAllowed, Conflict when it is closed."""
    rows = check.within(Assignment.objects.all(), policies.may_read_assignment, by)
    row = check.found(rows.select_related("county").filter(pk=assignment_id).first())
    policies.check_keep(by, row)
    return row


def to_share_with(row: Assignment) -> list[tuple[Place, int | None]]:
    """(principal, öre or None) of every principal that is open or has a share, by name. Two queries."""
    now = dict(FundShare.objects.filter(assignment=row).values_list("principal_id", "amount_ore"))
    rows = Place.objects.filter(county_id=row.county_id, kind=PlaceKind.PRINCIPAL)
    rows = rows.filter(Q(closed_on=None) | Q(pk__in=list(now)))
    return [(one, now.get(one.pk)) for one in rows.order_by("sort_name", "pk")]


def share_page(by: Actor, share_id: int) -> SharePage:
    """A fixed number of queries. Raises NotVisible."""
    rows = FundShare.objects.select_related("assignment__county", "principal")
    share = check.found(check.within(rows, policies.may_read_share, by).filter(pk=share_id).first())
    uses = tuple(FundUse.objects.filter(share=share).order_by("-used_on", "-pk"))
    total = rules.add_up(
        share.assignment.total_ore, {share.pk: share.amount_ore}, [(share.pk, one.amount_ore) for one in uses]
    )
    open_ = share.assignment.closed_on is None
    keeps = open_ and check.allows(by, policies.may_keep_share, share)
    return SharePage(share, total.shares[share.pk], uses, keeps, day_of(by.at))


def get_use(by: Actor, use_id: int) -> FundUse:
    """One that the reader may take away. Raises NotVisible, NotAllowed, Conflict."""
    rows = FundUse.objects.select_related("share__assignment", "share__principal")
    shares = check.within(FundShare.objects.all(), policies.may_read_share, by)
    use = check.found(rows.filter(pk=use_id, share__in=shares).first())
    policies.check_keep_use(by, use)
    return use


def get_own_share(by: Actor, share_id: int) -> FundShare:
    """One's own principal's, to report back. Raises NotVisible, NotAllowed, Conflict."""
    rows = FundShare.objects.select_related("assignment", "principal")
    share = check.found(check.within(rows, policies.may_read_share, by).filter(pk=share_id).first())
    policies.check_keep_share(by, share)
    return share


def keeps(by: Actor, row: Assignment) -> bool:
    """Whether the reader changes it and shares out."""
    return row.closed_on is None and check.allows(by, policies.may_keep_assignment, row)


def said(by: Actor, row: Assignment) -> str:
    """How much is shared out already, in a sentence."""
    return rules.said_total(_lines(by, [row])[0].sum)


def file_kind(kind: str) -> str:
    """csv or xlsx. Raises NotVisible for what is neither."""
    return check.found(kind if kind in ("csv", "xlsx") else None)
