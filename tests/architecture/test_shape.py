"""Size, names and readmes of the source; what templates may not hold."""

import re

from tests.architecture.source import PRODUCT, ROOT, functions, modules, packages, templates

LONGEST_FILE = 400
LONGEST_FUNCTION = 60
SAY_NOTHING = {
    "utils",
    "util",
    "helpers",
    "helper",
    "manager",
    "managers",
    "misc",
    "common",
    "handlers",
    "base",
    "tools",
}
STYLE_OR_SCRIPT = re.compile(
    r"""<style\b|\sstyle\s*=|<script(?![^>]*\ssrc=)(?![^>]*type="application/json")|\son[a-z]+\s*=\s*["']"""
)
COMMENT = re.compile(r"{#.*?#}|{% comment .*?endcomment %}", re.DOTALL)


def test_files_stay_short() -> None:
    found = [
        f"{module.name}: {module.text.count(chr(10))} lines"
        for module in modules("tillsammans", "config", "tools", "tests")
        if module.text.count("\n") > LONGEST_FILE
    ]
    assert not found, "a file past 400 lines becomes a folder:\n" + "\n".join(found)


def test_functions_stay_short() -> None:
    found = [
        f"{module.name}:{function.lineno}: {function.name}, {length} lines"
        for module in modules("tillsammans", "config", "tools")
        for function in functions(module)
        if (length := (function.end_lineno or function.lineno) - function.lineno + 1) > LONGEST_FUNCTION
    ]
    assert not found, "\n".join(found)


def test_every_package_says_what_it_owns() -> None:
    assert not [name for name in packages() if not (PRODUCT / name / "README.md").is_file()]


def test_names_say_something() -> None:
    names = {path.stem for path in PRODUCT.rglob("*") if path.suffix == ".py" or path.is_dir()}
    assert not names & SAY_NOTHING


def test_templates_hold_no_style_and_no_script() -> None:
    """The policy of the pages refuses both, and a part's style stands in one place."""
    found = [
        f"{path.relative_to(ROOT)}:{text.count(chr(10), 0, match.start()) + 1}: {match[0].strip()}"
        for path in templates()
        for text in [COMMENT.sub("", path.read_text(encoding="utf-8"))]
        for match in STYLE_OR_SCRIPT.finditer(text)
    ]
    assert not found, "\n".join(found)


def test_markup_is_made_in_ui_alone() -> None:
    """Only components, and the `drawing` of pages of many cells, may call a text safe: their tests try hostile words."""
    found = [
        module.name
        for module in modules("tillsammans", "config")
        if module.package != "ui"
        and "/drawing/" not in module.name
        and re.search(r"\b(mark_safe|SafeString|SafeText)\(", module.text)
    ]
    assert not found


def test_no_text_is_marked_safe_from_a_template() -> None:
    """A template that says |safe trusts what somebody typed. Components that build markup do it in Python, escaped."""
    found = [
        str(path.relative_to(ROOT))
        for path in templates()
        if re.search(r"\|\s*safe\b|autoescape\s+off", path.read_text("utf-8"))
    ]
    assert not found
