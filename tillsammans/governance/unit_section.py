"""The way to ask for support, on the page of a unit that the reader works at."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.access.roles import Permission
from tillsammans.governance import support_policies as policies
from tillsammans.organisations import sections
from tillsammans.organisations.models import Place, PlaceKind
from tillsammans.organisations.sections import Section


def support_of_unit(by: Actor, place: Place) -> Section | None:
    """None for who cannot ask for the unit, and where it is closed. One query."""
    if (
        place.closed_on
        or not by.has(Permission.LOCAL_WORK)
        or not check.allows(by, policies.may_ask_support, place)
    ):
        return None
    href = f"{reverse('governance:support_new')}?{urlencode({'plats': place.pk})}"
    return Section(_("Stöd från länets processledare"), "governance/parts/unit_support.html", {"href": href})


def register() -> None:
    sections.register(PlaceKind.UNIT, support_of_unit)
