"""Sending a county's own picture of the wheel: as a picture and nothing else, whatever lies in its bytes.

A drawing (SVG) is a document to the browser when its address is opened by itself. The policy of the answer therefore shuts
it in a sandbox without script, forms or anything from outside; on pages it stands in `<img>` alone, and is never inlined.
"""

from django.http import HttpResponse

from tillsammans.programmes.queries import ArtworkFile
from tillsammans.programmes.rules.artwork import SUFFIX

ALONE = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
A_YEAR = "public, max-age=31536000, immutable"
NEVER = "private, no-store"


def picture_response(file: ArtworkFile, *, keep: bool) -> HttpResponse:
    """keep: it belongs to a published edition, so that its address always gives the same bytes to everyone."""
    answer = HttpResponse(file.data, content_type=file.media_type)
    answer["Content-Security-Policy"] = ALONE
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Disposition"] = f'inline; filename="hjulet.{SUFFIX[file.media_type]}"'
    answer["Cache-Control"] = A_YEAR if keep else NEVER
    if keep:
        answer["ETag"] = f'"{file.sha256[:32]}"'
        answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer
