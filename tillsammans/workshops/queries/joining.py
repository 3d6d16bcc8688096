"""Which room a code leads to, whether a phone is in it, and why it may not come in."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from tillsammans.access import queries as access
from tillsammans.access.actor import Actor, nobody
from tillsammans.access.check import allows
from tillsammans.core.errors import NotVisible
from tillsammans.workshops import policies
from tillsammans.workshops.models import Participant, Workshop, WorkshopState
from tillsammans.workshops.rules import codes, limits


def workshop_of_code(typed: str) -> Workshop | None:
    """The workshop whose code this is, however it was typed. None: no such code. It may have expired: see `refusal`."""
    code = codes.tidied(typed)
    rows = Workshop.objects.select_related("current")
    return rows.filter(code=code, state=WorkshopState.OPEN).first() if code else None


def expires_at(workshop: Workshop) -> datetime:
    """When code and phones of an open workshop stop working by themselves."""
    return (workshop.opened_at or workshop.created_at) + timedelta(hours=limits.HOURS_OPEN)


def refusal(workshop: Workshop, at: datetime) -> str | None:
    """Why no new phone may come in, as a sentence; None when it may."""
    if workshop.state == WorkshopState.ENDED:
        return _("Workshoppen är avslutad. Det går inte att gå med längre.")
    if workshop.state != WorkshopState.OPEN or at >= expires_at(workshop):
        return _("Koden gäller inte längre. Be den som leder workshoppen om en ny.")
    if not workshop.joining:
        return _("Workshoppen är stängd för nya telefoner. Be den som leder att öppna den.")
    if Participant.objects.filter(workshop=workshop).count() >= min(workshop.capacity, limits.LARGEST_ROOM):
        return _("Workshoppen är full. Säg till den som leder, som kan släppa in fler.")
    return None


def phone_actor(token: str, at: datetime) -> Actor:
    """The phone that this token belongs to; nobody for a token that is none, or no longer."""
    try:
        return access.actor_for_token(token, policies.PHONE, at) if token else nobody(at)
    except NotVisible:
        return nobody(at)


def is_in(by: Actor, workshop: Workshop) -> bool:
    """Whether `by` is a phone of this workshop."""
    return allows(by, policies.may_take_part, workshop)


def has_ended(workshop_ids: Iterable[int]) -> bool:
    """Whether one of these, that a phone remembers, has ended: it is then thanked, and nothing more is told."""
    return Workshop.objects.filter(pk__in=list(workshop_ids), state=WorkshopState.ENDED).exists()
