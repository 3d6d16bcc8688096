"""What followup adds to a unit's page. Registered when the application starts."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tillsammans.access.actor import Actor
from tillsammans.followup.drawing import unit as drawing
from tillsammans.followup.queries.unit_picture import unit_picture
from tillsammans.organisations import sections
from tillsammans.organisations.models import Place, PlaceKind
from tillsammans.organisations.sections import Section


def register() -> None:
    sections.register(PlaceKind.UNIT, on_the_stairs)


def on_the_stairs(by: Actor, place: Place) -> Section | None:
    """Where the unit stands and has stood; nothing for who may not see single workplaces."""
    page = unit_picture(by, place, get_language() or "sv")
    if page is None:
        return None
    return Section(_("På trappan"), "followup/unit_section.html", {"drawn": drawing.draw(page)})
