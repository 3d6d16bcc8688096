"""The only place that reads the clock. Everyone else is given the moment (`by.at`)."""

from datetime import datetime

from django.utils import timezone


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return timezone.now()
