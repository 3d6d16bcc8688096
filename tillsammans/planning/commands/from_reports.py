"""From a self-report to the register: what a workplace has told once is not asked again."""

from django.db import transaction
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.audit import commands as audit
from tillsammans.core.errors import Conflict, Invalid
from tillsammans.followup.models import ReportRequest
from tillsammans.planning import from_reports_policies as policies
from tillsammans.planning.queries import from_reports as queries
from tillsammans.planning.rules.from_reports import told_of
from tillsammans.strategies.commands.register import write_determinant
from tillsammans.strategies.models import Determinant, Source


@transaction.atomic
def take_up(*, by: Actor, request: ReportRequest, kind: str, domain: str = "", text: str = "") -> Determinant:
    """Put what hindered (barrier) or helped (facilitator) in a sent report into the unit's own register, traceable to the report.

    domain, text: as the report says unless given. Raises NotAllowed, Conflict (taken up already, a closed unit) and Invalid.
    """
    request = ReportRequest.objects.select_for_update().get(pk=request.pk)
    check.require(by, policies.may_take_up, request, policies.refusal())
    request = ReportRequest.objects.select_related("unit", "current").get(pk=request.pk)
    told = told_of(request.current, kind) if request.current else None
    if request.current is None or told is None:
        raise Invalid(_("Det står inget om det i självskattningen."))
    if queries.taken_up(request, kind):
        raise Conflict(_("Det är redan upptaget i registret."))
    row = write_determinant(
        by=by, place=request.unit, kind=kind, domain=domain or told.domain, text=text or told.text,
        source=Source.SELF_REPORT, source_of=(queries.KIND, request.current.pk),
    )  # fmt: skip
    audit.record(
        by=by, action="planning.report_taken_up", target=request.current, detail={"determinant": row.pk}
    )
    return row
