"""What a page costs to fetch (decision 20), counted by the browser itself: bytes on the wire, headers and all."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from tests.journeys.kinds import LEADER
from tests.journeys.visits import Visit, Visitors

DATABASE = "pages.sqlite3"
KB = 1000
FIRST_VIEW, FIRST_REQUESTS, FIRST_WITHOUT_FONTS = 60 * KB, 8, 30 * KB
LATER_VIEW, REPORT_FORM, COUNTY_PICTURE = 12 * KB, 25 * KB, 60 * KB


@dataclass
class Weight:
    """Bytes by kind of resource ("Document", "Stylesheet", "Font" …) since the last `begin`, and the number of requests."""

    page: Page
    bytes: dict[str, float] = field(default_factory=dict)
    requests: int = 0
    _kinds: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        line = self.page.context.new_cdp_session(self.page)
        line.send("Network.enable")
        line.on(
            "Network.responseReceived", lambda event: self._kinds.update({event["requestId"]: event["type"]})
        )
        line.on("Network.loadingFinished", self._finished)
        line.on(
            "Network.requestServedFromCache", lambda event: self._kinds.update({event["requestId"]: "cache"})
        )

    def _finished(self, event: dict[str, Any]) -> None:
        if event["encodedDataLength"] == 0:
            return
        kind = self._kinds.get(event["requestId"], "Other")
        self.bytes[kind] = self.bytes.get(kind, 0) + event["encodedDataLength"]
        self.requests += 1

    def of(self, visit: Visit, path: str) -> "Weight":
        """Go there and weigh it, fonts and what scripts fetch included."""
        self.bytes, self.requests = {}, 0
        assert visit.open(path) == 200
        self.page.wait_for_load_state("networkidle")
        print(f"\n{path.partition('?')[0][:60]}: {self}")
        return self

    @property
    def all(self) -> float:
        return sum(self.bytes.values())

    @property
    def without_fonts(self) -> float:
        return self.all - self.bytes.get("Font", 0)

    def __str__(self) -> str:
        parts = ", ".join(f"{kind} {size / KB:.1f}" for kind, size in sorted(self.bytes.items()))
        return f"{self.all / KB:.1f} kB in {self.requests} requests ({parts})"


def test_a_first_view_of_the_open_pages_and_the_later_ones(visitors: Visitors) -> None:
    visit = visitors.stranger(size=(390, 844))
    weight = Weight(visit.page)
    weight.of(visit, reverse("portal:start"))
    assert (weight.all <= FIRST_VIEW, weight.requests <= FIRST_REQUESTS) == (True, True), str(weight)
    assert weight.without_fonts <= FIRST_WITHOUT_FONTS, str(weight)
    heavy = [
        f"{name}: {weight}"
        for name in (
            "portal:about",
            "programmes:public",
            "portal:privacy",
            "portal:accessibility",
            "account_login",
        )
        if weight.of(visit, reverse(name)).all > LATER_VIEW
    ]
    assert not heavy


@pytest.mark.parametrize("language", ["ar", "kmr"])
def test_a_first_view_in_a_language_with_letters_of_its_own(visitors: Visitors, language: str) -> None:
    """Arabic has a font of its own, Kurmanji one more file of each Latin one; no other page fetches either."""
    visit = visitors.stranger(size=(390, 844))
    weight = Weight(visit.page).of(visit, f"/{language}/")
    assert (weight.all <= FIRST_VIEW, weight.requests <= FIRST_REQUESTS) == (True, True), str(weight)


def test_no_page_fetches_arabic_letters_for_the_language_menu(visitors: Visitors) -> None:
    visit = visitors.stranger(size=(390, 844))
    fetched: list[str] = []
    visit.page.on("request", lambda request: fetched.append(request.url))
    for path in ("/", "/fi/", "/hjulet/"):
        visit.open(path)
        visit.page.locator("header summary").first.click()
        visit.page.wait_for_load_state("networkidle")
    assert not [url for url in fetched if "arabic" in url]


def test_the_report_opened_on_a_phone_for_the_first_time(
    visitors: Visitors, words: dict[str, dict[str, Any]]
) -> None:
    visit = visitors.stranger(size=(390, 844))
    weight = Weight(visit.page).of(
        visit, reverse("followup:report_link_question", kwargs=words["link_question"])
    )
    assert weight.without_fonts <= REPORT_FORM, str(weight)


def test_the_countys_picture(visitors: Visitors) -> None:
    visit = visitors.visit(LEADER)
    line = visit.page.context.new_cdp_session(visit.page)
    line.send("Network.clearBrowserCache")
    weight = Weight(visit.page).of(visit, reverse("followup:county"))
    assert weight.all <= COUNTY_PICTURE, str(weight)
