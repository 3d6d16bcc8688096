"""A newsletter's parts on a page of ours: the same as in the mail, with the page's own look."""

from django.utils.safestring import SafeString, mark_safe

from tillsammans.core.text import SOURCE_LANGUAGE
from tillsammans.reports.drawing.newsletter import told
from tillsammans.reports.drawing.newsletter_parts import parts
from tillsammans.reports.models import Newsletter, NewsletterBlock
from tillsammans.reports.rules import newsletters as rules


def body(newsletter: Newsletter, language: str) -> SafeString:
    return mark_safe(parts(told(newsletter, language), _look, lambda path: _way(path, language)))


def part(block: NewsletterBlock, language: str) -> SafeString:
    """One part, for those who write it."""
    told_here = rules.told(block.kind, block.texts, block.days, block.path, language)
    return mark_safe(parts([told_here], _look, lambda path: _way(path, language)))


def _look(name: str) -> str:
    return f' class="nl-{name}"'


def _way(path: str, language: str) -> str:
    return path if language == SOURCE_LANGUAGE else f"/{language}{path}"
