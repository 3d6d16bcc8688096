"""Who may take up what a self-report says."""

from django.db.models import Q
from django.utils.translation import gettext as _

from tillsammans.access.actor import Actor
from tillsammans.followup.policies import may_read_report
from tillsammans.organisations.policies import own_work


def may_take_up(by: Actor) -> Q:
    """Asked units whose report one may read and whose register one keeps: the unit's manager and the principal's own people."""
    return may_read_report(by) & own_work("unit", by)


def refusal() -> str:
    return _("Det är enhetens chef, eller huvudmannens chef och kontaktperson, som tar upp det i registret.")
