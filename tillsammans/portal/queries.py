from dataclasses import dataclass

from tillsammans.core.errors import NotVisible
from tillsammans.core.text import Localised, localised
from tillsammans.programmes.models import ModelItem, Programme, Section, VersionState
from tillsammans.programmes.queries import public_county


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


def start_page(host: str, language: str) -> StartPage:
    try:
        county = public_county(host)
    except NotVisible:
        return StartPage("", localised({}, language), [])
    programme = Programme.objects.filter(county_id=county.id).order_by("order").first()
    items = ModelItem.objects.filter(
        version__programme=programme, version__state=VersionState.PUBLISHED, section=Section.CORE_COMPONENT
    ).order_by("order")
    lines = [
        ComponentLine(i.order, i.slot, localised(i.name, language), localised(i.description, language))
        for i in items
    ]
    return StartPage(county.name, localised(programme.name if programme else {}, language), lines)
