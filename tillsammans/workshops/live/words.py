"""Sentences to phones, in the phone's own language: what it says in `lang`, else what its browser asks for."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation.trans_real import parse_accept_lang_header
from starlette.responses import Response

from tillsammans.workshops.commands.sending import Words
from tillsammans.workshops.live import encoding

NOT_IN = _("Du är inte med i workshoppen längre, eller så är den avslutad. Skriv koden igen.")
UNREADABLE = _("Det gick inte att läsa det som skickades. Ladda om sidan och försök igen.")
FROM_ELSEWHERE = _(
    "Det som skickades kom inte från workshoppens egen sida. Öppna den igen och försök på nytt."
)
BROKEN = _("Något gick fel hos oss. Försök igen om en stund.")
MISSING = _("Sidan finns inte, eller så har du inte tillgång till den.")


def language_of(said: Any, accepted: str) -> str:
    known = dict(settings.LANGUAGES)
    if isinstance(said, str) and said in known:
        return said
    for code, _weight in parse_accept_lang_header(accepted[:200]):
        if code.partition("-")[0] in known:
            return code.partition("-")[0]
    return settings.LANGUAGE_CODE


def in_language(language: str, words: Words) -> str:
    with translation.override(language):
        return str(words)


def refusal(status: int, words: Words, language: str) -> Response:
    return encoding.answer({"ok": False, "message": in_language(language, words)}, status)


def told(language: str, ok: bool, words: Words, payload: Mapping[str, Any], status: int) -> Response:
    said = {"ok": ok, **({"message": in_language(language, words)} if words else {}), **payload}
    return encoding.answer(said, status)
