"""Charts show the numbers they were given, in words too, for any number of steps."""

import re
from html.parser import HTMLParser

import pytest
from django.utils.translation import override

from tillsammans.ui import charts
from tillsammans.ui.charts import Contributions
from tillsammans.ui.trends import Point, trend

HOSTILE = '"><script>alert(1)</script>'


@pytest.fixture(autouse=True)
def swedish():
    with override("sv"):
        yield


class Tags(HTMLParser):
    """What a browser would see: the tags, and all text and attribute values."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.all_text = ""

    def handle_starttag(self, tag, attrs):
        self.found.append(tag)
        self.all_text += " ".join(value or "" for _name, value in attrs)

    def handle_data(self, data):
        self.all_text += data


def words(markup: str) -> str:
    """What is read: the text without tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", markup).split())


@pytest.mark.parametrize("top", range(2, 11))
def test_tones_rise_from_the_first_to_the_last_whatever_the_number_of_steps(top):
    tones = [int(charts.tone(step, top)[1:]) for step in range(top + 1)]
    assert tones[0] == 0 and tones[1] == 1 and tones[-1] == 10
    assert tones == sorted(set(tones))


@pytest.mark.parametrize("step", [-1, 7])
def test_a_step_outside_the_stairs_has_no_tone(step):
    with pytest.raises(ValueError, match="outside"):
        charts.tone(step, 6)


@pytest.mark.parametrize("top", range(1, 11))
def test_the_glyph_fills_as_many_bars_as_the_step(top):
    for step in range(top + 1):
        glyph = charts.stairs_glyph(step, top)
        on = re.search(r'class="on" d="([^"]*)"', glyph)
        off = re.search(r'class="off" d="([^"]*)"', glyph)
        assert (on.group(1).count("M") if on else 0) == step
        assert (off.group(1).count("M") if off else 0) == top - step


@pytest.mark.parametrize(("median", "said"), [(3, "3"), ((2, 3), "2–3"), ((4, 4), "4"), (0, "0")])
def test_a_median_is_a_step_or_two_and_never_a_decimal(median, said):
    assert charts.median_text(median) == said


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (1.0, "1 steg upp"),
        (-2.0, "2 steg ned"),
        (0.5, "½ steg upp"),
        (-1.5, "1½ steg ned"),
        (0.0, "oförändrat"),
        (None, "ingen jämförelse"),
    ],
)
def test_a_change_is_said_in_words_beside_its_arrow(change, said):
    assert words(charts.change_mark(change)) == said


def test_the_change_between_medians_counts_in_halves():
    assert charts.median_change((2, 3), 2) == 0.5
    assert charts.median_change(3, None) is None


def test_a_cell_shows_median_spread_change_and_how_many():
    cell = charts.matrix_cell((2, 3), -0.5, 5, 6, 1, 4, 12)
    assert words(cell) == "median, steg 2–3 , spridning 1–4 ½ steg ned , 12 svar"
    assert 'data-s="5"' in cell


def test_a_suppressed_cell_holds_no_figure_at_all():
    cell = charts.matrix_cell(4, 1, 1, 6, 2, 5, 2, shown=False)
    assert words(cell) == "visas inte"
    assert not re.search(r"\d", cell.replace('data-s="1"', ""))


@pytest.mark.parametrize(("median", "n"), [(None, 0), (None, 3), (3, 0)])
def test_a_missing_figure_is_a_dash_with_words_and_never_a_zero(median, n):
    cell = charts.matrix_cell(median, None, None, 6, None, None, n)
    assert words(cell) == "– inga svar"


def test_a_cell_follows_the_language_of_the_page():
    charts.matrix_cell(1, 0, None, 6, 1, 1, 7)
    with override("en"):
        english = charts.matrix_cell(1, 0, None, 6, 1, 1, 7)
    assert charts._cell_inner.cache_info().currsize >= 2
    assert "data-s" not in english


@pytest.mark.parametrize("top", range(2, 11))
def test_a_share_bar_says_every_count_zero_step_first(top):
    counts = [step * 3 % 7 for step in range(top + 1)]
    bar = charts.share_bar(counts, 1)
    said = re.search(r'aria-label="([^"]*)"', bar).group(1)
    assert [int(n) for n in re.findall(r": (\d+) av", said)] == counts
    assert bar.count("<svg") == sum(1 for n in counts if n)
    assert sum(float(w) for w in re.findall(r'width="([\d.]+)%"', bar)) == pytest.approx(100, abs=0.1)


def test_a_share_bar_without_answers_says_so():
    assert words(charts.share_bar([0, 0, 0], 1)) == "Inga svar än."


def test_a_narrow_part_has_no_text_that_does_not_fit():
    bar = charts.share_bar([1, 99], 1)
    assert "1 %" not in words(bar) and "99\N{NO-BREAK SPACE}%" in bar


@pytest.mark.parametrize(
    ("part", "whole", "said", "bars"), [(38, 44, "38 av 44", 1), (0, 12, "0 av 12", 1), (0, 0, "0 av 0", 0)]
)
def test_a_meter_says_part_and_whole(part, whole, said, bars):
    meter = charts.meter(part, whole)
    assert words(meter) == said and meter.count("<svg") == bars


def test_what_hinders_and_helps_stand_in_a_table_with_their_numbers():
    table = charts.diverge([Contributions("Tid", 31, 0), Contributions("Ledning", 0, 4)])
    assert words(table).endswith("31 Tid 0 0 Ledning 4")
    assert table.count("<svg") == 2  # nothing is drawn for none


@pytest.mark.parametrize("top", range(2, 11))
def test_a_trend_says_each_round_and_breaks_where_one_is_missing(top):
    points = [Point(1, 0, 2), None, Point((1, 2), 0, top), Point(top, 1, top)]
    chart = trend(points, 2, top, ["V 25", "H 25", "V 26", "H 26"], name="Struktur")
    assert (
        f"Struktur: V 25: median steg 1, från 0 till 2; H 25: inga siffror; V 26: median steg 1–2, från 0 till {top}"
        in chart
    )
    assert chart.count('class="ln"') == 2 and chart.count("<circle") == 3
    assert f">{top}</text>" in chart


def test_a_trend_of_many_rounds_names_the_last_and_no_more_than_fit():
    labels = [f"O{n}" for n in range(20)]
    chart = trend([Point(1, 1, 1)] * 20, 1, 6, labels)
    assert ">O19</text>" in chart and 3 <= chart.count(">O") <= 6


@pytest.mark.parametrize(
    "markup",
    [
        lambda: charts.matrix_cell(1, 0, 1, 6, 1, 1, 9, href=HOSTILE, name=HOSTILE),
        lambda: charts.share_bar([1, 2], 1, [HOSTILE, HOSTILE]),
        lambda: charts.meter(1, 2, HOSTILE),
        lambda: charts.diverge(
            [Contributions(HOSTILE, 1, 1)], caption=HOSTILE, hinders=HOSTILE, helps=HOSTILE
        ),
        lambda: charts.stairs_key([HOSTILE, HOSTILE]),
        lambda: charts.share_key([HOSTILE, HOSTILE]),
        lambda: trend([Point(1, 1, 1)], 1, 6, [HOSTILE], name=HOSTILE, caption=HOSTILE),
    ],
    ids=["cell", "share", "meter", "diverge", "stairs key", "share key", "trend"],
)
def test_hostile_labels_are_text(markup):
    read = Tags()
    read.feed(str(markup()))
    assert "script" not in read.found
    assert "alert(1)" in read.all_text
