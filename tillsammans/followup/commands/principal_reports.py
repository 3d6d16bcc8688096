"""A principal's own answers, once a round and corrected while it is open. Every version is kept."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from tillsammans.access.actor import Actor
from tillsammans.audit import commands as audit
from tillsammans.core.errors import Invalid
from tillsammans.followup import policies
from tillsammans.followup.models import PrincipalReport, ReportingRound, RoundPrincipal
from tillsammans.followup.rules import principal_questions
from tillsammans.organisations import commands as organisations
from tillsammans.organisations.models import Place


@transaction.atomic
def send_principal_report(
    *, by: Actor, round: ReportingRound, principal: Place, key: UUID, answers: Mapping[str, str]
) -> PrincipalReport:
    """Send the principal's answers as the next version. The same key again returns the first and writes nothing.

    Raises NotAllowed, Conflict (closed) and Invalid (nothing written, too long, not in the round).
    """
    row = RoundPrincipal.objects.select_for_update().filter(round=round, principal=principal).first()
    if row is None:
        raise Invalid(_("Huvudmannen är inte med i den här omgången."))
    earlier = PrincipalReport.objects.filter(round=round, principal=principal)
    if sent := earlier.filter(key=key).first():
        policies.check_principal_report(by, round, principal, on_open_day=False)
        return sent
    policies.check_principal_report(by, round, principal)
    report = PrincipalReport.objects.create(
        round=round,
        principal=principal,
        number=(earlier.aggregate(last=Max("number"))["last"] or 0) + 1,
        key=key,
        answers=_checked(answers),
        sent_at=by.at,
        sent_by_id=by.user_id,
    )
    organisations.touch_county(round.county_id)
    audit.record(
        by=by, action="followup.principal_report_sent", target=report, detail={"number": report.number}
    )
    return report


def _checked(answers: Mapping[str, str]) -> dict[str, str]:
    """The answers that were written, by question code. Raises Invalid."""
    if found := principal_questions.problems(answers):
        raise Invalid(found[0][1])
    return {
        code: answers[code].strip() for code in principal_questions.CODES if answers.get(code, "").strip()
    }
