"""What holds for every page, whatever it is about: tried in the browser, at three widths."""

from functools import cache
from pathlib import Path
from typing import Any

from tests.journeys.visits import Visit

AXE = Path(__file__).parent.parent / "vendor" / "axe.min.js"
WIDTHS = (390, 1440)  # of the axe check; 320 is 1280 at 400 % zoom, tried for sideways scrolling
NARROWEST = 320
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
RUN = """async (tags) => (await axe.run(document, {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]}))
  .violations.map((one) => `${one.id}: ${one.help} (${one.nodes.slice(0, 3).map((node) => node.target).join(" | ")})`)"""
SHAPE = """() => ({
  lang: document.documentElement.lang, title: document.title,
  headings: document.querySelectorAll("h1").length, mains: document.querySelectorAll("main").length,
  banners: document.querySelectorAll("body > header").length, hidden: !!document.querySelector("h1")?.closest("[hidden]"),
})"""
# What sticks out, when anything does: the elements that reach beyond the window and are not scrolled in a box of their own.
SIDEWAYS = """() => {
  const wide = document.documentElement.scrollWidth, window_ = document.documentElement.clientWidth;
  if (wide <= window_) return "";
  const out = [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > window_ + 1);
  return `${wide} > ${window_}: ` + out.slice(-3).map((one) => `${one.tagName}.${one.className}`).join(", ");
}"""


@cache
def axe_source() -> str:
    return AXE.read_text(encoding="utf-8")


def faults(visit: Visit, *, language: str = "sv", widths: tuple[int, ...] = WIDTHS) -> list[str]:
    """Everything that is wrong with the page that the visitor has open; an empty list: nothing."""
    page, found = visit.page, list(visit.complaints)
    visit.complaints.clear()
    found += _shape(page.evaluate(SHAPE), language)
    page.evaluate(axe_source())  # a script element would be stopped by the page's own policy
    for width in (*widths, NARROWEST):
        page.set_viewport_size({"width": width, "height": 900})
        if out := page.evaluate(SIDEWAYS):
            found.append(f"scrolls sideways at {width} px: {out}")
        if width in widths:
            found += [f"axe at {width} px: {one}" for one in page.evaluate(RUN, TAGS)]
    return found + visit.complaints


def _shape(page: dict[str, Any], language: str) -> list[str]:
    found = []
    if page["headings"] != 1:
        found.append(f"{page['headings']} h1")
    if page["mains"] != 1 or page["banners"] != 1:
        found.append(f"{page['mains']} main and {page['banners']} header")
    if page["lang"] != language:
        found.append(f"lang {page['lang']!r}")
    title = page["title"]
    if not title.endswith(" – Tillsammans") or title.startswith(" –"):
        found.append(f"title {title!r}")
    return found
