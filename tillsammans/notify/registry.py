"""Templates of mails. A package above registers what its mails need, so that `notify` knows nothing of the product."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Fill = Callable[[Mapping[str, Any]], Mapping[str, Any]]
Listed = Callable[
    [Mapping[str, Any]], tuple[str, str]
]  # the words of the template → (the list's name, the link that ends it)


@dataclass(frozen=True)
class MailKind:
    """template: `<template>.subject.txt` and `<template>.txt`. fill: the queued context → the template's words and links.

    listed: of letters that come again and again, what `rules.list_headers` wants: the list's name and the link that ends it.
    """

    template: str
    fill: Fill
    listed: Listed | None = None


_KINDS: dict[str, MailKind] = {}


def register(template: str, fill: Fill, *, listed: Listed | None = None) -> None:
    _KINDS[template] = MailKind(template, fill, listed)


def kind_of(template: str) -> MailKind:
    """Raises KeyError for a template that nobody registered."""
    return _KINDS[template]
