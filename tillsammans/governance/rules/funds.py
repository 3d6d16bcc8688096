"""Sums of funds that always add up: total = shares + undistributed, share = used + left. Without the database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext as _

from tillsammans.governance.rules.money import MOST_ORE, kronor

PLANNED, RUNNING, REPORTED, CLOSED = "planned", "running", "reported", "closed"
SOON = timedelta(days=30)


@dataclass(frozen=True)
class AssignmentContent:
    """As the fields of `Assignment`. total_ore: whole öre."""

    title: str
    what: str = ""
    from_whom: str = ""
    purpose: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    report_on: date | None = None
    holder_role: str = ""
    total_ore: int = 0


@dataclass(frozen=True)
class UseContent:
    """What was paid for what: a day, a purpose in words and whole öre. A repayment is below nought."""

    used_on: date
    purpose: str
    amount_ore: int


@dataclass(frozen=True)
class ShareSum:
    """One principal's share. left is below nought when more has been used than was given."""

    given: int
    used: int

    @property
    def left(self) -> int:
        return self.given - self.used

    @property
    def over(self) -> int:
        """How much more than the share has been used; 0: none."""
        return max(0, -self.left)


@dataclass(frozen=True)
class AssignmentSum:
    """All of it. undistributed is below nought when more has been shared out than there is."""

    total: int
    shares: Mapping[int, ShareSum] = field(default_factory=dict)

    @property
    def shared(self) -> int:
        return sum(one.given for one in self.shares.values())

    @property
    def undistributed(self) -> int:
        return self.total - self.shared

    @property
    def used(self) -> int:
        return sum(one.used for one in self.shares.values())

    @property
    def left(self) -> int:
        """Of the shares."""
        return self.shared - self.used


def add_up(total: int, shares: Mapping[int, int], used: Iterable[tuple[int, int]]) -> AssignmentSum:
    """shares: öre by share. used: (share, öre) in any order. Raises ValueError for a use of a share that is not there."""
    tally = dict.fromkeys(shares, 0)
    for share, ore in used:
        if share not in tally:
            raise ValueError(f"use of an unknown share: {share}")
        tally[share] += ore
    return AssignmentSum(total, {share: ShareSum(given, tally[share]) for share, given in shares.items()})


def said_share(one: ShareSum) -> str:
    """How it stands, in a sentence. Overspending is told as such."""
    if one.over:
        said = _("%(used)s är använt av %(given)s. Det är %(over)s mer än andelen.")
        return said % {"used": kronor(one.used), "given": kronor(one.given), "over": kronor(one.over)}
    if one.left == 0 and one.given:
        return _("Hela andelen, %(given)s, är använd.") % {"given": kronor(one.given)}
    said = _("%(used)s är använt av %(given)s. %(left)s är kvar.")
    return said % {"used": kronor(one.used), "given": kronor(one.given), "left": kronor(one.left)}


def said_total(one: AssignmentSum) -> str:
    """How much is shared out, in a sentence. More than there is, is told as such."""
    if one.undistributed < 0:
        said = _("%(shared)s är fördelat av %(total)s. Det är %(over)s mer än vad som finns.")
        return said % {
            "shared": kronor(one.shared),
            "total": kronor(one.total),
            "over": kronor(-one.undistributed),
        }
    if one.undistributed == 0:
        return _("Alla medel, %(total)s, är fördelade.") % {"total": kronor(one.total)}
    said = _("%(shared)s är fördelat av %(total)s. %(rest)s är inte fördelat än.")
    return said % {
        "shared": kronor(one.shared),
        "total": kronor(one.total),
        "rest": kronor(one.undistributed),
    }


def state_of(starts_on: date | None, ends_on: date | None, closed: bool, reported: bool, today: date) -> str:
    """Where an assignment stands: closed, reported by all, running, or still to begin."""
    if closed:
        return CLOSED
    if reported:
        return REPORTED
    return PLANNED if starts_on is not None and starts_on > today else RUNNING


def amount_refusal(ore: int) -> str | None:
    """Why an amount cannot be given out; None: it can. Repayments are for uses alone."""
    if ore < 0:
        return _("Ett belopp att fördela kan inte vara mindre än noll.")
    return _("Beloppet är för stort. Kontrollera antalet nollor.") if ore > MOST_ORE else None


def assignment_refusal(content: AssignmentContent) -> str | None:
    """Why an assignment is not whole; None: it is."""
    if not content.title:
        return _("Skriv vad uppdraget heter.")
    if content.starts_on and content.ends_on and content.ends_on < content.starts_on:
        return _("Perioden slutar innan den börjar. Rätta dagarna.")
    if content.report_on and content.starts_on and content.report_on < content.starts_on:
        return _("Återrapporten kan inte komma innan perioden börjar. Rätta dagen.")
    return amount_refusal(content.total_ore)


def use_refusal(content: UseContent, starts_on: date | None, today: date) -> str | None:
    """Why a use cannot be written down; None: it can."""
    if not content.purpose:
        return _("Skriv på en rad vad pengarna gick till.")
    if content.amount_ore == 0:
        return _("Skriv ett belopp som inte är noll.")
    if abs(content.amount_ore) > MOST_ORE:
        return _("Beloppet är för stort. Kontrollera antalet nollor.")
    if content.used_on > today:
        return _("Dagen har inte kommit än. Skriv upp det som har använts.")
    if starts_on and content.used_on < starts_on:
        return _("Dagen är före uppdragets period. Kontrollera datumet.")
    return None
