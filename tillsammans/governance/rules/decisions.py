"""What may become of a decision, what an answer must hold, and what is missing. Without the database."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

DRAFT, SENT, SUPERSEDED, WITHDRAWN = "draft", "sent", "superseded", "withdrawn"
UNANSWERED, RECEIVED, IN_HAND, DONE, NOT_HERE = "unanswered", "received", "in_hand", "done", "not_here"

NEXT: Mapping[str, frozenset[str]] = {
    DRAFT: frozenset({SENT}),
    SENT: frozenset({SUPERSEDED, WITHDRAWN}),
    SUPERSEDED: frozenset(),
    WITHDRAWN: frozenset(),
}
_GIVEN = frozenset({RECEIVED, IN_HAND, DONE, NOT_HERE})
# What can be answered after what: anything but silence, since work goes back and forth.
ANSWERS: Mapping[str, frozenset[str]] = {
    UNANSWERED: _GIVEN,
    RECEIVED: _GIVEN - {RECEIVED},
    IN_HAND: _GIVEN - {RECEIVED},
    DONE: _GIVEN - {RECEIVED},
    NOT_HERE: _GIVEN - {RECEIVED},
}
CLOSED = (DONE, NOT_HERE)
LONGEST_LINE = 300


def edit_refusal(state: str) -> str | None:
    """Why the words of a decision cannot be changed; None: they can."""
    if state == DRAFT:
        return None
    return _("Beslutet är skickat och ändras inte. Skriv ett nytt som ersätter det.")


def closed_refusal(state: str) -> str | None:
    """Why a decision asks for no more answers; None: it does."""
    if state == SUPERSEDED:
        return _("Beslutet är ersatt av ett nytt. Svara på det nya i stället.")
    if state == WITHDRAWN:
        return _("Beslutet är draget tillbaka. Det behöver inget svar.")
    return None


def move_refusal(state: str, to: str) -> str | None:
    """Why a decision cannot become `to`; None: it can."""
    if to in NEXT[state]:
        return None
    if state == DRAFT:
        return _("Beslutet är ett utkast. Skicka det först, eller ta bort det.")
    return closed_refusal(state) or _("Beslutet är redan skickat.")


def answer_refusal(before: str, given: str, line: str) -> str | None:
    """Why an answer is not whole; None: it is."""
    if given not in _GIVEN:
        return _("Välj ett av svaren.")
    if given not in ANSWERS[before]:
        return _("Ni har redan svarat att beslutet är mottaget. Välj hur det tas om hand.")
    if line:
        return None
    return {
        IN_HAND: _("Skriv på en rad hur ni tar om hand beslutet."),
        DONE: _("Skriv på en rad vad som visar att det är klart."),
        NOT_HERE: _("Skriv på en rad varför beslutet inte är aktuellt hos er."),
    }.get(given)


def own_refusal(body: str, on: date | None) -> str | None:
    """Why an own decision is not whole; None: it is, or there is none."""
    if bool(body) == bool(on):
        return None
    return _("Skriv både vem som beslutade hos er och vilken dag, eller lämna båda tomma.")


def lacks(*, what: str, holder: str, by_on: date | None) -> tuple[str, ...]:
    """Which of "what", "who" and "when" a decision lacks: pointed out, never a stop."""
    told = (("what", bool(what)), ("who", bool(holder)), ("when", by_on is not None))
    return tuple(name for name, there in told if not there)


def circle(new_id: int, old_id: int, follows: Mapping[int, int]) -> bool:
    """Whether letting `new` take the place of `old` would close a circle. follows: decision → the one that took its place."""
    here: int | None = new_id
    seen: set[int] = set()
    while here is not None and here not in seen:
        if here == old_id:
            return True
        seen.add(here)
        here = follows.get(here)
    return False
