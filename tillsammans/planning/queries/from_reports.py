"""What workplaces have told in their latest self-report and nobody has taken up in the register yet."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.access.roles import Permission
from tillsammans.core.errors import NotAllowed
from tillsammans.followup.models import ReportRequest, SelfReport
from tillsammans.followup.policies import may_read_report
from tillsammans.planning import from_reports_policies as policies
from tillsammans.planning.rules.from_reports import BARRIER, FACILITATOR, Told, told_of
from tillsammans.strategies import sources
from tillsammans.strategies.models import Determinant

KIND = "followup.selfreport"
PAGE = 25


@dataclass(frozen=True)
class Line:
    """One workplace's latest report, and what of it is not taken up."""

    request_id: int
    unit: str
    round: str
    told: tuple[Told, ...]


@dataclass(frozen=True)
class FromReportsPage:
    """following: the report before which the next page begins; None at the end."""

    lines: list[Line]
    following: int | None


def from_reports_page(by: Actor, before: int | None = None) -> FromReportsPage:
    """The newest report first. One query. Raises NotAllowed for who keeps no register of a workplace."""
    if not by.has(Permission.LOCAL_WORK):
        raise NotAllowed(policies.refusal())
    rows = _waiting(by)
    if before is not None:
        rows = rows.filter(current_id__lt=before)
    found = list(rows.order_by("-current_id")[: PAGE + 1])
    shown = found[:PAGE]
    return FromReportsPage([_line(row) for row in shown], shown[-1].current_id if len(found) > PAGE else None)


def _waiting(by: Actor) -> QuerySet[ReportRequest]:
    """Each open unit's latest report, where it tells something that has not been taken up."""
    newer = ReportRequest.objects.filter(
        unit_id=OuterRef("unit_id"), current__isnull=False, pk__gt=OuterRef("pk")
    )
    rows = check.within(ReportRequest.objects.all(), policies.may_take_up, by)
    rows = rows.filter(unit__closed_on=None, current__isnull=False).exclude(Exists(newer))
    rows = rows.annotate(barrier_taken=_taken(BARRIER), facilitator_taken=_taken(FACILITATOR))
    hindered = ~Q(current__hindered="") & Q(barrier_taken=False)
    helped = ~Q(current__helped="") & Q(facilitator_taken=False)
    return rows.filter(hindered | helped).select_related("unit", "round", "current")


def _taken(kind: str) -> Exists:
    """Whether any version of the report has been taken up."""
    versions = SelfReport.objects.filter(request_id=OuterRef(OuterRef("pk"))).values("pk")
    return Exists(
        Determinant.objects.filter(
            place_id=OuterRef("unit_id"), kind=kind, source_kind=KIND, source_id__in=versions
        )
    )


def _line(row: ReportRequest) -> Line:
    taken = {BARRIER: row.barrier_taken, FACILITATOR: row.facilitator_taken}  # type: ignore[attr-defined]
    told = [told_of(row.current, kind) for kind in taken if row.current and not taken[kind]]
    return Line(row.pk, row.unit.name, row.round.name, tuple(one for one in told if one is not None))


def get_request(by: Actor, request_id: int) -> ReportRequest:
    """An asked unit whose report one may take up. Raises NotVisible."""
    rows = ReportRequest.objects.select_related("unit", "round", "current")
    return check.found(check.within(rows, policies.may_take_up, by).filter(pk=request_id).first())


def taken_up(request: ReportRequest, kind: str) -> bool:
    """Whether what any version of the report says of this kind stands in the register."""
    versions = SelfReport.objects.filter(request=request).values("pk")
    return Determinant.objects.filter(kind=kind, source_kind=KIND, source_id__in=versions).exists()


def origin(by: Actor, report_id: int) -> sources.Origin | None:
    """A row's self-report in words, with the way to it for whoever may read it."""
    report = SelfReport.objects.select_related("request__round").filter(pk=report_id).first()
    if report is None:
        return None
    label = _("självskattning, %(round)s") % {"round": report.request.round.name}
    readable = check.allows(by, may_read_report, report.request)
    return sources.Origin(label, reverse("followup:report", args=[report.request_id]) if readable else "")


def beside(by: Actor) -> sources.Beside | None:
    """The page of what is not taken up, beside the register, for those who keep a workplace's."""
    wanted = by.has(Permission.LOCAL_WORK) and by.has(Permission.UNIT_REPORTS_READ)
    return sources.Beside(_("Ur självskattningar"), "planning:from_reports") if wanted else None


def register() -> None:
    """Called once, when the package is loaded."""
    sources.register_origin(KIND, origin)
    sources.register_page(beside)
