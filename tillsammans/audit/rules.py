"""The hash chain: each event's hash covers its own content and the hash before it."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

FIELDS = (
    "number",
    "at",
    "action",
    "target_kind",
    "target_id",
    "county_id",
    "user_id",
    "grant_id",
    "origin",
    "detail",
)


def event_hash(previous_hash: str, event: Mapping[str, Any]) -> str:
    """SHA-256 over the previous hash and the event's fields in a fixed order, as canonical JSON."""
    values = [_plain(event[name]) for name in FIELDS]
    body = json.dumps(values, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(f"{previous_hash}\n{body}".encode()).hexdigest()


def _plain(value: Any) -> Any:
    return value.astimezone(UTC).isoformat(timespec="microseconds") if isinstance(value, datetime) else value


@dataclass(frozen=True)
class Verdict:
    """count: events read. broken_at: number of the first event that does not hold, None if all do. why: one sentence."""

    count: int
    last_hash: str
    broken_at: int | None = None
    why: str = ""


def verify(events: Iterable[Mapping[str, Any]]) -> Verdict:
    """Walk the chain in order of number. Finds a changed, removed, inserted or reordered event.

    A tail that was cut off is found only against a head kept outside: compare `count` and `last_hash` with it.
    """
    previous, count = "", 0
    for event in events:
        if event["number"] != count + 1:
            return Verdict(count, previous, count + 1, f"event {count + 1} is missing")
        if event["previous_hash"] != previous:
            return Verdict(count, previous, count + 1, "the event before it is another than it was")
        if event["hash"] != event_hash(previous, event):
            return Verdict(count, previous, count + 1, "its content was changed")
        previous, count = event["hash"], count + 1
    return Verdict(count, previous)
