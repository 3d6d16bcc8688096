"""No personal link stands in a newsletter: whoever read it could do what one person was given to do."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.utils.translation import override

from tillsammans.core.errors import Invalid
from tillsammans.core.marks import grant_purpose
from tillsammans.core.text import SOURCE_LANGUAGE
from tillsammans.reports.models import NewsletterBlock
from tillsammans.reports.rules import newsletters as rules


def check_words(words: Iterable[str]) -> None:
    """Raises Invalid."""
    if any(is_personal(address) for one in words for address in rules.addresses(one)):
        raise Invalid(_("I texten står en personlig länk, som bara är till för en person. Ta bort den."))


def check_none_personal(blocks: Iterable[NewsletterBlock]) -> None:
    """Raises Invalid."""
    check_words(words for one in blocks for fields in one.texts.values() for words in fields.values())


def is_personal(address: str) -> bool:
    """Whether the address, whatever its host, leads where a personal link does here, in any language."""
    try:
        path = urlsplit(address).path
    except ValueError:
        return False
    rest = path[1:].partition("/")[2]
    return any(_opens_by_grant(one) for one in (path, f"/{rest}"))


def _opens_by_grant(path: str) -> bool:
    try:
        with override(SOURCE_LANGUAGE):
            return grant_purpose(resolve(path).func) is not None
    except Resolver404:
        return False
