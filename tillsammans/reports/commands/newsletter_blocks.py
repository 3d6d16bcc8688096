"""The parts of a newsletter: adding, writing in a language, moving, taking away, and picking news and days."""

from collections.abc import Collection, Mapping

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.core.errors import Conflict, DraftConflict, Invalid
from tillsammans.core.text import SOURCE_LANGUAGE
from tillsammans.reports.commands import newsletter_links as links
from tillsammans.reports.commands.newsletters import days_block, held, news_block, put_days, saved
from tillsammans.reports.models import BlockKind, Newsletter, NewsletterBlock
from tillsammans.reports.queries import newsletter_sources as sources
from tillsammans.reports.rules import newsletters as rules

WRITTEN = (BlockKind.TEXT, BlockKind.EXAMPLE)  # news and days are picked


@transaction.atomic
def add(*, by: Actor, newsletter: Newsletter, kind: str, words: Mapping[str, str]) -> NewsletterBlock:
    """A part in Swedish, last. Raises NotAllowed, Invalid, Conflict."""
    letter = held(by, newsletter)
    if kind not in WRITTEN:
        raise Invalid(_("Välj om du vill skriva en text eller ett gott exempel."))
    row = NewsletterBlock(newsletter=letter, kind=kind, order=_last(letter) + 1)
    _write(row, SOURCE_LANGUAGE, words)
    row.save()
    saved(by, letter, "reports.newsletter_block_added", block=row.pk)
    return row


@transaction.atomic
def write(
    *, by: Actor, block: NewsletterBlock, language: str, words: Mapping[str, str], revision: int
) -> NewsletterBlock:
    """words: by field, and by `day.<key>` for the titles of days; a Swedish day left empty is taken away.

    Raises NotAllowed, Invalid, Conflict; DraftConflict with the other's words when another has saved meanwhile.
    """
    letter = held(by, block.newsletter)
    row = check.found(NewsletterBlock.objects.select_for_update().filter(pk=block.pk).first())
    if revision < row.revision:
        message = _("Någon annan har ändrat delen medan du skrev. Välj vad som ska gälla och spara igen.")
        raise DraftConflict(message, theirs=dict(row.texts.get(language, {})), revision=row.revision)
    _write(row, language, words)
    row.revision += 1
    row.save()
    saved(by, letter, "reports.newsletter_block_written", block=row.pk)
    return row


def _write(row: NewsletterBlock, language: str, words: Mapping[str, str]) -> None:
    texts = rules.FIELDS[row.kind][1:]
    lines = ("heading", *(f"{rules.DAY}{one['key']}" for one in row.days))
    given = {name: rules.on_one_line(words.get(name, "")) for name in lines}
    given |= {name: rules.cleaned(words.get(name, "")) for name in texts}
    for name, text in given.items():
        most = rules.LONGEST if name in texts else rules.LONGEST_HEADING
        if len(text) > most:
            message = _("Texten är %(given)s tecken lång. Korta den till högst %(most)s.")
            raise Invalid(message % {"given": len(text), "most": most})
    if language == SOURCE_LANGUAGE:
        row.days = [one for one in row.days if given[f"{rules.DAY}{one['key']}"]]
        if not any(given.values()):
            raise Invalid(_("Skriv något, eller ta bort delen."))
    links.check_words(given.values())
    row.texts = {**row.texts, language: {name: text for name, text in given.items() if text}}


@transaction.atomic
def move(*, by: Actor, block: NewsletterBlock, up: bool) -> bool:
    """Let it change places with the part above or below; False where there is none. Raises NotAllowed, Conflict."""
    letter = held(by, block.newsletter)
    rows = list(letter.blocks.all())
    at = next((place for place, one in enumerate(rows) if one.pk == block.pk), None)
    if at is None:
        raise Conflict(_("Delen är borttagen."))
    to = at - 1 if up else at + 1
    if not 0 <= to < len(rows):
        return False
    rows[at], rows[to] = rows[to], rows[at]
    for order, one in enumerate(rows, start=1):
        if one.order != order:
            one.order = order
            one.save(update_fields=["order"])
    saved(by, letter, "reports.newsletter_block_moved", block=block.pk)
    return True


@transaction.atomic
def remove(*, by: Actor, block: NewsletterBlock) -> None:
    """Raises NotAllowed, Conflict."""
    letter = held(by, block.newsletter)
    number = block.pk
    row = check.found(NewsletterBlock.objects.filter(pk=number, newsletter=letter).first())
    row.delete()
    saved(by, letter, "reports.newsletter_block_removed", block=number)


@transaction.atomic
def pick_news(*, by: Actor, newsletter: Newsletter, wanted: Collection[str]) -> int:
    """A part for each piece of news that is wanted (by source) and not there already; says how many. Raises NotAllowed, Conflict,
    Invalid when nothing can be picked."""
    letter = held(by, newsletter)
    found = [one for one in sources.choices(by, letter).news if one.source in wanted]
    if not found:
        raise Invalid(_("Välj minst en nyhet. Det du valde finns kanske redan i nyhetsbrevet."))
    for order, one in enumerate(found, start=_last(letter, len(found)) + 1):
        row = news_block(letter, one)
        row.order = order
        row.save()
    saved(by, letter, "reports.newsletter_picked", blocks=len(found))
    return len(found)


@transaction.atomic
def pick_days(*, by: Actor, newsletter: Newsletter, wanted: Collection[str]) -> int:
    """Days (by key) into the part of dates that there is, else a new one; says how many. Raises as `pick_news`."""
    letter = held(by, newsletter)
    found = [one for one in sources.choices(by, letter).days if one.key in wanted]
    if not found:
        raise Invalid(_("Välj minst en dag. Det du valde finns kanske redan i nyhetsbrevet."))
    row = letter.blocks.filter(kind=BlockKind.DATES).first()
    if row is None:
        with override(SOURCE_LANGUAGE):
            row = days_block(letter, found)
        row.order = _last(letter) + 1
    else:
        put_days(row, found)
        row.revision += 1
    row.save()
    saved(by, letter, "reports.newsletter_picked", days=len(found))
    return len(found)


def _last(letter: Newsletter, more: int = 1) -> int:
    """The order of the last part. Raises Invalid when there is no room for so many more."""
    rows = list(letter.blocks.all())
    if len(rows) + more > rules.MOST_BLOCKS:
        raise Invalid(
            _("Nyhetsbrevet har plats för %(most)s delar. Ta bort någon först.") % {"most": rules.MOST_BLOCKS}
        )
    return max((one.order for one in rows), default=0)
