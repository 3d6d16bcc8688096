"""What the pages of plans, the timeline and registers cost: those with a goal, and those beside them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from tools.bench import ruler, visitor
from tools.bench.requests import EMPTY, Run, address_of, county
from tools.bench.visitor import Answer, Visitor

Fresh = Callable[[str | int], None]  # what is done before a view, with what it asks for
ANY = "any"
SHOWN = 12  # rows of an open level that surely stand on its first page
OPEN = " is renamed that stands open on the page"


class WorkPage(NamedTuple):
    """A page to measure. address: for a view's number, where each view is to be of another. change: what is renamed before each
    view: rows in turn, wherever they are, or one of the place given, which stands open on the page."""

    name: str
    who: Visitor
    address: Callable[[int], str]
    change: str | int = ""


def work_pages(leader: Visitor, contact: Visitor, place: Any, principal: Any) -> Iterator[WorkPage]:
    """The pages over activities and determinants, in county 2."""
    timeline, register = address_of("planning:timeline") or "", address_of("strategies:register") or ""
    same: Callable[[str], Callable[[int], str]] = lambda one: lambda _number: one  # noqa: E731
    yield WorkPage("timeline, a year, nothing changed", leader, same(timeline))
    yield WorkPage("timeline, a year, first view after a change", leader, same(timeline), ANY)
    yield WorkPage("timeline, a principal unfolded", leader, same(f"{timeline}?visa={principal.pk}"))
    yield WorkPage("timeline, contact person", contact, same(timeline))
    yield WorkPage("timeline, contact person, first view after a change", contact, same(timeline), ANY)
    yield WorkPage(f"timeline, a row of the county's{OPEN}", leader, same(timeline), place.pk)
    yield WorkPage(
        f"timeline, contact person, a row of the county's{OPEN}", contact, same(timeline), place.pk
    )
    yield WorkPage(
        f"timeline, contact person, a row of the own level{OPEN}", contact, same(timeline), principal.pk
    )
    yield WorkPage("timeline, what is late, after a change", leader, same(f"{timeline}?lage=sena"), ANY)
    yield WorkPage(
        "timeline, a role's, a period that nobody asked for before", leader,
        lambda number: f"{timeline}?roll=unit_manager&vy=kvartal&fran={2015 + number % 4}-{number % 12 + 1:02}",
    )  # fmt: skip
    of = f"{register}?plats={principal.pk}"
    first = contact.get(of)
    yield WorkPage("register, process leader", leader, same(register))
    yield WorkPage("register, contact person", contact, same(of))
    yield WorkPage("register, contact person, first view after a change", contact, same(of), ANY)
    yield WorkPage(
        "register, what stands in the way, after a change", contact, same(f"{of}&slag=barrier"), ANY
    )
    yield WorkPage("register, next page", contact, same(_following(of.partition("?")[0], first)))


def _following(address: str, page: Answer) -> str:
    """Where the page's own link to the next one leads; the page itself where it has none."""
    found = re.search(r'rel="next" href="([^"]+)"', page.text)
    return address + found[1].replace("&amp;", "&") if found else address


# Pages beside them, without a goal of their own: name → the address's name.
BESIDE = {
    "plans": "planning:plans", "strategies": "strategies:strategies", "chain": "strategies:chain",
    "adaptations": "programmes:adaptations", "initiatives": "programmes:initiatives",
    "where to begin with an initiative": "programmes:initiatives_start", "lenses": "planning:lenses",
    "checklists": "planning:checklists", "communication": "planning:communication", "nudges": "planning:nudges",
    "year wheel": "planning:year_wheel", "support": "planning:support", "lifted barriers": "strategies:lifts",
    "patterns": "strategies:patterns", "methods": "strategies:methods",
}  # fmt: skip


def pages_beside(leader: Visitor, county_id: int) -> Iterator[WorkPage]:
    """What else one works with: lists, and one of each."""
    from tillsammans.organisations.models import Place
    from tillsammans.planning.models import Activity, Checklist, ImplementationPlan
    from tillsammans.programmes.models import TheoryVersion
    from tillsammans.strategies.models import Strategy

    at: Callable[[str], WorkPage] = lambda one: WorkPage("", leader, lambda _number: one)  # noqa: E731
    for name, address in BESIDE.items():
        yield at(address_of(address) or "")._replace(name=name)
    county = Place.objects.get(pk=county_id)
    plan = ImplementationPlan.objects.get(place=county)
    strategy, checklist = (
        Strategy.objects.filter(place=county).first(),
        Checklist.objects.filter(place=county).first(),
    )
    activity = Activity.objects.filter(place=county).first()
    theory = TheoryVersion.objects.filter(programme__county=county).first()
    assert strategy and checklist and activity
    ones = [
        ("a plan", address_of("planning:plan", plan_id=plan.pk)),
        ("a plan, two versions compared", address_of("planning:plan_compare", plan_id=plan.pk)),
        ("a strategy", address_of("strategies:strategy", strategy_id=strategy.pk)),
        ("an activity", address_of("planning:activity", activity_id=activity.pk)),
        ("a checklist", address_of("planning:checklist", checklist_id=checklist.pk)),
        ("a lens, Kotter", address_of("planning:lens", lens="kotter")),
        ("theory", address_of("programmes:theory", theory_id=theory.pk) if theory else None),
    ]
    for name, found in ones:
        if found:
            yield at(found)._replace(name=name)


def part(application: Any, counting: ruler.Counting, rounds: int) -> dict[str, Any]:
    """The pages over plans and registers, then those beside. Also counts queries, and what the base and the county hold."""
    from tillsammans.planning.models import Activity
    from tillsammans.strategies.models import Determinant

    place = county(2)
    principal = place.__class__.objects.filter(county=place, kind="principal").order_by("pk")[1]
    leader = visitor.signed_in(application, "ledare2@bench.example")
    contact = visitor.signed_in(application, f"kontakt{principal.pk}@bench.example")
    main = [WorkPage("empty", leader, lambda _number: EMPTY), *work_pages(leader, contact, place, principal)]
    beside = list(pages_beside(leader, place.pk))
    change = _changes(place.pk)
    queries = {page.name: _work_queries(Run(application, None), page, change) for page in (*main, *beside)}
    for turn in range(rounds):
        for page in (*main, *beside):
            _view(Run(application, counting), Run(application, None), page, turn, change)
    kept = {"activities": Activity.objects.count(), "determinants": Determinant.objects.count()}
    own = {"own": Activity.objects.filter(county=place).count()}
    return {"queries": queries, "kept": kept | own, "beside": [page.name for page in beside]}


def _changes(county_id: int) -> Fresh:
    """Renames an activity and a row of a register, another each time, as their commands do: with the pulses raised."""
    from tillsammans.organisations import commands as organisations
    from tillsammans.planning.models import Activity
    from tillsammans.strategies.models import Determinant

    turns = iter(range(10**6))
    many = list(
        Activity.objects.filter(county_id=county_id, principal__isnull=False).values_list(
            "pk", "principal_id"
        )
    )
    rows = list(Determinant.objects.filter(county_id=county_id).values_list("pk", flat=True))

    def change(what: str | int) -> None:
        turn = next(turns)
        found = many if what == ANY else _open_rows(county_id, int(what))
        pk, level = found[turn * 17 % len(found)]
        Activity.objects.filter(pk=pk).update(title=f"Ändrad {turn}")
        organisations.touch_level(county_id, level or county_id)
        Determinant.objects.filter(pk=rows[turn * 17 % len(rows)]).update(text=f"Ändrad {turn}.")
        organisations.touch_level(county_id)

    return change


def _open_rows(county_id: int, place_id: int) -> list[tuple[int, int | None]]:
    """Rows of a level that are to be done next, which its timeline shows."""
    from tillsammans.core import clock
    from tillsammans.organisations.rules import days
    from tillsammans.planning.models import Activity

    today = days.day_of(clock.now())
    of = None if place_id == county_id else place_id
    rows = Activity.objects.filter(county_id=county_id, principal=of, ends_on__gte=today)
    return list(rows.order_by("ends_on", "id").values_list("pk", "principal_id")[:SHOWN])


def _view(counted: Run, warming: Run, page: WorkPage, turn: int, change: Fresh) -> None:
    warming.get(page.name, page.who, page.address(3 * turn + 2))  # kept again, after what other pages changed
    if page.change:
        change(page.change)
    counted.get(page.name, page.who, page.address(3 * turn + 3))


def _work_queries(run: Run, page: WorkPage, change: Fresh) -> int:
    """Warms the page up and counts its queries."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for number in (0, 1):
        run.get("", page.who, page.address(number))
    if page.change:
        change(page.change)
    with CaptureQueriesContext(connection) as seen:
        run.get("", page.who, page.address(2))
    return len(seen)
