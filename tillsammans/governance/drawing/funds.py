"""Funds as tables, and sums as sentences: more used than given is told in words and with a mark, never hidden."""

from decimal import Decimal

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from tillsammans.access.roles import Role
from tillsammans.governance.drawing import words
from tillsammans.governance.models import Assignment, FundUse
from tillsammans.governance.queries.funds import AssignmentLine, FundsPage, ShareLine, SharePage
from tillsammans.governance.rules import funds as rules
from tillsammans.governance.rules import money
from tillsammans.ui import parts
from tillsammans.ui.markup import escape
from tillsammans.ui.tables import Cell, Column, Html, Link, Table

STATES = {rules.PLANNED: "none", rules.RUNNING: "prog", rules.REPORTED: "done", rules.CLOSED: "out"}


def amount(ore: int) -> Html:
    """Kronor on the page; in files a number without rounding."""
    return Html(
        mark_safe(f'<span class="num nobr">{escape(money.written(ore))}</span>'), Decimal(ore).scaleb(-2)
    )


def state(key: str) -> str:
    return {
        rules.PLANNED: _("har inte börjat"), rules.RUNNING: _("pågår"), rules.REPORTED: _("återrapporterat"),
        rules.CLOSED: _("avslutat"),
    }[key]  # fmt: skip


def status(line: AssignmentLine) -> SafeString:
    return parts.status(STATES[line.state], state(line.state))


def period(row: Assignment) -> str:
    """`1 jan 2026–31 dec 2026`."""
    days = [words.day(row.starts_on), words.day(row.ends_on)]
    return "–".join(days) if all(days) else next((one for one in days if one), "")


def overview(page: FundsPage) -> Table:
    """A row an assignment. Sums stand where the reader sees all shares; else the own share's."""
    heads = (
        _("Uppdrag"),
        _("Period"),
        _("Medel, kr"),
        _("Fördelat, kr"),
        _("Använt, kr"),
        _("Kvar av andelarna, kr"),
        _("Läge"),
    )
    columns = [Column(label, numeric=2 <= n <= 5) for n, label in enumerate(heads)]
    return Table(_("Uppdrag och medel"), columns, [_row(line) for line in page.lines])


def _row(line: AssignmentLine) -> list[Cell]:
    row, one = line.assignment, line.sum
    sums: list[Cell] = [
        amount(one.total) if line.whole else None,
        amount(one.shared),
        amount(one.used),
        amount(one.left),
    ]
    shown = Html(status(line), state(line.state))
    return [Link(row.title, reverse("governance:assignment", args=[row.pk])), period(row), *sums, shown]


def shares(line: AssignmentLine) -> Table:
    """A row a principal, and sums that add up."""
    heads = (_("Huvudman"), _("Andel, kr"), _("Använt, kr"), _("Kvar, kr"), _("Återrapport"))
    columns = [Column(label, numeric=1 <= n <= 3) for n, label in enumerate(heads)]
    total: list[Cell] | None = None
    if line.whole:
        total = [_("Alla andelar"), amount(line.sum.shared), amount(line.sum.used), amount(line.sum.left), ""]
    caption = _("Medel i %(title)s") % {"title": line.assignment.title}
    return Table(caption, columns, [_share_row(one) for one in line.shares], total=total)


def _share_row(one: ShareLine) -> list[Cell]:
    share, left = one.share, amount(one.sum.left)
    if one.sum.over:
        said = parts.status("late", _("mer än andelen"))
        left = Html(mark_safe(f"<span>{left.markup} {said}</span>"), left.value)
    told = words.moment(share.reported_at) or _("inte än")
    name = Link(share.principal.name, reverse("governance:fund_share", args=[share.pk]))
    return [name, amount(one.sum.given), amount(one.sum.used), left, told]


def facts(line: AssignmentLine) -> list[tuple[str, str]]:
    row = line.assignment
    role = str(Role(row.holder_role).label) if row.holder_role in Role.values else ""
    told = [
        (_("Uppdraget"), row.what), (_("Från"), row.from_whom), (_("Medlen ska gå till"), row.purpose),
        (_("Period"), period(row)),
        (_("Återrapport senast"), words.day(row.report_on)), (_("Ansvarar"), role),
    ]  # fmt: skip
    return [(label, text) for label, text in told if text]


def over(line: AssignmentLine) -> list[str]:
    """A sentence for each principal that has used more than its share."""
    said = _("%(name)s har använt %(over)s mer än sin andel.")
    return [
        said % {"name": one.share.principal.name, "over": money.kronor(one.sum.over)}
        for one in line.shares
        if one.sum.over
    ]


def uses(page: SharePage) -> SafeString:
    """What was used for what, the newest first."""
    return mark_safe(
        f'<ul class="rules gov-uses">{"".join(_use(one, page.keeps) for one in page.uses)}</ul>'
        if page.uses
        else ""
    )


def _use(one: FundUse, keeps: bool) -> str:
    remove = ""
    if keeps:
        about = f'<span class="vh">: {escape(one.purpose)}</span>'
        href = reverse("governance:fund_use_remove", args=[one.pk])
        remove = f'<a class="noprint" href="{href}">{escape(_("Ta bort"))}{about}</a>'
    return (
        f'<li><time class="num dim" datetime="{one.used_on.isoformat()}">{escape(words.day(one.used_on))}</time>'
        f'<span>{escape(one.purpose)}</span><b class="num nobr">{escape(money.kronor(one.amount_ore))}</b>{remove}</li>'
    )
