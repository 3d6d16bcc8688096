"""Workshops of the levels that somebody works at."""

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.workshops import policies
from tillsammans.workshops.models import Workshop


def get_led(by: Actor, workshop_id: int) -> Workshop:
    """One that `by` may lead. Raises NotVisible."""
    rows = Workshop.objects.select_related("place", "county")
    return check.found(check.within(rows, policies.may_lead, by).filter(pk=workshop_id).first())
