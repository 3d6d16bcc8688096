"""Which view answers an address, remembered: the program has some five hundred patterns, and trying half of them costs a third
of an empty page."""

from functools import lru_cache
from typing import Any

from django.urls.resolvers import LocalePrefixPattern, ResolverMatch, URLPattern, URLResolver
from django.utils.translation import get_language

MOST = 2048  # addresses; those with numbers in them are many


class RememberingResolver(URLResolver):
    """Patterns behind a language prefix. What answered an address in a language answers it again: patterns never change.

    Addresses that nothing answers are not kept. Its parent makes a new match of ours each time, so that nothing is shared.
    """

    def __init__(self, *patterns: URLPattern | URLResolver) -> None:
        super().__init__(LocalePrefixPattern(prefix_default_language=False), list(patterns))
        self._remembered = lru_cache(maxsize=MOST)(self._found)

    def resolve(self, path: Any) -> ResolverMatch:
        return self._remembered(get_language(), str(path))

    def _found(self, _language: str | None, path: str) -> ResolverMatch:
        return super().resolve(path)
