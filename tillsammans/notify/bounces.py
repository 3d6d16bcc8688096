"""Mail that comes back: the return address that is a letter's own, and reading what a mail server says of it (RFC 3464).

No database here. What is read comes from outside: nothing of it is believed but a sign that only the letter had, and a status.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message

NEVER_CAME = "4.4.7"  # RFC 3463: too old before anybody took it
LONGEST = 2_000_000  # bytes; a server may send the whole letter back
MOST_PARTS, MOST_DEPTH = 60, 6
_MESSAGE_ID = re.compile(r"<([0-9a-f]{32})@[^<>@\s]+>")
_OWN_ADDRESS = re.compile(r"([^\s<>@+,;:]{1,64})\+([0-9a-f]{32})@([^\s<>@,;]{1,253})")
_STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
_TO = ("To", "Delivered-To", "X-Original-To", "Envelope-To", "Resent-To")


@dataclass(frozen=True)
class Bounce:
    """sign: the random part of the letter's Message-ID, 128 bits that nobody else has seen. status: as RFC 3463 writes it."""

    sign: str
    status: str


def return_address(base: str, message_id: str) -> str:
    """ "studs@lan.example" → "studs+<sign>@lan.example": a letter's own. "": mail comes back to no address of its own."""
    name, at, domain = base.partition("@")
    found = _MESSAGE_ID.fullmatch(message_id)
    return f"{name}+{found[1]}@{domain}" if at and found else ""


def status_in(text: bytes | str) -> str:
    """The first status in a server's answer; "": none."""
    words = text.decode("ascii", "replace") if isinstance(text, bytes) else text
    found = _STATUS.search(words)
    return found[1] if found else ""


def read(raw: bytes, base: str = "") -> Bounce | None:
    """What a server says has not arrived, for good or for now. None for all else: an answer, a delay that goes on, a holiday.

    base: the address that returned mail comes to, as in the settings.
    """
    whole = message_from_bytes(raw[:LONGEST])
    parts = list(_parts(whole))
    status = next((found for part in parts if (found := _failed(part))), "")
    sign = _sign_of_address(whole, base) or _sign_of_letter(parts)
    return Bounce(sign, status) if sign and status else None


def _parts(whole: Message, depth: int = 0) -> Iterator[Message]:
    yield whole
    payload = whole.get_payload()
    if isinstance(payload, list) and depth < MOST_DEPTH:
        for part in (one for one in payload[:MOST_PARTS] if isinstance(one, Message)):
            yield from _parts(part, depth + 1)


def _failed(part: Message) -> str:
    """The status of the first receiver that this delivery status says has failed; "" for another part and another action."""
    if part.get_content_type() != "message/delivery-status":
        return ""
    payload = part.get_payload()
    for fields in payload[:MOST_PARTS] if isinstance(payload, list) else ():
        if not isinstance(fields, Message):
            continue
        if str(fields.get("Action", "")).strip().lower() == "failed":
            return status_in(str(fields.get("Status", ""))) or "5.0.0"
    return ""


def _sign_of_address(whole: Message, base: str) -> str:
    name, at, domain = base.lower().partition("@")
    written = " ".join(
        str(value) for header in _TO for value in whole.get_all(header, [])[:MOST_PARTS]
    ).lower()
    for before, sign, after in _OWN_ADDRESS.findall(written) if at else ():
        if (before, after) == (name, domain):
            return str(sign)
    return ""


def _sign_of_letter(parts: list[Message]) -> str:
    """Of the letter that was sent back, whole or its headers alone; never of the report's own headers."""
    for part in parts[1:]:
        kind = part.get_content_type()
        if kind == "text/rfc822-headers":
            text = part.get_payload(decode=True) or b""
            inner = message_from_bytes(text if isinstance(text, bytes) else b"")
        elif kind == "message/rfc822" and isinstance(part.get_payload(), list):
            inner = part.get_payload(0)  # type: ignore[assignment]
        else:
            continue
        if found := _MESSAGE_ID.fullmatch(str(inner.get("Message-ID", "")).strip()):
            return found[1]
    return ""
