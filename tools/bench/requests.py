"""What requests cost: the report from first screen to sent, the county's picture after it, and pages on bases of three sizes.

Run as a child on a copy of a base: `python -m tools.bench.requests PART RULER ROUNDS OUT`, under callgrind where that is the
ruler. OUT gets {"costs": …, "queries": …, "missing": …} as JSON.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from tools.bench import ruler, visitor
from tools.bench.visitor import Answer, Visitor

EMPTY, NATIONAL = "/bench/tom/", "/bench/land/"
_TICK = re.compile(r'name="ticked" value="([^"]+)"')
_STEP = 2  # what every question is answered with
_PANEL = re.compile(rf'<section class="next next-{_STEP - 1} .*?</section>', re.DOTALL)
_TICKS = 3


class Run:
    """The application, and the ruler (None while warming up)."""

    def __init__(self, application: Any, counting: ruler.Counting | None) -> None:
        self.application, self.counting = application, counting

    def block(self, name: str, times: int = 1) -> Any:
        return self.counting.counting(name, times) if self.counting else nullcontext()

    def get(self, name: str, who: Visitor, address: str, times: int = 1) -> Answer:
        """The same page so many times, as one block. Raises AssertionError when it is not a page."""
        with self.block(name, times):
            for _number in range(times):
                answer = who.get(address)
        _expect(answer, 200, address)
        return answer

    def post(self, name: str, who: Visitor, address: str, values: dict[str, Any]) -> Answer:
        """Sends a form and expects to be led on."""
        with self.block(name):
            answer = who.post(address, values)
        _expect(answer, 302, address)
        return answer


def _expect(answer: Answer, status: int, address: str) -> None:
    if answer.status != status:
        raise AssertionError(f"{address} answered {answer.status}: {answer.body[:2000]!r}")


# --- one report, and the county's picture of it (P1, P4, P5) ----------------------------------------------------------


def report_and_picture(run: Run, leader: Visitor, manager: tuple[Visitor, int], picture: str | None) -> None:
    """A unit reports; the process leader looks at the county before anybody else, and then again; then all counties."""
    run.get("empty", leader, EMPTY, times=5)
    walk(run, *manager)
    if picture:
        run.get("county, fresh", leader, picture)
        run.get("county, unchanged", leader, picture, times=3)
        run.get(
            "county, unchanged, gzip",
            Visitor(leader.application, leader.cookies, compressed=True),
            picture,
            times=2,
        )
        run.get("national, fresh", leader, NATIONAL)
        run.get("national, unchanged", leader, NATIONAL, times=2)


def walk(run: Run, who: Visitor, request_id: int) -> None:
    """Every screen that a manager meets, with four answers, twelve ticks and two texts."""
    home = f"/arbetsyta/sjalvskattning/{request_id}/"
    run.get("report, first page", who, home)
    run.get(
        "report, question, gzip", Visitor(who.application, who.cookies, compressed=True), f"{home}fraga/1/"
    )
    address = f"{home}fraga/1/"
    while "/fraga/" in address:
        screen = run.get("report, question", who, address)
        panel = _PANEL.search(screen.text)
        ticks = _TICK.findall(panel[0] if panel else "")[:_TICKS]
        typed = {**screen.hidden(), "step": _STEP, "ticked": ticks, "note": "", "go": "next"}
        address = run.post("report, save a question", who, address, typed).headers["location"]
    screen = run.get("report, last questions", who, address)
    typed = {
        **screen.hidden(),
        "helped": "Tid i kalendern.",
        "hindered": "Byte av chef.",
        "shares_example": "no",
        "go": "next",
    }
    address = run.post("report, save the last", who, address, typed).headers["location"]
    screen = run.get("report, review", who, address)
    address = run.post("report, send", who, address, screen.hidden()).headers["location"]
    run.get("report, receipt", who, address)


def managers(application: Any, county_id: int, number: int) -> Iterator[tuple[Visitor, int]]:
    """Signed-in managers of so many units that have not answered in the open round: (visitor, request id)."""
    from tillsammans.access.actor import system
    from tillsammans.access.roles import Role
    from tillsammans.core import clock
    from tillsammans.followup.models import ReportRequest, RequestState, RoundState
    from tools.bench.filling import open_account

    silent = ReportRequest.objects.filter(
        round__county_id=county_id, round__state=RoundState.OPEN, state=RequestState.SILENT
    )
    for row in silent.select_related("unit").order_by("pk")[:number]:
        open_account(system(clock.now()), row.recipient, Role.UNIT_MANAGER, row.unit)
        yield visitor.signed_in(application, row.recipient), row.pk


def picture_of_county() -> str | None:
    return address_of("followup:county")


def address_of(name: str, **more: Any) -> str | None:
    """A page's address, or None when the product has no such page (yet)."""
    from django.urls import NoReverseMatch, reverse

    try:
        return reverse(name, kwargs=more)
    except NoReverseMatch:
        return None


def county(number: int) -> Any:
    from tillsammans.organisations.models import Place

    return Place.objects.get(kind="county", code=f"{number:02}")


def reports_part(application: Any, counting: ruler.Counting, rounds: int) -> dict[str, Any]:
    """P1, P4 and P5 in county 2, which has its share of the whole base."""
    place = county(2)
    leader = visitor.signed_in(application, "ledare2@bench.example")
    found = list(managers(application, place.pk, rounds + 1))
    picture = picture_of_county()
    report_and_picture(Run(application, None), leader, found[0], picture)
    for manager in found[1:]:
        report_and_picture(Run(application, counting), leader, manager, picture)
    units = place.__class__.objects.filter(county=place, kind="unit").count()
    return {"missing": [] if picture else ["county"], "units": units}


# --- the same pages on bases of different size (P3) -------------------------------------------------------------------


def pages(leader: Visitor, contact: Visitor) -> Iterator[tuple[str, Visitor, str, bool]]:
    """(name, who, address, whether to draw it anew) of lists and pictures in county 1."""
    from tillsammans.followup.models import ReportingRound, RoundState
    from tillsammans.organisations.models import Place

    place = county(1)
    principal = Place.objects.filter(county=place, kind="principal").order_by("pk")[0]
    unit = Place.objects.filter(principal=principal, kind="unit").order_by("pk")[0]
    round = ReportingRound.objects.get(county=place, state=RoundState.OPEN)
    units = address_of("organisations:units") or ""
    yield from (
        (name, who, address, fresh)
        for name, who, address, fresh in (
            ("workspace, process leader", leader, address_of("portal:workspace"), False),
            ("units, first page", leader, units, False),
            ("units, second page", leader, _following(leader, units), False),
            ("units of a principal", contact, f"{units}?huvudman={principal.pk}", False),
            ("units, search", leader, f"{units}?sok=skolan+a", False),
            ("a unit", contact, address_of("organisations:unit", unit_id=unit.pk), False),
            ("roles", leader, address_of("organisations:roles"), False),
            ("roles of a principal", contact, address_of("organisations:principal_roles", principal_id=principal.pk), False),
            ("rounds", leader, address_of("followup:rounds"), False),
            ("a round", leader, address_of("followup:round", round_id=round.pk), False),
            ("a round, contact person", contact, address_of("followup:round", round_id=round.pk), False),
            ("county's picture, fresh", leader, picture_of_county(), True),
            ("principal's picture, fresh", contact, address_of("followup:principal_picture", principal_id=principal.pk)
             or address_of("followup:principal", principal_id=principal.pk), True),
            ("unit's picture", contact, address_of("followup:unit_picture", unit_id=unit.pk)
             or address_of("followup:unit", unit_id=unit.pk), False),
        )
        if address
    )  # fmt: skip


def _following(who: Visitor, address: str) -> str:
    """The address of the list's second page, as its link says."""
    found = re.search(r'href="([^"]*[?&;]efter=[^"]+)"', who.get(address).text)
    link = found[1].replace("&amp;", "&") if found else ""
    return address + link if link.startswith("?") else link


def pages_part(application: Any, counting: ruler.Counting, rounds: int) -> dict[str, Any]:
    """P3 in county 1, which is the same in every base. Also counts queries."""
    from tillsammans.organisations import commands as organisations

    leader = visitor.signed_in(application, "ledare1@bench.example")
    place = county(1)
    contact_place = place.__class__.objects.filter(county=place, kind="principal").order_by("pk")[0]
    contact = visitor.signed_in(application, f"kontakt{contact_place.pk}@bench.example")
    queries: dict[str, int] = {}
    chosen = [("empty", leader, EMPTY, False), *pages(leader, contact)]
    for name, who, address, fresh in chosen:
        prepare = (lambda: organisations.touch_county(place.pk)) if fresh else (lambda: None)
        queries[name] = _queries(Run(application, None), who, address, prepare)
    for _round in range(rounds):
        for name, who, address, fresh in chosen:
            if fresh:
                organisations.touch_county(place.pk)
            Run(application, counting).get(name, who, address)
    return {"queries": queries}


def _queries(run: Run, who: Visitor, address: str, prepare: Callable[[], None]) -> int:
    """Warms the page up and counts its queries."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    run.get("", who, address, times=2)
    prepare()
    with CaptureQueriesContext(connection) as seen:
        run.get("", who, address)
    return len(seen)


PARTS: dict[str, Callable[[Any, ruler.Counting, int], dict[str, Any]]] = {
    "reports": reports_part,
    "pages": pages_part,
}


def main(part: str, name: str, rounds: str, out: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    application = visitor.application()
    counting = ruler.Counting(ruler.named(name))
    from tools.bench import work

    told = {**PARTS, "work": work.part}[part](application, counting, int(rounds))
    Path(out).write_text(json.dumps({**told, "costs": counting.costs}), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
