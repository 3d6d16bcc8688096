"""What the templates and the style sheet promise: nothing inline, one place for colours, a logical inline axis."""

import gzip
import re
from pathlib import Path

import pytest

import tillsammans
from tillsammans.ui import stylesheet

ROOT = Path(tillsammans.__file__).parent
TEMPLATES = sorted(ROOT.glob("*/templates/**/*.html"))
SOURCES = sorted((ROOT / "ui").glob("*.py"))
PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border|inset)-(?:left|right)|left|right|float|clear)\s*:|text-align\s*:\s*(?:left|right)"
)
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b(?![^{]*\{)|\b(?:rgb|hsl|oklch|lab)a?\(\s*[\d.]", re.IGNORECASE)


def bare(css: str) -> str:
    return re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_template_has_nothing_inline(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle\s*=|<style\b|\son[a-z]+\s*=\s*[\"']|javascript:", text)
    assert not re.search(r"<script(?![^>]*(?:\bsrc=|type=[\"']application/json))", text)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_markup_in_python_has_nothing_inline(path):
    assert not re.search(r'\sstyle="|<style\b|\son(?:click|change|submit)=', path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", stylesheet.sources(), ids=lambda path: path.name)
def test_the_inline_axis_is_logical(path):
    assert not PHYSICAL.findall(bare(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", stylesheet.sources()[1:], ids=lambda path: path.name)
def test_colours_stand_in_the_tokens_alone(path):
    assert not COLOUR.findall(bare(path.read_text(encoding="utf-8")))


def test_the_joined_sheet_is_up_to_date_and_light():
    written = stylesheet.TARGET.read_text(encoding="utf-8")
    assert written == stylesheet.joined(), "run python -m tillsammans.ui.stylesheet"
    assert len(gzip.compress(written.encode())) <= 9_000


def test_joining_loses_no_rule():
    source = "".join(bare(path.read_text(encoding="utf-8")) for path in stylesheet.sources())
    assert re.sub(r"\s|;", "", source) == re.sub(r"\s|;", "", stylesheet.joined())


def test_every_font_and_its_licence_is_there():
    folder = stylesheet.TARGET.parent
    for url in re.findall(r"url\(([^)]+)\)", stylesheet.joined()):
        assert (folder / url).is_file(), url
    assert (
        len(list((folder / "fonts").glob("OFL-*.txt"))) == 3 and (folder / "phosphor-icons-MIT.txt").is_file()
    )
