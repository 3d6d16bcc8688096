"""Escaping for strings that are built by the hundred: the same result as Django's, without its wrapping for lazy texts."""

import html
from typing import Any


def escape(value: Any) -> str:
    """The text with & < > and quotes made harmless, whatever it is marked as."""
    return html.escape(str(value))


def escape_unless_safe(value: Any) -> str:
    """As `escape`, but markup that is already marked safe stays as it is."""
    return value.__html__() if hasattr(value, "__html__") else html.escape(str(value))
