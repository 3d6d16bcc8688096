"""Funds: an assignment is opened, shared out, used past its share and reported back, and every sum adds up on the way.

The tests of this module are one tale and run in this order, on one running demo.
"""

import io
import re
from dataclasses import dataclass
from typing import Any

import openpyxl
from playwright.sync_api import expect

from tests.journeys.kinds import CONTACT, LEADER, STEERING
from tests.journeys.looks import SIDEWAYS
from tests.journeys.visits import PHONE, Visit, Visitors

LIST = "/arbetsyta/styrning/medel/"
TITLE = "Prova hjulet i familjecentraler"


@dataclass
class Tale:
    """What one person's step leaves for the next."""

    address: str = ""


def test_the_county_opens_an_assignment_and_shares_out(visitors: Visitors, tale: Tale) -> None:
    visit = visitors.visit(LEADER)
    visit.open(LIST)
    visit.press("Lägg upp ett uppdrag", role="link")
    visit.page.get_by_label("Vad heter uppdraget?").fill(TITLE)
    visit.page.get_by_label("Hur mycket medel finns, i kronor?").fill("1.234")
    visit.press("Spara")
    expect(visit.page.locator("main")).to_contain_text("Skriv beloppet i kronor, till exempel 1 234,50.")
    visit.page.get_by_label("Hur mycket medel finns, i kronor?").fill("100 000,50")
    visit.press("Spara")
    expect(visit.page.locator("h1")).to_have_text(TITLE)
    tale.address = visit.path
    visit.press("Fördela medel", role="link")
    visit.page.get_by_label("Ekvik", exact=True).fill("40 000,25")
    visit.page.get_by_label("Alvsund", exact=True).fill("60 000")
    visit.press("Spara fördelningen")
    expect(visit.page.locator("main")).to_contain_text(re.compile(r"0,25.kr är inte fördelat än\."))


def test_the_principal_uses_more_than_its_share_and_is_told_so(visitors: Visitors, tale: Tale) -> None:
    visit = visitors.visit(CONTACT, size=PHONE)
    visit.open(tale.address)
    assert not visit.sees("Alvsund")
    visit.press("Ekvik", role="link")
    expect(visit.page.locator("h1")).to_have_text("Ekvik: andel av medlen")
    for purpose, amount in (("Arbetstid", "40 000"), ("Lokal", "10,75")):
        visit.page.get_by_label("Vad gick pengarna till?").fill(purpose)
        visit.page.get_by_label("Hur mycket, i kronor?").fill(amount)
        visit.press("Skriv upp")
        expect(visit.page.locator(".gov-uses")).to_contain_text(purpose)
    expect(visit.page.locator("main")).to_contain_text(re.compile(r"Det är 10,50.kr mer än andelen\."))
    assert not visit.page.evaluate(SIDEWAYS) and not visit.complaints
    visit.press("Återrapportera", role="link")
    visit.page.get_by_label("Vad ledde medlen till?").fill("Två familjecentraler har börjat.")
    visit.press("Skicka in")
    expect(visit.page.locator("main")).to_contain_text("Återrapporten är inskickad.")


def test_everybody_who_may_sees_the_same_sums_on_page_and_in_the_file(visitors: Visitors, tale: Tale) -> None:
    visit = visitors.visit(STEERING, size=PHONE)
    visit.open(tale.address)
    expect(visit.page.locator("main")).to_contain_text(
        re.compile(r"Ekvik har använt 10,50.kr mer än sin andel\.")
    )
    assert visit.sees("Två familjecentraler har börjat.") and not visit.page.evaluate(SIDEWAYS)
    rows = _file(visit)
    assert [row[:4] for row in rows[1:]] == [
        ["Alvsund", 60000, 0, 60000], ["Ekvik", 40000.25, 40010.75, -10.5], ["Alla andelar", 100000.25, 40010.75, 59989.5],
    ]  # fmt: skip


def _file(visit: Visit) -> list[list[Any]]:
    """The shares as the spreadsheet has them."""
    with visit.page.expect_download() as download:
        visit.page.locator("main a[href*='/fil/xlsx/']").click()
    sheet = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes())).active
    assert sheet
    return [list(row) for row in sheet.iter_rows(values_only=True)]
