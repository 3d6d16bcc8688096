"""What is common to all that phones send: which phones they are, an answer to each, one event for the whole batch."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import connection
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tillsammans.access.actor import Actor, system
from tillsammans.audit import commands as audit
from tillsammans.core.statements import Statements
from tillsammans.workshops import policies
from tillsammans.workshops.commands.rooms import touch
from tillsammans.workshops.models import Participant, Workshop, WorkshopState
from tillsammans.workshops.rules import limits

Words = str | Promise  # a phone's language is known to whoever answers it, not here
Sent = TypeVar("Sent")


@dataclass(frozen=True)
class Result:
    """The answer to one thing sent. message: "" or a sentence that is translated where it is shown. status: as in HTTP.

    payload: what the phone has now, ready for JSON.
    """

    ok: bool
    message: Words = ""
    payload: Mapping[str, Any] = field(default_factory=dict)
    status: int = 200


class Refused(Exception):
    """One of a batch is not taken in; the others are."""

    def __init__(self, message: Words, status: int = 409) -> None:
        super().__init__(status)
        self.result = Result(ok=False, message=message, status=status)


NO_ROOM = _("Du är inte med i den här workshoppen. Skriv koden igen.")
ENDED = _("Workshoppen är avslutad. Tack för att du var med.")
UNREADABLE = _("Det gick inte att läsa det som skickades. Ladda om sidan och försök igen.")


# In the order of the models' own fields, as `from_db` reads them.
_PHONE = ("id", "workshop_id", "group", "simulated", "barred")
_ROOM = ("id", "votes_each", "state")


def _locked(*, phones: Iterable[int]) -> QuerySet[Participant, Any]:
    rows = (
        Participant.objects.filter(pk__in=phones).order_by("workshop_id", "pk").select_for_update(no_key=True)
    )
    return rows.values_list(*_PHONE, *(f"workshop__{name}" for name in _ROOM))


# Fifty batches a second, each of a few phones: what the ORM does to write a statement would be most of the work.
_LOCKED = Statements(_locked)


class Phones:
    """The phones of a batch and their rooms, locked until the transaction ends so that none is closed meanwhile."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        found = (policies.phone_of(by) for by in actors)
        wanted = {phone for phone in found if phone is not None}
        self.by_id: dict[int, Participant] = {}
        rooms: dict[int, Workshop] = {}
        for row in _LOCKED.rows("", phones=wanted):
            phone = Participant.from_db(connection.alias, _PHONE, row[: len(_PHONE)])
            if phone.workshop_id not in rooms:
                rooms[phone.workshop_id] = Workshop.from_db(connection.alias, _ROOM, row[len(_PHONE) :])
            phone.workshop = rooms[phone.workshop_id]
            self.by_id[phone.pk] = phone

    def of(self, by: Actor) -> Participant:
        """Raises Refused for whoever is in no room."""
        phone = self.by_id.get(policies.phone_of(by) or 0)
        if phone is None:
            raise Refused(NO_ROOM, 403)
        return phone

    @property
    def rooms(self) -> set[int]:
        return {phone.workshop_id for phone in self.by_id.values()}


def check_goes_on(phone: Participant) -> None:
    if phone.workshop.state != WorkshopState.OPEN:
        raise Refused(ENDED)


def check_key(key: str) -> None:
    """Raises Refused for what no phone of ours has made."""
    if not 8 <= len(key) <= limits.KEY_LENGTH or not key.isascii() or not key.replace("-", "").isalnum():
        raise Refused(UNREADABLE, 400)


def each(batch: Sequence[Sent], take: Callable[[Sent], Any]) -> list[Any]:
    """What `take` gives of each, or the result it was refused with."""
    return [_tried(take, sent) for sent in batch]


def _tried(take: Callable[[Sent], Any], sent: Sent) -> Any:
    try:
        return take(sent)
    except Refused as refusal:
        return refusal.result


def tell(action: str, actors: Iterable[Actor], rooms: Iterable[int], count: int) -> None:
    """Screens hear of it, and the trail has one event without any phone in it: nobody can be followed through a meeting."""
    touch(*sorted(set(rooms)))
    at = max(by.at for by in actors)
    audit.record(by=system(at, origin="live"), action=action, detail={"count": count})
