"""Filling in a self-report as a person does it: by finger, screen by screen."""

import re
from typing import Any

from tests.journeys.site import Site
from tests.journeys.visits import Visit

TOKEN = re.compile(r"/svar/[\w-]+/")
KEPT = re.compile(r"^\s*Sparat \d")


def questions(site: Site, round_id: int) -> int:
    """How many core components the round asks about: those of its first programme."""
    return int(site.value(
        "SELECT count(*) FROM programmes_modelitem i JOIN followup_roundstairs r ON i.version_id = r.model_id"
        " WHERE r.round_id = ? AND i.section = 'core_component'", round_id
    ))  # fmt: skip


def choose(visit: Visit, step: int) -> None:
    """A step of the stairs, by pressing its words."""
    visit.page.locator(f"input[name=step][value='{step}']").check(force=True)


def tick_first(visit: Visit, count: int = 1) -> None:
    """The first criteria that are to be seen."""
    boxes = visit.page.locator("input[name=ticked]:visible, .next:visible label:has(input[name=ticked])")
    for place in range(min(count, boxes.count())):
        boxes.nth(place).click()


def saved(visit: Visit) -> None:
    """Wait until the page itself says that what was typed is kept (a plain text would match "Inte sparat än" too)."""
    visit.page.locator("[data-saved]", has_text=KEPT).wait_for(timeout=10_000)


def onwards(visit: Visit, name: str = "Nästa fråga") -> None:
    """Press the button and wait for the next page, whose address is another."""
    before = visit.page.url
    visit.press(name)
    visit.page.wait_for_url(lambda url: url != before)


def answer_all(visit: Visit, count: int, *, step: int, note: str = "") -> None:
    """From the first question to the closing screen: the same step everywhere."""
    for number in range(1, count + 1):
        choose(visit, step)
        if note:
            visit.page.locator("#note").fill(f"{note} {number}")
        onwards(visit, "Nästa fråga" if number < count else "Gå vidare")


def request_of(site: Site, unit: str, round_id: int) -> tuple[Any, ...]:
    """(id, state, number of sent versions) of the unit's request."""
    return site.rows(
        "SELECT r.id, r.state, (SELECT count(*) FROM followup_selfreport s WHERE s.request_id = r.id)"
        " FROM followup_reportrequest r"
        " JOIN organisations_place p ON p.id = r.unit_id WHERE p.name = ? AND r.round_id = ?", unit, round_id,
    )[0]  # fmt: skip
