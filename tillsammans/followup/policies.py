"""Who may do what with rounds and self-reports. A `may_…` filters a list and answers for one row alike."""

from datetime import date

from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.access.reach import below
from tillsammans.access.roles import Permission, Role
from tillsammans.core.errors import Conflict, NotAllowed
from tillsammans.followup.models import ReportingRound, ReportRequest, RoundPrincipal
from tillsammans.followup.rules import states
from tillsammans.organisations.models import Place

REQUEST_KIND = "followup.reportrequest"
SELF_REPORT = "self_report"  # the purpose of a unit's personal link


def _requests_with(by: Actor, permission: Permission) -> Q:
    """Requests under own places. A unit that has moved takes its manager along, but not the new principal: history stays."""
    paths = by.paths_with(permission)
    moved_within = below("unit__path", paths) & Q(unit__principal_id=F("principal_id"))
    return below("principal__path", paths) | moved_within | Q(unit_id__in=by.places_with(permission))


def may_read_report(by: Actor) -> Q:
    """The unit's manager, the own principal's head and contact person, and the holder of the unit's personal link."""
    granted = by.granted(REQUEST_KIND, Permission.REPORT_WRITE)
    return _requests_with(by, Permission.UNIT_REPORTS_READ) | Q(pk__in=granted)


def may_write_report(by: Actor) -> Q:
    """The unit's manager, the principal's head and contact person for it by phone, and the holder of its link."""
    granted = by.granted(REQUEST_KIND, Permission.REPORT_WRITE)
    return _requests_with(by, Permission.REPORT_WRITE) | Q(pk__in=granted)


def may_remind(by: Actor) -> Q:
    """Process leaders remind the county's units, heads and contact persons their own."""
    return _requests_with(by, Permission.REMIND)


def may_ask(by: Actor) -> Q:
    """Units (places) that one may add to an open round: process leaders the county's, heads and contact persons their own."""
    return Q(kind="unit") & below("principal__path", by.paths_with(Permission.REMIND))


def may_run_round(by: Actor) -> Q:
    """Process leaders prepare, open and close the rounds of their county."""
    return below("county__path", by.paths_with(Permission.ROUND_RUN))


def may_run_rounds_of(by: Actor) -> Q:
    """Counties (places) in which one may run rounds."""
    return Q(kind="county") & below("path", by.paths_with(Permission.ROUND_RUN))


def may_follow_round(by: Actor) -> Q:
    """Rounds whose state of answers one may see: process leaders all of it, a principal's people their own part."""
    taking_part = RoundPrincipal.objects.filter(principal_id__in=by.places_with(Permission.REPORT_FOR_OTHERS))
    return may_run_round(by) | (Q(pk__in=taking_part.values("round_id")) & ~Q(state=states.RoundState.DRAFT))


def may_read_counts(by: Actor) -> Q:
    """How many units have answered: process leaders for the county, a principal's people for the own one."""
    own = Q(principal_id__in=by.places_with(Permission.REPORT_FOR_OTHERS))
    return below("round__county__path", by.paths_with(Permission.ROUND_RUN)) | own


def may_read_principal_report(by: Actor) -> Q:
    """Principals (places) whose own answers one may read: the own one, and for process leaders all in the county."""
    return Q(kind="principal") & below("path", by.paths_with(Permission.PRINCIPAL_REPORT_READ))


def may_write_principal_report(by: Actor) -> Q:
    """Principals (places) that one may answer for: those where one is head or contact person."""
    return Q(kind="principal") & below("path", by.paths_with(Permission.PRINCIPAL_REPORT_WRITE))


def is_manager_of(by: Actor, request: ReportRequest) -> bool:
    """Whether `by` answers as the unit's own manager, and not for it."""
    return any(held.role == Role.UNIT_MANAGER and held.place_id == request.unit_id for held in by.holdings)


def today(by: Actor) -> date:
    return timezone.localdate(by.at)


def answering_refusal(request: ReportRequest, on: date) -> str | None:
    """Why this unit's report cannot be saved, sent or corrected on this day; None: it can."""
    if request.withdrawn_at is not None:
        return _(
            "Enheten är inte längre med i omgången, så ni behöver inte svara. Fråga er kontaktperson om det är fel."
        )
    return round_refusal(request.round, on)


def round_refusal(round: ReportingRound, on: date) -> str | None:
    """Why nobody can answer in the round on this day; None: they can."""
    return states.round_refusal(round.state, on, round.opens_on, round.closes_on)


def check_answer(by: Actor, request: ReportRequest) -> None:
    """Raises NotAllowed unless `by` may write this report, Conflict when the round does not take answers."""
    check_may_write(by, request)
    if refusal := answering_refusal(request, today(by)):
        raise Conflict(refusal)


def _is_own(by: Actor, request: ReportRequest, permission: Permission) -> bool:
    """The parts of `may_read_report` and `may_write_report` that the row itself answers, for those who come most often: the
    unit's manager and whoever has its link. False: the database has to be asked for the rest."""
    by_link = request.pk in by.granted(REQUEST_KIND, Permission.REPORT_WRITE)
    return by_link or request.unit_id in by.places_with(permission)


def check_may_read(by: Actor, request: ReportRequest) -> None:
    """Raises NotVisible unless `by` may read this report."""
    if not _is_own(by, request, Permission.UNIT_REPORTS_READ):
        check.found(request if check.allows(by, may_read_report, request) else None)


def check_may_write(by: Actor, request: ReportRequest) -> None:
    """Raises NotAllowed unless `by` may write this report."""
    if _is_own(by, request, Permission.REPORT_WRITE):
        return
    message = _(
        "Du kan läsa svaret men inte skriva det. Det gör enhetens chef eller huvudmannens kontaktperson."
    )
    check.require(by, may_write_report, request, message)


def check_run(by: Actor, round: ReportingRound) -> None:
    """Raises NotAllowed unless `by` runs this county's rounds."""
    check.require(by, may_run_round, round, _("Det är länets processledare som sköter omgångarna."))


def check_change(by: Actor, round: ReportingRound, to: str, *, closes_on: date | None = None) -> None:
    """Raises NotAllowed, or Conflict when the round cannot go to that state today."""
    check_run(by, round)
    refusal = states.change_refusal(
        round.state, to, on=today(by), opens_on=round.opens_on, closes_on=closes_on or round.closes_on
    )
    if refusal:
        raise Conflict(refusal)


def check_still_draft(by: Actor, round: ReportingRound) -> None:
    """Raises NotAllowed, or Conflict once the round has opened."""
    check_run(by, round)
    if round.state != states.RoundState.DRAFT:
        raise Conflict(_("Omgången har redan öppnat. Då går det bara att flytta sista svarsdagen."))


def check_open(by: Actor, round: ReportingRound) -> None:
    """Raises Conflict when the round does not take answers today."""
    if refusal := round_refusal(round, today(by)):
        raise Conflict(refusal)


def check_principal_report(
    by: Actor, round: ReportingRound, principal: Place, *, on_open_day: bool = True
) -> None:
    """Raises NotAllowed unless `by` answers for this principal, Conflict when the round takes no answers (`on_open_day`)."""
    message = _("Det är huvudmannens chefer och kontaktperson som svarar för huvudmannen.")
    check.require(by, may_write_principal_report, principal, message)
    if on_open_day:
        check_open(by, round)


def check_take_back(by: Actor, request: ReportRequest) -> None:
    """Raises NotAllowed for whoever only holds a link, else as `check_answer`."""
    check.require(by, _may_write_signed_in, request)
    check_answer(by, request)


def _may_write_signed_in(by: Actor) -> Q:
    return _requests_with(by, Permission.REPORT_WRITE)


def check_any_to_remind(by: Actor, mine: QuerySet[ReportRequest], round: ReportingRound) -> None:
    """Raises NotAllowed when none of the round's units is `by`'s to remind. mine: those of `may_remind`."""
    if not mine.exists():
        raise NotAllowed(_("Du kan påminna de enheter som du själv är kontaktperson eller chef för."))


def check_ask(by: Actor, round: ReportingRound) -> None:
    """Raises NotAllowed unless `by` may add units of some principal to the round."""
    message = _(
        "Det är länets processledare, och huvudmannens chefer och kontaktperson, som frågar fler enheter."
    )
    check.require(by, may_follow_round, round, message)
