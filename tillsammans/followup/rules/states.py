"""The states of a reporting round and of one unit's part in it. The tables are the truth; diagrams are drawn
from them.

Refusals are sentences for people: what is the matter, then what can be done. None means: go ahead.
Whoever calls raises them as Conflict; the same sentence stands beside the closed button. States are given as the
short words that rows hold, which are equal to the members here.
"""

from datetime import date
from enum import StrEnum

from django.utils.formats import date_format
from django.utils.translation import gettext as _


class RoundState(StrEnum):
    DRAFT = "draft"  # being prepared; nobody has been asked
    OPEN = "open"  # answers are taken from the opening day to the closing day, both included
    CLOSED = "closed"  # read only, until the process leader opens it again with a new closing day


NEXT: dict[str, set[str]] = {
    RoundState.DRAFT: {RoundState.OPEN},
    RoundState.OPEN: {RoundState.CLOSED},
    RoundState.CLOSED: {RoundState.OPEN},
}


class RequestState(StrEnum):
    SILENT = "silent"
    BEGUN = "begun"
    SENT = "sent"


# Sent stays sent: a correction is a new version of what was sent. A unit that answers together with others,
# or through its contact person, goes straight from silent to sent. A draft that is thrown away leaves the
# unit silent again.
REQUEST_NEXT: dict[str, set[str]] = {
    RequestState.SILENT: {RequestState.BEGUN, RequestState.SENT},
    RequestState.BEGUN: {RequestState.SILENT, RequestState.SENT},
    RequestState.SENT: set(),
}


def request_state(*, has_draft: bool, has_report: bool) -> RequestState:
    """Sent wins: a draft made after sending is a correction on its way."""
    if has_report:
        return RequestState.SENT
    return RequestState.BEGUN if has_draft else RequestState.SILENT


def request_label(state: str) -> str:
    """The interface's words, in the product description's list: never late, never acknowledged."""
    words: dict[str, str] = {
        RequestState.SILENT: _("inte svarat än"),
        RequestState.BEGUN: _("påbörjat"),
        RequestState.SENT: _("mottaget"),
    }
    return words[state]


def round_label(state: str) -> str:
    words: dict[str, str] = {
        RoundState.DRAFT: _("utkast"),
        RoundState.OPEN: _("öppen"),
        RoundState.CLOSED: _("stängd"),
    }
    return words[state]


def round_refusal(state: str, on: date, opens_on: date, closes_on: date) -> str | None:
    """Why no self-report can be saved, sent or corrected on this day; both end days count as open."""
    if state != RoundState.DRAFT and on > closes_on:
        return _past_closing_day(closes_on)
    if state == RoundState.CLOSED:
        return _("Omgången är stängd. Kontakta processledaren om ni vill svara eller ändra något ändå.")
    if on < opens_on:
        return _opens_later(opens_on)
    if state == RoundState.DRAFT:
        return _("Omgången förbereds och har inte öppnat än. Ni får ett meddelande när ni kan svara.")
    return None


def _past_closing_day(closes_on: date) -> str:
    return _(
        "Sista svarsdagen var den %(day)s. Kontakta processledaren om ni vill svara eller ändra något ändå."
    ) % {"day": _day(closes_on)}


def _opens_later(opens_on: date) -> str:
    return _("Omgången har inte öppnat än. Ni kan svara från och med den %(day)s.") % {"day": _day(opens_on)}


def change_refusal(state: str, to: str, *, on: date, opens_on: date, closes_on: date) -> str | None:
    """Why the round cannot go from `state` to `to` on this day, with these as its two end days."""
    if to not in NEXT[state]:
        return _not_next(state, to)
    return _days_refusal(on, opens_on, closes_on) if to == RoundState.OPEN else None


def _not_next(state: str, to: str) -> str:
    if state == to:
        return _("Omgången är redan %(state)s. Ladda om sidan för att se läget.") % {
            "state": round_label(state)
        }
    if to == RoundState.DRAFT:
        return _("Omgången har redan öppnat och kan inte bli ett utkast igen. Stäng den i stället.")
    return _(
        "Omgången har inte öppnat än och kan därför inte stängas. Öppna den först, eller ta bort utkastet."
    )


def _days_refusal(on: date, opens_on: date, closes_on: date) -> str | None:
    if closes_on < opens_on:
        return _("Sista svarsdagen ligger före öppningsdagen. Välj en senare sista svarsdag.")
    if closes_on < on:
        return _("Sista svarsdagen har redan varit. Välj en ny sista svarsdag, i dag eller senare.")
    return None


def _day(day: date) -> str:
    return date_format(day, "j F Y")
