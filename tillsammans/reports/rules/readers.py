"""Readers of the newsletter: how long a request waits for its confirmation, how often it may be made, and when letters that do
not arrive end a subscription."""

from collections.abc import Sequence
from datetime import datetime, timedelta

CONFIRM_WITHIN = timedelta(days=7)  # then the address is removed
ENDED_KEPT = timedelta(days=400)  # the row without its address: as long as the links in letters answer
LINK_LASTS, LINK_LEFT = timedelta(days=400), timedelta(days=90)
ASKED_A_DAY = 3  # mails to one address because somebody wrote it in the form
ASKED_AN_HOUR = 300  # mails for a whole county, whoever asks
TRIES, TRIES_SECONDS = 10, 3600  # of one caller
MISSED = 3  # letters in a row that did not arrive
# RFC 3463: the address or its domain is no more, or the mailbox is closed
NO_SUCH_ADDRESS = ("5.1.", "5.2.1")


def tidied(email: str) -> str:
    return email.strip().lower()


def may_be_asked(asked_at: datetime | None, times: int, at: datetime) -> bool:
    """Whether one more mail may go to an address that was asked so many times since `asked_at`."""
    return asked_at is None or asked_at <= at - timedelta(days=1) or times < ASKED_A_DAY


def is_for_good(status: str) -> bool:
    """Whether a refusal says that there is nobody at the address, so that the very first one ends the letters."""
    return status.startswith(NO_SUCH_ADDRESS)


def has_missed_enough(arrived: Sequence[bool]) -> bool:
    """arrived: of the latest letters, the newest first. Anything else than a missing address ends after three in a row."""
    return len(arrived) >= MISSED and not any(arrived[:MISSED])
