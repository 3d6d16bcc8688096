"""One person's weekly letter: what it would hold, when it comes, and whose turn it is."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.access.roles import ROLE_PERMISSIONS, Permission, Role
from tillsammans.accounts.models import User
from tillsammans.core.errors import NotVisible
from tillsammans.organisations import queries as organisations
from tillsammans.organisations.models import Place, RoleHolding
from tillsammans.organisations.queries.holdings import running
from tillsammans.organisations.rules.days import day_of
from tillsammans.reminders import policies, registry
from tillsammans.reminders.models import Digest, DigestChoice, QuietPeriod
from tillsammans.reminders.rules import digests
from tillsammans.reminders.rules.digests import Part

WORKING = [role for role in Role if Permission.WORK_READ in ROLE_PERMISSIONS[role]]


@dataclass(frozen=True)
class Wanted:
    """What a person has chosen, saved or not."""

    weekday: int = digests.MONDAY
    ahead_days: int = digests.AHEAD
    left_out: tuple[str, ...] = ()
    off: bool = False


@dataclass(frozen=True)
class DigestPage:
    """wanted: as saved. off: no letters, as shown. on: the day of the next letter; None: no such day. parts: what stands in it as
    things are now.
    """

    wanted: Wanted
    off: bool
    on: date | None
    parts: tuple[Part, ...]
    is_worth_sending: bool
    quiet: list[QuietPeriod] = field(default_factory=list)


def due(at: datetime, limit: int) -> QuerySet[User]:
    """Accounts with work whose weekday of this week has come and whose week is not dealt with. A new account begins next week."""
    today = day_of(at)
    week = digests.week_of(today)
    since = timezone.make_aware(datetime.combine(week, time()))
    holds = RoleHolding.objects.filter(running(today), user=OuterRef("pk"), role__in=WORKING)
    dealt_with = Digest.objects.filter(user=OuterRef("pk"), week=week)
    chosen = Q(digest_choice=None) | Q(digest_choice__off=False, digest_choice__weekday__lte=today.weekday())
    rows = User.objects.filter(
        chosen, Exists(holds), ~Exists(dealt_with), is_active=True, joined_at__lt=since
    )
    return rows.order_by("pk")[:limit]


def wanted_of(user_id: int) -> Wanted:
    row = DigestChoice.objects.filter(user_id=user_id).first()
    return Wanted(row.weekday, row.ahead_days, tuple(row.left_out), row.off) if row else Wanted()


def quiet_periods(county_ids: Iterable[int], since: date) -> list[QuietPeriod]:
    """Those that are not over, by day. One query."""
    rows = QuietPeriod.objects.filter(county_id__in=list(county_ids), ends_on__gte=since)
    return list(rows.order_by("starts_on", "pk"))


@dataclass(frozen=True)
class Counties:
    """The counties where somebody works, and when they are quiet."""

    ids: tuple[int, ...]
    periods: dict[int, list[tuple[date, date]]]

    def talking(self, week: date) -> list[int]:
        return [pk for pk in self.ids if not digests.is_quiet(week, self.periods.get(pk, []))]

    def common(self) -> list[tuple[date, date]]:
        """Weeks in which all of them are quiet, so that no letter comes."""
        weeks = {
            digests.week_of(first) + n * digests.WEEK
            for first, last in self._all()
            for n in _weeks(first, last)
        }
        return [(week, week) for week in sorted(weeks) if not self.talking(week)]

    def _all(self) -> list[tuple[date, date]]:
        return [one for many in self.periods.values() for one in many]


def _weeks(first: date, last: date) -> range:
    return range((digests.week_of(last) - digests.week_of(first)).days // 7 + 1)


def counties_of(user: User, at: datetime) -> Counties:
    ids = tuple(organisations.counties_of(user, at))
    periods: dict[int, list[tuple[date, date]]] = {}
    for row in quiet_periods(ids, digests.week_of(day_of(at))):
        periods.setdefault(row.county_id, []).append((row.starts_on, row.ends_on))
    return Counties(ids, periods)


def parts_of(
    user: User, wanted: Wanted, county_ids: Iterable[int], *, at: datetime, on: date
) -> tuple[Part, ...]:
    """What the letter of a day would hold, as things are at a moment. In the language that is active."""
    ahead = timedelta(days=wanted.ahead_days)
    found = []
    for county_id in county_ids:
        by = organisations.actor_for(user, at, county_id=county_id)
        asked = registry.Asked(by, None, on, digests.BACK, ahead)
        found += registry.everything(asked, without=wanted.left_out)
    return digests.parts(found, on=on, ahead_days=wanted.ahead_days)


def digest_page(by: Actor, wanted: Wanted | None = None) -> DigestPage:
    """One's own letter. wanted: as it would be with these choices. Raises NotVisible for who has no work."""
    user = _own_account(by)
    saved = wanted_of(user.pk)
    shown = wanted or saved
    counties = counties_of(user, by.at)
    today = day_of(by.at)
    had = Digest.objects.filter(user=user, week=digests.week_of(today)).exists()
    on = digests.next_day(today, shown.weekday, had=had, periods=counties.common())
    parts = () if on is None or shown.off else parts_of(
        user, shown, counties.talking(digests.week_of(on)), at=by.at, on=on
    )  # fmt: skip
    worth = on is not None and digests.is_worth_sending(parts, on)
    return DigestPage(saved, shown.off, on, parts, worth, quiet_periods([by.county_id or 0], today))


def _own_account(by: Actor) -> User:
    if by.user_id is None or not by.has(Permission.WORK_READ):
        raise NotVisible(_("Sidan finns inte, eller så har du inte tillgång till den."))
    return check.found(User.objects.filter(pk=by.user_id, is_active=True).first())


@dataclass(frozen=True)
class QuietPage:
    """county: the one that the reader keeps; None: the reader only looks."""

    periods: list[QuietPeriod]
    county: Place | None


def quiet_page(by: Actor) -> QuietPage:
    """Coming and running quiet weeks of the county. Raises NotVisible for who has no work."""
    if not by.has(Permission.WORK_READ) or by.county_id is None:
        raise NotVisible(_("Sidan finns inte, eller så har du inte tillgång till den."))
    keeps = check.within(Place.objects.filter(pk=by.county_id), policies.may_keep_quiet_weeks, by).first()
    return QuietPage(quiet_periods([by.county_id], day_of(by.at)), keeps)


def get_quiet_period(by: Actor, period_id: int) -> QuietPeriod:
    """One that `by` may remove. Raises NotVisible."""
    counties = check.within(Place.objects.all(), policies.may_keep_quiet_weeks, by)
    rows = QuietPeriod.objects.select_related("county").filter(county__in=counties)
    return check.found(rows.filter(pk=period_id).first())


def own_county(by: Actor) -> Place:
    """The county that one works in."""
    return organisations.get_county(by)


def check_stop_link(by: Actor) -> None:
    """Raises NotVisible for a link that ends nobody's letters."""
    policies.check_stop(by)
