"""Where an activity came from when it was given at a meeting, told to the timeline at start-up."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tillsammans.access.actor import Actor
from tillsammans.governance.drawing.meetings import name
from tillsammans.governance.models import MeetingOutcome
from tillsammans.governance.queries.minutes import meeting_of_activity
from tillsammans.planning import origins
from tillsammans.planning.origins import Origin


def of_activity(by: Actor, activity_id: int) -> Origin | None:
    """One query for an activity that came from elsewhere, two for one from a meeting."""
    rows = MeetingOutcome.objects.select_related("item__meeting__board").filter(activity_id=activity_id)
    row = rows.first()
    if row is None:
        return None
    label = _("mötet %(name)s") % {"name": name(row.item.meeting)}
    seen = meeting_of_activity(by, activity_id)
    return Origin(label, reverse("governance:meeting", args=[seen.pk]) if seen else "")


def register() -> None:
    """Called at start-up (apps.py)."""
    origins.register_origin(of_activity)
