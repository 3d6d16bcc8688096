"""A principal's own answers: the form with what is known already, and what was sent."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.core.errors import NotVisible
from tillsammans.followup import policies
from tillsammans.followup.models import PrincipalReport, ReportingRound
from tillsammans.organisations.models import Place, PlaceKind, RoleDecision


@dataclass(frozen=True)
class PrincipalReportPage:
    """answers: what was sent last, else what is filled in beforehand. prefilled: codes of answers nobody has sent this round.

    refusal: None when the reader can send, else the sentence beside the closed button.
    """

    round: ReportingRound
    principal: Place
    answers: dict[str, str]
    prefilled: set[str]
    before_round: str
    current: PrincipalReport | None
    versions: list[PrincipalReport]
    may_write: bool
    refusal: str | None


def principal_report_page(by: Actor, round_id: int, principal_id: int) -> PrincipalReportPage:
    """Raises NotVisible for a principal that is not the reader's, or not in the round."""
    row = ReportingRound.objects.filter(pk=round_id).exclude(state="draft").select_related("county").first()
    principals = Place.objects.filter(kind=PlaceKind.PRINCIPAL, pk=principal_id)
    principal = check.within(principals, policies.may_read_principal_report, by).first()
    if row is None or principal is None or not row.round_principals.filter(principal=principal).exists():
        raise NotVisible(_("Sidan finns inte, eller så har du inte tillgång till den."))
    versions = list(PrincipalReport.objects.filter(round=row, principal=principal).order_by("-number"))
    current = versions[0] if versions else None
    before = _before(row, principal)
    answers = dict(current.answers) if current else _prefilled(principal, before)
    may_write = check.allows(by, policies.may_write_principal_report, principal)
    return PrincipalReportPage(
        round=row,
        principal=principal,
        answers=answers,
        prefilled=set() if current else set(answers),
        before_round=before.round.name if before and not current else "",
        current=current,
        versions=versions,
        may_write=may_write,
        refusal=policies.round_refusal(row, policies.today(by)),
    )


def _before(round: ReportingRound, principal: Place) -> PrincipalReport | None:
    """The principal's latest answers in an earlier round."""
    rows = PrincipalReport.objects.filter(
        principal=principal, round__opens_on__lt=round.opens_on
    ).select_related("round")
    return rows.order_by("-round__opens_on", "-number").first()


def _prefilled(principal: Place, before: PrincipalReport | None) -> dict[str, str]:
    answers = dict(before.answers) if before else {}
    if decided := _roles_decided(principal):
        answers["roles_decided"] = decided
    return answers


def _roles_decided(principal: Place) -> str:
    """The principal's own decisions on roles, a line each; no names."""
    rows = RoleDecision.objects.filter(principal=principal, ends_on=None).order_by("role", "sector")
    return "\n".join(_line(row) for row in rows)


def _line(row: RoleDecision) -> str:
    what = str(row.get_role_display())
    where = f" ({row.get_sector_display()})" if row.sector else ""
    how = _("%(n)s gemensamt") % {"n": row.number} if row.scope == "shared" else str(row.get_scope_display())
    return f"{what[:1].upper()}{what[1:]}{where}: {how}"
