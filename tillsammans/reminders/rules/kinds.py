"""What an entry is about: the headings by which a person chooses what the weekly letter holds."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class Kind(StrEnum):
    """Kept in rows: a value is never changed."""

    REPORTS = "reports"
    DECISIONS = "decisions"
    MEETINGS = "meetings"
    ACTIVITIES = "activities"
    PLANS = "plans"
    BARRIERS = "barriers"
    ROLES = "roles"
    MODEL = "model"
    OTHER = "other"


LABELS = {
    Kind.REPORTS: _("Självskattningar och omgångar"),
    Kind.DECISIONS: _("Beslut"),
    Kind.MEETINGS: _("Möten och besök"),
    Kind.ACTIVITIES: _("Aktiviteter, milstolpar och checklistor"),
    Kind.PLANS: _("Planer och strategier som ses över"),
    Kind.BARRIERS: _("Hinder som väntar på svar"),
    Kind.ROLES: _("Roller som tar slut och platser som är vakanta"),
    Kind.MODEL: _("Modellen och trappan"),
    Kind.OTHER: _("Annat med en dag"),
}
