"""Templates of mails. A package above registers what its mails need, so that `notify` knows nothing of the product."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Fill = Callable[[Mapping[str, Any]], Mapping[str, Any]]


@dataclass(frozen=True)
class MailKind:
    """template: `<template>.subject.txt` and `<template>.txt`. fill: the queued context → the template's words and links."""

    template: str
    fill: Fill


_KINDS: dict[str, MailKind] = {}


def register(template: str, fill: Fill) -> None:
    _KINDS[template] = MailKind(template, fill)


def kind_of(template: str) -> MailKind:
    """Raises KeyError for a template that nobody registered."""
    return _KINDS[template]
