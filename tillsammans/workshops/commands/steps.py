"""What the leader does on the wall, kept as steps: told in the record, and undone in reverse order."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import models

from tillsammans.access.actor import Actor
from tillsammans.workshops.models import Card, Participant, Question, Step, Workshop

Rows = Iterable[models.Model]
KINDS: Mapping[str, type[models.Model]] = {"cards": Card, "questions": Question, "phones": Participant}
# Fields that are rows' own and not part of what a step changed.
_BUMPED: Mapping[type[models.Model], str] = {Card: "revision"}


def take(
    by: Actor, workshop: Workshop, what: str, *, cards: Rows = (), questions: Rows = (), phones: Rows = (),
    also: Mapping[str, Any] | None = None, **fields: Any,
) -> Step:  # fmt: skip
    """Change these fields of all the rows, and remember how they were. also: what else the step is to be told with."""
    before: dict[str, Any] = {}
    after: dict[str, Any] = dict(also or {})
    for kind, rows in (("cards", cards), ("questions", questions), ("phones", phones)):
        for row in rows:
            own = {name: value for name, value in fields.items() if _has(row, name)}
            before.setdefault(kind, {})[str(row.pk)] = {name: _plain(getattr(row, name)) for name in own}
            after.setdefault(kind, {})[str(row.pk)] = {name: _plain(value) for name, value in own.items()}
            write(row, own)
    return remember(by, workshop, what, before, after)


def remember(
    by: Actor, workshop: Workshop, what: str, before: Mapping[str, Any], after: Mapping[str, Any]
) -> Step:
    number = Step.objects.filter(workshop=workshop).count() + 1
    return Step.objects.create(
        workshop=workshop, number=number, what=what, before=dict(before), after=dict(after), at=by.at, by_id=by.user_id
    )  # fmt: skip


def restore(step: Step) -> int:
    """Put back what still stands as the step left it; what somebody has changed since stays. Returns how many rows."""
    count = 0
    for kind, model in KINDS.items():
        was, became = step.before.get(kind, {}), step.after.get(kind, {})
        rows = model._default_manager.in_bulk([int(pk) for pk in was])
        for pk, fields in was.items():
            row = rows.get(int(pk))
            if row is not None and all(
                _plain(getattr(row, name)) == value for name, value in became[pk].items()
            ):
                write(row, {name: _value(name, value) for name, value in fields.items()})
                count += 1
    return count


def write(row: models.Model, fields: Mapping[str, Any]) -> None:
    for name, value in fields.items():
        setattr(row, name, value)
    names = list(fields)
    if bumped := _BUMPED.get(type(row)):
        setattr(row, bumped, getattr(row, bumped) + 1)
        names.append(bumped)
    row.save(update_fields=names)


def _has(row: models.Model, name: str) -> bool:
    return any(name in (field.name, field.attname) for field in row._meta.concrete_fields)


def _plain(value: Any) -> Any:
    """As JSON keeps it."""
    return value.isoformat() if isinstance(value, datetime) else value


def _value(name: str, value: Any) -> Any:
    return datetime.fromisoformat(value) if name.endswith("_at") and isinstance(value, str) else value
