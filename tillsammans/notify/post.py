"""From written words to the mail server: one connection for many mails, signed where the county has a key."""

import smtplib
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from enum import Enum
from typing import Any

import dkim
from django.conf import settings
from django.core import mail
from django.core.mail import EmailMultiAlternatives

from tillsammans.notify import bounces, letters, own_words
from tillsammans.notify.models import OutboxMessage

# RFC 8058 wants what ends a subscription to be signed; RFC 6376 (5.4.1) what a reader sees.
SIGNED = (
    "From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type", "List-Id", "List-Unsubscribe",
    "List-Unsubscribe-Post",
)  # fmt: skip
FOR_GOOD = 500  # RFC 5321, 4.2.1: trying again gives the same answer


class Fate(Enum):
    TAKEN = "taken"
    TRY_AGAIN = "try again"
    REFUSED = "refused"


@dataclass(frozen=True)
class Delivery:
    """problem: its kind, never its text (which may hold addresses). status: what the server said, as RFC 3463 writes it."""

    fate: Fate
    problem: str = ""
    status: str = ""


class Signed(EmailMultiAlternatives):
    """A mail with its signature before all else."""

    def message(self, **how: Any) -> Any:
        made = super().message(**how)
        if settings.DKIM_KEY:
            made["DKIM-Signature"] = _signature(made)
        return made


def _signature(made: Any) -> str:
    """In one line: the library that sends folds it between words, which "relaxed" allows."""
    whole = made.as_bytes(linesep="\r\n")
    line = dkim.sign(
        whole, settings.DKIM_SELECTOR.encode(), settings.DKIM_DOMAIN.encode(), settings.DKIM_KEY,
        canonicalize=(b"relaxed", b"relaxed"), include_headers=[name.encode() for name in SIGNED if name in made],
    )  # fmt: skip
    return " ".join(line.decode("ascii").partition(":")[2].split())


class Post:
    """The way to the mail server, opened at the first mail and kept while all goes well."""

    def __init__(self) -> None:
        self._kept = ExitStack()
        self._connection: Any = None
        self._own = own_words.begin()

    def deliver(self, message: OutboxMessage) -> Delivery:
        try:
            letter = letters.written(message, self._own)
            self._send(message, letter)
        except (smtplib.SMTPException, OSError, LookupError, ValueError, dkim.DKIMException) as problem:
            self.close()
            fate = Fate.REFUSED if _is_for_good(problem) else Fate.TRY_AGAIN
            return Delivery(fate, type(problem).__name__, _status(problem))
        return Delivery(Fate.TAKEN)

    def _send(self, message: OutboxMessage, letter: letters.Letter) -> None:
        if self._connection is None:
            self._connection = self._kept.enter_context(mail.get_connection())
        made = Signed(
            subject=letter.subject,
            body=letter.body,
            from_email=bounces.return_address(settings.BOUNCE_ADDRESS, message.message_id)
            or settings.DEFAULT_FROM_EMAIL,
            to=[message.to],
            headers={
                "From": settings.DEFAULT_FROM_EMAIL,
                "Message-ID": message.message_id,
                "Auto-Submitted": "auto-generated",
                **letter.headers,
            },
            connection=self._connection,
        )
        if letter.html:
            made.attach_alternative(letter.html, "text/html")
        made.send()

    def close(self) -> None:
        """A server that has gone may fail here too; the mail that was sent is none the worse."""
        self._connection = None
        with suppress(smtplib.SMTPException, OSError):
            self._kept.close()


def _status(problem: Exception) -> str:
    """The server's own (RFC 2034) where it gives one, else what its three figures come to; "4.4.7" for what never came."""
    text: bytes | str
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        code, text = next(iter(problem.recipients.values()))
    elif isinstance(problem, smtplib.SMTPResponseException):
        code, text = problem.smtp_code, problem.smtp_error
    else:
        return bounces.NEVER_CAME
    return bounces.status_in(text) or f"{code // 100}.0.0"


def _is_for_good(problem: Exception) -> bool:
    """Whether the receiver's server has said no for good. What it says of our own address is ours to mend, and tried again."""
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        return all(code >= FOR_GOOD for code, _text in problem.recipients.values())
    return isinstance(problem, smtplib.SMTPDataError) and problem.smtp_code >= FOR_GOOD
