"""Sending a published newsletter as mail, and what is done when a copy arrives or does not."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tillsammans.access import commands as access
from tillsammans.access import queries as access_queries
from tillsammans.access.actor import Actor, system
from tillsammans.access.roles import Permission
from tillsammans.audit import commands as audit
from tillsammans.core.errors import Conflict, Invalid
from tillsammans.notify import commands as notify
from tillsammans.reports import newsletter_policies as policies
from tillsammans.reports.commands import subscribers
from tillsammans.reports.commands.subscribers import LETTER
from tillsammans.reports.models import Copy, CopyState, Mailing, Newsletter, Reader, ReaderState
from tillsammans.reports.policies import OWN_READER, READER_KIND
from tillsammans.reports.queries import mailings as queries
from tillsammans.reports.queries.mailings import Receivers
from tillsammans.reports.queries.subscribers import parts
from tillsammans.reports.rules import readers as rules
from tillsammans.reports.rules.mailings import Audience, keys

AT_A_TIME = 500


@transaction.atomic
def send(*, by: Actor, newsletter: Newsletter, audience: Audience, expected: int) -> Mailing:
    """Queue a copy for each of the audience who does not have this newsletter yet. expected: as many as were told of at most.

    Pressed twice, the second finds nobody left. Raises NotAllowed, Invalid for no audience, Conflict.
    """
    newsletter = Newsletter.objects.select_for_update().get(pk=newsletter.pk)
    policies.check_send(by, newsletter)
    if audience.is_nobody:
        raise Invalid(_("Välj minst en grupp som ska få nyhetsbrevet."))
    found = queries.receivers(newsletter, audience, by.at)
    if not found.number:
        raise Conflict(_("Alla du har valt har redan fått nyhetsbrevet, eller får det snart."))
    if found.number > expected:
        raise Conflict(_("Fler har kommit till sedan du såg antalet. Se det nya och skicka igen."))
    mailing = Mailing.objects.create(
        newsletter=newsletter, roles=keys(audience), to_subscribers=audience.subscribers, queued_at=by.at,
        queued_by_id=by.user_id,
    )  # fmt: skip
    _queue(
        by, mailing, _with_links(replace(by, county_id=newsletter.county_id), _readers(by, newsletter, found))
    )
    detail = {"newsletter": newsletter.pk, "staff": found.staff, "subscribers": found.subscribers}
    audit.record(by=by, action="reports.newsletter_sent", target=mailing, detail=detail)
    return mailing


def _readers(by: Actor, newsletter: Newsletter, found: Receivers) -> list[Reader]:
    """Staff who get their first newsletter become readers by it. Who asked in the form and is on staff too gets it as staff."""
    asked = [row for row in found.readers if row.state == ReaderState.ASKED]
    for row in asked:
        row.state = ReaderState.STAFF
    Reader.objects.bulk_update(asked, ["state"], batch_size=AT_A_TIME)
    made = Reader.objects.bulk_create(
        [
            Reader(county_id=newsletter.county_id, email=email, language=language, state=ReaderState.STAFF, created_at=by.at)
            for email, language in found.others.items()
        ],
        batch_size=AT_A_TIME,
    )  # fmt: skip
    return [*found.readers, *made]


def _with_links(by: Actor, readers: Sequence[Reader]) -> Sequence[Reader]:
    """Each with the link that ends it, made anew where it runs out before the letter has been forgotten."""
    lasting: set[int] = set()
    for some in parts([row.pk for row in readers]):
        targets = [(READER_KIND, pk) for pk in some]
        lasting |= {
            one.pk for one in access_queries.living_grants(targets, OWN_READER, by.at + rules.LINK_LEFT)
        }
    without = [row for row in readers if row.grant_id not in lasting]
    made = access.issue_grants(
        by=by, purpose=OWN_READER, kind=READER_KIND, target_ids=[row.pk for row in without],
        permissions=[Permission.NEWSLETTER_OWN], expires_at=by.at + rules.LINK_LASTS, county_id=by.county_id,
    )  # fmt: skip
    for row in without:
        row.grant_id = made[row.pk].pk
    Reader.objects.bulk_update(without, ["grant_id"], batch_size=AT_A_TIME)
    return readers


def _queue(by: Actor, mailing: Mailing, readers: Sequence[Reader]) -> None:
    copies = Copy.objects.bulk_create(
        [Copy(mailing=mailing, newsletter_id=mailing.newsletter_id, reader=row) for row in readers],
        batch_size=AT_A_TIME,
    )
    letters = [(one.reader.email, one.reader.language, {"copy": one.pk}) for one in copies if one.reader]
    notify.queue_many(by=by, template=LETTER, letters=letters)  # type: ignore[arg-type]


def arrived(context: Mapping[str, Any], at: datetime) -> None:
    """The receiver's server has taken the copy."""
    Copy.objects.filter(pk=context["copy"], state=CopyState.WAITING).update(state=CopyState.SENT)


@transaction.atomic
def came_back(context: Mapping[str, Any], at: datetime, status: str) -> None:
    """The copy did not arrive, at the door or later. Told twice it counts once.

    An address that is no more (5.1.x) ends the reader's letters at once; anything else when three letters in a row came back.
    """
    row = Copy.objects.select_for_update().filter(pk=context["copy"]).exclude(state=CopyState.MISSED).first()
    if row is None:
        return
    row.state, row.status = CopyState.MISSED, status
    row.save(update_fields=["state", "status"])
    if row.reader_id is None:
        return
    latest = queries.latest_arrivals(row.reader_id, rules.MISSED)
    if rules.is_for_good(status) or rules.has_missed_enough(latest):
        subscribers.end(by=system(at), reader_id=row.reader_id, why="bounced")
