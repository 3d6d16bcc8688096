import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from tillsammans.core.auditing import Acting
from tillsammans.notify import bounces, registry, rules
from tillsammans.notify.models import OutboxMessage
from tillsammans.notify.post import Delivery, Fate, Post


def queue(
    *, by: Acting, to: str, template: str, context: Mapping[str, Any], language: str = "sv"
) -> OutboxMessage:
    """Write a mail into the outbox, in the caller's transaction. Raises KeyError for an unknown template."""
    registry.kind_of(template)
    return OutboxMessage.objects.create(
        to=to,
        language=language,
        template=template,
        context=dict(context),
        county_id=by.county_id,
        message_id=f"<{secrets.token_hex(16)}@{settings.MESSAGE_ID_DOMAIN}>",
        queued_at=by.at,
        next_attempt_at=by.at,
    )


def queue_many(
    *, by: Acting, template: str, letters: list[tuple[str, str, Mapping[str, Any]]]
) -> list[OutboxMessage]:
    """Queue one mail for each (to, language, context) with a fixed number of statements."""
    registry.kind_of(template)
    return OutboxMessage.objects.bulk_create(
        [
            OutboxMessage(
                to=to,
                language=language,
                template=template,
                context=dict(context),
                county_id=by.county_id,
                message_id=f"<{secrets.token_hex(16)}@{settings.MESSAGE_ID_DOMAIN}>",
                queued_at=by.at,
                next_attempt_at=by.at,
            )
            for to, language, context in letters
        ],
        batch_size=500,
    )


@transaction.atomic
def take_back(*, by: Acting, to: str, templates: Iterable[str], sent_too: bool = False) -> int:
    """Remove what still waits to be sent to an address in the county. Returns how many.

    sent_too: also what has gone, so that the address stands nowhere any more.
    """
    rows = OutboxMessage.objects.filter(to=to, county_id=by.county_id, template__in=list(templates))
    return (rows if sent_too else rows.filter(sent_at=None, given_up_at=None)).delete()[0]


@transaction.atomic
def take_bounce(*, by: Acting, raw: bytes) -> bool:
    """Read a mail that came back and tell who queued the letter. Returns whether it was one of ours; the same twice is as once.

    raw: the whole mail, from anybody at all (notify.bounces says what of it is believed).
    """
    found = bounces.read(raw, settings.BOUNCE_ADDRESS)
    rows = OutboxMessage.objects.select_for_update().filter(sent_at__isnull=False)
    message = rows.filter(message_id__startswith=f"<{found.sign}@").first() if found else None
    if found is None or message is None:
        return False
    if message.returned_at is None:
        message.returned_at, message.last_problem = by.at, f"returned {found.status}"
        message.save(update_fields=["returned_at", "last_problem"])
        if refused := registry.kind_of(message.template).refused:
            refused(message.context, by.at, found.status)
    return True


MAIL_KEPT_DAYS = 365


def forget_old_mail(*, by: Acting) -> int:
    """Remove mail that was sent or given up a year ago: it holds addresses. Returns how many."""
    before = by.at - timedelta(days=MAIL_KEPT_DAYS)
    old = OutboxMessage.objects.filter(Q(sent_at__lt=before) | Q(given_up_at__lt=before))
    return old.delete()[0]


def send_due(*, at: datetime, limit: int = 50) -> int:
    """Send what is due, one transaction a mail and one connection for all. Returns how many were handled.

    The row is locked while it is sent, so that two workers never send the same one. Killed between the server's 250 and
    our commit, a second copy goes out with the same Message-ID, which mail programs fold into one.
    """
    handled, post = 0, Post()
    try:
        while handled < limit and _send_one(at, post):
            handled += 1
    finally:
        post.close()
    return handled


@transaction.atomic
def _send_one(at: datetime, post: Post) -> bool:
    waiting = OutboxMessage.objects.filter(Q(sent_at=None, given_up_at=None), next_attempt_at__lte=at)
    message = waiting.select_for_update(skip_locked=True).order_by("next_attempt_at", "id").first()
    if message is None:
        return False
    message.attempts += 1
    delivery = post.deliver(message)
    message.last_problem = delivery.problem
    if delivery.fate == Fate.TAKEN:
        message.sent_at = at
    elif delivery.fate == Fate.REFUSED or (pause := rules.pause_after(message.attempts)) is None:
        message.given_up_at = at
    else:
        message.next_attempt_at = at + pause
    message.save()
    _tell(message, delivery, at)
    return True


def _tell(message: OutboxMessage, delivery: Delivery, at: datetime) -> None:
    """Who queued it, when it is settled whether it goes."""
    kind = registry.kind_of(message.template)
    if message.sent_at and kind.taken:
        kind.taken(message.context, at)
    elif message.given_up_at and kind.refused:
        kind.refused(message.context, at, delivery.status)
