"""A published newsletter as the letter that one reader gets."""

from collections.abc import Mapping
from typing import Any

from django.utils.safestring import mark_safe

from tillsammans.reports.drawing import newsletter as drawing
from tillsammans.reports.models import Newsletter


def words(newsletter: Newsletter, language: str, ending: drawing.Ending) -> Mapping[str, Any]:
    """Subject, text and HTML. as_html escapes all that somebody has written."""
    return {
        "subject": drawing.title_in(newsletter, language).text,
        "text": drawing.as_text(newsletter, language, ending=ending),
        "html": mark_safe(drawing.as_html(newsletter, language, ending=ending)),
    }
