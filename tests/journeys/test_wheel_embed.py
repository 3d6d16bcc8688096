"""The wheel on another site: one line, a policy that allows nothing else, and a page that tries to make it run its markup."""

import base64
import hashlib
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.journeys.site import Site
from tests.programmes import pictures
from tillsammans.wheel import embed

WIDTHS = (320, 390, 768, 1280)
HOSTILE = "<img src=x onerror='window.hacked=1'><script>window.hacked=1</script>"
NOTHING_RUN = (
    "document.querySelector('barnets-basta-hjulet').shadowRoot.querySelector('img, script') === null"
)
# A page that answers in the server's place: every text is markup.
SPOILT = """<script>
const own = window.fetch;
const spoil = (it) => {
  if (!it || typeof it !== "object") return it;
  if (Array.isArray(it)) return it.map(spoil);
  const kept = Object.fromEntries(Object.entries(it).map(([name, value]) => [name, spoil(value)]));
  return typeof it.text === "string" ? { ...kept, text: BAD } : kept;
};
window.fetch = async (...asked) => {
  const answer = await own(...asked), data = spoil(await answer.json());
  return { ok: true, json: async () => data };
};</script>"""
HEARD = """<script>window.heard = [];
for (const name of ["area-selected", "wheel-changed", "wheel-ready", "wheel-failed"])
  document.addEventListener(name, (event) => heard.push([name, event.detail]));</script>"""


@pytest.fixture(scope="module")
def host(site: Site) -> Iterator["Host"]:
    with Host(site) as started:
        yield started


class Host:
    """Another site, on another origin. `page(body)` is what it shows next."""

    def __init__(self, site: Site) -> None:
        self.site, self.body, self.policy = site, "", ""
        outer = self

        class Answers(BaseHTTPRequestHandler):
            timeout = 1  # seconds: a browser opens connections that it never asks anything on

            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                if outer.policy:
                    self.send_header("Content-Security-Policy", outer.policy)
                self.end_headers()
                self.wfile.write(f"<!doctype html><html lang=sv><title>Skola</title>{outer.body}".encode())

            def log_message(self, *_words: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
        self.server.daemon_threads = False  # so that closing waits for them, and no connection is left behind

    def __enter__(self) -> "Host":
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_problem: object) -> None:
        self.server.shutdown()
        self.server.server_close()

    def line(self, **attributes: str) -> str:
        """The line that the page Hjulet på din webbplats tells people to paste."""
        said = " ".join(f'{name}="{value}"' for name, value in attributes.items())
        source = f"{self.site.address}/embed/{embed.NEWEST}/{embed.NAME}"
        integrity = embed.fingerprint(embed.NEWEST)
        return (
            f'<script type="module" crossorigin src="{source}" integrity="{integrity}"></script>'
            f"<barnets-basta-hjulet {said}><a href='/'>Hjulet</a></barnets-basta-hjulet>"
        )

    def open(self, browser: Browser, body: str, *, policy: str = "", width: int = 1280) -> Page:
        self.body, self.policy = body, policy
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.goto(f"http://127.0.0.1:{self.server.server_port}/")
        return page


def element(page: Page) -> str:
    """Waits until the wheel is drawn. Without evaluating a text, which the page's own policy may forbid."""
    page.locator("barnets-basta-hjulet .sector").first.wait_for()
    return "barnets-basta-hjulet"


def test_a_page_that_allows_only_this_site_shows_the_wheel_and_hears_what_is_chosen(
    browser: Browser, host: Host
) -> None:
    own = host.site.address
    policy = f"default-src 'none'; script-src {own} 'sha256-{_hash(HEARD)}'; connect-src {own}"
    page = host.open(browser, HEARD + host.line(county="sjoland", mode="talk"), policy=policy)
    problems: list[str] = []
    page.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
    wheel = element(page)
    page.locator(f"{wheel} .sector").nth(1).click()
    page.locator(f"{wheel} .levels button").nth(2).click()
    page.locator(f"{wheel} textarea").fill("Magen")
    heard = page.evaluate("heard")
    assert [name for name, _detail in heard][:2] == ["wheel-ready", "area-selected"]
    assert heard[-1] == ["wheel-changed", {"areas": {"halsa": {"level": "hard", "words": "Magen"}}}]
    assert not problems
    page.locator(f"{wheel} .clear").click()
    assert page.evaluate("document.querySelector('barnets-basta-hjulet').value") == {"areas": {}}
    page.close()


def _hash(script: str) -> str:
    text = script.removeprefix("<script>").removesuffix("</script>")
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def test_arrow_keys_go_clockwise_and_enter_chooses_in_arabic_too(browser: Browser, host: Host) -> None:
    page = host.open(browser, HEARD + host.line(county="sjoland", lang="ar", mode="choose"))
    wheel = element(page)
    assert page.locator(f"{wheel} .frame").get_attribute("dir") == "rtl"
    page.locator(f"{wheel} .sector").first.focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft", "Enter"):
        page.keyboard.press(key)
    assert page.evaluate("heard.at(-1)[1].id") == "halsa"
    page.keyboard.press("Enter")
    assert page.evaluate("heard.at(-1)[1].id") == ""
    page.close()


def test_nothing_scrolls_sideways_and_the_list_says_the_same(browser: Browser, host: Host) -> None:
    page = host.open(browser, host.line(county="sjoland", mode="read", lang="kmr"))
    wheel = element(page)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    names = page.locator(f"{wheel} .areas button span:first-child").all_inner_texts()
    assert names == [
        page.locator(f"{wheel} .sector").nth(n).get_attribute("aria-label") for n in range(len(names))
    ]
    page.close()


def pictured(page: Page, address: str, *, status: int = 200) -> list[str]:
    """The county has a picture of its own, there; what the page asks for meanwhile."""
    alt, asked = {"text": "Länets hjul.", "lang": "sv"}, []
    artwork = {"address": address, "mediaType": "image/svg+xml", "width": 400, "height": 300, "alt": alt}
    page.on("request", lambda request: asked.append(request.url))

    def texts(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, json={**answer.json(), "artwork": artwork})

    page.route("**/api/v1/wheel/**", texts)
    page.route(
        "**/hjulet/bild/**",
        lambda route: route.fulfill(
            status=status, body=pictures.SVG if status == 200 else "", content_type="image/svg+xml"
        ),
    )
    page.reload()
    return asked


def test_the_county_s_own_picture_stands_beside_the_same_list_when_it_is_read(
    browser: Browser, host: Host
) -> None:
    own = host.site.address
    policy = f"default-src 'none'; script-src {own} 'sha256-{_hash(HEARD)}'; connect-src {own}; img-src {own}"
    page = host.open(browser, HEARD + host.line(county="sjoland", mode="read"), policy=policy)
    asked = pictured(page, "/hjulet/bild/7/")
    picture = page.locator("barnets-basta-hjulet img")
    picture.wait_for()
    assert picture.get_attribute("src") == f"{own}/hjulet/bild/7/"
    assert picture.get_attribute("alt") == "Länets hjul."
    page.wait_for_function(
        "document.querySelector('barnets-basta-hjulet').shadowRoot.querySelector('img').naturalWidth"
    )
    assert page.locator("barnets-basta-hjulet .sector").count() == 0
    page.locator("barnets-basta-hjulet .areas button").nth(1).click()
    assert page.evaluate("heard.at(-1)") == ["area-selected", {"id": "halsa", "name": "Hälsa"}]
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert all(url.startswith(own) or url.endswith(f":{host.server.server_port}/") for url in asked)
    page.locator("barnets-basta-hjulet").evaluate("wheel => wheel.setAttribute('mode', 'choose')")
    page.locator("barnets-basta-hjulet .sector").first.wait_for()
    assert picture.count() == 0, "there is nothing to press in it"
    page.close()


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/hjulet/bild/7/", 404),
        ("https://foreign.example/wheel.png", 200),
        ("javascript:hacked=1", 200),
        ("//x", 200),
    ],
)
def test_a_picture_that_is_not_to_be_had_gives_way_to_ours(
    browser: Browser, host: Host, address: str, status: int
) -> None:
    page = host.open(browser, HEARD + host.line(county="sjoland", mode="read"))
    asked = pictured(page, address, status=status)
    wheel = element(page)
    page.locator(f"{wheel} .sector").nth(1).click()
    assert page.evaluate("heard.at(-1)[1].id") == "halsa"
    assert page.locator(f"{wheel} img").count() == 0
    assert page.evaluate("window.hacked") is None
    assert not [
        url for url in asked if "foreign.example" in url or url.startswith(("http://x/", "https://x/"))
    ]
    page.close()


@pytest.mark.parametrize(
    "attributes",
    [
        {
            "county": "sjoland",
            "lang": HOSTILE.replace('"', ""),
            "audience": "__proto__",
            "mode": "constructor",
        },
        {"county": "../../../healthz", "lang": "sv"},
        {"county": "finns-inte", "lang": "sv"},
        {"county": "", "lang": "sv"},
    ],
)
def test_attributes_are_never_markup(browser: Browser, host: Host, attributes: dict[str, str]) -> None:
    page = host.open(browser, HEARD + host.line(**attributes))
    page.wait_for_function("heard.some(([name]) => name == 'wheel-ready' || name == 'wheel-failed')")
    assert page.evaluate("window.hacked") is None
    assert page.evaluate(NOTHING_RUN)
    page.close()


def test_texts_that_a_hostile_page_puts_in_stay_texts(browser: Browser, host: Host) -> None:
    """Every text that comes is markup, and nothing of it runs."""
    swap = SPOILT.replace("BAD", json.dumps(HOSTILE).replace("</", "<\\/"))
    page = host.open(browser, swap + HEARD + host.line(county="sjoland", mode="read"))
    wheel = element(page)
    page.locator(f"{wheel} .areas button").first.click()
    assert HOSTILE in page.locator(f"{wheel} .panel").inner_text()
    assert page.evaluate("window.hacked") is None
    assert page.evaluate(NOTHING_RUN)
    page.close()


def test_a_changed_script_is_not_run(browser: Browser, host: Host) -> None:
    wrong = host.line(county="sjoland").replace("sha384-", "sha384-A", 1)
    page = host.open(browser, wrong)
    page.wait_for_timeout(500)
    assert page.evaluate("customElements.get('barnets-basta-hjulet') === undefined")
    assert page.get_by_role("link", name="Hjulet").is_visible()
    page.close()
