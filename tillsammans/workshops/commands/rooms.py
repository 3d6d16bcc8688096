"""A workshop from set-up to its end. Every change raises `Workshop.live`, so that screens and phones know."""

from django.db import connection
from django.db.models import F

from tillsammans.workshops.models import Workshop

CHANNEL = "workshops"  # what every process that holds streams listens to (PostgreSQL alone)


def touch(workshop_id: int) -> None:
    """Something that a screen or a phone shows has changed: in the transaction of the change, heard after its commit."""
    Workshop.objects.filter(pk=workshop_id).update(live=F("live") + 1)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, str(workshop_id)])
