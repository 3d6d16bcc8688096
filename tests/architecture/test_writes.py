"""Nothing but a command writes a row (style.md)."""

import ast
from collections.abc import Iterator

from tests.architecture.source import Module, dotted, modules

ALWAYS = {
    "create", "acreate", "bulk_create", "abulk_create", "bulk_update", "abulk_update", "get_or_create", "aget_or_create",
    "update_or_create", "aupdate_or_create", "save", "asave", "adelete", "aupdate", "_raw_delete",
}  # fmt: skip

# Where something of that name is no write of a row, or where it is a command by another name. Each with its reason.
ALLOWED = {
    "tillsammans/accounts/models.py": "Django's contract for a user's manager; accounts.commands calls it",
    "tillsammans/governance/models/meetings.py": "a locked meeting's rows refuse to be written; governance.commands write them",
    "config/demo": "fills the invented county through commands, and finished history in bulk",
    "tillsammans/reports/models/status.py": "a published report refuses to be saved or deleted; reports.commands save it",
    "tillsammans/reports/models/newsletter.py": "the same of a published newsletter",
    "tillsammans/notify/demo_backend.py": "stands in for the mail server: keeps what was sent, for the demo's page",
}
# Saving a file is no write of a row.
NO_ROWS = ("workbook", "book", "sheet", "image", "archive", "catalogue", "word")


def writes(module: Module) -> Iterator[str]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _writes(node, node.func):
            yield f"{module.name}:{node.lineno}: {dotted(node.func)}(…)"


def _writes(call: ast.Call, function: ast.Attribute) -> bool:
    owner = dotted(function.value)
    if owner.split(".")[-1] in NO_ROWS or owner.startswith("commands"):
        return False
    if function.attr in ALWAYS:
        return True
    if (
        function.attr == "update"
    ):  # a queryset takes names alone; a set, a dict or a hash takes something before them
        return bool(call.keywords) and not call.args
    return function.attr == "delete" and not call.args


def test_only_commands_write_rows() -> None:
    found = [
        write
        for module in modules("tillsammans", "config")
        if module.kind != "commands" and not any(module.name.startswith(place) for place in ALLOWED)
        for write in writes(module)
    ]
    assert not found, "move it into commands (or add it to ALLOWED with a reason):\n" + "\n".join(found)


def test_every_allowed_place_exists() -> None:
    names = [module.name for module in modules("tillsammans", "config")]
    gone = [place for place in ALLOWED if not any(name.startswith(place) for name in names)]
    assert not gone


def test_the_search_finds_each_kind_of_write() -> None:
    lines = {
        "row.save()": 1,
        "Unit.objects.create(name=1)": 1,
        "Unit.objects.filter(pk=1).update(name=2)": 1,
        "rows.delete()": 1,
        "seen.update({1: 2})": 0,
        "digest.update(b'')": 0,
        "cache.delete('key')": 0,
        "workbook.save(path)": 0,
    }
    for line, wanted in lines.items():
        calls = [node for node in ast.walk(ast.parse(line)) if isinstance(node, ast.Call)]
        found = sum(_writes(call, call.func) for call in calls if isinstance(call.func, ast.Attribute))
        assert found == wanted, line
