"""Finds every message id in the code (Babel) and in the templates (Django's templatize, then Babel)."""

from __future__ import annotations

import ast
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from babel.messages.extract import extract
from django.utils.translation.template import templatize

from tools.catalogues import ROOT, Key

FOLDERS = ("tillsammans", "config")
TEMPLATE_ENDINGS = {".html", ".txt", ".xml", ".svg"}

# Name → where its context, singular and plural stand among the arguments (Babel's notation).
KEYWORDS: dict[str, Any] = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3), "npgettext_lazy": ((1, "c"), 2, 3),
}  # fmt: skip


@dataclass
class Message:
    """One id as the code uses it: its plural, if any, and the files where it stands (no lines: they move daily)."""

    plural: str = ""
    places: set[str] = field(default_factory=set)


def messages() -> dict[Key, Message]:
    """Every message of the product by (context, id). Raises ValueError when one id stands with two different plurals."""
    found: dict[Key, Message] = {}
    for path in sources():
        place = path.relative_to(ROOT).as_posix()
        for key, plural in _in_file(path):
            message = found.setdefault(key, Message())
            if plural and message.plural and plural != message.plural:
                raise ValueError(f"{place}: {key[1]!r} has two plurals, {message.plural!r} and {plural!r}")
            message.plural = message.plural or plural
            message.places.add(place)
    return found


def sources() -> list[Path]:
    """The Python files and templates of the product, in order of path."""
    paths = (path for folder in FOLDERS for path in (ROOT / folder).rglob("*"))
    return sorted(path for path in paths if path.is_file() and (path.suffix == ".py" or is_template(path)))


def is_template(path: Path) -> bool:
    return path.suffix in TEMPLATE_ENDINGS and "templates" in path.parts


def _in_file(path: Path) -> Iterator[tuple[Key, str]]:
    text = path.read_text(encoding="utf-8")
    if is_template(path):
        # Line by line without indentation, since the tokenizer takes a template's for Python's.
        text = "\n".join(line.lstrip() for line in templatize(text, origin=str(path)).splitlines())
    for _line, found, _comments, context in extract("python", io.BytesIO(text.encode()), keywords=KEYWORDS):
        words = [found] if isinstance(found, str) else [word for word in found if word]
        if words and words[0]:
            yield (context, words[0]), words[1] if len(words) > 1 else ""
    if not is_template(path):
        yield from _in_f_strings(text)


def _in_f_strings(text: str) -> Iterator[tuple[Key, str]]:
    """What stands in the braces of f-strings, into which Babel does not look before Python 3.12."""
    strings = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.JoinedStr))
    for call in (inner for node in strings for inner in ast.walk(node) if isinstance(inner, ast.Call)):
        if isinstance(call.func, ast.Name) and call.func.id in KEYWORDS:
            said = [
                word.value
                for word in call.args
                if isinstance(word, ast.Constant) and isinstance(word.value, str)
            ]
            context = said.pop(0) if "pgettext" in call.func.id and len(said) > 1 else None
            if said and said[0]:
                yield (context, said[0]), said[1] if len(said) > 1 else ""


def unreadable_calls() -> list[str]:
    """Calls of gettext whose id is not one plain string, such as _(f"…") or _(name), and names of it that are not looked for:
    nothing can translate those."""
    faults = [
        f"{path.relative_to(ROOT)}:{node.lineno}: gettext is called {one.asname}, which KEYWORDS does not name"
        for path in sources() if path.suffix == ".py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.ImportFrom)
        for one in node.names if "gettext" in one.name and one.asname and one.asname not in KEYWORDS
    ]  # fmt: skip
    for path in (path for path in sources() if path.suffix == ".py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS:
                strings = [
                    isinstance(word, ast.Constant) and isinstance(word.value, str) for word in node.args[:1]
                ]
                if not all(strings):
                    faults.append(
                        f"{path.relative_to(ROOT)}:{node.lineno}: the message id is not one plain string"
                    )
    return faults
