"""Who would get a newsletter, and what became of the copies that have been sent."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.access.roles import Role
from tillsammans.accounts.queries import languages_of
from tillsammans.organisations.models import Place, PlaceKind, RoleHolding
from tillsammans.organisations.queries.holdings import running
from tillsammans.organisations.rules.days import day_of
from tillsammans.reports import newsletter_policies as policies
from tillsammans.reports.models import Copy, CopyState, Mailing, Newsletter, Reader, ReaderState
from tillsammans.reports.rules.mailings import Audience, key
from tillsammans.reports.rules.readers import tidied


@dataclass(frozen=True)
class Choice:
    """A role at a level, and how many hold it by an address of their own."""

    key: str
    level: PlaceKind
    role: Role
    number: int


@dataclass(frozen=True)
class Receivers:
    """readers: who subscribes or is known already. others: addresses of staff that get their first, with a language.

    staff, subscribers: how many of each, a person once and then as staff. had: have this newsletter already. ended: on staff, and
    have ended it.
    """

    readers: list[Reader]
    others: dict[str, str]
    staff: int
    subscribers: int
    had: int
    ended: int

    @property
    def number(self) -> int:
        return self.staff + self.subscribers


@dataclass(frozen=True)
class Sent:
    """One mailing, counted."""

    mailing: Mailing
    sent: int
    waiting: int
    missed: int


@dataclass(frozen=True)
class SendPage:
    newsletter: Newsletter
    choices: list[Choice]
    subscribers: int
    mailings: list[Sent]


def get_to_send(by: Actor, newsletter_id: int) -> Newsletter:
    """A published newsletter that `by` may send. Raises NotVisible."""
    rows = Newsletter.objects.select_related("county")
    return check.found(check.within(rows, policies.may_send_newsletter, by).filter(pk=newsletter_id).first())


def may_send(by: Actor, newsletter: Newsletter) -> bool:
    return check.allows(by, policies.may_send_newsletter, newsletter)


def send_page(by: Actor, newsletter: Newsletter) -> SendPage:
    subscribers = Reader.objects.filter(county=newsletter.county, state=ReaderState.READING).count()
    return SendPage(newsletter, choices(newsletter.county, by.at), subscribers, _sent(newsletter))


def choices(county: Place, at: datetime) -> list[Choice]:
    """Roles that somebody holds now, from the county down."""
    counted = (
        _staff(county, at).values_list("place__kind", "role").annotate(number=Count("email", distinct=True))
    )
    found = {(kind, role): number for kind, role, number in counted}
    return [
        Choice(key(level, role), level, role, found[level, role])
        for level in PlaceKind
        for role in Role
        if (level, role) in found
    ]


def receivers(newsletter: Newsletter, audience: Audience, at: datetime) -> Receivers:
    """A person once, whoever is asked for, and nobody who has the newsletter already."""
    staff = _addresses(newsletter.county, audience, at)
    known = {row.email: row for row in Reader.objects.filter(county=newsletter.county, email__isnull=False)}
    ended = {email for email in staff if email in known and known[email].state == ReaderState.ENDED}
    wanted = staff - ended
    if audience.subscribers:
        wanted |= {email for email, row in known.items() if email and row.state == ReaderState.READING}
    had_ids = set(Copy.objects.filter(newsletter=newsletter).values_list("reader_id", flat=True))
    had = {email for email in wanted if email in known and known[email].pk in had_ids}
    new = wanted - had
    others = sorted(new - known.keys())
    spoken = languages_of(others)
    return Receivers(
        readers=[known[email] for email in sorted(new & known.keys())],
        others={email: spoken.get(email, "sv") for email in others},
        staff=len(new & staff), subscribers=len(new - staff), had=len(had), ended=len(ended),
    )  # fmt: skip


def latest_arrivals(reader_id: int, number: int) -> list[bool]:
    """Whether each of the reader's latest letters arrived, as far as is known, the newest first."""
    rows = Copy.objects.filter(reader_id=reader_id).exclude(state=CopyState.WAITING).order_by("-pk")
    return [state == CopyState.SENT for state in rows.values_list("state", flat=True)[:number]]


def _addresses(county: Place, audience: Audience, at: datetime) -> set[str]:
    if not audience.roles:
        return set()
    found: Iterable[tuple[str, str, str]] = _staff(county, at).values_list("place__kind", "role", "email")
    return {tidied(email) for kind, role, email in found if (kind, role) in audience.roles}


def _staff(county: Place, at: datetime) -> "QuerySet[RoleHolding]":
    rows = RoleHolding.objects.filter(running(day_of(at)), place__county=county, place__closed_on=None)
    return rows.exclude(email="").order_by("place__kind", "role")


def _sent(newsletter: Newsletter) -> list[Sent]:
    def counted(state: CopyState) -> Count:
        return Count("copies", filter=Q(copies__state=state))

    rows = Mailing.objects.filter(newsletter=newsletter).annotate(
        sent=counted(CopyState.SENT), waiting=counted(CopyState.WAITING), missed=counted(CopyState.MISSED)
    )
    return [Sent(row, row.sent, row.waiting, row.missed) for row in rows.order_by("-pk")]
