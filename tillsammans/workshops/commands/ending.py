"""The end of a workshop: what was counted is kept, and the phones are forgotten."""

from collections import Counter
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tillsammans.access import commands as access
from tillsammans.access.actor import Actor
from tillsammans.audit import commands as audit
from tillsammans.core.errors import Conflict
from tillsammans.workshops import policies
from tillsammans.workshops.commands import rooms
from tillsammans.workshops.models import (
    Card,
    Participant,
    Phase,
    Question,
    Step,
    Vote,
    Workshop,
    WorkshopState,
)
from tillsammans.workshops.queries.votes import counted

ROUNDS = (Phase.WRITING, Phase.VOTING)


@transaction.atomic
def end(*, by: Actor, workshop: Workshop) -> Workshop:
    """Close it for good: dots are counted on the cards, and phones, dots and links erased. Raises NotAllowed, Conflict.

    Ending what has ended changes nothing.
    """
    row = rooms.held(by, workshop)
    if row.state == WorkshopState.ENDED:
        return row
    rooms.check_open(row)
    if row.rehearsal:
        raise Conflict(_("Det här är en provkörning. Rensa den i stället, så är workshoppen som ny."))
    _keep_counts(row)
    row.attendance = attendance_of(row)
    forget_phones(by, row)
    Question.objects.filter(workshop=row, phase__in=ROUNDS).update(phase=Phase.DONE, closes_at=None)
    row.state, row.ended_at, row.code, row.joining = WorkshopState.ENDED, by.at, "", False
    row.revision += 1
    row.save()
    rooms.touch(row.pk)
    audit.record(by=by, action="workshops.ended", target=row)
    return row


def attendance_of(workshop: Workshop) -> dict[str, Any]:
    """How many phones there are, in all, by group and by sector: numbers alone."""
    rows = list(Participant.objects.filter(workshop=workshop).values_list("group", "sector"))
    groups, sectors = Counter(group for group, _sector in rows), Counter(sector for _group, sector in rows)
    return {
        "all": len(rows),
        "groups": {name: groups[name] for name in workshop.groups if groups[name]},
        "sectors": {name: count for name, count in sorted(sectors.items()) if name},
    }


def forget_phones(by: Actor, workshop: Workshop) -> None:
    """Erase phones, their dots, every link to the room, and which cards were one phone's."""
    phones = list(Participant.objects.filter(workshop=workshop).values_list("pk", flat=True))
    access.drop_grants(by=by, kind=policies.PARTICIPANT, target_ids=phones)
    access.drop_grants(by=by, kind=policies.WORKSHOP, target_ids=[workshop.pk])
    Vote.objects.filter(question__workshop=workshop).delete()
    Participant.objects.filter(workshop=workshop).delete()
    for step in Step.objects.filter(workshop=workshop, what="phone_removed"):
        step.before, step.after = {}, {"count": len(step.before.get("cards", {}))}
        step.save(update_fields=["before", "after"])


def _keep_counts(workshop: Workshop) -> None:
    cards = list(Card.objects.filter(workshop=workshop).order_by("pk"))
    votes = counted(cards)
    for card in cards:
        card.votes = votes[card.pk]
    Card.objects.bulk_update(cards, ["votes"], batch_size=500)
