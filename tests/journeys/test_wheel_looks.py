"""The wheel as it is really drawn: names that have room in every language and window, no violations, and what it weighs."""

import json
import re
import urllib.request
from typing import Any

import pytest

from tests.journeys import wheel_talk as talk
from tests.journeys.looks import faults
from tests.journeys.site import Site
from tests.journeys.test_weights import KB, Weight
from tests.journeys.visits import Visitors

LANGUAGES = ("sv", "en", "fi", "so", "ar", "kmr")
WIDTHS = (320, 390, 768, 1280, 2560)
FIRST_VISIT, SCRIPT, IN_THE_BACKGROUND = 90 * KB, 30 * KB, 250 * KB
PAGES = {
    "intro": "/hjulet/",
    "area": "/hjulet/omrade/halsa/",
    "use": "/hjulet/barn/",
    "small": "/hjulet/liten/",
}
# Names that are seen: boxes that overlap each other, the rim, or the edge of the window.
CROWDED = """async () => {
  await document.fonts.ready;
  const wide = document.documentElement.clientWidth, found = [], boxes = [];
  for (const wheel of document.querySelectorAll(".wheel")) {
    const box = wheel.getBoundingClientRect(), middle = [box.x + box.width / 2, box.y + box.height / 2], unit = box.width / 800;
    for (const line of wheel.querySelectorAll("text.name tspan[x], text.title tspan[x]")) {
      const text = line.textContent, outside = line.closest(".name") !== null;
      if (!line.closest("text").getClientRects().length) continue;
      const size = parseFloat(getComputedStyle(line).fontSize), length = line.getComputedTextLength();
      const anchor = getComputedStyle(line).textAnchor, x = Number(line.getAttribute("x")), y = Number(line.getAttribute("y"));
      const left = x - {start: 0, middle: length / 2, end: length}[anchor], area = line.closest(".sector").dataset.area;
      const one = {text, area, wheel, left, right: left + length, top: y - size * 0.42, bottom: y + size * 0.42};
      const near = Math.hypot(Math.max(one.left, -one.right, 0), Math.max(one.top, -one.bottom, 0));
      const far = Math.max(...[one.left, one.right].flatMap((a) => [one.top, one.bottom].map((b) => Math.hypot(a, b))));
      if (outside && near < 392) found.push(`${text} touches the rim`);
      if (!outside && (near < 196 || far > 392)) found.push(`${text} leaves its band`);
      if (middle[0] + one.left * unit < 0 || middle[0] + one.right * unit > wide) found.push(`${text} leaves the window`);
      for (const other of boxes)
        if (other.wheel === wheel && Math.max(one.left, other.left) < Math.min(one.right, other.right)
            && Math.max(one.top, other.top) < Math.min(one.bottom, other.bottom))
          found.push(`${text} meets ${other.text}`);
      boxes.push(one);
    }
  }
  return {found, seen: boxes.length};
}"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_have_room_in_every_window(visitors: Visitors, language: str) -> None:
    """At every width, of a poster and of a wheel in use; names are hidden rather than crowded."""
    visit = visitors.visit()
    crowded: dict[str, Any] = {}
    for name in ("intro", "area", "use"):
        assert visit.open(_in(language, PAGES[name])) == 200
        for width in WIDTHS:
            visit.page.set_viewport_size({"width": width, "height": 900})
            seen = visit.page.evaluate(CROWDED)
            if seen["found"] or (not seen["seen"] and (name != "use" or width > 1000)):
                crowded[f"{name} at {width}"] = seen
    assert not crowded


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_accessible_in_every_language(visitors: Visitors, language: str, name: str) -> None:
    visit = visitors.visit()
    visit.complaints.clear()
    assert visit.open(_in(language, PAGES[name])) == 200
    assert not (wrong := faults(visit, language=language, widths=(390,))), "\n".join(wrong)


@pytest.mark.parametrize("path", ["/hjulet/barn/", "/hjulet/liten/", "/hjulet/yrkesverksam/"])
def test_what_opens_on_the_page_is_accessible_too(visitors: Visitors, path: str) -> None:
    """An answer, emoji, paper, longer texts; then the help, and the question before a link away."""
    visit = visitors.visit()
    visit.complaints.clear()
    visit.open(path)
    page = visit.page
    talk.level(page, "trygghet", "hard")
    for fold in talk.turn(page, "trygghet").locator("details > summary").all():
        fold.click()
    assert not (wrong := faults(visit, widths=(390,))), "\n".join(wrong)
    page.locator("[popovertarget='hjalp-nu']").first.click()
    assert page.locator("#hjalp-nu a[href='tel:116111']").is_visible()
    assert not (wrong := faults(visit, widths=(390,))), "\n".join(wrong)
    page.keyboard.press("Escape")
    page.locator(".brand").click()
    assert not (wrong := faults(visit, widths=(390,))), "\n".join(wrong)


def test_a_whole_wheel_prints_on_one_page(visitors: Visitors) -> None:
    """Every area answered, in words and with a drawing: still one sheet, with the names round the wheel."""
    page = visitors.visit().page
    visitors.visit().open("/hjulet/barn/")
    for index, area in enumerate(talk.AREAS):
        talk.tap(page, area)
        talk.level(page, area, ("works", "soso", "hard", "dontknow")[index % 4])
        talk.write(page, area, "Jag vill att det ska vara lite lugnare på rasterna.")
        talk.draw(page, area)
    printed = page.pdf(prefer_css_page_size=True, print_background=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
    page.emulate_media(media="print")
    assert page.locator(".wheel--talk .name:visible").count() == len(talk.AREAS)
    page.emulate_media(media="screen")


@pytest.mark.parametrize("language", ["sv", "ar", "kmr"])
def test_a_first_visit_weighs_little_and_the_rest_comes_later(visitors: Visitors, language: str) -> None:
    """The page and what it needs until it can be used; what the worker fetches afterwards: test_the_worker_fetches_little."""
    visit = visitors.stranger(service_workers="block")
    light = Weight(visit.page).of(visit, _in(language, "/hjulet/barn/"))
    assert light.all <= FIRST_VISIT, str(light)
    assert light.bytes.get("Script", 0) <= SCRIPT, str(light)


@pytest.mark.parametrize("language", ["sv", "ar"])
def test_the_worker_fetches_little(visitors: Visitors, site: Site, language: str) -> None:
    """All that it keeps for a visit without a network, compressed as the server sends it."""
    visit = visitors.stranger(service_workers="block")
    script = visit.page.request.get(site.at(_in(language, "/hjulet/sw.js"))).text()
    kept = json.loads(script.partition("const KEEP = ")[2].partition(";\n")[0])
    sizes = {path: _weight(site.at(path)) for path in kept}
    print(
        f"\n{language}: {sum(sizes.values()) / KB:.1f} kB",
        {path: round(size / KB, 1) for path, size in sizes.items()},
    )
    assert sum(sizes.values()) <= FIRST_VISIT + IN_THE_BACKGROUND


def _weight(address: str) -> int:
    """Bytes of the body as it is sent to a browser that takes gzip."""
    asked = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(asked, timeout=20) as answer:
        return len(answer.read())


def _in(language: str, path: str) -> str:
    return path if language == "sv" else f"/{language}{path}"
