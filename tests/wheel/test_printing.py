"""Papers: every one in every language as tagged PDF with our own fonts, one sheet each, drawn by the one geometry."""

import os
import re
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client
from pypdf import PdfReader

from tests.wheel.conftest import KEY
from tillsammans.core.text import Localised
from tillsammans.programmes.queries import shipped_wheel
from tillsammans.programmes.queries.wheel import Artwork, ArtworkFile
from tillsammans.programmes.rules.wheel import Area
from tillsammans.ui import pdf as writer
from tillsammans.wheel import printing
from tillsammans.wheel.printing import papers, pdf, shapes, sheets

pytestmark = [
    pytest.mark.one_database,  # paper; the wheel's questions to the database are tried in tests/programmes
    pytest.mark.skipif(
        not pdf.pdf_works() and not os.environ.get("CI"),
        reason="no Pango here: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    ),
]
LANGUAGES = ("sv", "en", "fi", "so", "ar", "kmr")
ADDRESS = "https://hjulet.example/hjulet/"
MM = 72 / 25.4
SHEETS = {"A4": (210, 297), "A3": (297, 420)}


@cache
def read(file: str, language: str) -> PdfReader:
    paper = printing.paper_of(file)
    assert paper is not None
    return PdfReader(BytesIO(pdf.make_pdf(paper, shipped_wheel(language), ADDRESS)))


def fonts(reader: PdfReader) -> set[str]:
    found: set[str] = set()
    for page in reader.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            found.add(font.get_object()["/BaseFont"].partition("+")[2].partition("-")[0])
    return found


CASES = [(file, language) for file in ("hjulet-a4.pdf", "samtalskort-yrkesverksam.pdf") for language in LANGUAGES] + [
    ("hjulet-att-fylla-i-a3-gra.pdf", "ar"), ("hjulet-a3.pdf", "so"), ("klistermarken.pdf", "sv"),
]  # fmt: skip
WRONG = ["x.pdf", "hjulet-a4", "../hjulet-a4.pdf", "hjulet-a4-gra-gra.pdf", ".pdf", "-gra.pdf"]


@pytest.mark.parametrize(("file", "language"), CASES)
def test_a_paper_is_one_tagged_sheet_in_its_language_and_our_fonts(file: str, language: str) -> None:
    reader = read(file, language)
    assert len(reader.pages) == 1
    paper = printing.paper_of(file)
    assert paper is not None
    wide, high = (float(side) / MM for side in reader.pages[0].mediabox[2:])
    assert (round(wide), round(high)) == SHEETS[paper.size]
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == language
    assert reader.metadata is not None
    assert reader.metadata.title
    assert fonts(reader) <= {"Atkinson", "AtkinsonExt", "Familjen", "FamiljenExt", "Readex"}


@pytest.mark.parametrize("language", ["sv", "en", "fi", "so", "kmr"])
def test_every_area_is_on_the_wheel_with_its_own_letters(language: str) -> None:
    wheel = shipped_wheel(language)
    said = re.sub(r"\s+", "", read("hjulet-a4.pdf", language).pages[0].extract_text())
    for area in wheel.structure.areas:
        name = wheel.text(f"area.{area.id}.name").text
        assert all(re.sub(r"\s+", "", part) in said for part in name.split("|")), name


def test_greyscale_has_no_colour() -> None:
    area = Area("x", 3, "heart")
    for index in range(4):
        for tone in shapes.tones(area, index, grey=True):
            assert len({tone[1:3], tone[3:5], tone[5:7]}) == 1
    assert shapes.tones(area, 0, grey=True)[1] != shapes.tones(area, 1, grey=True)[1]


@pytest.mark.parametrize("file", WRONG)
def test_a_paper_that_is_not_there_is_refused(file: str) -> None:
    assert printing.paper_of(file) is None


def test_every_paper_has_its_own_file_name() -> None:
    files = [one.file for one in papers.PAPERS]
    assert len(set(files)) == len(files)
    assert all(printing.paper_of(one.file) == one for one in papers.PAPERS)
    assert all((grey := printing.paper_of(f"{one.stem}-gra.pdf")) and grey.grey for one in papers.PAPERS)


def test_a_paper_is_made_once(
    county_with_wheel, client: Client, settings, tmp_path: Path, monkeypatch
) -> None:
    settings.VAR_DIR = tmp_path
    address = f"/lan/{KEY}/hjulet/skriv-ut/klistermarken.pdf"
    first = client.get(address)
    assert first.status_code == 200
    assert first["Content-Type"] == "application/pdf"
    monkeypatch.setattr(pdf, "make_pdf", lambda *_given: pytest.fail("made again"))
    assert client.get(address).content == first.content
    assert len(list((tmp_path / "prints").iterdir())) == 1


def test_without_pango_the_page_says_so(
    county_with_wheel, client: Client, settings, tmp_path: Path, monkeypatch
) -> None:
    settings.VAR_DIR = tmp_path
    monkeypatch.setattr(pdf, "pdf_works", lambda: False)
    monkeypatch.setattr(printing, "pdf_works", lambda: False)
    page = client.get(f"/lan/{KEY}/hjulet/skriv-ut/")
    assert page.status_code == 200
    assert "kan inte göra PDF-filer" in page.content.decode()
    assert ".pdf" not in page.content.decode()
    assert client.get(f"/lan/{KEY}/hjulet/skriv-ut/klistermarken.pdf").status_code == 503


def test_nothing_is_fetched_from_a_network_or_from_other_files() -> None:
    fetch = writer.fetcher({writer.FONTS, pdf.HERE})
    for url in (
        "https://example.com/x.png",
        "http://localhost/",
        "file:///etc/passwd",
        f"file://{writer.FONTS}/../../../../views.py",
    ):
        with pytest.raises(ValueError, match=re.escape(url)):
            fetch.fetch(url)


def test_the_countys_own_picture_stands_on_the_poster_in_colour_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawn = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="4" cx="4" cy="4"/></svg>'
    monkeypatch.setattr(sheets, "artwork_of", lambda _id: ArtworkFile("image/svg+xml", drawn, "x"))
    own = Artwork(1, "image/svg+xml", 9, 9, Localised("Länets hjul", "sv", False))
    wheel = replace(shipped_wheel("sv"), artwork=own)
    colour, grey = printing.paper_of("hjulet-a4.pdf"), printing.paper_of("hjulet-a4-gra.pdf")
    assert colour is not None
    assert grey is not None
    assert sheets.sheet(colour, wheel, ADDRESS)["labels"] == []
    assert len(sheets.sheet(grey, wheel, ADDRESS)["labels"]) > 0
    assert "Länets hjul" in str(sheets.sheet(colour, wheel, ADDRESS)["alt"].text)
    assert len(PdfReader(BytesIO(pdf.make_pdf(colour, wheel, ADDRESS))).pages) == 1
