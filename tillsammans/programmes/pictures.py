"""Sending a county's own picture of the wheel: as a picture and nothing else (ui.artwork.sending)."""

from django.http import HttpResponse

from tillsammans.programmes.queries import ArtworkFile
from tillsammans.ui.artwork.sending import picture_alone

A_YEAR = "public, max-age=31536000, immutable"


def picture_response(file: ArtworkFile, *, keep: bool) -> HttpResponse:
    """keep: it belongs to a published edition, so that its address always gives the same bytes to everyone."""
    answer = picture_alone(file.data, file.media_type, "hjulet")
    if keep:
        answer["Cache-Control"] = A_YEAR
        answer["ETag"] = f'"{file.sha256[:32]}"'
        answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer
