"""Who may do what with status reports. The county's process leaders write them; what is published is read by all who work with
the model in the county, and by anybody where it has been opened."""

from django.db.models import Q
from django.utils.translation import gettext_lazy

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.access.roles import Permission
from tillsammans.core.errors import Conflict
from tillsammans.organisations.models import Place
from tillsammans.organisations.policies import own_work, shown_work
from tillsammans.reports.models import ReportState, StatusReport, published_refusal

READER_KIND = "reports.reader"
CONFIRM_READER, OWN_READER = "newsletter_confirm", "newsletter_reader"  # purposes of personal links
NOT_YOURS = gettext_lazy("Statusrapporten skrivs av länets processledare. Publicerad kan alla läsa den.")


def may_report_for(by: Actor) -> Q:
    """Counties (places) whose status reports one writes, and whose schedule one sets."""
    return Q(kind="county") & own_work("", by)


def may_keep_report(by: Actor) -> Q:
    """Reports of one's own county, drafts and all."""
    return own_work("county", by)


def may_read_report(by: Actor) -> Q:
    """Those that one writes, and what the county has published."""
    return own_work("county", by) | (Q(state=ReportState.PUBLISHED) & shown_work("county", by))


def may_read_open_report(by: Actor) -> Q:
    """Published reports that have been opened to everybody: nobody needs to be known."""
    return Q(state=ReportState.PUBLISHED, opened=True)


def check_report_for(by: Actor, county: Place) -> None:
    """Raises NotAllowed unless `by` writes the county's reports."""
    check.require(by, may_report_for, county, str(NOT_YOURS))


def check_write(by: Actor, report: StatusReport) -> None:
    """Raises NotAllowed unless `by` writes the county's reports, Conflict once it is published."""
    check.require(by, may_keep_report, report, str(NOT_YOURS))
    if report.state == ReportState.PUBLISHED:
        raise Conflict(published_refusal())


def check_own_reader(by: Actor) -> int:
    """The reader whose own link `by` holds. Raises NotVisible."""
    ids = by.granted(READER_KIND, Permission.NEWSLETTER_OWN)
    return check.found(ids[0] if ids else None)
