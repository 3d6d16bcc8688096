"""Status reports: their addresses, whom they answer, a form for each order, and what they are about."""

from collections.abc import Callable, Mapping
from datetime import date

from tests.access import newsletter_rows, reader_rows
from tests.access.opening import LEADER, PUBLIC, R, Row, roles
from tests.access.spots import PER_COUNTY, At, Ground
from tillsammans.access.roles import Role
from tillsammans.governance.commands import decisions
from tillsammans.governance.rules.content import DecisionContent
from tillsammans.reports.commands import status
from tillsammans.reports.models import StatusReport

WORKING = roles(*(role for role in Role if role != R.SYSTEM_MANAGER))
FIRST, LAST = date(2026, 10, 1), date(2026, 12, 31)

ROWS = [
    # 404: to post is to write for one's own county
    Row("reports:reports", get=WORKING, post=LEADER),
    Row("reports:schedule", get=LEADER, post=LEADER),
    Row("reports:report", "status_draft", get=LEADER),
    Row("reports:report", "status_published", get=WORKING),
    Row("reports:report", "status_opened", get=WORKING),
    Row("reports:file", "status_draft_file", get=LEADER),
    Row("reports:file", "status_file", get=WORKING),
    Row("reports:short", "status_short", get=WORKING),
    Row("reports:short_file", "status_short_file", get=WORKING),
    Row("reports:section", "status_section", get=LEADER, post=LEADER),
    Row("reports:fetch", "status_draft", post=LEADER),
    Row("reports:publish", "status_draft", get=LEADER, post=LEADER),
    Row("reports:remove", "status_draft", get=LEADER, post=LEADER),
    Row("reports:correct", "status_published", post=LEADER),
    Row("reports:open_report", "status_opened", get=PUBLIC),
    Row("reports:open_file", "status_opened_file", get=PUBLIC),
    *newsletter_rows.ROWS,
    *reader_rows.ROWS,
]


def add_reports(ground: Ground) -> None:
    """Of each county a draft, a published one and one that is open to everybody, with a section that tells of a principal."""
    reader_rows.add_readers(ground)
    for spot, at in PER_COUNTY.items():
        made = [_made(ground, at) for _number in range(3)]
        draft, published, opened = (one.pk for one in made)
        for report, everybody in ((made[1], False), (made[2], True)):
            by = ground.actor(Role.PROCESS_LEADER, at)
            status.publish(by=by, report=report, opened=everybody, revision=report.revision)
        of = {"principal_id": ground.place(At(at.county, "one")).pk}
        ground.add("status_draft", spot, at, report_id=draft)
        ground.add("status_published", spot, at, report_id=published)
        ground.add("status_opened", spot, at, report_id=opened)
        ground.add("status_section", spot, at, report_id=draft, key="decisions")
        ground.add("status_draft_file", spot, at, report_id=draft, ending="docx")
        ground.add("status_file", spot, at, report_id=published, ending="docx")
        ground.add("status_opened_file", spot, at, report_id=opened, ending="docx")
        ground.add("status_short", spot, at, report_id=published, **of)
        ground.add("status_short_file", spot, at, report_id=published, ending="docx", **of)
    newsletter_rows.add_newsletters(ground)


def _made(ground: Ground, at: At) -> StatusReport:
    """Of decisions that the county has sent to its principal already."""
    by = ground.actor(Role.PROCESS_LEADER, at)
    return status.make_draft(by=by, county=ground.place(at), first=FIRST, last=LAST)


ORDERS: Mapping[str, Callable[[Ground, str], dict[str, object]]] = {
    "reports:reports": lambda ground, spot: {"first": "2026-10-01", "last": "2026-10-14"},
    "reports:schedule": lambda ground, spot: {"every": "half"},
    "reports:section": lambda ground, spot: {"text": "En egen text.", "seen": 9},
    "reports:fetch": lambda ground, spot: {"x": "1"},
    "reports:publish": lambda ground, spot: {"opened": "signed_in", "seen": 9},
    "reports:remove": lambda ground, spot: {"x": "1"},
    "reports:correct": lambda ground, spot: {"x": "1"},
    **newsletter_rows.ORDERS,
    **reader_rows.ORDERS,
}
FIELDS = ("first", "last", "every", "left_out", "opened", *newsletter_rows.FIELDS)


def grow_reports(ground: Ground, times: int) -> None:
    """So many more reports of each kind, and decisions for them to tell of."""
    by, at = ground.actor(Role.PROCESS_LEADER, At("a")), At("a")
    for number in range(times):
        content = DecisionContent(title=f"Rapporterat {number}", what="Vi provar")
        decision = decisions.write_decision(by=by, place=ground.place(at), content=content)
        decisions.send(by=by, decision=decision, to=[ground.place(At("a", "one")).pk])
        for publish in (False, True):
            report = _made(ground, at)
            if publish:
                status.publish(by=by, report=report, opened=True, revision=report.revision)
    newsletter_rows.grow_newsletters(ground, times)
