"""`python -m tests.workshops.live.hand`: a process beside the live one, as the page workers are. JSON in, JSON out, by lines."""

import json
import sys
from datetime import UTC, datetime
from typing import Any


def main() -> None:
    import django

    django.setup()
    for row in sys.stdin:
        order = json.loads(row)
        print(json.dumps(ORDERS[order.pop("do")](**order)), flush=True)


def change(question: int, **fields: Any) -> bool:
    """What the leader does with a question."""
    from django.db import transaction

    from tillsammans.workshops.commands.rooms import touch
    from tillsammans.workshops.models import Question

    with transaction.atomic():
        row = Question.objects.get(pk=question)
        Question.objects.filter(pk=question).update(**fields)
        touch(row.workshop_id)
    return True


def end(room: int) -> bool:
    from django.db import transaction

    from tillsammans.workshops.commands.rooms import touch
    from tillsammans.workshops.models import Participant, Workshop

    with transaction.atomic():
        ended = {"state": "ended", "ended_at": datetime.now(UTC), "code": "", "joining": False}
        Workshop.objects.filter(pk=room).update(**ended)
        Participant.objects.filter(workshop=room).delete()
        touch(room)
    return True


def expire() -> int:
    """All links run out."""
    from datetime import timedelta

    from tillsammans.access.models import Grant

    now = datetime.now(UTC)
    return Grant.objects.update(issued_at=now - timedelta(hours=2), expires_at=now - timedelta(hours=1))


def revoke() -> int:
    from tillsammans.access.models import Grant

    return Grant.objects.update(revoked_at=datetime.now(UTC))


def rooms(count: int, phones: int, cards: int) -> list[dict[str, Any]]:
    from tools.bench.live.rows import _room

    return [_room(phones, cards) for _n in range(count)]


def standing(room: int) -> list[list[Any]]:
    from tillsammans.workshops.models import Vote

    found = Vote.objects.filter(question__workshop=room, back_key="").order_by("pk")
    return [list(row) for row in found.values_list("key", "card_id")]


def cards(room: int) -> list[str]:
    from tillsammans.workshops.models import Card

    return list(Card.objects.filter(workshop=room).order_by("pk").values_list("text", flat=True))


ORDERS = {one.__name__: one for one in (change, end, expire, revoke, rooms, standing, cards)}

if __name__ == "__main__":
    main()
