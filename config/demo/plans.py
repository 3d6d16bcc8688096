"""Sjöland's plans: the county's in two versions, local ones, one that points, one not decided yet; by the ordinary commands."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

import tillsammans.strategies
from config.demo.sjoland import read
from tillsammans.access.actor import Actor
from tillsammans.organisations.models import Place, PlaceKind
from tillsammans.planning.commands import activities, opening, plans
from tillsammans.planning.models import Activity, ImplementationPlan, PlanState, PlanVersion
from tillsammans.planning.rules.activities import ActivityContent

Acting = Callable[[date, int], Actor]


@dataclass
class _Made:
    """The county while its plans are being written."""

    today: date
    acting: Acting
    places: dict[str, Place]

    def day(self, days: int | None) -> date | None:
        return None if days is None else self.today + timedelta(days=days)


def write(county: Place, *, acting: Acting, today: date) -> None:
    """Everything of data/plans.yaml, with its days counted from today."""
    own = Place.objects.filter(county=county).exclude(kind=PlaceKind.DEPARTMENT).select_related("principal")
    made = _Made(today, acting, {county.name: county, **{_called(one): one for one in own}})
    for row in read("plans")["plans"]:
        _write_plan(made, row)


def _called(place: Place) -> str:
    """A principal by its name, a unit by its principal's and its own."""
    if place.kind == PlaceKind.UNIT and place.principal:
        return f"{place.principal.name}/{place.name}"
    return place.name


def _write_plan(made: _Made, row: dict[str, Any]) -> None:
    first, *later = row["versions"]
    place = made.places[row["place"]]
    plan = plans.start_plan(
        by=_writing(made, first),
        place=place,
        about=_about(made, row, first),
        is_example=row.get("example", False),
    )
    _fill(made, plan, first)
    for version in later:
        plans.begin_next_version(by=_writing(made, version), plan=plan)
        _save(made, plan, version, "about", _about(made, row, version))
        _fill(made, plan, version)


def _writing(made: _Made, version: dict[str, Any]) -> Actor:
    """Who writes a week before the decision, or two days ago."""
    days = version["decided"][0] - 7 if "decided" in version else -2
    return made.acting(made.today + timedelta(days=days), 10)


def _about(made: _Made, row: dict[str, Any], version: dict[str, Any]) -> dict[str, Any]:
    first, last = (made.day(days) for days in version["period"])
    assert first is not None and last is not None  # nosec B101 (our own file)
    years = f"{first.year}–{last.year}" if first.year < last.year else str(first.year)
    return {
        "title": f"{row['title']} {years}", "joint_with": row.get("joint", ""), "period_from": first, "period_to": last,
        "review_on": made.day(max(version["review"], version["period"][0])),
    }  # fmt: skip


def _save(
    made: _Made, plan: ImplementationPlan, version: dict[str, Any], key: str, typed: dict[str, Any]
) -> str:
    seen = plan.versions.get(state=PlanState.DRAFT).revision
    return plans.save_part(by=_writing(made, version), plan=plan, key=key, typed=typed, seen=seen).key


def _fill(made: _Made, plan: ImplementationPlan, version: dict[str, Any]) -> None:
    _save(made, plan, version, "participation", {"text": version.get("participation", "")})
    held = [
        key for key in plan.versions.get(state=PlanState.DRAFT).content["parts"] if key.startswith("goal:")
    ]
    keys = sorted(held, key=lambda key: int(key.partition(":")[2]))
    for number, goal in enumerate(version.get("goals", ())):
        key = _save(made, plan, version, keys[number] if number < len(keys) else "goal", _goal(made, goal))
        _tie(made, plan, key, goal)
    for pointer in version.get("pointers", ()):
        typed = {**pointer, "since": made.day(pointer["since"]), "decided_by": pointer["by"]}
        _save(made, plan, version, "pointer", typed)
    for code, text in version.get("prompts", {}).items():
        _save(made, plan, version, f"prompt:{code}", {"text": text})
    if "decided" in version:
        _decide(made, plan, version)


def _goal(made: _Made, row: dict[str, Any]) -> dict[str, Any]:
    said = _strategies()[row["strategy"]] if "strategy" in row else row
    return {
        "want": said["want"], "do": said["do"], "role": row.get("role", ""), "responsible": row.get("words", ""),
        "review_on": made.day(row.get("review")), "component": row.get("component", ""), "mission": row.get("mission", ""),
        "county_goal": f"g{row['to']}" if "to" in row else "",
    }  # fmt: skip


@cache
def _strategies() -> dict[str, dict[str, str]]:
    """The published county strategies as goals, by code."""
    folder = Path(str(tillsammans.strategies.__file__)).parent / "data"
    told = yaml.safe_load((folder / "determinants.yaml").read_text(encoding="utf-8"))["strategies"]
    return {one["code"]: {"want": one["title_sv"], "do": one["direction_sv"]} for one in told}


def _tie(made: _Made, plan: ImplementationPlan, key: str, goal: dict[str, Any]) -> None:
    """What the level does already in the timeline serves the goal."""
    rows = Activity.objects.filter(place=plan.place, title__in=goal.get("does", ()))
    for row in rows:
        content: ActivityContent = replace(
            activities.content_of(row), plan_id=plan.pk, goal_key=f"g{key.partition(':')[2]}"
        )
        by = made.acting(made.today, 8)
        activities.change_activity(by=by, activity=row, content=content, revision=row.revision)


def _decide(made: _Made, plan: ImplementationPlan, version: dict[str, Any]) -> PlanVersion:
    days, body = version["decided"]
    on = made.today + timedelta(days=days)
    seen = plan.versions.get(state=PlanState.DRAFT).revision
    by = made.acting(on, 15)
    decided = plans.decide_plan(by=by, plan=plan, decided_by=body, decided_on=on, seen=seen)
    return opening.open_version(by=by, version=decided) if version.get("open") else decided
