"""Two ways to one report: signed in, or by the unit's personal link. The pages beneath are the same."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpResponseBase
from django.urls import reverse

from tillsammans.access.actor import Actor
from tillsammans.access.web import Request
from tillsammans.core.marks import open_to_grant
from tillsammans.followup.policies import SELF_REPORT
from tillsammans.followup.queries import reports

Page = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Door:
    """Which report, who has come, and how. token: empty when signed in."""

    by: Actor
    request_id: int
    token: str = ""

    def to(self, page: str = "", **more: Any) -> str:
        """The address of another page of the same report, through the same door. page: "question", "last" …"""
        name = "report_link" if self.token else "report"
        own = {"token": self.token} if self.token else {"request_id": self.request_id}
        return reverse(f"followup:{name}{'_' if page else ''}{page}", kwargs={**own, **more})


def signed_in(page: Page) -> Page:
    @wraps(page)
    def view(request: Request, request_id: int, **more: Any) -> HttpResponseBase:
        return page(request, Door(request.actor, request_id), **more)

    return view


def by_link(page: Page) -> Page:
    @wraps(page)
    def view(request: Request, token: str, **more: Any) -> HttpResponseBase:
        by = request.actor
        return page(request, Door(by, reports.request_of_link(by), token), **more)

    return open_to_grant(SELF_REPORT)(view)
