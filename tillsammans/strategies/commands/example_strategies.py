"""What a published county plan does about its barriers, put beside its barriers in a county's own register, as examples."""

from django.db import transaction

from tillsammans.access.actor import Actor
from tillsammans.organisations.models import Place
from tillsammans.strategies.commands.strategies import write_strategy
from tillsammans.strategies.models import Determinant, Strategy
from tillsammans.strategies.rules import example_strategies
from tillsammans.strategies.rules.example_strategies import ExampleStrategy
from tillsammans.strategies.rules.strategies import StrategyContent


@transaction.atomic
def load_example_strategies(*, by: Actor, county: Place) -> int:
    """Those that are not there yet and whose barrier is in the county's register. Returns how many. Raises NotAllowed.

    What a published plan leaves open stays open: no measure, no day of review, nobody who holds it.
    """
    there = set(Strategy.objects.filter(place=county).exclude(code="").values_list("code", flat=True))
    rows = Determinant.objects.filter(place=county).exclude(code="").values_list("code", "pk")
    determinants = dict(rows)
    new = [one for one in example_strategies.load() if one.code not in there and one.barrier in determinants]
    for one in new:
        content = _content(one, determinants)
        write_strategy(by=by, place=county, content=content, is_example=True, code=one.code)
    return len(new)


def _content(one: ExampleStrategy, determinants: dict[str, int]) -> StrategyContent:
    facilitators = tuple(determinants[code] for code in one.facilitators if code in determinants)
    return StrategyContent(
        title=one.title, direction=one.direction, barriers=(determinants[one.barrier],), facilitators=facilitators,
        methods=one.methods, strengthens=one.strengthens,
    )  # fmt: skip
