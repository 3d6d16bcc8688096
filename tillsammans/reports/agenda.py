"""Good examples that are new since a county's board met the last time come up on its next agenda by themselves."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils.translation import gettext as _

from tillsammans.access.actor import Actor
from tillsammans.governance import agenda_sources
from tillsammans.governance.agenda_sources import Open
from tillsammans.governance.models import Board, Meeting, MeetingState
from tillsammans.organisations.models import PlaceKind
from tillsammans.organisations.rules.days import day_of
from tillsammans.reports.drawing.newsletter import address_of
from tillsammans.reports.models import NewsletterBlock, ReportState
from tillsammans.reports.rules import newsletters as rules

FIRST_DAYS = 92  # how far back a board looks that has not met
MOST = 5


def new_examples(by: Actor, board: Board, on: date) -> Sequence[Open]:
    """The oldest first, in Swedish as minutes are. Two queries; none for other boards than a county's."""
    if board.place.kind != PlaceKind.COUNTY:
        return []
    met = (
        Meeting.objects.filter(board=board).exclude(state=MeetingState.PLANNED).order_by("-starts_at").first()
    )
    since = day_of(met.starts_at) if met else on - timedelta(days=FIRST_DAYS)
    blocks = NewsletterBlock.objects.select_related("newsletter__county__county_profile").filter(
        newsletter__county=board.place, newsletter__state=ReportState.PUBLISHED, kind=rules.EXAMPLE,
        newsletter__published_at__lte=by.at,
    )  # fmt: skip
    found = blocks.order_by("newsletter__published_at", "order", "id")
    new = [
        one for one in found if one.newsletter.published_at and day_of(one.newsletter.published_at) > since
    ]
    return [_open(one) for one in new[:MOST]]


def _open(block: NewsletterBlock) -> Open:
    heading = rules.field(block.texts, "heading", "sv").text
    title = _("Gott exempel: %(title)s") % {"title": heading}
    return Open(f"reports.example.{block.pk}", title[:160], href=address_of(block.newsletter))


def register() -> None:
    """Called at start-up (apps.py)."""
    agenda_sources.register("reports.examples", new_examples)
