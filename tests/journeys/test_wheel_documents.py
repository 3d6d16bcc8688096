"""Templates and three voices: filled in on the screen, and taken along as Word, paper and text that are made in the browser."""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from PIL import Image
from playwright.sync_api import Page

from tests.journeys import wheel_files as files
from tests.journeys.looks import faults
from tests.journeys.visits import Visit, Visitors
from tests.journeys.wheel_files import saved, wheel, written

ABSENCE, IMPACT, SIP = (
    f"/hjulet/forbered/{slug}/" for slug in ("franvaroutredning", "barnkonsekvensanalys", "sip")
)
COMPARE = "/hjulet/jamfor/"
SELECTED = """() => {
  const one = document.getElementById("plain");
  return one.value.slice(one.selectionStart, one.selectionEnd);
}"""
BETTER = {"level": "soso", "words": "Bussen är bättre."}
FAMILY = saved(
    wheel("child", "2026-03-01", trygghet={"level": "hard", "words": "Bussen är bråkig."}),
    wheel("child", "2026-11-20", trygghet=BETTER, halsa={"level": "works", "emoji": "🙂"}),
    wheel("guardian", "2026-11-20", trygghet={"level": "hard", "words": "Vill inte åka."}, halsa={"level": "works"},
          fritid={"level": "dontknow", "drawing": [[0, 0, 500, 1000]]}),
)  # fmt: skip


@pytest.fixture
def visit(visitors: Visitors) -> Iterator[Visit]:
    one = visitors.stranger(size=(1280, 900), service_workers="block")
    yield one
    assert not one.complaints, one.complaints
    one.page.context.close()


def ready(visit: Visit, path: str) -> Page:
    assert visit.open(path) == 200
    visit.page.wait_for_selector("[data-ready]")
    return visit.page


def word(page: Page) -> Any:
    """The Word file, read by another program."""
    with page.expect_download() as given:
        page.locator("[data-word]").click()
    assert re.fullmatch(
        r"(franvaroutredning|barnkonsekvensanalys|sip)-\d{4}-\d\d-\d\d\.docx", given.value.suggested_filename
    )
    content = Path(given.value.path()).read_bytes()
    assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None
    return docx.Document(io.BytesIO(content))


def pages(page: Page) -> int:
    """On how many sheets of A4 the page is printed."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", prefer_css_page_size=True)))


def printed(page: Page) -> str:
    """The words on paper."""
    page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    try:
        return page.locator("main").inner_text()
    finally:
        page.emulate_media(media="null")


def filled_in(page: Page, folder: Path) -> None:
    """An absence investigation that begins from the family's file."""
    files.choose(page, written(folder, FAMILY))
    assert "inlagt" in files.said(page)
    page.get_by_label("Vem eller vad gäller det?").fill("Elev A")
    page.locator("[data-fields=situation] textarea").fill(
        "Kommer tre dagar av fem.\n\n<w:t>Inte & märkning</w:t>"
    )
    for place, text in enumerate(("Taxi i två veckor", "Rektor", "1 december")):
        page.locator("[data-fields=agreed] fieldset").first.locator("textarea").nth(place).fill(text)


def test_an_absence_investigation_becomes_a_word_document_with_real_styles(
    visit: Visit, tmp_path: Path
) -> None:
    page = ready(visit, ABSENCE)
    filled_in(page, tmp_path)
    made = word(page)
    assert made.core_properties.title == "Frånvaroutredning"
    assert made.core_properties.language == "sv-SE"
    by_style = [(one.style.name, one.text) for one in made.paragraphs if one.text]
    assert by_style[0] == ("Title", "Frånvaroutredning")
    assert [text for style, text in by_style if style == "Heading 1"] == [
        "Så ser det ut nu", "Elevens hela situation", "Det här har vi kommit överens om", "Så följer vi upp",
    ]  # fmt: skip
    assert ("Body Text", "<w:t>Inte & märkning</w:t>") in by_style
    facts, areas, agreed = made.tables
    assert [cell.text for cell in facts.rows[0].cells] == ["Vem eller vad gäller det?", "Elev A"]
    assert [cell.text for cell in areas.rows[0].cells] == [
        "Område",
        "Skolan ser",
        "Hemma ser vi",
        "Eleven säger",
        "Små steg",
    ]
    assert [cell.text for cell in areas.rows[1].cells] == [
        "Trygghet", "", "Det är svårt. Vill inte åka.", "Det är sådär. Bussen är bättre.", "",
    ]  # fmt: skip
    assert [cell.text for cell in agreed.rows[1].cells] == ["Taxi i två veckor", "Rektor", "1 december"]
    for table in (areas, agreed):
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblCaption")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_what_stands_in_the_file_is_added_once_and_takes_nothing_away(visit: Visit, tmp_path: Path) -> None:
    page = ready(visit, SIP)
    wish = page.locator("[data-fields=areas] section").first.locator("textarea").nth(2)
    wish.fill("Mitt eget.")
    for _ in range(2):
        files.choose(page, written(tmp_path, FAMILY))
        page.wait_for_function("() => document.querySelector('.keep__said').textContent.includes('inlagt')")
    lines = wish.input_value().split("\n")
    assert lines[0] == "Mitt eget."
    assert lines[1:] == [
        "Barnet: Det är sådär. Bussen är bättre.",
        "Vårdnadshavare: Det är svårt. Vill inte åka.",
    ]


def drawings(made: Any) -> dict[str, bytes]:
    """The words of each picture in a Word file, and the picture."""
    part, found = made.part, {}
    for inline in made.element.body.iter(qn("wp:inline")):
        blip = next(inline.iter(qn("a:blip")))
        found[inline.docPr.get("descr")] = part.related_parts[blip.get(qn("r:embed"))].blob
    return found


def test_a_child_s_drawing_comes_with_its_words_into_the_column_of_its_voice(
    visit: Visit, tmp_path: Path
) -> None:
    page = ready(visit, ABSENCE)
    own = page.locator("[data-fields=areas] section").nth(4).locator(".field").nth(1)
    own.locator("textarea").fill("Står redan här.")
    for _ in range(2):
        files.choose(page, written(tmp_path, FAMILY))
        page.wait_for_function("() => document.querySelector('.keep__said').textContent.includes('inlagt')")
    picture = own.get_by_role("img", name="Vårdnadshavare: teckning om Fritid och aktivitet")
    assert picture.count() == 1, "the same drawing comes once"
    assert own.locator("textarea").input_value() == "Står redan här.\nJag vet inte."
    assert page.locator("[data-taken]").inner_text().split("\n") == [
        "Barnet 20 november 2026", "Vårdnadshavare 20 november 2026",
    ]  # fmt: skip
    ((label, blob),) = drawings(word(page)).items()
    assert label == "Vårdnadshavare: teckning om Fritid och aktivitet"
    with Image.open(io.BytesIO(blob)) as drawn:
        side = drawn.width
        shades = drawn.convert("L").tobytes()
        assert drawn.size == (side, side)
    assert shades[(side - 1) * side] == 255, "paper"
    assert shades[side // 2 * side + side // 4] < 60, (
        "the stroke goes from the corner to the middle of the lower edge"
    )
    printed(page)
    assert page.locator(".paper svg[role=img]").count() == 1
    page.locator("[data-text]").click()
    assert f"Jag vet inte. [{label}]" in page.locator("#plain").input_value().replace("\n", " ")
    own.get_by_role("button", name="Ta bort teckningen").click()
    assert page.evaluate("() => document.activeElement.value") == "Står redan här.\nJag vet inte."
    assert not drawings(word(page))


def test_where_a_column_is_nobody_s_the_drawing_says_whose_it_is(visit: Visit, tmp_path: Path) -> None:
    page = ready(visit, SIP)
    alone = saved(wheel("child", "2026-11-20", fritid={"drawing": [[0, 0, 500, 1000]]}))
    files.choose(page, written(tmp_path, alone))
    assert "inlagt" in files.said(page)
    made = word(page)
    rows = made.tables[1].rows
    assert [cell.text for cell in rows[1].cells] == [
        "Fritid och aktivitet", "", "", "\nBarnet: teckning om Fritid och aktivitet",
    ]  # fmt: skip
    assert list(drawings(made)) == ["Barnet: teckning om Fritid och aktivitet"]
    assert pages(page) <= 2


def test_own_words_in_another_script_keep_their_own_direction(visit: Visit, tmp_path: Path) -> None:
    page = ready(visit, f"/ar{ABSENCE}")
    files.choose(page, written(tmp_path, saved(wheel("child", trygghet=BETTER))))
    page.wait_for_function("() => document.querySelector('.keep__said').textContent")
    said = page.locator("[data-fields=areas] section").first.locator("textarea").nth(2)
    assert said.input_value().split("\n")[1:] == [BETTER["words"]]
    cell = word(page).tables[1].rows[1].cells[3]
    turns = [one._p.pPr.find(qn("w:bidi")) for one in cell.paragraphs]
    assert turns[0] is None
    assert turns[1].get(qn("w:val")) == "0"


def test_three_voices_become_a_word_document_with_their_drawings(visit: Visit, tmp_path: Path) -> None:
    page = ready(visit, COMPARE)
    files.choose(page, written(tmp_path, FAMILY))
    assert "öppnad" in files.said(page)
    with page.expect_download() as given:
        page.locator("[data-word]").click()
    assert re.fullmatch(r"tre-roster-\d{4}-\d\d-\d\d\.docx", given.value.suggested_filename)
    made = docx.Document(str(given.value.path()))
    assert "Word-filen är gjord" in page.locator("[data-said]").inner_text()
    head, *rows = [[cell.text for cell in row.cells] for row in made.tables[0].rows]
    assert head == [
        "Område",
        "Barnet\n20 november 2026",
        "Barnet, tidigare\n1 mars 2026",
        "Vårdnadshavare\n20 november 2026",
    ]
    assert rows[0] == [
        "Trygghet", "Det är sådär\nBussen är bättre.", "Det är svårt\nBussen är bråkig.", "Det är svårt\nVill inte åka.",
    ]  # fmt: skip
    assert [row[0] for row in rows] == ["Trygghet", "Hälsa", "Fritid och aktivitet"]
    assert list(drawings(made)) == ["Vårdnadshavare: teckning om Fritid och aktivitet"]
    assert "Trygghet – Barnet: Det är sådär · Vårdnadshavare: Det är svårt" in [
        one.text for one in made.paragraphs
    ]


def test_the_same_document_on_paper_and_as_text(visit: Visit, tmp_path: Path) -> None:
    page = ready(visit, ABSENCE)
    filled_in(page, tmp_path)
    sheet = printed(page)
    assert "Kommer tre dagar av fem." in sheet
    assert "Taxi i två veckor" in sheet
    assert "Kopiera som text" not in sheet
    assert pages(page) == 1
    page.locator("[data-text]").click()
    text = page.locator("#plain").input_value()
    assert text.startswith("FRÅNVAROUTREDNING\nVem eller vad gäller det?: Elev A\n")
    assert "Eleven säger: Det är sådär. Bussen är bättre." in text
    assert "- Vad ska göras: Taxi i två veckor; Vem gör det: Rektor; När är det klart: 1 december" in text
    assert page.evaluate(SELECTED) == text


@pytest.mark.parametrize("path", [ABSENCE, IMPACT, SIP])
def test_with_nothing_written_both_paper_and_word_are_blank_forms(visit: Visit, path: str) -> None:
    page = ready(visit, path)
    sheet = printed(page)
    assert "Inget är skrivet här" not in sheet
    assert "Trygghet" in sheet
    assert pages(page) <= 3
    made = word(page)
    assert all(len(table.rows) >= 3 for table in made.tables)
    assert "Help" in {one.style.name for one in made.paragraphs}, "what to write under each heading"


def test_every_area_of_the_wheel_leads_to_its_own_fields(visit: Visit) -> None:
    page = ready(visit, IMPACT)
    goals = [link.get_attribute("href") or "" for link in page.locator(".prep__wheel a.sector").all()]
    assert len(goals) == page.locator("[data-fields=areas] section").count()
    assert all(page.locator(goal).locator("textarea").count() == 3 for goal in goals)


def test_rows_are_added_and_removed_by_keyboard_and_keep_what_is_written(visit: Visit) -> None:
    page = ready(visit, SIP)
    rows = page.locator("[data-fields=agreed] fieldset")
    assert rows.count() == 2
    rows.nth(1).locator("textarea").first.fill("Andra")
    page.locator("[data-fields=agreed] > button").focus()
    page.keyboard.press("Enter")
    assert rows.count() == 3
    assert page.evaluate("() => document.activeElement.closest('fieldset') !== null"), (
        "focus goes to the new row"
    )
    page.keyboard.type("Tredje")
    rows.nth(0).locator("button").click()
    assert [rows.nth(place).locator("textarea").first.input_value() for place in range(2)] == [
        "Andra",
        "Tredje",
    ]


def test_arabic_documents_run_from_right_to_left(visit: Visit) -> None:
    page = ready(visit, f"/ar{SIP}")
    page.locator("[data-fields=consent] textarea").fill("نعم، SIP يوم 12\n\nPå svenska?")
    made = word(page)
    assert made.core_properties.language == "ar-SA"
    normal = made.styles["Normal"].element
    assert normal.pPr.find(qn("w:bidi")) is not None
    assert made.sections[0]._sectPr.find(qn("w:bidi")) is not None
    assert all(table._tbl.tblPr.find(qn("w:bidiVisual")) is not None for table in made.tables)
    about = next(one for one in made.paragraphs if "SIP" in one.text and "نعم" in one.text)
    assert about._p.pPr.find(qn("w:bidi")) is None, "as the document runs"
    swedish = next(one for one in made.paragraphs if one.text == "På svenska?")
    assert swedish._p.pPr.find(qn("w:bidi")).get(qn("w:val")) == "0"
    runs = about.runs
    marked = {
        run.text.strip(): run._r.rPr is not None and run._r.rPr.find(qn("w:rtl")) is not None for run in runs
    }
    assert marked["نعم،"]
    assert not next(value for text, value in marked.items() if "SIP" in text)


def test_three_voices_and_an_earlier_wheel_say_the_same_in_table_and_picture(
    visit: Visit, tmp_path: Path
) -> None:
    page = ready(visit, COMPARE)
    files.choose(page, written(tmp_path, FAMILY))
    assert "öppnad" in files.said(page)
    page.locator("tr[data-area=trygghet] td[data-voice=professional] select").select_option("works")
    for voice, area, level in (
        ("child", "trygghet", "soso"),
        ("guardian", "trygghet", "hard"),
        ("professional", "trygghet", "works"),
    ):
        figure = page.locator(f"figure[data-voice={voice}] .sector[data-area={area}]")
        assert figure.get_attribute("data-level") == level
        assert page.locator(f"tr[data-area={area}] td[data-voice={voice}] select").input_value() == level
    earlier = page.locator("figure[data-earlier]")
    assert earlier.locator(".sector[data-area=trygghet]").get_attribute("data-level") == "hard"
    assert "Bussen är bråkig." in page.locator("tr[data-area=trygghet] td[data-earlier-column]").inner_text()
    assert page.locator("tr[data-area=fritid] td[data-voice=guardian] svg.sketched").count() == 1
    assert "🙂" in page.locator("tr[data-area=halsa] td[data-voice=child]").inner_text()
    talk = page.locator("[data-talk]").inner_text()
    assert "Trygghet – Barnet: Det är sådär · Vårdnadshavare: Det är svårt · Personal: Det är bra" in talk
    assert "1 mars 2026: Det är svårt · 20 november 2026: Det är sådär" in talk
    assert "Ni ser lika" in page.locator("tr[data-area=halsa] th").inner_text()
    assert not re.search(r"\d+ av \d+|%|poäng|↑|↓|bättre än", page.locator("main").inner_text())
    assert pages(page) == 1
    assert not (wrong := faults(visit, widths=(390, 1440))), "\n".join(wrong)


def test_what_a_child_pointed_at_is_said_in_words_among_the_voices_and_in_a_template(
    visit: Visit, tmp_path: Path
) -> None:
    small = {**wheel(halsa={"level": "works", "pictures": ["bed", "cat", "heartbeat"]}), "audience": "small"}
    file = written(tmp_path, saved(small))
    page = ready(visit, COMPARE)
    files.choose(page, file)
    assert "öppnad" in files.said(page)
    cell = page.locator('[data-area="halsa"] td[data-voice="child"] .compare__said')
    assert "Pekade på: Sova, Hjärtat" in cell.inner_text()
    kept = json.loads(files.save(page, tmp_path).read_text(encoding="utf-8"))["wheels"][0]
    assert kept["areas"]["halsa"]["pictures"] == ["bed", "cat", "heartbeat"], (
        "a file of another edition stays whole"
    )
    visit.open(ABSENCE)
    page.wait_for_selector("[data-ready]")
    files.choose(page, file)
    files.said(page)
    said = [one.input_value() for one in page.locator("#omrade-halsa textarea").all()]
    assert "Det är bra.\nPekade på: Sova, Hjärtat." in said


def test_an_older_wheel_that_is_written_in_stays_as_it_was_beside(visit: Visit, tmp_path: Path) -> None:
    page = ready(visit, COMPARE)
    files.choose(page, written(tmp_path, saved(wheel("guardian", "2026-05-02", halsa={"level": "hard"}))))
    files.said(page)
    page.locator("tr[data-area=halsa] td[data-voice=guardian] select").select_option("works")
    choice = page.locator("[data-earlier] select")
    assert "2 maj 2026" in choice.inner_text()
    copy = files.json.loads(files.save(page, tmp_path).read_text(encoding="utf-8"))
    assert [(one["made_on"] == "2026-05-02", one["areas"]["halsa"]["level"]) for one in copy["wheels"]] == [
        (True, "hard"),
        (False, "works"),
    ]


def test_a_link_away_from_the_voices_asks_once_something_is_answered(visit: Visit) -> None:
    page = ready(visit, COMPARE)
    page.locator("tr[data-area=halsa] td[data-voice=child] select").select_option("works")
    page.locator("a.brand").click()
    assert page.locator("dialog[data-stay]").is_visible()
    page.locator("dialog[data-stay] [data-close]").click()
    assert visit.path == COMPARE
    page.locator("[data-wipe]").click()
    page.locator("a.brand").click()
    page.wait_for_url("**/")
    assert visit.path == "/"


@pytest.mark.parametrize(("language", "path"), [("sv", SIP), ("ar", SIP), ("ar", COMPARE), ("kmr", ABSENCE)])
def test_the_fields_are_accessible_in_other_languages_too(visit: Visit, language: str, path: str) -> None:
    page = ready(visit, path if language == "sv" else f"/{language}{path}")
    if page.locator("[data-text]").count():
        page.locator("[data-text]").click()
    else:
        files.saver(page).click()
    assert not (wrong := faults(visit, language=language, widths=(390,))), "\n".join(wrong)
