"""The core components of a county's model in force: what plans and activities are sorted by."""

from dataclasses import dataclass

from tillsammans.core.text import localised
from tillsammans.programmes.models import ModelItem, Section


@dataclass(frozen=True)
class ComponentName:
    code: str
    name: str
    slot: int | None


def components_of_county(county_id: int, language: str) -> tuple[ComponentName, ...]:
    """Each code once, in the programmes' order. One query."""
    rows = ModelItem.objects.filter(
        section=Section.CORE_COMPONENT, version__programme__county_id=county_id, version__state="published"
    ).order_by("version__programme__order", "version__programme_id", "order", "id")
    found: dict[str, ComponentName] = {}
    for code, name, short, slot in rows.values_list("code", "name", "short_name", "slot"):
        found.setdefault(code, ComponentName(code, localised(short or name, language).text, slot))
    return tuple(found.values())
