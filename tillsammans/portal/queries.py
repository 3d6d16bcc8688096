from dataclasses import dataclass

from tillsammans.core.errors import NotVisible
from tillsammans.core.text import Localised, localised
from tillsammans.programmes.models import ModelItem, Programme, Section, VersionState
from tillsammans.programmes.queries import Wheel, public_county, wheel_of


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
    wheel: Wheel | None = None


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
    name = localised(programme.name if programme else {}, language)
    return StartPage(county.name, name, lines, _wheel(county.id, language))


def _wheel(county_id: int, language: str) -> Wheel | None:
    """The county's wheel, where it has one."""
    try:
        return wheel_of(county_id, language)
    except NotVisible:
        return None
