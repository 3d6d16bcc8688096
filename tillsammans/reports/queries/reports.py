"""Reading status reports: the list, one report, and what a draft would be made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.access.roles import Permission
from tillsammans.core.errors import NotVisible
from tillsammans.organisations.models import Place, PlaceKind
from tillsammans.organisations.rules.days import day_of
from tillsammans.reports import policies
from tillsammans.reports.models import ReportSchedule, ReportSection, ReportState, StatusReport
from tillsammans.reports.rules import periods


@dataclass(frozen=True)
class ReportsPage:
    """published: the newest version of each, the newest period first. proposed: the period of the next draft."""

    drafts: list[StatusReport]
    published: list[StatusReport]
    writes: bool
    proposed: tuple[date, date]
    every: str


@dataclass(frozen=True)
class ReportPage:
    """sections: those that the reader is shown; of a draft also those left out. places: principals with an own short version.

    after: a later version. writes: the reader may change it while it is a draft, and correct it once it is published.
    """

    report: StatusReport
    sections: list[ReportSection]
    places: list[Place]
    after: StatusReport | None
    writes: bool

    @property
    def is_draft(self) -> bool:
        return self.report.state == ReportState.DRAFT


def reports_page(by: Actor) -> ReportsPage:
    """Raises NotVisible for who reads no work in the county."""
    if not by.has(Permission.WORK_READ):
        raise NotVisible(_("Sidan finns inte, eller så har du inte tillgång till den."))
    rows = list(_rows(by).filter(county_id=by.county_id or 0).order_by("-period_to", "-number", "-id"))
    published = [one for one in rows if one.state == ReportState.PUBLISHED]
    county = _county(by)
    schedule = ReportSchedule.objects.filter(county=county).first() if county else None
    return ReportsPage(
        drafts=[one for one in rows if one.state == ReportState.DRAFT],
        published=_newest(published),
        writes=county is not None,
        proposed=periods.proposed(day_of(by.at), max((one.period_to for one in published), default=None)),
        every=schedule.every if schedule else "",
    )


def county_to_report_for(by: Actor) -> Place:
    """Raises NotVisible for whoever writes no reports."""
    return check.found(_county(by))


def schedule_of(by: Actor, county: Place) -> ReportSchedule:
    return ReportSchedule.objects.filter(county=county).first() or ReportSchedule(county=county)


def get_report(by: Actor, report_id: int) -> StatusReport:
    """One that the reader writes. Raises NotVisible."""
    return check.found(check.within(_all(), policies.may_keep_report, by).filter(pk=report_id).first())


def report_page(by: Actor, report_id: int) -> ReportPage:
    """Raises NotVisible."""
    return _page(by, check.found(_rows(by).filter(pk=report_id).first()))


def open_report_page(by: Actor, report_id: int) -> ReportPage:
    """A published report that has been opened to everybody. Raises NotVisible."""
    rows = check.within(_all(), policies.may_read_open_report, by)
    return _page(by, check.found(rows.filter(pk=report_id).first()))


def get_section(by: Actor, report_id: int, key: str) -> ReportSection:
    """A section of a report that the reader writes. Raises NotVisible."""
    report = get_report(by, report_id)
    return check.found(
        ReportSection.objects.select_related("report__county").filter(report=report, key=key).first()
    )


def get_principal(page: ReportPage, place_id: int) -> Place:
    """A principal that the report tells of. Raises NotVisible."""
    return check.found(next((one for one in page.places if one.pk == place_id), None))


def _page(by: Actor, report: StatusReport) -> ReportPage:
    writes = check.allows(by, policies.may_keep_report, report)
    sections = list(ReportSection.objects.filter(report=report))
    shown = [one for one in sections if (writes and report.state == ReportState.DRAFT) or not one.left_out]
    after = _rows(by).filter(corrects=report, state=ReportState.PUBLISHED).first()
    return ReportPage(report, shown, _places(report, shown), after, writes)


def _places(report: StatusReport, sections: Sequence[ReportSection]) -> list[Place]:
    """Those of the report's tables; by name."""
    ids = {row["place"] for one in sections for table in one.figures["tables"] for row in table["rows"]} - {
        None
    }
    rows = Place.objects.filter(pk__in=ids, kind=PlaceKind.PRINCIPAL, county=report.county_id)
    return list(rows.order_by("sort_name", "id"))


def _newest(published: Sequence[StatusReport]) -> list[StatusReport]:
    corrected = {one.corrects_id for one in published}
    return [one for one in published if one.pk not in corrected]


def _rows(by: Actor) -> "QuerySet[StatusReport]":
    return check.within(_all(), policies.may_read_report, by)


def _all() -> "QuerySet[StatusReport]":
    return StatusReport.objects.select_related("county", "corrects")


def _county(by: Actor) -> Place | None:
    return check.within(Place.objects.filter(pk=by.county_id or 0), policies.may_report_for, by).first()
