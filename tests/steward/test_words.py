"""Every kind of event has words of its own on the page of the audit trail."""

import ast
from pathlib import Path

from tillsammans.steward.words import ACTIONS

ROOT = Path(__file__).resolve().parents[2]


def _actions_in_the_source():
    """Every literal given as `action=` anywhere in the product, both sides of a condition too."""
    for path in (ROOT / "tillsammans").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "action":
                yield from (
                    c.value
                    for c in ast.walk(node.value)
                    if isinstance(c, ast.Constant) and isinstance(c.value, str)
                )


def test_every_event_is_told_in_words():
    found = {action for action in _actions_in_the_source() if "." in action and not action.endswith("_")}
    assert len(found) > 40
    assert not found - set(ACTIONS), sorted(found - set(ACTIONS))
