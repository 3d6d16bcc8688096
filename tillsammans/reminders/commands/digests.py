"""The weekly letter: queued once a person and week by the worker; tuned and ended by the person; quiet by the county."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import override

from tillsammans.access import commands as access
from tillsammans.access import queries as access_queries
from tillsammans.access.actor import Actor
from tillsammans.access.models import Grant
from tillsammans.access.roles import Permission
from tillsammans.accounts.models import User
from tillsammans.audit import commands as audit
from tillsammans.notify import commands as notify
from tillsammans.organisations.models import Place
from tillsammans.organisations.rules.days import day_of
from tillsammans.reminders import policies
from tillsammans.reminders.models import Digest, DigestChoice, DigestOutcome, QuietPeriod
from tillsammans.reminders.policies import DIGEST_OF, DIGEST_STOP
from tillsammans.reminders.queries import digests as queries
from tillsammans.reminders.queries.digests import Wanted
from tillsammans.reminders.rules import digests as rules

DIGEST = "reminders/digest"
AT_A_TIME = 25  # persons in a transaction: the database is not held for long
KEPT = timedelta(days=60)  # what a letter held; then only that it was sent is known, from the trail
STOP_LASTS, STOP_LEFT = timedelta(days=400), timedelta(days=60)


@transaction.atomic
def queue_digests(*, by: Actor, limit: int = AT_A_TIME) -> int:
    """Deal with those whose turn it is: a letter where something falls due, none in a quiet week. Returns how many persons.

    The week's row and the mail are written together, so that a worker killed here leaves both or neither.
    """
    locked = User.objects.select_for_update(skip_locked=True, of=("self",))
    users = list(
        locked.filter(pk__in=list(queries.due(by.at, limit).values_list("pk", flat=True))).order_by("pk")
    )
    made = [_dealt_with(by, user) for user in users]
    Digest.objects.bulk_create(made)
    for county_id in {row.county_id for row in made}:
        _tell(replace(by, county_id=county_id), [row for row in made if row.county_id == county_id])
    return len(made)


def _tell(by: Actor, rows: Sequence[Digest]) -> None:
    """Queue the letters of one county's persons, and say in the trail how many."""
    letters = [
        (row.user.email, row.user.language, {"digest": row.pk})
        for row in rows
        if row.outcome == DigestOutcome.SENT
    ]
    notify.queue_many(by=by, template=DIGEST, letters=letters)  # type: ignore[arg-type]
    audit.record(
        by=by, action="reminders.digests_queued", detail={"persons": len(rows), "letters": len(letters)}
    )


def _dealt_with(by: Actor, user: User) -> Digest:
    """The week's row, not saved yet."""
    today = day_of(by.at)
    week = rules.week_of(today)
    row = Digest(user=user, week=week, made_at=by.at, outcome=DigestOutcome.NOTHING)
    counties = queries.counties_of(user, by.at)
    row.county_id = counties.ids[0]
    if not (talking := counties.talking(week)):
        row.outcome = DigestOutcome.QUIET
        return row
    with override(user.language):
        told = queries.parts_of(user, queries.wanted_of(user.pk), talking, at=by.at, on=today)
    if rules.is_worth_sending(told, today):
        row.outcome, row.lines = DigestOutcome.SENT, rules.kept(told)
        row.stop_grant_id = _stop_grant(by, user, talking[0]).pk
    return row


def _stop_grant(by: Actor, user: User, county_id: int) -> Grant:
    """The link that ends the letters; made anew well before it runs out, so that an old letter's link still works."""
    living = access_queries.living_grants([(DIGEST_OF, user.pk)], DIGEST_STOP, by.at + STOP_LEFT)
    return living[-1] if living else access.issue_grant(
        by=by, purpose=DIGEST_STOP, target=(DIGEST_OF, user.pk), permissions=[Permission.WORK_READ],
        expires_at=by.at + STOP_LASTS, county_id=county_id,
    )  # fmt: skip


@transaction.atomic
def choose_digest(*, by: Actor, wanted: Wanted) -> DigestChoice:
    """How the person wants the own letter. Raises NotAllowed."""
    user_id = policies.check_own_calendar(by)
    row, _made = DigestChoice.objects.update_or_create(
        user_id=user_id,
        defaults={
            "weekday": wanted.weekday, "ahead_days": wanted.ahead_days, "left_out": list(wanted.left_out),
            "off": wanted.off, "changed_at": by.at,
        },
    )  # fmt: skip
    audit.record(by=by, action="reminders.digest_chosen", target=row, detail={"off": wanted.off})
    return row


@transaction.atomic
def stop_digest(*, by: Actor) -> None:
    """No more letters, by the letter's own link. Twice is as once. Raises NotVisible for who holds no such link."""
    user_id = policies.check_stop(by)
    User.objects.select_for_update().get(pk=user_id)
    row, made = DigestChoice.objects.get_or_create(
        user_id=user_id, defaults={"off": True, "changed_at": by.at}
    )
    if not made and row.off:
        return
    row.off, row.changed_at = True, by.at
    row.save(update_fields=["off", "changed_at"])
    audit.record(by=by, action="reminders.digest_stopped", target=row)


@dataclass(frozen=True)
class QuietContent:
    name: str
    starts_on: date
    ends_on: date


@transaction.atomic
def add_quiet_period(*, by: Actor, county: Place, content: QuietContent) -> QuietPeriod:
    """Weeks without letters. Raises NotAllowed."""
    policies.check_keep_quiet_weeks(by, county)
    row = QuietPeriod.objects.create(
        county=county, name=content.name, starts_on=content.starts_on, ends_on=content.ends_on,
        created_at=by.at, created_by_id=by.user_id,
    )  # fmt: skip
    audit.record(by=by, action="reminders.quiet_period_added", target=row)
    return row


@transaction.atomic
def remove_quiet_period(*, by: Actor, period: QuietPeriod) -> None:
    """Letters as usual again. Raises NotAllowed."""
    policies.check_keep_quiet_weeks(by, period.county)
    audit.record(by=by, action="reminders.quiet_period_removed", target=period)
    QuietPeriod.objects.filter(pk=period.pk).delete()


def forget_old_digests(*, by: Actor) -> int:
    """Remove what letters held once they are two months old, choices of closed accounts and quiet weeks long past."""
    old = Digest.objects.filter(week__lt=day_of(by.at) - KEPT).delete()[0]
    old += DigestChoice.objects.filter(user__is_active=False).delete()[0]
    return old + _forget_quiet(by.at)


def _forget_quiet(at: datetime) -> int:
    return QuietPeriod.objects.filter(ends_on__lt=day_of(at) - timedelta(days=365)).delete()[0]
