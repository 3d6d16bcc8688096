"""Every kind of event has words of its own on the page of the audit trail."""

import ast
from pathlib import Path

from tillsammans.steward.words import ACTIONS
from tillsammans.workshops.rules.next_step import FLAG_OF, PHASE_OF

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
    found = {
        action for action in _actions_in_the_source() if "." in action and not action.endswith(("_", "."))
    }
    assert len(found) > 40
    assert not found - set(ACTIONS), sorted(found - set(ACTIONS))


def _told_by(module: str, *functions: str):
    """The literals that the functions of a module are called with: the last part of an event's name."""
    tree = ast.parse((ROOT / "tillsammans" / "workshops" / "commands" / module).read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in functions:
            named = [value for given in node.args[2:3] for value in ast.walk(given)]
            yield from (c.value for c in named if isinstance(c, ast.Constant) and isinstance(c.value, str))


def test_what_a_leader_does_is_told_in_words_though_its_name_is_put_together():
    rooms = {f"workshops.{name}" for name in {*_told_by("rooms.py", "_noted"), *PHASE_OF, *FLAG_OF}}
    wall = {f"workshops.wall_{name}" for name in _told_by("wall.py", "_done", "_tell")}
    assert len(rooms) > 12 and len(wall) > 7
    assert not (rooms | wall) - set(ACTIONS), sorted((rooms | wall) - set(ACTIONS))
