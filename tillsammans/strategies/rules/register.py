"""What may happen to a barrier or facilitator, in which order they are read, and how a text is kept. Without the database."""

import unicodedata
from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

OPEN, WORKED_ON, LIFTED, RESOLVED, LEFT, MERGED = (
    "open",
    "worked_on",
    "lifted",
    "resolved",
    "left",
    "merged",
)
BARRIER = "barrier"
DO, NOT_NOW, LIFT = "do", "not_now", "lift"
WITHDRAWN = "back"

# What a level itself may say of a determinant. A lifted one waits for its answer, a merged one follows another.
MOVES: Mapping[str, frozenset[str]] = {
    OPEN: frozenset({WORKED_ON, RESOLVED, LEFT}),
    WORKED_ON: frozenset({OPEN, RESOLVED, LEFT}),
    RESOLVED: frozenset({OPEN, WORKED_ON}),
    LEFT: frozenset({OPEN, WORKED_ON, RESOLVED}),
    LIFTED: frozenset(),
    MERGED: frozenset(),
}
ACTIVE = (OPEN, WORKED_ON, LIFTED)
LIFTED_FROM = frozenset({OPEN, WORKED_ON, LEFT})
STATE_AFTER = {DO: WORKED_ON, NOT_NOW: OPEN, LIFT: LIFTED}  # of the level that lifted, by the answer

# Everyday headings and priorities in the order in which they are read.
DOMAIN_ORDER = ("inner-setting", "outer-setting", "implementation-process", "innovation", "individuals")
PRIORITY_ORDER = ("first", "normal", "later")

LONGEST_TEXT, LONGEST_AFFECTED, LONGEST_REASON = 500, 200, 1000
_TOO_LONG = gettext_lazy("Texten är %(given)s tecken lång. Korta den till högst %(most)s.")
WAITS = gettext_lazy("Hindret är lyft och väntar på svar. Det kan ändras när svaret har kommit.")
FOLLOWS = gettext_lazy("Raden är sammanslagen med en annan. Ändra den i stället, eller ta isär dem först.")


def cleaned(text: str) -> str:
    """What was typed, without characters that nobody sees (they can turn a line around), with single spaces in each line."""
    seen = "".join(
        letter for letter in unicodedata.normalize("NFC", text) if letter.isprintable() or letter.isspace()
    )
    lines = (" ".join(line.split()) for line in seen.splitlines())
    return "\n".join(line for line in lines if line)


def one_line(text: str) -> str:
    return " ".join(cleaned(text).split())


def length_refusal(text: str, most: int) -> str | None:
    """Why a text is too long to keep; None: it is not."""
    return str(_TOO_LONG) % {"given": len(text), "most": most} if len(text) > most else None


def change_refusal(state: str) -> str | None:
    """Why a determinant in this state cannot be edited or ranked; None: it can."""
    return str(FOLLOWS) if state == MERGED else None


def move_refusal(state: str, to: str) -> str | None:
    """Why a level cannot say `to` of a determinant in `state`; None: it can."""
    if state == MERGED:
        return str(FOLLOWS)
    if state == LIFTED:
        return str(WAITS)
    if to not in MOVES[state]:
        return _("Det står redan så, eller går inte att välja härifrån. Läs in sidan igen.")
    return None


def merge_refusal(
    state: str, kept_state: str, *, same_row: bool, same_place: bool, same_kind: bool
) -> str | None:
    """Why one determinant cannot be taken into another; None: it can. A chain is no circle: a merged one takes none in."""
    if same_row:
        return _("En rad kan inte slås ihop med sig själv. Välj en annan.")
    if not (same_place and same_kind):
        return _("Bara rader av samma slag i samma register kan slås ihop.")
    if state == MERGED:
        return _("Raden är redan sammanslagen med en annan.")
    if kept_state == MERGED:
        return _("Den du valde är själv sammanslagen med en annan. Välj den som gäller.")
    if state == LIFTED:
        return _("Hindret är lyft och väntar på svar. Slå ihop det när svaret har kommit.")
    return None


def undo_refusal(state: str, kept_state: str) -> str | None:
    """Why a merged determinant cannot be taken out again; None: it can."""
    if state != MERGED:
        return _("Raden är inte sammanslagen med någon annan.")
    if kept_state == MERGED:
        return _("Raden som den slogs ihop med är själv sammanslagen. Ta isär den först.")
    return None


def lift_refusal(kind: str, state: str) -> str | None:
    """Why this cannot be lifted; None: it can."""
    if kind != BARRIER:
        return _("Bara hinder lyfts. En möjliggörare finns kvar hos er.")
    if state == LIFTED:
        return _("Hindret är redan lyft och väntar på svar.")
    if state == MERGED:
        return str(FOLLOWS)
    if state not in LIFTED_FROM:
        return _("Hindret är löst. Öppna det igen om det ska lyftas.")
    return None


def answer_refusal(answer: str, text: str, *, may_go_further: bool) -> str | None:
    """Why an answer to a lift is not whole; None: it is."""
    if answer not in STATE_AFTER:
        return _("Välj ett av svaren.")
    if answer == LIFT and not may_go_further:
        return _("Det finns ingen nivå ovanför er att lyfta till. Välj ett av de andra svaren.")
    if answer == NOT_NOW and not text:
        return _("Skriv varför inte nu. Den som lyfte hindret får läsa det.")
    if answer == LIFT and not text:
        return _("Skriv varför ni lyfter vidare. Nästa nivå får läsa det.")
    return None


def added_votes(kept: int | None, taken: int | None) -> int | None:
    """Votes of two that say the same. Never voted on is not the same as no vote."""
    given = [one for one in (kept, taken) if one is not None]
    return sum(given) if given else None


def less_votes(kept: int | None, before: int | None, taken: int | None) -> int | None:
    """Votes of the kept one when the other is taken out again. before: what it had then."""
    if taken is None or kept is None:
        return kept
    return before if before is None and kept == taken else kept - taken


def ancestors(path: str, digits: int) -> list[str]:
    """Paths of the places above one, the nearest first."""
    return [path[:end] for end in range(len(path) - digits, 0, -digits)]


def differences(before: Mapping[str, object], after: Mapping[str, object]) -> Iterable[str]:
    return [name for name in after if before.get(name) != after[name]]
