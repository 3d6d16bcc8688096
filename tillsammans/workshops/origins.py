"""What the register and the timeline are told at start-up: which workshop a row of theirs came from, with a way to its card."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.planning import origins as timeline
from tillsammans.strategies import sources as register
from tillsammans.workshops import policies
from tillsammans.workshops.models import Outcome

KIND = "workshops.card"


def tell() -> None:
    register.register_origin(KIND, of_determinant)
    register.register_mentions(mentions)
    timeline.register_origin(of_activity)


def of_determinant(by: Actor, card_id: int) -> register.Origin | None:
    """The workshop in which a row of the register was first said."""
    row = _outcomes().filter(card=card_id).first()
    return register.Origin(_label(row), _href(by, row)) if row else None


def mentions(by: Actor, determinant_id: int) -> list[register.Origin]:
    """Other workshops that said the same."""
    rows = _outcomes().filter(determinant=determinant_id).order_by("card__workshop__held_on", "pk")
    others = (row for row in rows if not _is_source(row))
    return [register.Origin(_label(row), _href(by, row)) for row in others]


def of_activity(by: Actor, activity_id: int) -> timeline.Origin | None:
    row = _outcomes().filter(activity=activity_id).first()
    return timeline.Origin(_label(row), _href(by, row)) if row else None


def _outcomes() -> QuerySet[Outcome]:
    return Outcome.objects.select_related("card__workshop", "determinant")


def _is_source(row: Outcome) -> bool:
    made = row.determinant
    return made is not None and (made.source_kind, made.source_id) == (KIND, row.card_id)


def _label(row: Outcome) -> str:
    card, workshop = row.card, row.card.workshop
    said = _("workshoppen ”%(title)s”, %(day)s") % {
        "title": workshop.title, "day": date_format(workshop.held_on, "j b Y"),
    }  # fmt: skip
    if not card.votes:
        return said
    return f"{said}, {ngettext('%(n)s röst', '%(n)s röster', card.votes) % {'n': card.votes}}"


def _href(by: Actor, row: Outcome) -> str:
    if not check.allows(by, policies.may_lead, row.card.workshop):
        return ""
    return f"{reverse('workshops:record', args=[row.card.workshop_id])}#kort-{row.card_id}"
