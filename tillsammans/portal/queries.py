from dataclasses import dataclass

from django.conf import settings

from tillsammans.core.text import Localised, localised
from tillsammans.organisations.models import CountyProfile, Place
from tillsammans.programmes.models import ModelItem, Programme, Section, VersionState


@dataclass(frozen=True)
class ComponentLine:
    number: int
    slot: int
    name: Localised
    description: Localised


@dataclass(frozen=True)
class StartPage:
    """The county's first programme in short; empty where the county has not published one."""

    county: str
    programme: Localised
    components: list[ComponentLine]


def county_of_host(host: str) -> Place | None:
    """The county whose public pages the host name is for, else the installation's default county."""
    profiles = CountyProfile.objects.select_related("place")
    return next(
        (p.place for p in (profiles.filter(host=host).first() if host else None,
                           profiles.filter(key=settings.DEFAULT_COUNTY).first()) if p), None
    )  # fmt: skip


def start_page(host: str, language: str) -> StartPage:
    county = county_of_host(host)
    programme = Programme.objects.filter(county=county).order_by("order").first()
    items = ModelItem.objects.filter(
        version__programme=programme, version__state=VersionState.PUBLISHED, section=Section.CORE_COMPONENT
    ).order_by("order")
    lines = [
        ComponentLine(i.order, i.slot, localised(i.name, language), localised(i.description, language)) for i in items
    ]
    return StartPage(county.name if county else "", localised(programme.name if programme else {}, language), lines)
