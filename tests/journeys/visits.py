"""People in front of the site: each with a browser profile of their own, signed in or not, and all that went wrong."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Request

from tests.journeys.site import Site

PASSWORD = "sjoland-demo-2026"
PHONE, DESK = (390, 844), (1440, 900)
NOBODY = ""
PATIENCE = 10_000  # milliseconds: a page that has not come by then will not


@dataclass
class Visit:
    """A page and what its visitor's browser complained of: script errors, policy reports, other origins."""

    page: Page
    site: Site
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda problem: self.complaints.append(f"script: {problem}"))
        self.page.on("request", self._asked)

    def _heard(self, message: ConsoleMessage) -> None:
        """A page that says 400, 404 or 409 is told of in the console too; that is what such a page is for."""
        own_status = message.text.startswith(
            "Failed to load resource: the server responded with a status of 4"
        )
        if message.type == "error" and not own_status:
            self.complaints.append(f"console: {message.text}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.site.address, "data:", "blob:")):
            self.complaints.append(f"asked {urlsplit(request.url).netloc}")

    def open(self, path: str) -> int:
        """Go there; the status of the answer."""
        answer = self.page.goto(self.site.at(path), wait_until="load")
        assert answer is not None
        return answer.status

    def press(self, name: str, *, role: Any = "button", exact: bool = True) -> None:
        self.page.get_by_role(role, name=name, exact=exact).first.click()

    def follow(self, what: Locator) -> None:
        """Press what leads to another page, and wait for that page."""
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            what.click()

    def whole(self) -> None:
        """Wait for the end of the page: a press that leads on is over when the next page has begun to come."""
        self.page.wait_for_load_state("domcontentloaded")

    @property
    def path(self) -> str:
        self.whole()
        parts = urlsplit(self.page.url)
        return parts.path

    def heading(self) -> str:
        self.whole()
        return self.page.locator("h1").inner_text()

    def sees(self, text: str) -> bool:
        self.whole()
        return text in self.page.locator("main").inner_text()


class Visitors:
    """A profile for each e-mail address, signed in once."""

    def __init__(self, browser: Browser, site: Site) -> None:
        self._browser, self._site = browser, site
        self._profiles: dict[str, BrowserContext] = {}
        self._visits: dict[str, Visit] = {}

    def visit(self, email: str = NOBODY, *, size: tuple[int, int] = DESK) -> Visit:
        """The person's one page, in a window of that size."""
        if email not in self._visits:
            self._visits[email] = Visit(self.profile(email).new_page(), self._site)
        visit = self._visits[email]
        visit.page.set_viewport_size({"width": size[0], "height": size[1]})
        return visit

    def profile(self, email: str) -> BrowserContext:
        if email not in self._profiles:
            self._profiles[email] = self._new()
            if email:
                self._sign_in(email)
        return self._profiles[email]

    def _new(self, **options: Any) -> BrowserContext:
        profile = self._browser.new_context(locale="sv-SE", timezone_id="Europe/Stockholm", **options)
        profile.set_default_timeout(PATIENCE)
        return profile

    def stranger(self, *, size: tuple[int, int] = PHONE, **options: Any) -> Visit:
        """Somebody new, without a cookie, as when a link is opened on a phone. options: as for a browser context."""
        name = f"stranger {len(self._profiles)}"
        window = {"width": size[0], "height": size[1]}
        self._profiles[name] = self._new(viewport=window, **options)
        return Visit(self._profiles[name].new_page(), self._site)

    def _sign_in(self, email: str) -> None:
        page = self._profiles[email].new_page()
        page.goto(self._site.at("/konto/logga-in/"))
        self.sign_in(page, email)
        page.close()

    @staticmethod
    def sign_in(page: Page, email: str) -> None:
        """Fill in the sign-in page that is open, and wait for what comes after it."""
        page.locator("input[name=login]").fill(email)
        page.locator("input[name=password]").fill(PASSWORD)
        page.locator("main button[type=submit], main form button").first.click()
        page.wait_for_url("**/arbetsyta/**")

    def leave(self) -> None:
        for profile in self._profiles.values():
            profile.close()
