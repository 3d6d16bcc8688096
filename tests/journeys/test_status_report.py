"""A status report from one click to what stands for good: draft, own words about a figure, published, read, corrected."""

import io
import re

from docx import Document
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.journeys.kinds import CONTACT, LEADER
from tests.journeys.looks import SIDEWAYS
from tests.journeys.visits import NOBODY, PHONE, Visit, Visitors

LIST = "/arbetsyta/statusrapporter/"


def fetched(visit: Visit, name: str) -> bytes:
    """What a link gives as a file."""
    with visit.page.expect_download() as found:
        visit.page.get_by_role("link", name=name).click()
    return found.value.path().read_bytes()


def test_from_one_click_to_published_and_read_by_others(visitors: Visitors) -> None:
    leader = visitors.visit(LEADER)
    page = leader.page
    leader.open(LIST)
    leader.follow(page.get_by_role("button", name="Gör utkastet"))
    expect(page.locator("main")).to_contain_text("Utkastet är gjort.")
    address = leader.path
    headings = page.locator("article.rep h2").all_inner_texts()
    assert headings[0] == "Barns, ungas och vårdnadshavares delaktighet"
    assert {"Roller", "Planer", "Beslut"} <= set(headings)

    leader.follow(page.locator("#decisions").get_by_role("link", name=re.compile("Ändra texten")))
    name, shown = (
        page.locator(f".rep-names li:first-child {part}").inner_text() for part in ("code", "strong")
    )
    page.get_by_label("Text", exact=True).fill("Det här finns inte: {påhitt}.")
    leader.follow(page.get_by_role("button", name="Spara"))
    expect(page.get_by_label("Text", exact=True)).to_have_value("Det här finns inte: {påhitt}.")
    page.get_by_label("Text", exact=True).fill(f"Vi har enats om mycket: {name} så här långt.")
    leader.follow(page.get_by_role("button", name="Spara"))
    expect(page.locator("#decisions")).to_contain_text(f"Vi har enats om mycket: {shown} så här långt.")
    leader.follow(page.get_by_role("button", name="Hämta siffrorna på nytt"))
    expect(page.locator("#decisions")).to_contain_text(f"Vi har enats om mycket: {shown} så här långt.")

    contact = visitors.visit(CONTACT, size=PHONE)
    assert contact.open(address) == 404, "a draft is its writer's own"
    leader.follow(page.get_by_role("link", name="Publicera"))
    page.get_by_label("Alla som är inloggade i länet").check()
    leader.follow(page.get_by_role("button", name="Publicera"))
    expect(page.locator("main")).to_contain_text("Rapporten är publicerad.")

    assert contact.open(address) == 200
    expect(contact.page.locator("#decisions")).to_contain_text(
        f"Vi har enats om mycket: {shown} så här långt."
    )
    assert not contact.page.evaluate(SIDEWAYS)
    contact.follow(contact.page.get_by_role("link", name="Ekvik", exact=True))
    expect(contact.page.locator("h1")).to_have_text("Ekvik")
    assert not contact.sees("Alvsund") and not contact.page.evaluate(SIDEWAYS)
    assert visitors.visit(NOBODY).open(address.replace("/arbetsyta", "", 1)) == 404, (
        "only for those signed in"
    )

    word = Document(io.BytesIO(fetched(leader, "Hämta som Word")))
    assert any(f"enats om mycket: {shown}" in one.text for one in word.paragraphs)
    archive = PdfReader(io.BytesIO(fetched(leader, "Hämta som PDF/A")))
    assert "pdfaid" in str(archive.trailer["/Root"]["/Metadata"].get_data())  # type: ignore[index]
    leader.follow(page.get_by_role("button", name="Rätta i en ny version"))
    expect(page.locator("main")).to_contain_text("Den förra står kvar tills du publicerar.")
    assert not leader.complaints and not contact.complaints


def test_what_is_open_to_everybody_is_read_without_signing_in(visitors: Visitors) -> None:
    leader, stranger = visitors.visit(LEADER), visitors.visit(NOBODY, size=PHONE)
    leader.open(LIST)
    leader.follow(leader.page.get_by_role("link", name="Statusrapport juli–september 2026"))
    number = leader.path.strip("/").rpartition("/")[2]
    assert stranger.open(f"/statusrapporter/{number}/") == 200
    assert stranger.sees("Så har barn, unga och vårdnadshavare varit med")
    assert not stranger.page.evaluate(SIDEWAYS) and not stranger.complaints
