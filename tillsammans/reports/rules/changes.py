"""What became another when figures were fetched anew: for the page, so that nothing moves unseen."""

from collections.abc import Iterator, Mapping
from typing import Any

Change = dict[str, str]
MOST = 60  # lines that are kept; a report that has changed more is read anew


def compared(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """Two frozen sections of the same key: each figure and cell that says something else. "" where there was none, or is none."""
    old, new = dict(_told(before)), dict(_told(after))
    return [
        {"what": key, "before": old.get(key, ""), "after": new.get(key, "")}
        for key in dict.fromkeys([*old, *new])
        if old.get(key) != new.get(key)
    ]


def _told(frozen: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(what it is called, what it says) of each figure and each cell but the first of its row."""
    for figure in frozen["figures"]:
        yield figure["label"], figure["shown"]
    for table in frozen["tables"]:
        for row in table["rows"]:
            name = row["cells"][0][1]
            for head, (_value, shown) in zip(table["heads"][1:], row["cells"][1:], strict=True):
                yield f"{name}: {head}", shown
