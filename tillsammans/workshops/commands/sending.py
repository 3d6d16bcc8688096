"""What is common to all that phones send: which phones they are, an answer to each, one event for the whole batch."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tillsammans.access.actor import Actor, system
from tillsammans.audit import commands as audit
from tillsammans.workshops import policies
from tillsammans.workshops.commands.rooms import touch
from tillsammans.workshops.models import Participant, WorkshopState
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


# A batch is as many rows as phones: what is not needed is a third of its cost.
_READ = ("group", "simulated", "barred", "workshop__state", "workshop__votes_each")


class Phones:
    """The phones of a batch and their rooms, locked until the transaction ends so that none is closed meanwhile."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        found = (policies.phone_of(by) for by in actors)
        wanted = {phone for phone in found if phone is not None}
        rows = Participant.objects.filter(pk__in=wanted).select_related("workshop").only(*_READ)
        locked = rows.order_by("workshop_id", "pk").select_for_update(of=("self", "workshop"), no_key=True)
        self.by_id = {row.pk: row for row in locked}

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
