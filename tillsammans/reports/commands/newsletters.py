"""Beginning a newsletter, naming it, publishing it and taking a draft away. Its parts: newsletter_blocks.py."""

import hashlib
import json
from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.db.models import Count
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.audit import commands as audit
from tillsammans.core.errors import Conflict, DraftConflict, Invalid
from tillsammans.core.text import SOURCE_LANGUAGE
from tillsammans.organisations.models import Place
from tillsammans.organisations.rules.days import day_of
from tillsammans.reports import newsletter_policies as policies
from tillsammans.reports.commands import newsletter_links as links
from tillsammans.reports.models import BlockKind, Newsletter, NewsletterBlock, ReportState
from tillsammans.reports.queries import newsletter_sources as sources
from tillsammans.reports.queries.newsletters import next_number
from tillsammans.reports.rules import newsletters as rules

SAME_PRESS = timedelta(seconds=10)


@transaction.atomic
def begin(*, by: Actor, county: Place, filled: bool) -> Newsletter:
    """A draft with a greeting. filled: with what is new since the latest published one, and with days that come.
    A button that was pressed twice makes one draft.

    Raises NotAllowed.
    """
    policies.check_edit_of(by, county)
    Place.objects.select_for_update().get(pk=county.pk)
    with override(SOURCE_LANGUAGE):
        title = _("Nyhetsbrev %(month)s") % {"month": date_format(day_of(by.at), "F Y")}
        made = Newsletter(
            county=county, title={SOURCE_LANGUAGE: title}, created_at=by.at, created_by_id=by.user_id
        )
        rows = [_greeting(made), *(_found(by, made) if filled else [])][: rules.MOST_BLOCKS]
    if there := _begun_just_now(by, county, len(rows)):
        return there
    made.save()
    for order, row in enumerate(rows, start=1):
        row.order = order
        row.save()
    record(by, "reports.newsletter_begun", made, blocks=len(rows))
    return made


def _begun_just_now(by: Actor, county: Place, parts: int) -> Newsletter | None:
    mine = Newsletter.objects.filter(
        county=county, created_by_id=by.user_id, state=ReportState.DRAFT, revision=1
    )
    new = mine.filter(created_at__gt=by.at - SAME_PRESS).annotate(parts=Count("blocks"))
    return new.filter(parts=parts).first()


def _greeting(made: Newsletter) -> NewsletterBlock:
    body = _("Här är det senaste om hur vi hjälps åt kring barn och unga i länet.")
    return NewsletterBlock(
        newsletter=made, kind=BlockKind.TEXT, texts={SOURCE_LANGUAGE: {"heading": _("Hej!"), "body": body}}
    )


def _found(by: Actor, made: Newsletter) -> list[NewsletterBlock]:
    since = sources.since(by, made)
    rows = [news_block(made, one) for one in sources.news(by, made.county) if one.at > since]
    days = sources.proposed(by, made.county)
    return [*rows[: rules.MOST_BLOCKS - 2], *([days_block(made, days)] if days else [])]


def news_block(newsletter: Newsletter, one: sources.News) -> NewsletterBlock:
    """Not yet saved; in the words of its source, for somebody to put in their own."""
    texts = {SOURCE_LANGUAGE: {"heading": one.heading, "body": one.body[: rules.LONGEST]}}
    return NewsletterBlock(
        newsletter=newsletter, kind=BlockKind.NEWS, texts=texts, source=one.source, path=one.path
    )


def days_block(newsletter: Newsletter, days: Sequence[sources.Entry]) -> NewsletterBlock:
    """Not yet saved."""
    heading = _("Dagar att komma ihåg")
    row = NewsletterBlock(
        newsletter=newsletter, kind=BlockKind.DATES, texts={SOURCE_LANGUAGE: {"heading": heading}}
    )
    put_days(row, days)
    return row


def put_days(row: NewsletterBlock, days: Sequence[sources.Entry]) -> None:
    """After those that stand there, by day. Raises Invalid when there is no room."""
    kept = [
        *row.days,
        *({"key": one.key, "first": one.first.isoformat(), "last": one.last.isoformat()} for one in days),
    ]
    if len(kept) > rules.MOST_DAYS:
        raise Invalid(
            _("En del har plats för %(most)s dagar. Ta bort någon först.") % {"most": rules.MOST_DAYS}
        )
    row.days = sorted(kept, key=lambda one: (one["first"], one["last"], one["key"]))
    swedish = row.texts.setdefault(SOURCE_LANGUAGE, {})
    swedish.update({f"{rules.DAY}{one.key}": one.title[: rules.LONGEST_HEADING] for one in days})


@transaction.atomic
def name(*, by: Actor, newsletter: Newsletter, language: str, title: str, seen: int) -> Newsletter:
    """Its title in a language. seen: `rules.mark` of the title as it was when somebody began to write.

    Raises NotAllowed, Invalid, Conflict; DraftConflict when another has named it meanwhile.
    """
    row = held(by, newsletter)
    words = rules.on_one_line(title)
    now = row.title.get(language, "")
    if rules.mark(now) != seen and now != words:
        message = _("Någon annan har ändrat rubriken medan du skrev. Välj vad som ska gälla och spara igen.")
        raise DraftConflict(message, theirs={"title": now}, revision=rules.mark(now))
    if not words and language == SOURCE_LANGUAGE:
        raise Invalid(_("Nyhetsbrevet behöver en rubrik på svenska."))
    if len(words) > rules.LONGEST_HEADING:
        raise Invalid(
            _("Rubriken är för lång. Korta den till högst %(most)s tecken.") % {"most": rules.LONGEST_HEADING}
        )
    links.check_words([words])
    row.title = {**row.title, language: words}
    saved(by, row, "reports.newsletter_named")
    return row


@transaction.atomic
def publish(*, by: Actor, newsletter: Newsletter, revision: int) -> Newsletter:
    """From now on it stands as it is, at its own address. Raises NotAllowed; Conflict when it is empty or changed meanwhile."""
    Place.objects.select_for_update().get(pk=newsletter.county_id)  # two at once get a number each
    row = held(by, newsletter)
    if revision < row.revision:
        raise Conflict(
            _(
                "Utkastet har ändrats sedan du läste det. Läs det igen innan du publicerar: inget är publicerat än."
            )
        )
    blocks = list(row.blocks.all())
    if refusal := unready(row, blocks):
        raise Conflict(refusal)
    links.check_none_personal(blocks)
    row.number, row.state = next_number(row.county_id), ReportState.PUBLISHED
    row.published_at, row.published_by_id, row.revision = by.at, by.user_id, row.revision + 1
    row.digest = digest_of(row, blocks)
    row.save()
    record(by, "reports.newsletter_published", row, number=row.number)
    return row


def unready(row: Newsletter, blocks: Sequence[NewsletterBlock]) -> str | None:
    """Why it cannot be published as it is; None: it can."""
    if not blocks:
        return _("Nyhetsbrevet är tomt. Lägg till minst en del.")
    if empty := next((one for one in blocks if not is_written(one)), None):
        place = [one.pk for one in blocks].index(empty.pk) + 1
        return _("Del %(n)s är tom på svenska. Skriv i den eller ta bort den.") % {"n": place}
    return None


def is_written(block: NewsletterBlock) -> bool:
    return any(block.texts.get(SOURCE_LANGUAGE, {}).values())


@transaction.atomic
def remove_draft(*, by: Actor, newsletter: Newsletter) -> None:
    """Raises NotAllowed, Conflict once it is published."""
    row = held(by, newsletter)
    number = row.pk
    row.delete()
    audit.record(by=by, action="reports.newsletter_removed", target=("reports.newsletter", number))


def held(by: Actor, newsletter: Newsletter) -> Newsletter:
    """The draft, locked. Raises NotAllowed, Conflict once it is published."""
    rows = Newsletter.objects.select_for_update(of=("self",)).select_related("county__county_profile")
    row = check.found(rows.filter(pk=newsletter.pk).first())
    policies.check_edit(by, row)
    return row


def digest_of(row: Newsletter, blocks: Sequence[NewsletterBlock]) -> str:
    """Of all that a reader is told: whoever has kept a copy can see that nothing has been changed since."""
    said = {
        "county": row.county_id, "number": row.number, "title": row.title,
        "blocks": [[one.kind, one.texts, one.days, one.path] for one in blocks],
    }  # fmt: skip
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def saved(by: Actor, row: Newsletter, action: str, **detail: int) -> None:
    row.revision += 1
    row.save()
    record(by, action, row, **detail)


def record(by: Actor, action: str, row: Newsletter, **detail: int) -> None:
    audit.record(by=by, action=action, target=row, detail=detail)
