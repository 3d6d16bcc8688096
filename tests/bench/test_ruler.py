"""The ruler itself: that it counts, that the tables say what was found, and that the bases add up."""

import ctypes
import struct
from pathlib import Path

import pytest

from tools.bench import bases, costs, memory_use, places, ruler, visitor, weighing
from tools.bench.lines import WHY, Line, Section, document, in_digits, table

DUMP = """version: 1
desc: Trigger: Client Request: {name}
summary: {sum}

totals: {sum}
"""


def test_time_counts_what_a_block_uses_for_each_time() -> None:
    counting = ruler.Counting(ruler.ProcessTime())
    with counting.counting("work", times=2):
        sum(number * number for number in range(200_000))
    assert list(counting.costs) == ["work"] and counting.costs["work"][0] > 1000  # microseconds


def test_the_counter_of_the_processor_is_asked_as_the_kernel_wants() -> None:
    """With the kernel's own clock, which virtual machines have too; skipped where programs may not ask at all."""
    try:
        counter = ruler.Hardware(ruler.SOFTWARE, ruler.TASK_CLOCK)
    except OSError as refusal:
        pytest.skip(f"no counters for programs here: {refusal.strerror}")
    counter.begin()
    sum(number * number for number in range(200_000))
    assert counter.read("work") > 1_000_000  # nanoseconds
    counter.close()


def test_asking_callgrind_is_nothing_outside_callgrind() -> None:
    if not ruler.can_callgrind():
        pytest.skip("no valgrind here, or not this kind of processor")
    quiet = ruler.Callgrind()
    quiet.begin()
    quiet.read("nothing*1")


def test_what_callgrind_left_is_read_by_name_and_for_each_time(tmp_path: Path) -> None:
    (tmp_path / "counted.1").write_text(DUMP.format(name="empty*5", sum=500))
    (tmp_path / "counted.2").write_text(DUMP.format(name="report, send*1", sum=700))
    (tmp_path / "counted.10").write_text(DUMP.format(name="empty*5", sum=600))
    (tmp_path / "counted").write_text("desc: Trigger: Program termination\ntotals: 9\n")
    assert ruler.callgrind_costs(tmp_path) == {"empty": [100.0, 120.0], "report, send": [700.0]}


def test_the_request_to_callgrind_does_no_more_than_it_should() -> None:
    """Rotations by 3, 13, 61 and 51 come to 128 bits: the register is as it was."""
    code, rotate = ruler._REQUEST, bytes.fromhex("48c1c7")
    rotations = [code[place + 3] for place in range(len(code) - 3) if code[place : place + 3] == rotate]
    assert rotations == [3, 13, 61, 51] and sum(rotations) % 64 == 0
    assert struct.calcsize("P") == ctypes.sizeof(ctypes.c_size_t)


def test_a_missed_figure_is_said_plainly() -> None:
    missed, met = (
        Line("P1", "a picture", 3.456, limit=3),
        Line("P4", "how many times", 20, limit=15, most=False),
    )
    told = table(Section("Pictures", [missed, met], ["One remark."]))
    assert "| P1 | a picture | 3.46 × | ≤ 3.00 × | **missed** |" in told
    assert "| P4 | how many times | 20.00 × | ≥ 15.00 × | met |" in told
    assert "- One remark." in told


def test_the_page_counts_what_is_met_and_names_what_is_not() -> None:
    found = Section(
        "A", [Line("P1", "slow", 4, limit=3), Line("P1", "quick", 2, limit=3), Line("", "told alone", 7)]
    )
    page = document([found], "a ruler", "", f"# Old\n\n{WHY}\n\nBecause.\n")
    assert page.endswith(f"{WHY}\n\nBecause.\n") and "# Old" not in page
    assert "1 of 2 figures meet their goal." in page and "- P1: slow, 4.00 × against 3.00 ×" in page
    assert "python3 test.py bench" in page and "/home" not in page


@pytest.mark.parametrize(
    ("number", "unit", "said"), [(1.234, "×", "1.23 ×"), (12.34, "kB", "12.3 kB"), (182.4, "MB", "182 MB")]
)
def test_figures_have_the_digits_they_deserve(number: float, unit: str, said: str) -> None:
    assert in_digits(number, unit) == said


def test_the_national_base_has_the_country_s_municipalities_and_every_unit() -> None:
    numbers = range(2, bases.COUNTIES + 1)
    principals = sum(map(bases.principals_of, numbers)) + bases.FIRST_COUNTY_PRINCIPALS
    assert principals == bases.MUNICIPALITIES + bases.COUNTIES
    assert sum(bases.units_of(number, 50_000) for number in numbers) + bases.FIRST_COUNTY_UNITS == 50_000


def test_the_walk_is_the_sum_of_its_requests() -> None:
    one = {f"report, {name}": 1.0 for name in (
        "first page", "question", "save a question", "last questions", "save the last", "review", "send", "receipt")}  # fmt: skip
    assert costs._walk(one) == costs.REQUESTS


def test_a_page_fetches_what_its_tags_name_and_no_other_language() -> None:
    html = '<link rel="stylesheet" href="/static/a.css"><link rel="alternate" href="/en/"><script src="b.js"></script>'
    assert weighing._named(html, "/static/x") == ["/static/a.css", "/static/b.js"]


def test_a_font_for_other_letters_is_fetched_only_where_one_stands() -> None:
    style = "@font-face{src:url(latin.woff2)}@font-face{src:url(arabic.woff2);unicode-range:U+60C-66C}"
    assert weighing._in_style(style, "åäö") == ["latin.woff2"]
    assert weighing._in_style(style, "سلام") == ["latin.woff2", "arabic.woff2"]


def test_children_run_with_the_settings_of_production_on_their_own_database(tmp_path: Path) -> None:
    settings = places.environment(tmp_path / "base.sqlite3")
    assert settings["TILLSAMMANS_MODE"] == "production" and settings["PYTHONHASHSEED"] == "0"
    assert settings["DATABASE_URL"].startswith("sqlite:///") and settings["DATABASE_URL"].endswith(
        "base.sqlite3"
    )


def test_a_visitor_keeps_cookies_and_finds_the_hidden_fields() -> None:
    def application(environ, start):
        start("200 OK", [("Set-Cookie", "csrf=abc; Path=/"), ("Content-Type", "text/html")])
        return [b'<input type="hidden" name="seen" value="3">', environ["HTTP_COOKIE"].encode()]

    who = visitor.Visitor(application, {"session": "s"})
    assert who.get("/a/?b=1").hidden() == {"seen": "3"}
    assert b"csrf=abc" in who.post("/a/", {"c": 1}).body


@pytest.mark.skipif(
    not Path("/proc/self/smaps_rollup").exists(), reason="the kernel tells no proportional set size here"
)
def test_memory_is_told_in_bytes() -> None:
    import os

    assert 1_000_000 < memory_use.pss(os.getpid()) < 10_000_000_000
