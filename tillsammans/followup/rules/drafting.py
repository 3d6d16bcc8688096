"""A draft in parts, one for each screen, so that two people on different screens never stand in each other's way.

content: {"parts": {key: part}, "changed": {key: [revision, page]}}; `page` is a mark that each shown page makes for itself.
Nobody else's words are written over unseen: a part that somebody else has changed since it was shown is a conflict.
"""

from collections.abc import Mapping
from typing import Any

Part = dict[str, Any]


def parts_of(content: Mapping[str, Any]) -> dict[str, Part]:
    return dict(content.get("parts", {}))


def conflicting(content: Mapping[str, Any], key: str, typed: Part, *, seen: int, page: str) -> Part | None:
    """The other's version of the part, if saving `typed` would write over words that the page's reader has not seen.

    seen: the draft's revision when the page was shown. What this very page saved before is no other's, nor is the same text.
    """
    there = content.get("parts", {}).get(key)
    if there is None or there == typed:
        return None
    revision, writer = content.get("changed", {}).get(key, (0, ""))
    return there if revision > seen and not (page and writer == page) else None


def with_part(
    content: Mapping[str, Any], key: str, typed: Part, *, revision: int, page: str
) -> dict[str, Any]:
    """The content after saving: the part, and that it was changed at `revision` by `page`."""
    parts = {**content.get("parts", {}), key: typed}
    changed = {**content.get("changed", {}), key: [revision, page]}
    return {"parts": parts, "changed": changed}
