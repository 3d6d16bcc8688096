"""Which sites may show the county's published pages in a frame."""

from django.db import transaction
from django.utils.translation import gettext as _

from tillsammans.access.actor import Actor
from tillsammans.audit import commands as audit
from tillsammans.core.errors import Conflict, Invalid
from tillsammans.organisations.models import Place
from tillsammans.reminders import policies
from tillsammans.reminders.models import FrameOrigin
from tillsammans.reminders.rules import origins


@transaction.atomic
def allow_frame(*, by: Actor, county: Place, text: str) -> FrameOrigin:
    """Raises NotAllowed; Invalid for what is no site; Conflict where it is there already, or there are many."""
    policies.check_keep_frames(by, county)
    origin = origins.as_origin(text)
    if origin is None:
        raise Invalid(_("Skriv webbplatsens adress, till exempel https://teams.microsoft.com."))
    Place.objects.select_for_update().get(pk=county.pk)
    there = FrameOrigin.objects.filter(county=county)
    if there.filter(origin=origin).exists():
        raise Conflict(_("Webbplatsen är redan tillåten."))
    if there.count() >= origins.MOST:
        raise Conflict(_("Tjugo webbplatser är tillåtna redan. Ta bort någon först."))
    row = FrameOrigin.objects.create(county=county, origin=origin, added_at=by.at, added_by_id=by.user_id)
    audit.record(by=by, action="reminders.frame_allowed", target=row)
    return row


@transaction.atomic
def disallow_frame(*, by: Actor, origin: FrameOrigin) -> None:
    """Raises NotAllowed."""
    policies.check_keep_frames(by, origin.county)
    audit.record(by=by, action="reminders.frame_disallowed", target=origin)
    FrameOrigin.objects.filter(pk=origin.pk).delete()
