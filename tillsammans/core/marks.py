"""Marks on views. Sign-in is the default for every address; an open page says so itself."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponseBase

View = Callable[..., HttpResponseBase]


def open_to_all(view: View) -> View:
    """The page needs no sign-in."""
    view.open_to_all = True  # type: ignore[attr-defined]
    return view


def open_to_grant(purpose: str) -> Callable[[View], View]:
    """The page is reached by a personal link: its first argument from the address is `token`."""

    def mark(view: View) -> View:
        view.grant_purpose = purpose  # type: ignore[attr-defined]
        return view

    return mark


def is_open(view: Any) -> bool:
    return bool(getattr(view, "open_to_all", False))


def grant_purpose(view: Any) -> str | None:
    return getattr(view, "grant_purpose", None)
