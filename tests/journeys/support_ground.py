"""Visits and support that the demo tells of: the words of their addresses."""

from typing import Any


def support_words(county_id: int) -> dict[str, dict[str, Any]]:
    """The latest visit that is logged."""
    from tillsammans.governance.models import Visit

    visit = Visit.objects.filter(county=county_id, logged_at__isnull=False).order_by("-held_on", "-pk")[0]
    return {"visit": {"visit_id": visit.pk}}
