"""Subscribing to the newsletter: asked for by anybody, confirmed by a mailed link, changed and ended by the letters' own."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from tillsammans.access import commands as access
from tillsammans.access import queries as access_queries
from tillsammans.access.actor import Actor
from tillsammans.access.models import Grant
from tillsammans.access.roles import Permission
from tillsammans.audit import commands as audit
from tillsammans.core.errors import DomainError, Invalid
from tillsammans.notify import commands as notify
from tillsammans.organisations.models import Place
from tillsammans.reports import policies
from tillsammans.reports.models import Copy, CopyState, Reader, ReaderState
from tillsammans.reports.policies import CONFIRM_READER, OWN_READER, READER_KIND
from tillsammans.reports.queries import subscribers as queries
from tillsammans.reports.queries.subscribers import parts
from tillsammans.reports.rules import readers as rules

CONFIRM, ALREADY, LETTER = (
    "reports/confirm_subscription",
    "reports/already_subscribed",
    "reports/newsletter_letter",
)
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


class TooMany(DomainError):
    """So many ask just now that the next has to wait."""

    status = 429


@transaction.atomic
def ask_to_subscribe(*, by: Actor, county: Place, email: str, language: str) -> None:
    """Send the address a link by which its owner confirms, or, to who subscribes already, the link by which it is changed.

    Whoever asks learns nothing of the address: it is the same for one that is known, new, or was asked often enough today.
    Raises Invalid, TooMany.
    """
    _check_language(language)
    county = Place.objects.select_for_update().get(pk=county.pk)
    if queries.asked_lately(county, by.at - timedelta(hours=1)) >= rules.ASKED_AN_HOUR:
        raise TooMany(_("Många anmäler sig just nu. Vänta en stund och försök igen."))
    by = replace(by, county_id=county.pk)
    row = _row_of(by, county, rules.tidied(email), language)
    if not rules.may_be_asked(row.asked_at, row.asks, by.at):
        return
    is_new_day = row.asked_at is None or row.asked_at <= by.at - timedelta(days=1)
    row.asks = 1 if is_new_day else row.asks + 1
    row.asked_at = by.at if is_new_day else row.asked_at
    row.save(update_fields=["asks", "asked_at"])
    _send_link(by, row, language)
    audit.record(by=by, action="reports.subscription_asked", target=row)


def _row_of(by: Actor, county: Place, email: str, language: str) -> Reader:
    made = {"language": language, "state": ReaderState.ASKED, "created_at": by.at}
    return Reader.objects.select_for_update().get_or_create(county=county, email=email, defaults=made)[0]


def _send_link(by: Actor, row: Reader, language: str) -> None:
    if row.state == ReaderState.READING:
        own = link_of(by, row)
        context, template = {"reader": row.pk, "grant": own.pk}, ALREADY
        language = row.language
    else:
        grant = access.issue_grant(
            by=by, purpose=CONFIRM_READER, target=(READER_KIND, row.pk), permissions=[Permission.NEWSLETTER_OWN],
            expires_at=by.at + rules.LINK_LASTS, county_id=by.county_id,
        )  # fmt: skip
        context, template = {"reader": row.pk, "grant": grant.pk}, CONFIRM
    notify.queue(by=by, to=row.email or "", template=template, context=context, language=language)


def link_of(by: Actor, row: Reader) -> Grant:
    """The link that changes and ends a subscription; made anew well before it runs out, so that an old letter's still works."""
    living = access_queries.living_grants([(READER_KIND, row.pk)], OWN_READER, by.at + rules.LINK_LEFT)
    grant = living[-1] if living else access.issue_grant(
        by=by, purpose=OWN_READER, target=(READER_KIND, row.pk), permissions=[Permission.NEWSLETTER_OWN],
        expires_at=by.at + rules.LINK_LASTS, county_id=row.county_id,
    )  # fmt: skip
    if row.grant_id != grant.pk:
        row.grant_id = grant.pk
        row.save(update_fields=["grant_id"])
    return grant


@transaction.atomic
def confirm(*, by: Actor, language: str) -> Reader:
    """From now on the address gets the newsletter. Twice is as once. Raises NotVisible for a link that is too old, Invalid."""
    _check_language(language)
    row = queries.to_confirm(by, lock=True)
    if row.state == ReaderState.READING:
        return row
    row.state, row.language = ReaderState.READING, language
    row.confirmed_at, row.ended_at = by.at, None
    row.save()
    link_of(by, row)
    audit.record(by=by, action="reports.subscription_confirmed", target=row)
    return row


@transaction.atomic
def choose_language(*, by: Actor, language: str) -> Reader:
    """Raises NotVisible, Invalid."""
    _check_language(language)
    row = queries.own_reader(by, lock=True)
    if row.state == ReaderState.ENDED:
        return row
    row.language = language
    row.save(update_fields=["language"])
    audit.record(by=by, action="reports.subscription_language_chosen", target=row)
    return row


@transaction.atomic
def stop(*, by: Actor) -> None:
    """No more newsletters to the reader of the link, who may be on staff. Twice is as once. Raises NotVisible."""
    end(by=by, reader_id=policies.check_own_reader(by), why="link")


@transaction.atomic
def end(*, by: Actor, reader_id: int, why: str) -> bool:
    """End a reader's newsletter and take back what waits to be sent. why: "link" or "bounced". Returns whether it went on."""
    row = Reader.objects.select_for_update().filter(pk=reader_id).exclude(state=ReaderState.ENDED).first()
    if row is None:
        return False
    by = replace(by, county_id=row.county_id)
    is_outside = not queries.is_on_staff(row, by.at)
    notify.take_back(by=by, to=row.email or "", templates=(LETTER, CONFIRM, ALREADY), sent_too=is_outside)
    Copy.objects.filter(reader=row, state=CopyState.WAITING).delete()
    row.state, row.ended_at, row.confirmed_at = ReaderState.ENDED, by.at, None
    if is_outside:
        row.email = None
    row.save()
    audit.record(by=by, action="reports.subscription_ended", target=row, detail={"why": why})
    return True


def forget_readers(*, by: Actor) -> int:
    """Remove addresses that nobody confirmed, those of staff whose roles are over, and what is left of who ended long ago."""
    gone = [
        *queries.never_confirmed(by.at),
        *queries.left_staff(ReaderState.STAFF, by.at),
        *queries.ended_long_ago(by.at),
    ]
    count = _forget(by, gone) + _erase(queries.left_staff(ReaderState.ENDED, by.at))
    if count:
        audit.record(by=by, action="reports.readers_forgotten", detail={"count": count})
    return count


@transaction.atomic
def _forget(by: Actor, reader_ids: Sequence[int]) -> int:
    access.drop_grants(by=by, kind=READER_KIND, target_ids=reader_ids)
    return sum(
        Reader.objects.filter(pk__in=some).delete()[1].get("reports.Reader", 0) for some in parts(reader_ids)
    )


def _erase(reader_ids: Sequence[int]) -> int:
    return sum(Reader.objects.filter(pk__in=some).update(email=None) for some in parts(reader_ids))


def _check_language(language: str) -> None:
    if language not in LANGUAGES:
        raise Invalid(_("Välj ett av språken i listan."))
