"""`python -m tools.bench.live.rows COMMAND…`, in the server's environment: rooms full of phones, and what stands there then.

fill ROOMS PHONES CARDS   migrates an empty database and prints the rooms as JSON, each with its tokens
more ROOMS PHONES CARDS   the same in a database that is there
votes                     prints [key, card, participant] of each dot that counts, and the number of rows
"""

from __future__ import annotations

import json
import secrets
import sys
import uuid
from datetime import date, timedelta
from typing import Any

TEXTS = ("Uppföljning sker inte systematiskt på flera nivåer", "Modellen går att väva in i forum vi redan har",
         "Ansvaret mellan modellen och vardagen är otydligt", "Hjulet är konkret, synligt och lätt att ta fram")  # fmt: skip


def main(words: list[str]) -> None:
    import django

    django.setup()
    if words[0] == "votes":
        print(json.dumps(_votes(int(words[1]))))
        return
    if words[0] == "fill":
        from django.core.management import call_command

        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
    rooms, phones, cards = map(int, words[1:4])
    print(json.dumps([_room(phones, cards) for _n in range(rooms)]))


def _room(phones: int, cards: int) -> dict[str, Any]:
    """A hidden workshop whose question is open for votes, three dots each."""
    from django.db import transaction

    from tillsammans.core import clock
    from tillsammans.workshops.models import Card, Participant, Phase, Question, Workshop, WorkshopState
    from tillsammans.workshops.rules import codes

    with transaction.atomic():
        now, county = clock.now(), _county()
        room = Workshop.objects.create(
            county=county, place=county, title="Mätning", held_on=date(2026, 11, 5), languages=["sv", "en"], capacity=phones,
            state=WorkshopState.OPEN, code=codes.new_code(), joining=True, opened_at=now, created_at=now,
        )  # fmt: skip
        question = Question.objects.create(
            workshop=room, order=1, text="Vad hindrar er, och vad hjälper er?", phase=Phase.VOTING
        )
        room.current = question
        room.save(update_fields=["current"])
        written = Card.objects.bulk_create([
            Card(workshop=room, question=question, key=str(uuid.uuid4()), kind=("barrier", "facilitator")[n % 2],
                 domain="inner-setting", text=f"{TEXTS[n % len(TEXTS)]} {n}", written_at=now)
            for n in range(cards)
        ])  # fmt: skip
        people = Participant.objects.bulk_create([Participant(workshop=room) for _n in range(phones)])
        return {
            "room": room.pk, "question": question.pk, "cards": [card.pk for card in written],
            "tokens": _links("phone", [one.pk for one in people]), "screen": _links("screen", [room.pk])[0],
        }  # fmt: skip


def _county() -> Any:
    from tillsammans.organisations import commands
    from tillsammans.organisations.models import CountyProfile, Place, PlaceKind

    found = Place.objects.filter(kind=PlaceKind.COUNTY).first()
    if found is None:
        found = commands.place(None, PlaceKind.COUNTY, "Mätlän", code="99")
        CountyProfile.objects.create(place=found, key="matlan", is_demo=False)
    return found


def _links(kind: str, targets: list[int]) -> list[str]:
    """Tokens of links as `access.commands.issue_grant` makes them, without an event for each."""
    from tillsammans.access import tokens
    from tillsammans.access.models import Grant
    from tillsammans.access.roles import Permission
    from tillsammans.core import clock
    from tillsammans.workshops import policies

    now = clock.now()
    purpose, target, permission = {
        "phone": (policies.PHONE, policies.PARTICIPANT, Permission.WORKSHOP_TAKE_PART),
        "screen": (policies.SCREEN, policies.WORKSHOP, Permission.WORKSHOP_SHOW),
    }[kind]
    nonces = [secrets.token_hex(16) for _target in targets]
    Grant.objects.bulk_create([
        Grant(token_hash=tokens.hash_of(tokens.token_of(nonce)), nonce=nonce, purpose=purpose, target_kind=target,
              target_id=pk, permissions=[permission], issued_at=now, expires_at=now + timedelta(hours=12))
        for nonce, pk in zip(nonces, targets, strict=True)
    ])  # fmt: skip
    return [tokens.token_of(nonce) for nonce in nonces]


def _votes(room: int) -> list[list[Any]]:
    from tillsammans.workshops.models import Vote

    rows = Vote.objects.filter(question__workshop=room, back_key="").values_list("key", "card_id")
    return [list(row) for row in rows]


if __name__ == "__main__":
    main(sys.argv[1:])
