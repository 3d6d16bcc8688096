"""Sjöland's assignments and funds: opened, shared out, used and reported back by the ordinary commands."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from config.demo.sjoland import read
from tillsammans.access.actor import Actor
from tillsammans.governance.commands import funds as commands
from tillsammans.governance.models import Assignment, FundShare
from tillsammans.governance.rules.funds import AssignmentContent, UseContent
from tillsammans.governance.rules.money import parse_ore
from tillsammans.organisations.models import Place, PlaceKind

Acting = Callable[[date, int], Actor]


def fill(county: Place, *, acting: Acting, today: date) -> None:
    """Everything of data/funds.yaml. acting: the system's own work at an hour of a day."""

    def on(days: int) -> date:
        return today + timedelta(days=days)

    for row in read("funds")["assignments"]:
        by = acting(on(row["opened"]), 10)
        content = AssignmentContent(
            title=row["title"], what=row["what"], from_whom=row["from_whom"], purpose=row["purpose"], starts_on=on(row["starts"]),
            ends_on=on(row["ends"]), report_on=on(row["report"]), holder_role=row["role"], total_ore=parse_ore(str(row["total"])),
        )  # fmt: skip
        made = commands.open_assignment(by=by, county=county, content=content)
        places = Place.objects.filter(county=county, kind=PlaceKind.PRINCIPAL, name__in=list(row["shares"]))
        amounts = {one.pk: parse_ore(str(row["shares"][one.name])) for one in places}
        commands.share_out(by=by, assignment=made, amounts=amounts, revision=made.revision)
        _use(made, row, acting, on)


def _use(made: Assignment, row: dict[str, Any], acting: Acting, on: Callable[[int], date]) -> None:
    shares = {
        one.principal.name: one
        for one in FundShare.objects.filter(assignment=made).select_related("principal")
    }
    for name, uses in row["used"].items():
        for day, purpose, amount in uses:
            content = UseContent(on(day), purpose, parse_ore(amount))
            commands.note_use(by=acting(on(day), 11), share=shares[name], content=content)
    for name, (day, text) in row["reports"].items():
        commands.report_back(by=acting(on(day), 12), share=shares[name], text=text, seen=1)
