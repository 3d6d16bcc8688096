"""docs/asvs.yaml answers every requirement of levels 1 and 2 that applies, and what it points at exists."""

import ast
import re
from collections import Counter
from functools import cache
from typing import Any

import pytest
import yaml
from django.conf import settings

from tests.architecture.source import ROOT

TABLE: dict[str, Any] = yaml.safe_load((ROOT / "docs" / "asvs.yaml").read_text(encoding="utf-8"))
ROWS: list[dict[str, Any]] = TABLE["rows"]
HOWS = {"test", "config", "reason", "open"}
# The standard has 70 + 183 requirements at these levels; OAuth (5 + 24) and WebRTC (0 + 7) are left out.
LEVEL_1, LEVEL_2 = 70 - 5 - 0, 183 - 24 - 7


def chapter(row: dict[str, Any]) -> str:
    return "V" + row["id"].split(".")[0]


@cache
def trials(path: str) -> dict[str, set[str]]:
    """The tests of a file by name, each with the marks it wears."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {
        node.name: {ast.unparse(mark).partition("(")[0].rpartition(".")[2] for mark in node.decorator_list}
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_")
    }


def named(row: dict[str, Any]) -> list[tuple[str, str]]:
    return [(where.partition("::")[0], where.partition("::")[2]) for where in row["where"]]


def test_the_table_is_complete_against_its_own_counts() -> None:
    counted = Counter((chapter(row), row["level"]) for row in ROWS)
    assert {name: [counted[name, 1], counted[name, 2]] for name in TABLE["counts"]} == TABLE["counts"]
    assert [sum(one) for one in zip(*TABLE["counts"].values(), strict=True)] == [LEVEL_1, LEVEL_2]
    assert len(ROWS) == LEVEL_1 + LEVEL_2


def test_ids_stand_in_order_and_each_once() -> None:
    ids = [tuple(int(part) for part in row["id"].split(".")) for row in ROWS]
    assert ids == sorted(set(ids))


def test_what_is_left_out_has_its_reason_and_no_rows() -> None:
    assert set(TABLE["left_out"]) == {"V10", "V17"}
    assert all(len(reason) > 20 for reason in TABLE["left_out"].values())
    assert not [row["id"] for row in ROWS if chapter(row) in TABLE["left_out"]]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_a_row_says_what_it_is_about_and_how(row: dict[str, Any]) -> None:
    assert (
        {"id", "level", "about", "how", "where"}
        <= set(row)
        <= {"id", "level", "about", "how", "where", "waits"}
    )
    assert row["how"] in HOWS
    assert isinstance(row["where"], list if row["how"] in {"test", "config"} else str)
    assert row["about"]
    assert row["where"]


def test_nothing_at_level_1_is_open() -> None:
    assert not [row["id"] for row in ROWS if row["level"] == 1 and row["how"] == "open"]


def test_every_named_test_exists() -> None:
    gone = [
        f"{row['id']}: {path}::{name}"
        for row in ROWS
        if row["how"] == "test"
        for path, name in named(row)
        if not (ROOT / path).is_file() or name not in trials(path)
    ]
    assert not gone


def test_a_test_that_is_not_passed_yet_is_said_to_be_waited_for() -> None:
    """A mark that lets a test fail or be left out must show in the table."""
    wrong = []
    for row in ROWS:
        if row["how"] != "test":
            continue
        marks = set().union(*(trials(path).get(name, set()) for path, name in named(row)))
        if bool(marks & {"xfail", "skip", "skipif"}) is not bool(row.get("waits")):
            wrong.append(row["id"])
    assert not wrong


def test_every_named_setting_is_decided_in_our_settings() -> None:
    text = (ROOT / "config" / "settings.py").read_text(encoding="utf-8")
    names = [name for row in ROWS if row["how"] == "config" for name in row["where"]]
    assert not [
        name
        for name in names
        if not hasattr(settings, name) or not re.search(rf"^{name}\b.*=", text, re.MULTILINE)
    ]
