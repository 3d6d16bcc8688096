"""Two people in the same text: a mark of what a form showed, compared when it is saved."""

import hashlib
import json
from collections.abc import Mapping


def seen_mark(content: Mapping[str, object]) -> str:
    """A short digest of a row's fields; the same content gives the same mark."""
    body = json.dumps(content, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(body.encode()).hexdigest()[:16]
