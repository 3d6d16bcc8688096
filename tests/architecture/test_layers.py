"""What imports cannot show: foreign keys follow the layers, time comes in from outside, views hold no queries."""

import ast
import tomllib

import pytest
from django.apps import apps
from django.db.models import Model

from tests.architecture.source import ROOT, Module, dotted, modules

CLOCKS = ("timezone.now", "timezone.localdate", "timezone.localtime", "datetime.now", "datetime.utcnow", "datetime.today",
          "date.today", "time.time")  # fmt: skip
# The one clock, and the worker's and server's own doings around the product.
MAY_READ_THE_CLOCK = ("config/", "tillsammans/core/clock.py")


def ranks() -> dict[str, int]:
    """Package → its row in the contract of pyproject.toml, counted from the top."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contract = next(one for one in settings["tool"]["importlinter"]["contracts"] if one.get("exhaustive"))
    rows = enumerate(contract["layers"])
    return {name.strip(" ()"): rank for rank, row in rows for name in row.split("|")}


def own_models() -> list[type[Model]]:
    """Every model of the product, those between many and many too."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("tillsammans.")
    ]


def test_foreign_keys_point_downwards() -> None:
    rank = ranks()
    upwards = []
    for model in own_models():
        for field in model._meta.get_fields():
            target = field.related_model
            if (
                not field.concrete
                or not isinstance(target, type)
                or not target.__module__.startswith("tillsammans.")
            ):
                continue
            here, there = model._meta.app_label, target._meta.app_label
            if here != there and rank[there] <= rank[here]:
                upwards.append(f"{here}.{model.__name__}.{field.name} → {there}.{target.__name__}")
    assert not upwards, "a foreign key must point to a package further down:\n" + "\n".join(upwards)


def test_no_foreign_key_from_what_only_keeps_ids() -> None:
    """audit, notify and access know rows by id alone (decisions.md 1)."""
    keys = [
        f"{model.__name__}.{field.name}"
        for model in own_models()
        if model._meta.app_label in {"audit", "notify", "access"}
        for field in model._meta.get_fields()
        if field.concrete
        and isinstance(field.related_model, type)
        and field.related_model._meta.app_label != model._meta.app_label
    ]
    assert not keys


def test_time_comes_in_from_outside() -> None:
    found = [
        f"{module.name}:{node.lineno}: {dotted(node.func)}"
        for module in modules("tillsammans")
        if not module.name.startswith(MAY_READ_THE_CLOCK)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and ("." + dotted(node.func)).endswith(tuple("." + clock for clock in CLOCKS))
        and not _given_a_moment(node)
    ]  # fmt: skip
    assert not found, "use by.at, or core.clock where no actor is at hand:\n" + "\n".join(found)


def _given_a_moment(call: ast.Call) -> bool:
    """timezone.localdate(moment) and the like only turn one moment into another shape."""
    return dotted(call.func).endswith(("localdate", "localtime")) and bool(call.args)


QUERY_WORDS = {"objects", "_default_manager", "_base_manager"}
QUERY_NAMES = {
    "Q",
    "F",
    "Count",
    "Exists",
    "OuterRef",
    "Subquery",
    "QuerySet",
    "Manager",
    "Prefetch",
    "connection",
}


def _query_in(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute) and node.attr in QUERY_WORDS:
        return f"{dotted(node)}"
    if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("django.db"):
        return ", ".join(sorted(QUERY_NAMES & {alias.name for alias in node.names}))
    return ""


@pytest.mark.parametrize("kind", ["views", "forms", "urls"])
def test_web_modules_hold_no_queries(kind: str) -> None:
    found = [
        f"{module.name}:{getattr(node, 'lineno', 0)}: {_query_in(node)}"
        for module in modules("tillsammans")
        if module.kind == kind
        for node in ast.walk(module.tree)
        if _query_in(node)
    ]
    assert not found, "ask the package's queries instead:\n" + "\n".join(found)


def test_no_signals() -> None:
    found = [module.name for module in modules("tillsammans", "config") if _imports_signals(module)]
    assert not found, "a lower package offers a registry instead (style.md)"


def _imports_signals(module: Module) -> bool:
    return any(
        isinstance(node, ast.ImportFrom)
        and ((node.module or "").endswith(".signals") or (node.module or "").startswith("django.dispatch"))
        for node in ast.walk(module.tree)
    )
