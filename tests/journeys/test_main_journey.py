"""From a spreadsheet of workplaces to the county's picture: the main job, each step by the person whose work it is.

The tests of this module are one tale and run in this order, on one running demo.
"""

import io
import re
import time
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from django.urls import reverse
from playwright.sync_api import expect

from tests.journeys import answering, county
from tests.journeys.kinds import CONTACT, LEADER, STEERING, SYSTEM
from tests.journeys.looks import SIDEWAYS
from tests.journeys.site import Site
from tests.journeys.visits import PHONE, Visit, Visitors

MANAGER = "rektor.nya@ekvik.sjoland.example"
UNITS = ("Norra Kullskolan", "Södra Kullskolan", "Östra Kullskolan")
ROUND = "Extra 2027"
STEP, NOTE = 4, "Vi har gemensamma rutiner"
ROWS = [
    ("Ekviks kommun, skolenheter läsåret 2026/27",),
    (),
    ("Skolenhet", "Kommun", "Skolform", "Skolenhetskod", "Rektor", "E-post"),
    (UNITS[0], "Ekvik", "Grundskola", "90000001", "Förnamn Efternamn", MANAGER),
    (UNITS[1], "Ekvik", "Grundskola", "90000002", "Förnamn Efternamn", MANAGER),
    ("Skolan i ingenstans", "Ingenstans", "Grundskola", "90000009", "", "rektor@ingenstans"),
    (UNITS[2], "Ekvik", "Grundskola", "90000003", "Förnamn Efternamn", MANAGER),
    ("Summa", "", "", "4"),
]


@dataclass
class Tale:
    """What one person's step leaves for the next."""

    round_id: int = 0
    earlier_round: int = 0
    links: dict[str, str] = field(default_factory=dict)
    used: Visit | None = None


@pytest.fixture
def spreadsheet(tmp_path: Path) -> Path:
    """A workbook as a municipality has it: title rows, Swedish headings, one row that cannot be read, a sum."""
    file = tmp_path / "skolenheter.xlsx"
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet("Skolenheter")
        sheet.merge_range("A1:F1", ROWS[0][0])
        for number, row in enumerate(ROWS[1:], start=1):
            for column, cell in enumerate(row):
                sheet.write(number, column, cell)
    return file


def test_the_system_manager_imports_workplaces_and_gets_the_bad_row_back(
    visitors: Visitors, spreadsheet: Path
) -> None:
    visit = visitors.visit(SYSTEM)
    visit.open("/arbetsyta/import/")
    visit.page.locator("input[type=file]").set_input_files(spreadsheet)
    visit.press("Visa vad som ändras")
    visit.page.wait_for_url(re.compile(r"/arbetsyta/import/\d+/"))
    assert all(visit.sees(unit) for unit in UNITS), "the preview names the new workplaces"
    assert visit.sees("Ingenstans"), "and the value that could not be read"
    with visit.page.expect_download() as download:
        visit.press("Hämta raderna att rätta som Excel", role="link")
    _is_the_bad_row(download.value.path())
    visit.page.get_by_label("Läs in resten och lämna de här raderna").check()
    visit.press("Läs in")
    expect(visit.page.locator("h1")).to_have_text("Filen är inläst")


def _is_the_bad_row(file: Path) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(file.read_bytes())).active
    assert sheet
    [heads, row] = list(sheet.iter_rows(values_only=True))
    assert (heads[0], heads[-1]) == ("Rad i filen", "Att rätta")
    assert row[0] == 6 and "Skolan i ingenstans" in row and row[-1]


def test_the_process_leader_opens_a_round_and_sends_invitations(
    visitors: Visitors, site: Site, tale: Tale
) -> None:
    visit = visitors.visit(LEADER)
    today = date.today()
    visit.open("/arbetsyta/omgangar/")
    visit.press("Ny omgång", role="link")
    for name, value in (("Namn", ROUND), ("Perioden börjar", today), ("Perioden slutar", today + timedelta(days=180)),
                        ("Första svarsdag", today), ("Sista svarsdag", today + timedelta(days=21))):  # fmt: skip
        visit.page.get_by_label(name).fill(str(value))
    visit.page.locator("input[name=stairs]").first.check()
    for box in visit.page.locator("input[name=sectors]").all():
        box.set_checked(box.get_attribute("value") == "school")
    visit.page.get_by_label("Ekvik", exact=True).check()
    visit.press("Spara utkastet")
    visit.page.wait_for_url(re.compile(r"/omgangar/\d+/"))
    tale.round_id = int(visit.path.split("/")[-2])
    tale.earlier_round = site.value("SELECT id FROM followup_reportinground WHERE name = 'Vår 2026'")
    assert visit.sees("Det här är ett utkast")
    visit.press("Öppna omgången")
    expect(visit.page.locator("main")).to_contain_text("Omgången är öppen")
    visit.page.get_by_role("button", name=re.compile(r"^Skicka \d+ inbjud")).click()
    expect(visit.page.locator("main")).to_contain_text("får en inbjudan")


def test_the_letter_has_a_link_for_each_of_the_managers_workplaces(
    visitors: Visitors, site: Site, tale: Tale
) -> None:
    visit = visitors.visit(LEADER)
    _until_sent(site)
    visit.open("/arbetsyta/utskick/")
    visit.page.get_by_role("row").filter(has_text=MANAGER).get_by_role("link").click()
    visit.page.wait_for_url(re.compile(r"/utskick/\d+/"))
    text = visit.page.locator(".letter").inner_text()
    assert ROUND in text and "ungefär tre minuter" in text
    hrefs = [one.get_attribute("href") or "" for one in visit.page.locator(".letter a[href*='/svar/']").all()]
    assert len(hrefs) == len(UNITS)
    places = sorted((text.index(unit), unit) for unit in UNITS)
    tale.links = {unit: href for (_place, unit), href in zip(places, hrefs, strict=True)}


def _until_sent(site: Site) -> None:
    """The worker writes the letter within a second or two."""
    for _ in range(100):
        if site.rows('SELECT 1 FROM notify_outboxmessage WHERE "to" = ? AND sent_at IS NOT NULL', MANAGER):
            return
        time.sleep(0.1)
    raise AssertionError("the invitation was not sent")


def test_the_manager_answers_on_a_phone_without_signing_in(
    visitors: Visitors, site: Site, tale: Tale
) -> None:
    visit = visitors.stranger(size=PHONE)
    visit.open(tale.links[UNITS[0]])
    assert UNITS[0] in visit.heading()
    visit.press("Börja", role="link")
    count = answering.questions(site, tale.round_id)
    answering.choose(visit, STEP)
    answering.tick_first(visit, 2)
    answering.saved(visit)
    answering.answer_all(visit, count, step=STEP, note=NOTE)
    visit.page.get_by_label("Det här har hindrat oss").fill("Tiden räcker inte till")
    visit.page.locator("#hindered_domain").select_option(index=1)
    for unit in UNITS[1:]:
        visit.page.get_by_label(unit).check()
    answering.onwards(visit, "Granska svaret")
    assert visit.sees(NOTE) and visit.sees(UNITS[2])
    answering.onwards(visit, "Skicka självskattningen")
    assert visit.heading() == "Vi har tagit emot ert svar"
    assert visit.sees("Nästa lilla steg")
    assert [answering.request_of(site, unit, tale.round_id)[1:] for unit in UNITS] == [("sent", 1)] * 3
    assert not visit.complaints
    tale.used = visit


def test_a_second_window_that_writes_on_the_same_question_is_told(visitors: Visitors, tale: Tale) -> None:
    assert tale.used
    first, second = tale.used, Visit(tale.used.page.context.new_page(), tale.used.site)
    for visit in (first, second):
        visit.open(f"{tale.links[UNITS[0]]}fraga/1/")
    for visit, note in ((first, "Det första fönstret"), (second, "Det andra fönstret")):
        answering.choose(visit, STEP)
        visit.page.locator("#note").fill(note)
        visit.page.locator("#note").blur()
        if visit is first:
            answering.saved(visit)
    expect(second.page.locator("[data-saved]")).to_contain_text("Någon annan har ändrat samma svar")
    second.press("Nästa fråga")
    expect(second.page.locator("h1")).to_have_text("Två har skrivit på samma fråga")
    assert second.sees("Det första fönstret") and second.sees("Det andra fönstret")
    second.press("Spara mitt svar")
    second.page.wait_for_url("**/fraga/2/")
    first.open(f"{tale.links[UNITS[0]]}fraga/1/")
    assert first.page.locator("#note").input_value() == "Det andra fönstret"


def county_of_round(tale: Tale) -> str:
    return f"{reverse('followup:county')}?omgang={tale.round_id}"


def test_the_contact_person_sees_who_has_answered(visitors: Visitors, tale: Tale) -> None:
    visit = visitors.visit(CONTACT)
    visit.open("/arbetsyta/")
    visit.press("Läget hos oss", role="link")
    visit.page.get_by_role("link", name=ROUND, exact=True).click()
    visit.page.wait_for_url(f"**omgang={tale.round_id}*")
    for unit in UNITS:
        assert "mottaget" in visit.page.get_by_role("row").filter(has_text=unit).inner_text()
    assert NOTE in (visit.page.locator("main").text_content() or ""), (
        "the principal reads its workplaces' notes"
    )


def test_the_process_leader_sees_the_counts_and_no_single_workplace(visitors: Visitors, tale: Tale) -> None:
    visit = visitors.visit(LEADER)
    visit.open(county_of_round(tale))
    figures = county.figures_on_page(visit)
    assert {who for who, _what in figures} == {"Ekvik"}
    assert set(figures.values()) == {(str(STEP), STEP, STEP, 3)}
    assert not any(visit.sees(text) for text in (*UNITS, NOTE, "Tiden räcker inte till"))


def test_the_files_say_what_the_page_says(visitors: Visitors, tale: Tale) -> None:
    visit = visitors.visit(LEADER)
    for address in (county_of_round(tale), reverse("followup:county") + f"?omgang={tale.earlier_round}"):
        visit.open(address)
        figures = county.figures_on_page(visit)
        assert figures
        assert county.figures_in_file(county.downloaded(visit, "xlsx")) == figures
        assert county.figures_in_file(county.downloaded(visit, "csv")) == figures
    assert len(figures) > 30, "the earlier round has answers from most principals"


def test_a_cell_opens_with_its_history(visitors: Visitors, tale: Tale) -> None:
    visit = visitors.visit(LEADER)
    visit.open(county_of_round(tale))
    visit.page.locator("main table a", has_text="Ekvik, Struktur").click()
    visit.page.wait_for_url("**/arbetsyta/lan/*/*/**")
    assert "Ekvik" in visit.heading() and "Struktur" in visit.heading()
    assert visit.sees(ROUND) and not any(visit.sees(unit) for unit in UNITS)
    visit.press("Läget i länet", role="link")
    visit.page.wait_for_url(f"**{reverse('followup:county')}*")


def test_the_steering_group_reads_the_same_on_a_phone(visitors: Visitors, tale: Tale) -> None:
    leader, steering = visitors.visit(LEADER), visitors.visit(STEERING, size=PHONE)
    leader.open(county_of_round(tale))
    steering.open(county_of_round(tale))
    assert county.figures_on_page(steering) == county.figures_on_page(leader)
    assert not steering.page.evaluate(SIDEWAYS)
    assert not steering.complaints


def test_a_link_used_after_the_round_has_closed_says_what_to_do(visitors: Visitors, tale: Tale) -> None:
    visitors.visit(LEADER).open(f"/arbetsyta/omgangar/{tale.round_id}/")
    visitors.visit(LEADER).press("Stäng omgången")
    expect(visitors.visit(LEADER).page.locator("main")).to_contain_text("Omgången är stängd")
    visit = visitors.stranger()
    status = visit.open(tale.links[UNITS[1]])
    assert status in {200, 404}
    text = visit.page.locator("main").inner_text()
    assert "stängd" in text.lower() or "gäller inte längre" in text, text
    assert "kontaktperson" in text, "whom to turn to"
    assert visit.page.get_by_role("button", name="Börja").count() == 0
