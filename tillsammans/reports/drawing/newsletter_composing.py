"""A newsletter being written, part by part, and what else its pages tell those who write it."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tillsammans.access.actor import Actor
from tillsammans.core.text import SOURCE_LANGUAGE
from tillsammans.reports.drawing import newsletter_words as words
from tillsammans.reports.drawing.newsletter_page import part
from tillsammans.reports.models import Newsletter, NewsletterBlock
from tillsammans.reports.queries.newsletters import writes_newsletters
from tillsammans.reports.rules import newsletters as rules


@dataclass(frozen=True)
class Row:
    """A part as it stands, with what can be done to it. name: for who does not see which it is. verb: what its link says."""

    block: NewsletterBlock
    body: SafeString
    name: str
    verb: str
    href: str
    first: bool
    last: bool


@dataclass(frozen=True)
class Tab:
    label: str
    href: str
    current: bool


def beside(by: Actor, current: str) -> list[Tab]:
    """Reports and newsletters, for who writes newsletters; others have the reports alone. current: the name of the address."""
    if not writes_newsletters(by):
        return []
    pages = [("reports", _("Statusrapporter")), ("newsletters", _("Nyhetsbrev"))]
    return [Tab(label, reverse(f"reports:{name}"), name == current) for name, label in pages]


def rows(newsletter: Newsletter, language: str) -> list[Row]:
    blocks = list(newsletter.blocks.all())
    return [_row(newsletter, one, language, place, len(blocks)) for place, one in enumerate(blocks)]


def _row(newsletter: Newsletter, one: NewsletterBlock, language: str, place: int, count: int) -> Row:
    written = any(one.texts.get(language, {}).values())
    return Row(
        one, part(one, language), name_of(one), _("Ändra") if written or language == SOURCE_LANGUAGE else _("Översätt"),
        reverse("reports:newsletter_block", args=[newsletter.pk, one.pk, language]), place == 0, place == count - 1,
    )  # fmt: skip


def name_of(block: NewsletterBlock) -> str:
    """The Swedish heading, else the kind."""
    heading = rules.field(block.texts, "heading", SOURCE_LANGUAGE).text
    return heading or words.kind(block.kind) or _("Text")


def language_name(code: str) -> str:
    """`Svenska`, in the reader's language."""
    said = str(dict(settings.LANGUAGES)[code])
    return f"{said[:1].upper()}{said[1:]}"


def tabs(address: str, language: str) -> list[Tab]:
    """Every language that the readers have. address: with %s for the language."""
    return [Tab(language_name(code), address % code, code == language) for code, _name in settings.LANGUAGES]


def progress(newsletter: Newsletter, language: str) -> str:
    """How much there is in another language than Swedish."""
    blocks = list(newsletter.blocks.all())
    done = sum(1 for one in blocks if not _lacks(one, language))
    if done == len(blocks):
        return _("Alla delar är översatta.")
    said = _("%(done)s av %(all)s delar är översatta. Resten visas på svenska, och det står vid delen.")
    return said % {"done": done, "all": len(blocks)}


def untranslated(newsletter: Newsletter, written: list[str]) -> list[str]:
    """A sentence for each language that is begun and not whole."""
    told = []
    for code in written:
        missing = [name_of(one) for one in newsletter.blocks.all() if _lacks(one, code)]
        if code != SOURCE_LANGUAGE and missing:
            said = {"language": language_name(code), "parts": ", ".join(missing)}
            told.append(_("%(language)s: dessa delar visas på svenska: %(parts)s.") % said)
    return told


def _lacks(block: NewsletterBlock, language: str) -> bool:
    return rules.told(block.kind, block.texts, block.days, block.path, language).is_fallback
