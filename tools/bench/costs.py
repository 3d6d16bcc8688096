"""The parts that are ratios to the empty view: P1, P2, P4, P5 (`reports`) and P3 (`pages`)."""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from tools.bench import bases, places, ruler
from tools.bench.lines import Line, Section
from tools.bench.ruler import middle
from tools.environment import PYTHON, ROOT

LIMESURVEY = 1_590_000_000  # instructions for show + submit, LimeSurvey 6.4.2, see REMARK
REMARK = (
    "LimeSurvey 6.4.2's 1,590 M instructions for showing and submitting twelve questions on one page are quoted, not measured "
    "here: they were counted with `perf stat` over php-fpm and MariaDB when the goals were set, on another day and machine. "
    "Ours are {sent} requests in one walk: the first page, four questions shown and saved, the closing questions shown and "
    "saved, review, send, receipt; twelve ticks and two texts. Review and send alone are a way of their own only for whoever "
    "finds every answer there: a colleague has filled them in, or a sent report is sent again. Whoever answers walks all {sent}: "
    "last round's answers are shown and never chosen by themselves."
)
ROUNDS = {ruler.CALLGRIND: 2, ruler.PERF: 15, ruler.TIME: 15}
COMMAND_SECONDS = 1500


def count(part: str, units: int, name: str) -> dict[str, Any]:
    """Run a part on a copy of a base with the named ruler. The child's answer, with `costs` filled in."""
    file = bases.copy(units, f"{part}-{units}")
    rounds = 1 if part in ("pages", "work") and name == ruler.CALLGRIND else ROUNDS[name]
    with tempfile.TemporaryDirectory(prefix="tillsammans-bench-") as folder:
        out = Path(folder) / "answer.json"
        before = ruler.callgrind_command(Path(folder) / "counted") if name == ruler.CALLGRIND else []
        command = [
            *before,
            str(PYTHON),
            "-W",
            "ignore",
            "-m",
            "tools.bench.requests",
            part,
            name,
            str(rounds),
            str(out),
        ]
        subprocess.run(command, cwd=ROOT, env=places.environment(file), check=True, timeout=COMMAND_SECONDS)
        answer: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
        if name == ruler.CALLGRIND:
            answer["costs"] = ruler.callgrind_costs(Path(folder))
    for old in places.HOME.glob(f"{file.name}*"):
        old.unlink()
    return answer


def reports(sizes: tuple[int, ...], name: str) -> Section:
    """P1, P2, P4 and P5 on the largest base."""
    answer = count("reports", sizes[-1], name)
    cost = {key: middle(values) for key, values in answer["costs"].items()}
    times = lambda key: cost[key] / cost["empty"]  # noqa: E731 - one line read ten times
    walk, scale = _walk(cost), 1e3 if name == ruler.TIME else 1e6
    lines = [Line("", "empty view behind login", cost["empty"] / scale, _unit(name))]
    if "county, fresh" in cost:
        lines += [Line("P1", "county picture, first view after a report", times("county, fresh"), limit=3),
                  Line("P1", "county picture, nothing changed", times("county, unchanged"), limit=1.5),
                  Line("", "the same as a browser asks for it, gzip", times("county, unchanged, gzip")),
                  Line("P2", "21 counties, first view after a report", times("national, fresh"), limit=5),
                  Line("P2", "21 counties, nothing changed", times("national, unchanged"), limit=1.5)]  # fmt: skip
    lines += [
        Line("P4", "sending a report", times("report, send"), limit=6),
        Line(
            "P4",
            "the whole walk, show and send",
            walk / scale,
            _unit(name),
            None,
            note=f"{walk / cost['empty']:.0f} × empty",
        ),
    ]
    if name != ruler.TIME:
        lines.append(
            Line(
                "P4",
                "LimeSurvey's show + submit over our whole walk",
                LIMESURVEY / walk,
                limit=15,
                most=False,
            )
        )
        pair = cost["report, review"] + cost["report, send"]
        lines.append(Line("P4", "the same over our one page that shows all answers, and sending it", LIMESURVEY / pair, limit=15,
                          most=False))  # fmt: skip
    lines.append(Line("P5", "a question of the report", times("report, question"), limit=10))
    lines.append(Line("", "the same as a browser asks for it, gzip", times("report, question, gzip")))
    shown = ("first page", "last questions", "review", "receipt")
    lines += [Line("P5", f"report, {key}", times(f"report, {key}"), limit=10) for key in shown]
    saving = ("save a question", "save the last")
    lines += [Line("", f"report, {key}", times(f"report, {key}")) for key in saving]
    remarks = [
        f"In county 2 of the base of {sizes[-1]:,} units: {answer['units']:,} units.",
        REMARK.format(sent=REQUESTS),
    ]
    remarks.append(
        "P2: the product has no page over several counties, since no role reads more than one. Measured is its question for all "
        "of them, drawn as a plain table by a view of the benchmark's own."
    )
    return Section("Reports and the county's picture", lines, remarks)


QUESTIONS, REQUESTS = 4, 14


def _walk(cost: dict[str, float]) -> float:
    """What all requests of one report cost together."""
    once = ("first page", "last questions", "save the last", "review", "send", "receipt")
    each = ("question", "save a question")
    return sum(cost[f"report, {key}"] for key in once) + QUESTIONS * sum(
        cost[f"report, {key}"] for key in each
    )


def _unit(name: str) -> str:
    return "ms of CPU" if name == ruler.TIME else "M instructions"


def pages(sizes: tuple[int, ...], name: str) -> Section:
    """P3: each page of county 1 on the largest base over the smallest, as ratios to each run's own empty view."""
    small, large = (count("pages", units, name) for units in (sizes[0], sizes[-1]))
    cost = [{key: middle(values) for key, values in one["costs"].items()} for one in (small, large)]
    lines = []
    for key in cost[0]:
        grown = cost[1][key] / cost[0][key]
        queries = small["queries"][key], large["queries"][key]
        note = f"{cost[1][key] / cost[1]['empty']:.1f} × empty, {_queries(*queries)}"
        lines.append(
            Line("P3", key, grown, limit=1.15, note=note)
            if key != "empty"
            else Line("", key, grown, note=note)
        )
    remark = f"What a page costs with {sizes[-1]:,} units in the base, over the same page with {sizes[0]:,}."
    return Section("Cost grows with what is shown, not with what is kept", lines, [remark])


def _queries(before: int, after: int) -> str:
    return f"{after} queries" if before == after else f"{before} → {after} queries"


MOST_OF_WORK = 4  # times the empty view behind login (issue on plans and registers)


def work(sizes: tuple[int, ...], name: str) -> Section:
    """What the timeline and the register cost, as ratios to the empty view."""
    answer = count("work", sizes[-1], name)
    cost = {key: middle(values) for key, values in answer["costs"].items()}
    beside = set(answer["beside"])
    lines = [
        Line(
            "" if key in beside else "P2", key, value / cost["empty"], limit=None if key in beside else MOST_OF_WORK,
            note=f"{answer['queries'][key]} queries",
        )
        for key, value in cost.items()
        if key != "empty"
    ]  # fmt: skip
    return Section("Timeline and register, and the pages beside them", lines, _about_work(answer["kept"]))


def _about_work(kept: dict[str, int]) -> list[str]:
    held = (
        f"The base holds {kept['activities']:,} activities and {kept['determinants']:,} determinants over 290 municipalities "
        f"and 21 regions; county 2, whose pages these are, has {kept['own']:,} of the activities."
    )
    change = (
        "A change is another activity and another row of a register renamed each time, and the county's pulse raised. Each "
        "page was asked for before in the process, so that its frame and its statements are written; a period that nobody "
        "asked for before has no frame either."
    )
    beside = "The pages without a goal are a process leader's, each asked for once before."
    return [held, change, beside]
