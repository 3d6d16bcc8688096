"""Assignments and funds: their addresses, whom they answer, a form for each order, and what they are about."""

from collections.abc import Callable, Mapping

from tests.access.opening import LEADER, OF_PRINCIPAL, R, Row, both, roles
from tests.access.spots import FOREIGN, NOON, OWN, PER_COUNTY, PER_PRINCIPAL, At, Ground
from tillsammans.access.roles import Role
from tillsammans.governance.commands import funds
from tillsammans.governance.models import Assignment, FundShare
from tillsammans.governance.rules.funds import AssignmentContent, UseContent

WORKING = roles(*(role for role in Role if role != R.SYSTEM_MANAGER))
COUNTY = roles(R.PROCESS_LEADER, R.STEERING_MEMBER)
SHARED = COUNTY | roles(R.HEAD, R.CONTACT_PERSON)  # both principals have a share of each
OWN_SHARE = COUNTY | OF_PRINCIPAL

ROWS = [
    Row("governance:funds", get=WORKING),
    Row("governance:funds_csv", get=WORKING),
    Row("governance:funds_xlsx", get=WORKING),
    both("governance:assignment_new", "nothing", LEADER, refused=403),
    Row("governance:assignment", "assignment", get=SHARED),
    Row("governance:assignment_file", "assignment_file", get=SHARED),
    *(
        both(f"governance:{name}", "assignment", LEADER, SHARED)
        for name in ("assignment_change", "share_out", "assignment_close")
    ),
    Row("governance:fund_share", "fund_share", get=OWN_SHARE, post=OF_PRINCIPAL, seen=OWN_SHARE),
    both("governance:fund_report", "fund_share", OF_PRINCIPAL, OWN_SHARE),
    both("governance:fund_use_remove", "fund_use", OF_PRINCIPAL, OWN_SHARE),
]


def add_funds(ground: Ground) -> None:
    """One assignment a county, shared by both principals, with something used of each."""
    for spot, at in PER_COUNTY.items():
        row = _assignment(ground, at, FOREIGN if at.county == "b" else "Uppdrag")
        ground.add("assignment", spot, at, assignment_id=row.pk)
        ground.add("assignment_file", spot, at, assignment_id=row.pk, kind="csv")
        for where, own in PER_PRINCIPAL.items():
            if own.county == at.county:
                _use(ground, where, own, FundShare.objects.get(assignment=row, principal=ground.place(own)))


def _assignment(ground: Ground, at: At, title: str) -> Assignment:
    by = ground.actor(Role.PROCESS_LEADER, At(at.county))
    row = funds.open_assignment(
        by=by, county=ground.place(At(at.county)), content=AssignmentContent(title, total_ore=100_000)
    )
    shares = {ground.place(At(at.county, one)).pk: 40_000 for one in ("one", "two")}
    return funds.share_out(by=by, assignment=row, amounts=shares, revision=1)


def _use(ground: Ground, spot: str, at: At, share: FundShare) -> None:
    purpose = f"{FOREIGN if at.county == 'b' else 'Lokal'} {at}"
    content = UseContent(NOON.date(), purpose, 12_345)
    use = funds.note_use(by=ground.actor(Role.CONTACT_PERSON, at), share=share, content=content)
    ground.add("fund_share", spot, at, share_id=share.pk)
    ground.add("fund_use", spot, at, use_id=use.pk)


def _shares(ground: Ground, spot: str) -> dict[str, object]:
    at = PER_COUNTY.get(spot) or PER_COUNTY[OWN]
    return {f"share_{ground.place(At(at.county, one)).pk}": "500" for one in ("one", "two")}


ORDERS: Mapping[str, Callable[[Ground, str], dict[str, object]]] = {
    "governance:assignment_new": lambda ground, spot: {"title": "Ett nytt uppdrag", "total_ore": "1 234,50"},
    "governance:assignment_change": lambda ground, spot: {
        "title": "Ett annat namn",
        "total_ore": "1000",
        "seen": 2,
    },
    "governance:share_out": lambda ground, spot: {**_shares(ground, spot), "seen": 9},
    "governance:assignment_close": lambda ground, spot: {"x": "1"},
    "governance:fund_share": lambda ground, spot: {
        "purpose": "Resor",
        "amount": "12,50",
        "used_on": "2026-10-14",
    },
    "governance:fund_report": lambda ground, spot: {"text": "Det blev av", "seen": 1},
    "governance:fund_use_remove": lambda ground, spot: {"x": "1"},
}
FIELDS = ("total_ore", "from_whom", "purpose", "ends_on", "report_on", "amount", "used_on")


def grow_funds(ground: Ground, times: int) -> None:
    """So many more assignments in the own county, with uses."""
    for number in range(times):
        row = _assignment(ground, At("a"), f"Uppdrag {number}")
        for at in (At("a", "one"), At("a", "two")):
            share = FundShare.objects.get(assignment=row, principal=ground.place(at))
            content = UseContent(NOON.date(), f"Lokal {number}", 500)
            funds.note_use(by=ground.actor(Role.CONTACT_PERSON, at), share=share, content=content)
