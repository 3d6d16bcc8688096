"""The core components of a county's model in force: what plans and activities are sorted by."""

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from tillsammans.core.statements import Row, Statements
from tillsammans.core.text import localised
from tillsammans.programmes.models import ModelItem, Section


@dataclass(frozen=True)
class ComponentName:
    code: str
    name: str
    slot: int | None


def components_of_county(county_id: int, language: str) -> tuple[ComponentName, ...]:
    """Each code once, in the programmes' order. One query. The very same tuple as long as the county has the same."""
    return _named(tuple(_OF_COUNTY.bare("", county=county_id)), language)


def _of_county(*, county: int) -> Any:
    rows = ModelItem.objects.filter(
        section=Section.CORE_COMPONENT, version__programme__county_id=county, version__state="published"
    ).order_by("version__programme__order", "version__programme_id", "order", "id")
    return rows.values_list("code", "name", "short_name", "slot")


_OF_COUNTY = Statements(_of_county)


@lru_cache(maxsize=128)
def _named(rows: tuple[Row, ...], language: str) -> tuple[ComponentName, ...]:
    names: dict[str, ComponentName] = {}
    for code, name, short, slot in rows:
        texts = json.loads(short) or json.loads(name)
        names.setdefault(code, ComponentName(code, localised(texts, language).text, slot))
    return tuple(names.values())
