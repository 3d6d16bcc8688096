"""A county's own picture of the wheel: the same bytes at the same address for ever, as a picture and nothing else."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tillsammans.core.marks import open_to_all
from tillsammans.programmes import queries
from tillsammans.programmes.pictures import picture_response


@open_to_all
@require_safe
def artwork(request: HttpRequest, artwork_id: int) -> HttpResponse:
    """A picture of an edition that is or was in force. Drafts have an address of their own, for those who work in them."""
    return picture_response(queries.artwork_of(artwork_id), keep=True)
