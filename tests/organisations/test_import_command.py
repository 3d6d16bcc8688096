"""`tillsammans import-units`: the JSON and the exit status that scripts rely on."""

import json
import zipfile

import pytest

from config.console import import_units
from tests.organisations.import_samples import book_file, csv_file
from tillsammans.organisations.models import ImportBatch, Place

HEADINGS = ("Enhet", "Kommun", "Verksamhetsområde", "Enhetskod", "E-post")
GOOD = ("Bäckens förskola", "Ekvik", "Förskola", "12345678", "anna.ek@ekvik.example")
BAD = ("Månskolan", "Ekvik", "Rymdfart", "", "")


@pytest.fixture
def run(world, tmp_path, capsys):
    def run(stream, *more, name="enheter.xlsx", county="testlan"):
        file = tmp_path / name
        file.write_bytes(stream.getvalue() if hasattr(stream, "getvalue") else stream)
        status = import_units.main([str(file), "--county", county, *more])
        return status, capsys.readouterr()

    return run


def answer(result):
    return json.loads(result[1].out)


def test_without_commit_nothing_changes(run):
    result = run(book_file([HEADINGS, GOOD]), "--json")
    assert (result[0], answer(result)) == (
        0,
        {"new": 1, "changed": 0, "unchanged": 0, "missing": 2, "errors": []},
    )
    assert not Place.objects.filter(name="Bäckens förskola").exists()
    assert not ImportBatch.objects.exists()


def test_with_commit_it_is_carried_out_and_the_second_time_changes_nothing(run):
    assert (
        answer(run(csv_file([HEADINGS, GOOD], encoding="cp1252"), "--json", "--commit", name="a.csv"))["new"]
        == 1
    )
    assert Place.objects.filter(name="Bäckens förskola").exists()
    result = run(csv_file([HEADINGS, GOOD], encoding="cp1252"), "--json", "--commit", name="a.csv")
    assert (result[0], answer(result)) == (
        0,
        {"new": 0, "changed": 0, "unchanged": 1, "missing": 2, "errors": []},
    )
    batch = ImportBatch.objects.first()
    assert (batch.state, batch.rows, batch.read_by_id) == ("committed", {}, None)


def test_a_row_that_cannot_be_read_stops_everything(run):
    result = run(book_file([HEADINGS, GOOD, BAD]), "--json", "--commit")
    assert result[0] == 1
    (error,) = answer(result)["errors"]
    assert set(error) == {"row", "column", "value", "reason"}
    assert (error["row"], error["column"], error["value"]) == (3, "Verksamhetsområde", "Rymdfart")
    assert not Place.objects.filter(name="Bäckens förskola").exists()


def zip_bomb(tmp_path):
    file = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 40_000_000)
    return file.read_bytes()


@pytest.mark.parametrize("kind", ["empty", "bomb", "nonsense"])
def test_a_file_that_is_refused_gives_one_error_without_a_row(run, tmp_path, kind):
    content = {"empty": b"", "bomb": zip_bomb(tmp_path), "nonsense": b"\x00\x01" * 50}[kind]
    result = run(content, "--json", "--commit")
    assert result[0] == 1
    (error,) = answer(result)["errors"]
    assert error["row"] is None
    assert error["reason"].endswith(".")
    assert "Traceback" not in result[1].err


def test_an_unknown_county_or_file_is_one_sentence_and_status_2(run, capsys):
    status, printed = run(book_file([HEADINGS, GOOD]), county="finns-inte")
    assert (status, printed.out, len(printed.err.splitlines())) == (2, "", 1)
    assert import_units.main(["finns-inte.xlsx", "--county", "testlan"]) == 2
    assert "finns inte" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words", [["finns-inte.xlsx", "--county", "testlan"], [__file__, "--county", "finns-inte"]]
)
def test_with_json_that_is_an_error_in_the_json(world, capsys, words):
    assert import_units.main([*words, "--json"]) == 2
    printed = capsys.readouterr()
    told = json.loads(printed.out)
    (error,) = told["errors"]
    assert (error["row"], told["new"], printed.err) == (None, 0, "")
    assert "finns-inte" in error["reason"]


def test_people_get_words(run):
    words = run(book_file([HEADINGS, GOOD, BAD]))[1].out
    assert "Nya: 1" in words
    assert "Rad 3, Verksamhetsområde ”Rymdfart”: " in words
    assert "Inget har lästs in." in words
    assert "Inläst." in run(book_file([HEADINGS, GOOD]), "--commit")[1].out
