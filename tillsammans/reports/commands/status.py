"""Making a draft of figures, writing in it, fetching its figures anew, publishing it and correcting what is published."""

import hashlib
import json
from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.audit import commands as audit
from tillsammans.core.errors import Conflict, DraftConflict, Invalid
from tillsammans.organisations.models import Place
from tillsammans.organisations.rules.days import day_of
from tillsammans.reports import policies, standing
from tillsammans.reports.models import ReportSection, ReportState, StatusReport
from tillsammans.reports.queries.sections import gathered
from tillsammans.reports.queries.sections.asked import Asked
from tillsammans.reports.rules import changes, periods, prose
from tillsammans.reports.rules.figures import Section


@transaction.atomic
def make_draft(*, by: Actor, county: Place, first: date, last: date, language: str = "sv") -> StatusReport:
    """A draft over the period, with a section for each source that has something to tell, and a proposal of its text.

    Raises NotAllowed, Invalid.
    """
    policies.check_report_for(by, county)
    _check_period(first, last, day_of(by.at))
    report = StatusReport.objects.create(
        county=county, period_from=first, period_to=last, language=language, fetched_at=by.at, created_at=by.at,
        created_by_id=by.user_id,
    )  # fmt: skip
    for order, one in enumerate(_gathered(by, report), start=1):
        _add(report, one, order)
    _record(by, "reports.draft_made", report)
    return report


@transaction.atomic
def write_section(
    *, by: Actor, section: ReportSection, text: str, left_out: bool, revision: int
) -> ReportSection:
    """Raises NotAllowed, Invalid, Conflict once it is published; DraftConflict with the other's text when another has saved
    meanwhile."""
    report = held(by, section.report)
    row = check.found(ReportSection.objects.select_for_update().filter(pk=section.pk).first())
    if revision < row.revision:
        message = _("Någon annan har ändrat avsnittet medan du skrev. Välj vad som ska gälla och spara igen.")
        raise DraftConflict(
            message, theirs={"text": row.text, "left_out": row.left_out}, revision=row.revision
        )
    words = prose.cleaned(text)
    if len(words) > prose.LONGEST:
        message = _("Texten är %(given)s tecken lång. Korta den till högst %(most)s.")
        raise Invalid(message % {"given": len(words), "most": prose.LONGEST})
    if strange := prose.unknown(words, figures_of(row)):
        message = _("Siffran {%(name)s} finns inte i avsnittet. Välj en av dem som står under texten.")
        raise Invalid(message % {"name": strange[0]})
    row.edited = row.edited or words != row.text
    row.text, row.left_out, row.revision = words, left_out, row.revision + 1
    row.save()
    _saved(by, report, "reports.section_written")
    return row


@transaction.atomic
def fetch_anew(*, by: Actor, report: StatusReport) -> list[changes.Change]:
    """Fetch the draft's figures again and say what became another. What somebody has written is left alone.

    A section without a source any longer is taken away unless somebody has written in it. Raises NotAllowed, Conflict.
    """
    report = held(by, report)
    there = {one.key: one for one in report.sections.all()}
    found = _gathered(by, report)
    told: list[changes.Change] = []
    for order, one in enumerate(found, start=1):
        row = there.pop(one.key, None)
        told += _refreshed(row, one, order) if row else _appeared(report, one, order)
    for row in there.values():
        told += _gone(row, len(found) + 1)
    report.changes, report.fetched_at = told[: changes.MOST], by.at
    _saved(by, report, "reports.figures_fetched", changes=len(told))
    return told


@transaction.atomic
def remove_draft(*, by: Actor, report: StatusReport) -> None:
    """Raises NotAllowed, Conflict once it is published."""
    row = held(by, report)
    number = row.pk
    row.delete()
    audit.record(by=by, action="reports.draft_removed", target=("reports.statusreport", number))


@transaction.atomic
def publish(*, by: Actor, report: StatusReport, opened: bool, revision: int) -> StatusReport:
    """From now on it stands as it is. opened: anybody may read it. Raises NotAllowed, Conflict, also when it has changed."""
    row = held(by, report)
    if revision < row.revision:
        raise Conflict(
            _(
                "Utkastet har ändrats sedan du läste det. Läs det igen innan du publicerar: inget är publicerat än."
            )
        )
    sections = [one for one in row.sections.all() if not one.left_out]
    if not sections:
        raise Conflict(_("Rapporten har inget att visa. Ta med minst ett avsnitt."))
    for one in sections:
        if prose.unknown(one.text, figures_of(one)):
            message = _("I avsnittet %(heading)s står en siffra som inte finns längre. Ändra texten först.")
            raise Conflict(message % {"heading": one.figures["heading"]})
    row.state, row.opened, row.changes = ReportState.PUBLISHED, opened, []
    row.published_at, row.published_by_id, row.revision = by.at, by.user_id, row.revision + 1
    row.digest = digest_of(row, sections)
    row.save()
    _record(by, "reports.report_published", row, number=row.number, opened=int(opened))
    return row


@transaction.atomic
def correct(*, by: Actor, report: StatusReport) -> StatusReport:
    """A draft of the next version, as a copy of a published one with its figures. Where one is begun already, that one.

    Raises NotAllowed, Conflict for what is not published or has been corrected.
    """
    row = check.found(StatusReport.objects.select_for_update().filter(pk=report.pk).first())
    check.require(by, policies.may_keep_report, row, str(policies.NOT_YOURS))
    if row.state != ReportState.PUBLISHED:
        raise Conflict(_("Rapporten är ett utkast. Ändra i det."))
    if after := StatusReport.objects.filter(corrects=row).first():
        if after.state == ReportState.DRAFT:
            return after
        raise Conflict(_("Det finns redan en senare version. Rätta den i stället."))
    made = StatusReport.objects.create(
        county_id=row.county_id, period_from=row.period_from, period_to=row.period_to, number=row.number + 1, corrects=row,
        language=row.language, fetched_at=row.fetched_at, created_at=by.at, created_by_id=by.user_id,
    )  # fmt: skip
    for one in row.sections.all():
        ReportSection.objects.create(
            report=made, key=one.key, order=one.order, figures=one.figures, text=one.text, edited=one.edited,
            left_out=one.left_out,
        )  # fmt: skip
    _record(by, "reports.correction_begun", made, number=made.number)
    return made


def held(by: Actor, report: StatusReport) -> StatusReport:
    """The draft, locked. Raises NotAllowed, Conflict once it is published."""
    row = check.found(StatusReport.objects.select_for_update().filter(pk=report.pk).first())
    policies.check_write(by, row)
    return row


def figures_of(section: ReportSection) -> dict[str, str]:
    """What each figure of a section says, by the name that texts use."""
    return {one["name"]: one["shown"] for one in section.figures["figures"]}


def digest_of(report: StatusReport, sections: Sequence[ReportSection]) -> str:
    """Of all that a reader is told: whoever has kept a file can see that nothing has been changed since."""
    told = {
        "county": report.county_id, "from": report.period_from.isoformat(), "to": report.period_to.isoformat(),
        "number": report.number, "sections": [[one.key, one.text, one.figures] for one in sections],
    }  # fmt: skip
    return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _gathered(by: Actor, report: StatusReport) -> list[Section]:
    """In the report's own language, and in the county's own words."""
    asked = Asked(report.county, report.period_from, report.period_to, day_of(by.at), report.language)
    with override(report.language):
        return standing.in_own_words(report.county, report.language, gathered(asked))


def _add(report: StatusReport, one: Section, order: int) -> None:
    with override(report.language):
        ReportSection.objects.create(
            report=report, key=one.key, order=order, figures=one.frozen(), text=one.prose
        )


def _refreshed(row: ReportSection, one: Section, order: int) -> list[changes.Change]:
    with override(row.report.language):
        after = one.frozen()
    found = changes.compared(row.figures, after)
    text = row.text if row.edited else one.prose
    if (row.figures, row.text, row.order) != (after, text, order):
        row.figures, row.text, row.order, row.revision = after, text, order, row.revision + 1
        row.save()
    return [{"section": one.heading, **change} for change in found]


def _appeared(report: StatusReport, one: Section, order: int) -> list[changes.Change]:
    _add(report, one, order)
    return [{"section": one.heading, "what": "", "before": "", "after": _("nytt avsnitt")}]


def _gone(row: ReportSection, order: int) -> list[changes.Change]:
    heading = row.figures["heading"]
    if not row.edited:
        row.delete()
        return [
            {
                "section": heading,
                "what": "",
                "before": "",
                "after": _("borttaget avsnitt: källan har inget att säga"),
            }
        ]
    row.figures = {**row.figures, "figures": [], "tables": [], "charts": []}
    row.order, row.revision = order, row.revision + 1
    row.save()
    return [
        {
            "section": heading,
            "what": "",
            "before": "",
            "after": _("källan har inget att säga, din text är kvar"),
        }
    ]


def _check_period(first: date, last: date, today: date) -> None:
    if last < first:
        raise Invalid(_("Perioden slutar innan den börjar. Byt plats på dagarna."))
    if first > today:
        raise Invalid(_("Perioden har inte börjat än. Välj en dag som har varit."))
    if (last - first).days > periods.LONGEST_DAYS:
        raise Invalid(_("Perioden är längre än två år. Gör flera rapporter i stället."))


def _saved(by: Actor, report: StatusReport, action: str, **detail: int) -> None:
    report.revision += 1
    report.save()
    _record(by, action, report, **detail)


def _record(by: Actor, action: str, report: StatusReport, **detail: int) -> None:
    audit.record(by=by, action=action, target=report, detail=detail)
