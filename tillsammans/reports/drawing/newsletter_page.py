"""A newsletter's parts on a page of ours: the same as in the mail, with the page's own look."""

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import override

from tillsammans.core.text import SOURCE_LANGUAGE
from tillsammans.reports.drawing import newsletter as letters
from tillsammans.reports.drawing.newsletter_parts import parts
from tillsammans.reports.models import Newsletter, NewsletterBlock
from tillsammans.reports.rules import newsletters as rules


def body(newsletter: Newsletter, language: str) -> SafeString:
    return mark_safe(parts(letters.told(newsletter, language), _look, lambda path: _way(path, language)))


def part(block: NewsletterBlock, language: str) -> SafeString:
    """One part as its readers see it, for those who write it."""
    told_here = rules.told(block.kind, block.texts, block.days, block.path, language)
    with override(language):
        return mark_safe(parts([told_here], _look, lambda path: _way(path, language)))


def to_paste(newsletter: Newsletter, language: str) -> SafeString:
    """Shown as it is copied."""
    return mark_safe(letters.to_paste(newsletter, language))


def _look(name: str) -> str:
    return f' class="nl-{name}"'


def _way(path: str, language: str) -> str:
    return path if language == SOURCE_LANGUAGE else f"/{language}{path}"
