"""What a form was shown with: a mark of the content, so that two people never write over each other unseen."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _

from tillsammans.core.errors import DraftConflict


def mark_of(content: Mapping[str, Any]) -> str:
    """Sixteen signs that differ as soon as the content does. Nothing written yet has a mark too."""
    return sha256(json.dumps(content, default=str, sort_keys=True).encode()).hexdigest()[:16]


def check_seen(now: Mapping[str, Any], seen: str) -> None:
    """Raises DraftConflict with what stands there now when a form was shown with something else. seen "": asked of nobody."""
    if seen and seen != mark_of(now):
        message = _("Någon annan har skrivit här medan du skrev. Välj vad som ska gälla och spara igen.")
        raise DraftConflict(message, theirs=dict(now), revision=0)
