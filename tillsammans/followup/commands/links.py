"""Personal links to self-reports: made many at a time, for as long as the round takes answers."""

import secrets
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from tillsammans.access import commands as access
from tillsammans.access import tokens
from tillsammans.access.actor import Actor
from tillsammans.access.models import Grant
from tillsammans.access.roles import Permission
from tillsammans.followup.models import ReportingRound, ReportRequest
from tillsammans.followup.policies import REQUEST_KIND, SELF_REPORT

# What is being typed at midnight is still taken into the draft, and the page can say that the round has closed.
GRACE = timedelta(hours=1)


def end_of(day: date) -> datetime:
    """When links of a round that closes on `day` stop: at the end of that day, here, and a little after."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time())) + GRACE


def issue(*, by: Actor, request: ReportRequest) -> Grant:
    """A new link to one request, in the place of the one it had. The caller has checked that `by` may."""
    access.revoke_grants(by=by, target=(REQUEST_KIND, request.pk), purpose=SELF_REPORT)
    return access.issue_grant(
        by=by,
        purpose=SELF_REPORT,
        target=(REQUEST_KIND, request.pk),
        permissions=[Permission.REPORT_WRITE],
        expires_at=end_of(request.round.closes_on),
        county_id=request.round.county_id,
    )


def issue_many(*, by: Actor, round: ReportingRound, requests: Iterable[ReportRequest]) -> None:
    """First links for requests that have none, set on the rows: one statement a batch. The caller writes the audit row."""
    rows = list(requests)
    nonces = [secrets.token_hex(16) for _row in rows]
    grants = Grant.objects.bulk_create(
        (
            Grant(
                token_hash=tokens.hash_of(tokens.token_of(nonce)),
                nonce=nonce,
                purpose=SELF_REPORT,
                target_kind=REQUEST_KIND,
                target_id=row.pk,
                permissions=[Permission.REPORT_WRITE],
                county_id=round.county_id,
                issued_at=by.at,
                expires_at=end_of(round.closes_on),
            )
            for row, nonce in zip(rows, nonces, strict=True)
        ),
        batch_size=500,
    )
    for row, grant in zip(rows, grants, strict=True):
        row.grant = grant


def move_expiry(round: ReportingRound) -> None:
    """Living links of the round follow its closing day."""
    living = Grant.objects.filter(
        revoked_at=None, pk__in=round.requests.exclude(grant=None).values("grant_id")
    )
    living.update(expires_at=end_of(round.closes_on))
