"""Workplaces' names and kinds, the same each time: the lists of data/names.yaml, shuffled by the principal's own seed."""

import random
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from config.demo.sjoland import PrincipalPlan, fixed_chance, principals, read

REGION_TOWNS = (
    "Alvsund",
    "Björkhaga",
    "Ekvik",
    "Granås",
    "Hällsjö",
    "Lindnäs",
    "Stensvik",
    "Torsholm",
    "Åmark",
)
DEPARTMENTS = {
    "preschool": "Barn- och utbildningsförvaltningen",
    "school": "Barn- och utbildningsförvaltningen",
    "social_services": "Socialförvaltningen",
    "culture_leisure": "Kultur- och fritidsförvaltningen",
}
NORTH, SOUTH = "Närsjukvården norr", "Närsjukvården söder"
CHILDREN, PSYCHIATRY, TEETH = "Barn- och ungdomssjukvården", "Psykiatrin", "Folktandvården"


@dataclass(frozen=True)
class UnitPlan:
    """A workplace before it has a row."""

    name: str
    sector: str
    department: str
    form: str = "own"


def units_of(plan: PrincipalPlan) -> list[UnitPlan]:
    """Exactly `plan.units` workplaces with names that are alone at their principal."""
    return {"region": _region, "municipality": _municipality, "independent": _independent}[plan.kind](plan)


def slug(text: str) -> str:
    """Letters and figures for an address: "Björkbackens förskola" -> "bjorkbackens-forskola"."""
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return "-".join("".join(letter if letter.isalnum() else " " for letter in plain).split())


def genitive(name: str) -> str:
    """ "Ekvik" -> "Ekviks"; a name that ends in s stays."""
    return name if name.endswith("s") else f"{name}s"


def _list(name: str) -> list[str]:
    return list(read("names")[name])


def _municipality(plan: PrincipalPlan) -> list[UnitPlan]:
    chance = fixed_chance(plan.slug)
    social, culture, school = max(3, plan.units * 17 // 100), max(2, plan.units // 10), plan.units // 3
    names = {
        "preschool": _preschools(chance, plan.units - social - culture - school),
        "school": _schools(plan, chance, school),
        "social_services": _some("social_services", chance, social),
        "culture_leisure": _some("culture_leisure", chance, culture),
    }
    return [
        UnitPlan(name, sector, DEPARTMENTS[sector]) for sector, listed in names.items() for name in listed
    ]


def _preschools(chance: random.Random, count: int) -> list[str]:
    """Some named for a place, some for a plant or an animal."""
    grown = [f"{_joined(tree, place)}s förskola" for tree in _list("trees") for place in _list("places")]
    words = [f"{word} förskola" for word in _list("preschool_words")]
    chance.shuffle(grown)
    chance.shuffle(words)
    return sorted([*grown[: count - count // 3], *words[: count // 3]])


def _joined(tree: str, place: str) -> str:
    """Three of the same letter are written as two: Tall and lunden make Tallunden."""
    return tree + (place[1:] if tree[-2:] == 2 * place[0] else place)


def _some(kind: str, chance: random.Random, count: int) -> list[str]:
    return chance.sample(_list(kind), count)


def _schools(plan: PrincipalPlan, chance: random.Random, count: int) -> list[str]:
    """The first one has an after-school centre too. Lindskolan is in Ekvik, where the demo's unit manager works."""
    lind, *others = _list("schools")
    chance.shuffle(others)
    first = lind if plan.name == "Ekvik" else others.pop()
    common = [first, f"{genitive(first)} fritidshem", f"Anpassade grundskolan i {plan.name}"]
    if count > 9:
        common.append(f"{genitive(plan.name)} gymnasium")
    return [*common, *others][:count]


def _independent(plan: PrincipalPlan) -> list[UnitPlan]:
    if plan.slug == "friskolor":
        schools = [
            "Friskolan Kompassen",
            "Friskolan Kompassens fritidshem",
            "Friskolan Segelbåten",
            "Friskolan Lyktan",
        ]
        return [UnitPlan(name, "school", "Skolor", "independent") for name in schools]
    return [
        UnitPlan(f"Förskolan {word}", "preschool", "Förskolor", "independent")
        for word in ("Vattendroppen", "Källan")
    ]


def _region(plan: PrincipalPlan) -> list[UnitPlan]:
    return [UnitPlan(name, "health_care", department, form) for name, department, form in _health_care()]


def _health_care() -> Iterator[tuple[str, str, str]]:
    """(name, department, form) of the region's 109 workplaces."""
    places, private = _list("health_places"), set(_list("private"))
    for number, place in enumerate(places):
        area = NORTH if number < len(places) // 2 else SOUTH
        yield f"Vårdcentralen {place}", area, "private_commission" if place in private else "own"
        if number % 2 == 0:
            yield f"Barnavårdscentralen {place}", area, "own"
    yield from _each("Ungdomsmottagningen", REGION_TOWNS, SOUTH)
    yield from _each("Barnmorskemottagningen", REGION_TOWNS, NORTH)
    yield from _each("Familjecentralen", REGION_TOWNS[:5], NORTH)
    yield from _each("Folktandvården", [*REGION_TOWNS, *places[:5]], TEETH)
    yield from _each("Barn- och ungdomspsykiatrin", REGION_TOWNS[::2], PSYCHIATRY)
    yield from _each("Barn- och ungdomsmottagningen", REGION_TOWNS[1::2], CHILDREN)
    yield from _each("Barn- och ungdomshabiliteringen", REGION_TOWNS[:3], CHILDREN)
    yield from _each("Logopedmottagningen", REGION_TOWNS[4:6], CHILDREN)
    yield from _each("Ungas psykiska hälsa", ("norr", "söder"), PSYCHIATRY)
    yield from (("Barnkliniken", CHILDREN, "own"), ("Barnakuten", CHILDREN, "own"))


def _each(kind: str, where: Iterable[str], department: str) -> Iterator[tuple[str, str, str]]:
    return ((f"{kind} {place}", department, "own") for place in where)


def all_units() -> dict[str, list[UnitPlan]]:
    """Every principal's workplaces by the principal's name."""
    return {plan.name: units_of(plan) for plan in principals()}
