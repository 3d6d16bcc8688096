"""Every figure and every cell of a draft, against the rows of the database counted here by hand: none of the product's queries,
rules or roll-ups is asked."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps

from tests.reports import scenes
from tests.worlds import World
from tillsammans.reports.models import StatusReport

pytestmark = pytest.mark.django_db
Row = Mapping[str, Any]
UNTIL = date(2026, 10, 14)  # the day of the test, within the period


def rows(model: str, **wanted: Any) -> list[dict[str, Any]]:
    """All rows of a table, as they are; narrowed here and not by the database."""
    found = list(apps.get_model(model).objects.order_by("pk").values())
    return [row for row in found if all(row[name] == value for name, value in wanted.items())]


def day(at: datetime) -> date:
    return at.astimezone(ZoneInfo("Europe/Stockholm")).date()


def principals(world: World) -> list[Row]:
    found = rows("organisations.Place", kind="principal", county_id=world.a.place.pk)
    return sorted(found, key=lambda row: row["name"].replace("Å", "Z"))


def counted(
    report: StatusReport,
) -> tuple[dict[str, tuple[Any, Any]], dict[str, list[tuple[int | None, list[Any]]]]]:
    """What the draft says: (value, out of) by section and figure, and (place, values) of each table's rows."""
    figures: dict[str, tuple[Any, Any]] = {}
    tables: dict[str, list[tuple[int | None, list[Any]]]] = {}
    for section in report.sections.all():
        for figure in section.figures["figures"]:
            figures[f"{section.key}.{figure['name']}"] = (figure["value"], figure["of"])
        for table in section.figures["tables"]:
            tables[table["name"]] = [
                (row["place"], [cell[0] for cell in row["cells"]]) for row in table["rows"]
            ]
    return figures, tables


def test_every_figure_of_a_draft_is_what_the_rows_say(world: World):
    scenes.full_county(world)
    figures, tables = counted(scenes.make(world))
    wanted_figures: dict[str, tuple[Any, Any]] = {}
    wanted_tables: dict[str, list[tuple[int | None, list[Any]]]] = {}
    for part in (_participation, _attendance, _stairs, _roles, _plans, _work, _decisions, _following):
        more_figures, more_tables = part(world)
        wanted_figures |= more_figures
        wanted_tables |= more_tables
    assert figures == wanted_figures
    assert tables == wanted_tables


Told = tuple[dict[str, tuple[Any, Any]], dict[str, list[tuple[int | None, list[Any]]]]]


def _plans_now(world: World) -> dict[int, list[tuple[Row, Row]]]:
    """By place: (plan, its latest version decided by now)."""
    found: dict[int, list[tuple[Row, Row]]] = defaultdict(list)
    for plan in rows(
        "planning.ImplementationPlan", county_id=world.a.place.pk, closed_on=None, is_example=False
    ):
        decided = [
            one
            for one in rows("planning.PlanVersion", plan_id=plan["id"])
            if one["decided_on"] and one["decided_on"] <= UNTIL
        ]
        if decided:
            found[plan["place_id"]].append((plan, max(decided, key=lambda one: one["number"])))
    return found


def _participation(world: World) -> Told:
    plans = _plans_now(world)
    having = [one for one in principals(world) if one["id"] in plans]
    words = {
        one["id"]: "\n".join(
            version["content"]["parts"].get("participation", {}).get("text", "")
            for _plan, version in plans[one["id"]]
        ).strip()
        for one in having
    }
    told = [one for one in having if words[one["id"]]]
    assert len(told) == 1 and len(having) == 2  # the scene tells both apart
    table = [(one["id"], [one["name"], words[one["id"]]]) for one in told]
    return {"participation.ifyllt": (len(told), len(having))}, {"participation": table}


def _plans(world: World) -> Told:
    plans, places = _plans_now(world), principals(world)
    ids = {one["id"] for one in rows("planning.ImplementationPlan", county_id=world.a.place.pk)}
    decided = [
        one for one in rows("planning.PlanVersion")
        if one["plan_id"] in ids and one["decided_on"] and scenes.FIRST <= one["decided_on"] <= UNTIL
    ]  # fmt: skip
    table = [
        (
            one["id"],
            [
                one["name"],
                plan["title"],
                version["number"],
                version["decided_on"].isoformat(),
                version["decided_by"],
            ],
        )
        for one in places
        for plan, version in plans.get(one["id"], [])
    ]
    table += [(one["id"], [one["name"], None, None, None, None]) for one in places if one["id"] not in plans]
    order = [one["id"] for one in places]
    having = sum(one["id"] in plans for one in places)
    return {"plans.galler": (having, len(places)), "plans.beslutade": (len(decided), None)}, {
        "plans": sorted(table, key=lambda row: order.index(row[0]))
    }


def _roles(world: World) -> Told:
    """Seats by the principals' own decisions: one at each open unit, or a number shared."""
    table, whole = [], {"bba": [0, 0], "coordinator": [0, 0]}
    for one in principals(world):
        cells: list[Any] = [one["name"]]
        for role, sums in whole.items():
            decision = next(
                iter(rows("organisations.RoleDecision", principal_id=one["id"], role=role, ends_on=None)),
                None,
            )
            if decision is None:
                cells.append(None)
                continue
            below = rows("organisations.Place", principal_id=one["id"])
            units = [place["id"] for place in below if place["kind"] == "unit" and place["closed_on"] is None]
            holding = [
                held["place_id"] for held in rows("organisations.RoleHolding", role=role)
                if held["place_id"] in {one["id"], *(place["id"] for place in below)}
                and held["starts_on"] <= UNTIL and (held["ends_on"] is None or held["ends_on"] >= UNTIL)
            ]  # fmt: skip
            per_unit = decision["scope"] == "per_unit"
            seats = decision["number"] * (len(units) if per_unit else 1)
            filled = len(set(holding) & set(units)) if per_unit else min(seats, len(holding))
            cells.append([filled, seats])
            sums[0] += filled
            sums[1] += seats
        table.append((one["id"], cells))
    figures = {"roles.bba": tuple(whole["bba"]), "roles.samordning": tuple(whole["coordinator"])}
    return figures, {"roles": table}


def _steps(round_id: int, component: str) -> dict[int, list[int]]:
    """By principal, from each unit's latest report itself."""
    latest: dict[int, Row] = {}
    asked = {one["id"]: one for one in rows("followup.ReportRequest", round_id=round_id)}
    for report in rows("followup.SelfReport"):
        if (
            report["request_id"] in asked
            and report["number"] >= latest.get(report["request_id"], {"number": 0})["number"]
        ):
            latest[report["request_id"]] = report
    found: dict[int, list[int]] = defaultdict(list)
    for answer in rows("followup.ComponentAnswer", component_code=component):
        for request_id, report in latest.items():
            if report["id"] == answer["report_id"]:
                found[asked[request_id]["principal_id"]].append(answer["step"])
    return found


def _middle(steps: Iterable[int]) -> list[int] | None:
    """Both middle answers; None below three answers."""
    ordered = sorted(steps)
    if len(ordered) < 3:
        return None
    return [ordered[(len(ordered) - 1) // 2], ordered[len(ordered) // 2]]


def _stairs(world: World) -> Told:
    before, now = sorted(
        rows("followup.ReportingRound", county_id=world.a.place.pk), key=lambda row: row["opens_on"]
    )
    requests = rows("followup.ReportRequest", round_id=now["id"])
    sent = [one for one in requests if one["state"] == "sent"]
    table, ways = [], []
    moves: dict[str, list[int]] = {"approach": [], "leadership": []}
    for one in principals(world):
        asked = [row for row in requests if row["principal_id"] == one["id"]]
        cells: list[Any] = [one["name"]]
        changes = []
        for component in ("approach", "leadership"):
            middle = _middle(_steps(now["id"], component)[one["id"]])
            earlier = _middle(_steps(before["id"], component)[one["id"]])
            change = sum(middle) - sum(earlier) if middle and earlier else None
            cells.append({"median": middle, "half_steps": change} if middle else None)
            moves[component] += [change] if change is not None else []
            changes += [change] if change is not None else []
        cells.append([sum(row["state"] == "sent" for row in asked), len(asked)])
        table.append((one["id"], cells))
        if changes:
            ways.append(changes)
    names = {"approach": "Komponent approach", "leadership": "Komponent leadership"}
    chart = []
    for component, name in names.items():
        steps = [step for many in _steps(now["id"], component).values() if len(many) >= 3 for step in many]
        chart.append((None, [name, *(steps.count(step) for step in range(4))]))
    moved = [
        (None, [names[component], *(sum(sign(one) == way for one in found) for way in (1, 0, -1))])
        for component, found in moves.items()
    ]
    up, down = sum(max(way) > 0 for way in ways), sum(min(way) < 0 for way in ways)
    assert (up, down, len(ways)) == (1, 1, 2)
    figures = {
        "stairs.svarat": (len(sent), len(requests)), "stairs.uppat": (up, len(ways)), "stairs.nedat": (down, len(ways)),
    }  # fmt: skip
    return figures, {"stairs_1": table, "steps_1": chart, "moves_1": moved}


def sign(number: int) -> int:
    return (number > 0) - (number < 0)


def _state_of(to: Row, decision: Row) -> str:
    given = [one for one in rows("governance.DecisionAnswer", to_id=to["id"]) if day(one["at"]) <= UNTIL]
    state = max(given, key=lambda one: (one["at"], one["id"]))["state"] if given else "unanswered"
    late = decision["by_on"] is not None and decision["by_on"] < UNTIL
    return "waiting" if late and state in ("received", "in_hand") else state


def _days(many: Iterable[Row]) -> float | None:
    took = [
        (day(to["first_answered_at"]) - day(to["sent_at"])).days for to in many if to["first_answered_at"]
    ]
    return float(median(took)) if took else None


def _decisions(world: World) -> Told:
    told = [
        one for one in rows("governance.Decision", county_id=world.a.place.pk)
        if one["state"] != "draft" and (one["closed_at"] is None or day(one["closed_at"]) >= scenes.FIRST)
    ]  # fmt: skip
    told.sort(key=lambda one: (one["sent_at"], one["id"]))
    assert [one["title"] for one in told] == ["Före perioden", "Ersätts", "Nytt"]
    standing = {
        one["id"]: [(to, _state_of(to, one)) for to in rows("governance.DecisionTo", decision_id=one["id"])]
        for one in told
    }
    table = [
        (None, [
            one["id"], world.a.place.name, one["by_on"].isoformat(),
            [sum(state != "unanswered" for _to, state in standing[one["id"]]), len(standing[one["id"]])],
            [sum(state == "done" for _to, state in standing[one["id"]]), len(standing[one["id"]])],
            _days(to for to, _state in standing[one["id"]]),
        ])
        for one in told
    ]  # fmt: skip
    held = [pair for one in told if one["closed_at"] is None for pair in standing[one["id"]]]
    states = [state for _to, state in held]
    figures = {
        "decisions.skickade": (sum(day(one["sent_at"]) >= scenes.FIRST for one in told), None),
        "decisions.svar": (sum(state != "unanswered" for state in states), len(states)),
        "decisions.klara": (states.count("done"), len(states)),
        "decisions.inte_svarat": (states.count("unanswered"), None),
        "decisions.vantar": (states.count("waiting"), None),
        "decisions.dagar": (_days(to for to, _state in held), None),
    }
    assert figures["decisions.vantar"][0] == 2 and figures["decisions.inte_svarat"][0] == 1
    of_principals = []
    for one in principals(world):
        own = [state for to, state in held if to["place_id"] == one["id"]]
        if own:
            cells = [
                one["name"], [len(own) - own.count("unanswered"), len(own)], [own.count("done"), len(own)],
                own.count("unanswered"), own.count("waiting"),
            ]  # fmt: skip
            of_principals.append((one["id"], cells))
    order = ("done", "in_hand", "received", "not_here", "waiting", "unanswered")
    bars = [(None, ["Alla beslut som gäller", *map(states.count, order)])]
    for one in told:
        if one["closed_at"] is None:
            own = [state for _to, state in standing[one["id"]]]
            bars.append((None, [f"{one['number']} {one['title']}".strip(), *map(own.count, order)]))
    return figures, {"decisions": table, "decisions_by_principal": of_principals, "decision_states": bars}


def _principal_of(place_id: int) -> int:
    """The principal above a place, or the place itself."""
    [place] = rows("organisations.Place", id=place_id)
    return place["principal_id"] or place_id


def _attendance(world: World) -> Told:
    visits = [
        one for one in rows("governance.Visit", county_id=world.a.place.pk)
        if one["logged_at"] and scenes.FIRST <= one["held_on"] <= UNTIL
    ]  # fmt: skip
    held = [
        one for one in rows("workshops.Workshop", county_id=world.a.place.pk, state="ended", rehearsal=False, is_example=False)
        if scenes.FIRST <= one["held_on"] <= UNTIL
    ]  # fmt: skip
    assert (len(visits), len(held)) == (2, 1)
    table = []
    for one in principals(world):
        own = [visit for visit in visits if _principal_of(visit["place_id"]) == one["id"]]
        units = {visit["place_id"] for visit in own} - {one["id"]}
        last = max((visit["held_on"] for visit in own), default=None)
        rooms = sum(_principal_of(room["place_id"]) == one["id"] for room in held)
        table.append(
            (one["id"], [one["name"], len(own), len(units), last.isoformat() if last else None, rooms])
        )
    met = sum(row[1][1] > 0 for row in table)
    figures = {
        "attendance.besok": (len(visits), None), "attendance.besokta": (met, len(table)),
        "attendance.workshoppar": (len(held), None),
    }  # fmt: skip
    return figures, {"attendance": table}


DOMAINS = {
    "inner-setting": "Hos oss", "outer-setting": "Runt omkring oss", "implementation-process": "Arbetets gång",
    "innovation": "Modellen och hjulet", "individuals": "Vi som arbetar",
}  # fmt: skip


def _work(world: World) -> Told:
    open_ones = [
        one for one in rows("strategies.Determinant", county_id=world.a.place.pk, is_example=False)
        if one["state"] in ("open", "worked_on", "lifted") and one["place_id"] != world.a.place.pk and one["source"] != "lift"
    ]  # fmt: skip
    table = []
    for domain, label in DOMAINS.items():
        cells: list[Any] = [label]
        for kind in ("barrier", "facilitator"):
            found = [one for one in open_ones if (one["domain"], one["kind"]) == (domain, kind)]
            many = {_principal_of(one["place_id"]) for one in found}
            cells.append(None if 0 < len(many) < 3 else len(found))
        if any(one["domain"] == domain for one in open_ones):
            table.append((None, cells))
    assert [table[0][1][1], table[1][1][2]] == [4, None]  # one is told, one is hidden
    own = rows("strategies.Strategy", place_id=world.a.place.pk, is_example=False)
    told = [one for one in own if one["effect_told_on"] and scenes.FIRST <= one["effect_told_on"] <= UNTIL]
    shown = [one for one in own if one["state"] in ("planned", "ongoing") or one in told]
    strategies = [
        (
            None,
            [
                one["id"],
                one["state"],
                one["review_on"].isoformat() if one["review_on"] else None,
                one["effect"],
            ],
        )
        for one in sorted(shown, key=lambda one: one["title"])
    ]
    figures = {
        "work.pagar": (sum(one["state"] == "ongoing" for one in own), None), "work.effekt": (len(told), None),
    }  # fmt: skip
    return figures, {"patterns": table, "strategies": strategies}


def _following(world: World) -> Told:
    coming = [
        one for one in rows("planning.Activity", county_id=world.a.place.pk)
        if one["ends_on"] > UNTIL and (one["ends_on"] - UNTIL).days <= 92 and one["state"] not in ("done", "stopped")
    ]  # fmt: skip
    coming.sort(key=lambda one: one["ends_on"])
    county = [one for one in coming if one["place_id"] == world.a.place.pk]
    shared = [
        one
        for one in coming
        if one["shared"] and one["place_id"] in {place["id"] for place in principals(world)}
    ]
    assert [one["title"] for one in (*county, *shared)] == ["Länsträff", "Delad"]
    of_county = [(None, [one["id"], one["ends_on"].isoformat(), None]) for one in county]
    of_principals = [
        (one["place_id"], [rows("organisations.Place", id=one["place_id"])[0]["name"], one["id"], one["ends_on"].isoformat(),
                           "förvaltningschef"])
        for one in shared
    ]  # fmt: skip
    return {"next.kommande": (len(county), None)}, {
        "county_next": of_county,
        "principals_next": of_principals,
    }
