"""The product's source as the architecture tests see it: files, their syntax trees, their place in a package."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PRODUCT = ROOT / "tillsammans"


@dataclass(frozen=True)
class Module:
    """One Python file. name: its path from the project's folder, with forward slashes."""

    name: str
    text: str

    @property
    def tree(self) -> ast.Module:
        return _parsed(self.name)

    @property
    def package(self) -> str:
        """`followup` for tillsammans/followup/…, else the first folder (`config`)."""
        parts = self.name.split("/")
        return parts[1] if parts[0] == "tillsammans" and len(parts) > 2 else parts[0]

    @property
    def kind(self) -> str:
        """`views`, `commands` …: the module's or the folder's name inside its package."""
        parts = self.name.split("/")
        return parts[2].removesuffix(".py") if parts[0] == "tillsammans" and len(parts) > 2 else ""


@cache
def _parsed(name: str) -> ast.Module:
    return ast.parse((ROOT / name).read_text(encoding="utf-8"), filename=name)


@cache
def modules(*folders: str) -> tuple[Module, ...]:
    """Every Python file under the folders, migrations aside."""
    found = (path for folder in folders for path in sorted((ROOT / folder).rglob("*.py")))
    return tuple(
        Module(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
        for path in found
        if "migrations" not in path.parts
    )


def packages() -> list[str]:
    """The product's packages by name."""
    return sorted(path.parent.name for path in PRODUCT.glob("*/__init__.py"))


def templates() -> list[Path]:
    return sorted(PRODUCT.glob("*/templates/**/*.html"))


def functions(module: Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def dotted(node: ast.expr) -> str:
    """`timezone.now` for that expression; what is no plain name becomes `()`, as in `rows.filter().update`."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    if isinstance(node, ast.Call):
        return f"{dotted(node.func)}()"
    return "()"
