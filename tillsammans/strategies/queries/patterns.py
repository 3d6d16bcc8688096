"""What hinders and helps over a county's principals: counts alone, never a text, a name or who wrote what."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count
from django.db.models.functions import Coalesce

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.organisations.models import Place, PlaceKind
from tillsammans.strategies import policies
from tillsammans.strategies.models import Determinant, Source
from tillsammans.strategies.queries.kept import kept, pulse_of
from tillsammans.strategies.queries.register import Tabs, tabs_of
from tillsammans.strategies.rules import patterns as rules
from tillsammans.strategies.rules import register


@dataclass(frozen=True)
class PatternsPage:
    """cells: by (domain, kind). written: whether there is anything at all in the registers."""

    county: Place
    cells: dict[tuple[str, str], rules.Cell]
    written: bool
    tabs: Tabs


def patterns_page(by: Actor) -> PatternsPage:
    """A fixed number of queries; counted once under the county's pulse. Raises NotVisible."""
    rows = Place.objects.select_related("county_profile")
    county = check.found(
        check.within(rows, policies.may_read_patterns, by).filter(pk=by.county_id or 0).first()
    )
    pulse = pulse_of(county.pk)
    groups = kept("patterns", county.pk, pulse, lambda: _count(county))
    return PatternsPage(county, rules.cells(groups), bool(groups), tabs_of(by, pulse))


def _count(county: Place) -> tuple[rules.Group, ...]:
    rows = Determinant.objects.filter(county=county, state__in=register.ACTIVE, is_example=False)
    rows = rows.exclude(place__kind=PlaceKind.COUNTY)
    rows = rows.exclude(source=Source.LIFT)  # counted where it was written
    whose = Coalesce("place__principal_id", "place_id")
    found = rows.values("domain", "kind", "priority", whose=whose).annotate(number=Count("id"))
    groups: dict[tuple[str, str, str], dict[int, int]] = defaultdict(dict)
    for domain, kind, priority, principal, number in found.values_list(
        "domain", "kind", "priority", "whose", "number"
    ):
        groups[domain, kind, priority][principal] = number
    return tuple(rules.Group(*key, numbers) for key, numbers in groups.items())
