"""Marks on views. Sign-in is the default for every address; an open page says so itself."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase

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


def stands_elsewhere(view: View) -> View:
    """A published page that may stand in a frame on the sites that the county has allowed, such as a tab in Teams."""
    view.stands_elsewhere = True  # type: ignore[attr-defined]
    return view


def shown_for(request: HttpRequest, county_id: int) -> None:
    """Whose page it is, where the address does not name the county: that county's allowed sites show it in a frame."""
    request.shown_for = county_id  # type: ignore[attr-defined]


def county_shown_for(request: HttpRequest) -> int | None:
    return getattr(request, "shown_for", None)


def may_stand_elsewhere(view: Any) -> bool:
    return bool(getattr(view, "stands_elsewhere", False))


def ended_by_mail(view: View) -> View:
    """A mail program ends a subscription by a POST to the letter's own link, without a page or a cookie (RFC 8058).

    The link itself is what nobody else can know, so the form token has nothing to add. Only beneath `open_to_grant`.
    """
    view.csrf_exempt = True  # type: ignore[attr-defined]
    view.ended_by_mail = True  # type: ignore[attr-defined]
    return view


def is_open(view: Any) -> bool:
    return bool(getattr(view, "open_to_all", False))


def grant_purpose(view: Any) -> str | None:
    return getattr(view, "grant_purpose", None)


def is_ended_by_mail(view: Any) -> bool:
    return bool(getattr(view, "ended_by_mail", False))
