"""The wheel in use, in the hands of a test: whatever the language, things are found by what they are, not by their words."""

from typing import Any

from playwright.sync_api import Locator, Page

AREAS = ("trygghet", "halsa", "larande", "omsorg", "fritid", "acceptans", "samspel", "stod")


def sector(page: Page, area: str) -> Locator:
    return page.locator(f".wheel--talk .sector[data-area='{area}']")


def tap(page: Page, area: str) -> None:
    """A finger on the middle of the area's icon: its own part of the rim."""
    page.locator(".wheel--talk").evaluate(
        "(one) => one.scrollIntoView({block: 'center', behavior: 'instant'})"
    )
    box = sector(page, area).locator(".sign").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def turn(page: Page, area: str) -> Locator:
    return page.locator(f"[data-turn='{area}']")


def level(page: Page, area: str, name: str) -> None:
    turn(page, area).locator(f".levels label:has(input[value='{name}'])").click()


def point(page: Page, area: str, picture: str) -> None:
    """A finger on one of the pictures by the question; once more takes it back."""
    turn(page, area).locator(f"[data-picture='{picture}']").click()


def write(page: Page, area: str, words: str) -> None:
    field = turn(page, area).locator("textarea")
    if not field.is_visible():
        turn(page, area).locator("details.words > summary").click()
    field.fill(words)


def emoji(page: Page, area: str, sign: str) -> None:
    box = turn(page, area).locator("[data-emoji]")
    if box.get_attribute("open") is None:
        box.locator("summary").click()
    box.locator(f"label:has(input[value='{sign}'])").click()


def draw(page: Page, area: str) -> None:
    """A slanting line across the paper."""
    pad = turn(page, area).locator("[data-pad]")
    if pad.get_attribute("open") is None:
        pad.locator("summary").click()
    paper = pad.locator(".pad__ink")
    paper.scroll_into_view_if_needed()
    box = paper.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    for step in range(1, 6):
        page.mouse.move(box["x"] + 20 + step * box["width"] / 8, box["y"] + 20 + step * box["height"] / 8)
    page.mouse.up()


def onwards(page: Page, area: str) -> None:
    turn(page, area).locator("[data-next]").click()


def shown(page: Page) -> list[str]:
    """The areas whose questions are seen."""
    found: list[str] = page.evaluate(
        "[...document.querySelectorAll('[data-turn]')].filter((one) => !one.hidden).map((one) => one.dataset.turn)"
    )
    return found


def said(page: Page, area: str) -> dict[str, Any]:
    """What the list says of an area."""
    found: dict[str, Any] = page.locator(f"[data-said='{area}']").evaluate(
        """(line) => {
          const text = (part) => line.querySelector(part)?.textContent ?? "";
          return {level: text(".said__level"), words: text(".said__words"), emoji: text(".said__emoji"),
            drawn: Boolean(line.querySelector(".said__drawing")),
            pictures: [...line.querySelectorAll(".said__picture")].map((one) => one.textContent),
            answered: line.hasAttribute("data-answered")};
        }"""
    )
    return found


def nothing_is_left(page: Page) -> bool:
    """No sector is filled, no field holds anything, the list says nothing."""
    left: bool = page.evaluate(
        """() => !document.querySelector("[data-level], [data-answered], .said__own *, .pick")
        && !document.querySelector(".levels :checked, .pictures :checked")
        && [...document.querySelectorAll("textarea")].every((one) => one.value === "")
        && [...document.querySelectorAll(".own")].every((one) => one.textContent === "")
        && [...document.querySelectorAll(".sketch")].every((one) => !one.getAttribute("d"))"""
    )
    return left
