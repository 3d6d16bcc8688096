"""Sending a picture that somebody has sent in: as a picture and nothing else, whatever lies in its bytes.

A drawing (SVG) is a document to the browser when its address is opened by itself. The policy of the answer therefore shuts
it in a sandbox without script, forms or anything from outside; on pages it stands in `<img>` alone, and is never inlined.
"""

from django.http import HttpResponse

from tillsammans.ui.artwork import SUFFIX

ALONE = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
NEVER = "private, no-store"


def picture_alone(data: bytes, media_type: str, name: str) -> HttpResponse:
    """name: without ending. Never kept by the browser, unless who sends it says so."""
    answer = HttpResponse(data, content_type=media_type)
    answer["Content-Security-Policy"] = ALONE
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Disposition"] = f'inline; filename="{name}.{SUFFIX[media_type]}"'
    answer["Cache-Control"] = NEVER
    return answer
