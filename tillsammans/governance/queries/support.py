"""Support that somebody has asked for or answers, and what waits for each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.access.roles import Permission, Role
from tillsammans.core.errors import NotAllowed
from tillsammans.governance import support_policies as policies
from tillsammans.governance.models import SupportRequest, SupportState, Visit
from tillsammans.governance.rules import support as rules
from tillsammans.organisations.models import Place, RoleHolding
from tillsammans.organisations.queries.holdings import running
from tillsammans.organisations.rules.days import day_of

MOST = 60  # requests of each kind on a page
MOST_PLACES = 500
OPEN = (SupportState.ASKED, SupportState.DATED)


@dataclass(frozen=True)
class SupportBoard:
    """What stands on the page of visits and support. asked: without an answer. dated: with a day, the nearest first. wonder:
    given six weeks ago and of the reader's own, without an answer to what came of it. closed: the latest that are over.
    answers: the reader answers who asks. asks: the reader may ask."""

    asked: tuple[SupportRequest, ...]
    dated: tuple[SupportRequest, ...]
    wonder: tuple[SupportRequest, ...]
    closed: tuple[SupportRequest, ...]
    today: date
    answers: bool
    asks: bool


@dataclass(frozen=True)
class SupportPage:
    """answers: the reader says when or why not. takes_back, tells: it is the reader's own place's, and can be."""

    request: SupportRequest
    today: date
    answers: bool
    takes_back: bool
    tells: bool


def leaders_emails(county: Place, on: date) -> list[str]:
    """Work addresses of the county's process leaders. Mailed, never shown. One query."""
    rows = RoleHolding.objects.filter(running(on), place=county, role=Role.PROCESS_LEADER).exclude(email="")
    return sorted(set(rows.values_list("email", flat=True)))


def board(by: Actor) -> SupportBoard:
    """A fixed number of queries."""
    today = day_of(by.at)
    rows = _readable(by)
    open_ = list(rows.filter(state__in=OPEN).order_by("visit__held_on", "asked_at", "pk")[: 2 * MOST])
    closed = rows.exclude(state__in=OPEN).order_by("-asked_at", "-pk")[:MOST]
    over = tuple(closed)
    mine = set(_own(by, over))
    wonder = tuple(one for one in over if one.pk in mine and wonders(one, today))
    return SupportBoard(
        asked=tuple(one for one in open_ if one.state == SupportState.ASKED),
        dated=tuple(one for one in open_ if one.state == SupportState.DATED),
        wonder=wonder, closed=tuple(one for one in over if one not in wonder), today=today,
        answers=by.has(Permission.COUNTY_WORK), asks=by.has(Permission.LOCAL_WORK),
    )  # fmt: skip


def _own(by: Actor, rows: Sequence[SupportRequest]) -> list[int]:
    found = SupportRequest.objects.filter(pk__in=[one.pk for one in rows])
    return list(check.within(found, policies.may_take_back_support, by).values_list("pk", flat=True))


def wonders(request: SupportRequest, today: date) -> bool:
    """Whether six weeks have gone since the visit and nobody has told what came of it."""
    if request.state != SupportState.DONE or request.visit is None or request.next_step:
        return False
    return rules.is_due(request.visit.held_on, today)


def _readable(by: Actor) -> QuerySet[SupportRequest]:
    rows = SupportRequest.objects.select_related("place__principal", "visit")
    return check.within(rows, policies.may_read_support, by)


def support_page(by: Actor, request_id: int) -> SupportPage:
    """A fixed number of queries. Raises NotVisible."""
    row = check.found(_readable(by).filter(pk=request_id).first())
    own = check.allows(by, policies.may_take_back_support, row)
    answers = bool(rules.NEXT[row.state] & {rules.DATED}) and check.allows(
        by, policies.may_answer_support, row
    )
    return SupportPage(
        row, day_of(by.at), answers=answers, takes_back=own and rules.WITHDRAWN in rules.NEXT[row.state],
        tells=own and row.state == SupportState.DONE,
    )  # fmt: skip


def places_to_ask_for(by: Actor) -> list[Place]:
    """The reader's own principals, then units, by name. Raises NotAllowed for who works at none."""
    if not by.has(Permission.LOCAL_WORK):
        raise NotAllowed(_("Chefer och kontaktpersoner ber om stöd för sin egen verksamhet."))
    rows = check.within(Place.objects.filter(closed_on=None), policies.may_ask_support, by)
    return list(rows.order_by("kind", "sort_name", "pk")[:MOST_PLACES])


def get_told(by: Actor, request_id: int | None = None) -> SupportRequest:
    """The one of which the reader tells what came of it: one's own place's, or the one that a link opens. Raises NotVisible,
    Conflict before it has been given."""
    rows = check.within(
        SupportRequest.objects.select_related("place", "visit"), policies.may_tell_next_step, by
    )
    row = check.found((rows if request_id is None else rows.filter(pk=request_id)).first())
    policies.check_tell(by, row)
    return row


def get_planned(by: Actor, visit_id: int) -> tuple[SupportRequest, Visit]:
    """What somebody has asked for and its visit, which the reader logs. Raises NotVisible, NotAllowed."""
    row = check.found(_readable(by).filter(visit=visit_id).first())
    visit = check.found(row.visit)
    policies.check_change(by, visit)
    return row, visit


def waiting_for_day(by: Actor) -> int:
    """How many ask for support and have no answer yet. One query."""
    rows = SupportRequest.objects.filter(state=SupportState.ASKED)
    return check.within(rows, policies.may_answer_support, by).count()


def wondering(by: Actor) -> int:
    """How many have been given six weeks ago to the reader's own places without an answer to what came of it. One query."""
    due = day_of(by.at) - rules.SIX_WEEKS
    rows = SupportRequest.objects.filter(state=SupportState.DONE, next_step="", visit__held_on__lte=due)
    return check.within(rows, policies.may_take_back_support, by).count()


def to_log(by: Actor) -> int:
    """How many planned visits have come to their day and are not logged. One query."""
    rows = Visit.objects.filter(logged_at=None, held_on__lte=day_of(by.at))
    return check.within(rows, policies.may_log_visit, by).count()
