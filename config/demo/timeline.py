"""Sjöland's timeline: the county's milestones that wait for principals, and what the principals do, by the ordinary commands."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from config.demo.sjoland import read
from tillsammans.access.actor import Actor
from tillsammans.organisations.models import Place, PlaceKind
from tillsammans.planning.commands import activities as commands
from tillsammans.planning.commands import checklists
from tillsammans.planning.models import Activity
from tillsammans.planning.rules.activities import ActivityContent


@dataclass
class _Made:
    """The county while its timeline is being laid. local: by principal and title."""

    county: Place
    by: Actor
    today: date
    places: dict[str, Place]
    milestones: dict[str, Activity] = field(default_factory=dict)
    local: dict[tuple[str, str], Activity] = field(default_factory=dict)


def lay(county: Place, *, by: Actor, today: date) -> None:
    """Everything of data/timeline.yaml, with its days counted from today."""
    own = Place.objects.filter(county=county).exclude(kind=PlaceKind.DEPARTMENT).select_related("principal")
    made = _Made(county, by, today, {_called(one): one for one in own})
    told = read("timeline")
    for row in told["county"]:
        made.milestones[row["key"]] = _write(made, county, row, kind=_kind(row))
    for many in told["local"]:
        for row in many["at"]:
            _write_local(made, {**many, **row})
    for row in told["county"]:
        for key in row.get("waits", ()):
            commands.wait_for(by=by, activity=made.milestones[row["key"]], waits_for=made.milestones[key])
    for row in told["checklists"]:
        _start_checklist(made, row)


def _start_checklist(made: _Made, row: dict[str, Any]) -> None:
    began = made.today + timedelta(days=row["started"])
    place = _place(made, row)
    by = replace(made.by, at=made.by.at + timedelta(days=row["started"]))
    checklist = checklists.start_checklist(by=by, place=place, template=row["template"], started_on=began)
    for order in range(1, row["done"] + 1):
        later = replace(by, at=by.at + timedelta(days=2 * order))
        checklists.tick(by=later, checklist=checklist, order=order, done=True)


def _place(made: _Made, row: dict[str, Any]) -> Place:
    """A unit of a principal, or the principal."""
    return made.places[f"{row['principal']}/{row['unit']}" if "unit" in row else row["principal"]]


def _called(place: Place) -> str:
    """A principal by its name, a unit by its principal's and its own."""
    if place.kind == PlaceKind.UNIT and place.principal:
        return f"{place.principal.name}/{place.name}"
    return place.name


def _kind(row: dict[str, Any]) -> str:
    return "milestone" if len(row["days"]) == 1 else "activity"


def _write_local(made: _Made, row: dict[str, Any]) -> None:
    name = row["principal"]
    place = _place(made, row)
    to = made.milestones[row["to"]].pk if "to" in row else None
    activity = _write(made, place, row, contributes_to_id=to, shared=row.get("shared", True))
    made.local[name, row["title"]] = activity
    if "waits" in row:
        commands.wait_for(by=made.by, activity=activity, waits_for=made.local[name, row["waits"]])


def _write(made: _Made, place: Place, row: dict[str, Any], **more: Any) -> Activity:
    first, last = (made.today + timedelta(days=row["days"][n]) for n in (0, -1))
    content = ActivityContent(
        title=row["title"], starts_on=first if first < last else None, ends_on=last,
        responsible_role=row.get("role", ""), responsible_text=row.get("words", ""),
        component_code=row["component"], needs_principals=row.get("needs"), **more,
    )  # fmt: skip
    began = replace(made.by, at=made.by.at - timedelta(days=120))
    activity = commands.create_activity(by=began, place=place, content=content)
    state = row.get("state", "not_begun")
    at = min(made.by.at, made.by.at + timedelta(days=row["days"][-1]))
    by = replace(made.by, at=at)
    return commands.set_activity_state(by=by, activity=activity, state=state, revision=1)
