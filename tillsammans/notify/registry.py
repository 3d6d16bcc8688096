"""Templates of mails. A package above registers what its mails need, so that `notify` knows nothing of the product."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

Fill = Callable[[Mapping[str, Any]], Mapping[str, Any]]
# The words of the template → the list's name, and the link that ends it.
Listed = Callable[[Mapping[str, Any]], tuple[str, str]]
Taken = Callable[[Mapping[str, Any], datetime], None]  # the queued context, and when
Refused = Callable[[Mapping[str, Any], datetime, str], None]  # and the status, as RFC 3463 writes it


@dataclass(frozen=True)
class MailKind:
    """template: `<template>.subject.txt` and `<template>.txt`. fill: the queued context → the template's words and links.

    taken, refused: told, in the same transaction, when the receiver's server has taken the mail, and when it does not arrive:
    said at the door, given up, or come back later. html: there is a `<template>.html` beside the text. listed: of letters that
    come again and again, what `rules.list_headers` wants.
    """

    template: str
    fill: Fill
    listed: Listed | None = None
    taken: Taken | None = None
    refused: Refused | None = None
    html: bool = False


_KINDS: dict[str, MailKind] = {}


def register(
    template: str,
    fill: Fill,
    *,
    listed: Listed | None = None,
    taken: Taken | None = None,
    refused: Refused | None = None,
    html: bool = False,
) -> None:
    _KINDS[template] = MailKind(template, fill, listed, taken, refused, html)


def kind_of(template: str) -> MailKind:
    """Raises KeyError for a template that nobody registered."""
    return _KINDS[template]
