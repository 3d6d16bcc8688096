"""What may become of a question about support, what it and its answers must hold, and when one asks what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from tillsammans.governance.rules import visits

ASKED, DATED, NOT_NOW, DONE, WITHDRAWN = "asked", "dated", "not_now", "done", "withdrawn"
NEXT: Mapping[str, frozenset[str]] = {
    ASKED: frozenset({DATED, NOT_NOW, WITHDRAWN}),
    DATED: frozenset({DATED, NOT_NOW, DONE, WITHDRAWN}),
    NOT_NOW: frozenset({DATED, WITHDRAWN}),
    DONE: frozenset(),
    WITHDRAWN: frozenset(),
}
SIX_WEEKS = timedelta(weeks=6)
LONGEST, LONGEST_TIME = 300, 160
# What came of it: a step in words, or nothing yet. Nothing said at all is neither.
TOLD, NOTHING_YET = "told", "nothing_yet"


@dataclass(frozen=True)
class SupportContent:
    """What kind, what about, and when it suits."""

    kind: str
    about: str
    suits: str


def ask_refusal(content: SupportContent) -> str | None:
    """Why it cannot be asked; None: it can."""
    kind = visits.kinds().get(content.kind)
    if kind is None or not kind.asked:
        return _("Välj vilket stöd ni vill ha.")
    if not content.about:
        return _("Skriv på en rad vad stödet ska handla om.")
    if not content.suits:
        return _("Skriv när det passar er, till exempel en vecka eller en veckodag.")
    return too_long(content.about, LONGEST) or too_long(content.suits, LONGEST_TIME)


def too_long(text: str, most: int) -> str | None:
    if len(text) <= most:
        return None
    told = _("Raden är %(given)s tecken lång. Korta den till högst %(most)s.")
    return told % {"given": len(text), "most": most}


def move_refusal(state: str, to: str) -> str | None:
    """Why it cannot become `to`; None: it can."""
    if to in NEXT[state]:
        return None
    if state == DONE:
        return _("Stödet är genomfört. Be om ett nytt i stället.")
    if state == WITHDRAWN:
        return _("Frågan är tillbakatagen. Då behöver den inget svar.")
    return _("Frågan har redan fått ett svar. Bestäm en dag i stället.")


def day_refusal(on: date, today: date) -> str | None:
    """Why a visit cannot be planned for a day; None: it can."""
    return _("Dagen har redan varit. Välj en dag framåt.") if on < today else None


def is_due(held_on: date, today: date) -> bool:
    """Whether six weeks have gone since the visit."""
    return held_on + SIX_WEEKS <= today


def step_refusal(kind: str, text: str) -> str | None:
    """Why an answer to what came of it is not whole; None: it is."""
    if kind not in (TOLD, NOTHING_YET):
        return _("Välj ett av svaren.")
    if kind == TOLD and not text:
        return _("Skriv på en rad vad nästa steg blev. Är det inget än går det bra att svara det.")
    return too_long(text, LONGEST)
