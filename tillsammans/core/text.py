"""County content in several languages: {"sv": "…", "en": "…"}; a missing language falls back to Swedish, visibly."""

from collections.abc import Mapping
from dataclasses import dataclass

SOURCE_LANGUAGE = "sv"


@dataclass(frozen=True)
class Localised:
    """A text, the language it is in, and whether that is another than was asked for."""

    text: str
    lang: str
    is_fallback: bool

    def __str__(self) -> str:
        return self.text


def localised(texts: Mapping[str, str] | None, language: str) -> Localised:
    """The text in `language`, else in Swedish. An empty map gives an empty text that is no fallback."""
    texts = texts or {}
    if wanted := texts.get(language):
        return Localised(wanted, language, False)
    fallback = texts.get(SOURCE_LANGUAGE, "")
    return Localised(fallback, SOURCE_LANGUAGE, bool(fallback) and language != SOURCE_LANGUAGE)
