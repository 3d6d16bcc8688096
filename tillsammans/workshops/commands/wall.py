"""The leader's work on the wall. Each is a step that can be undone, an event of the trail, and seen at once by all screens.

Nobody is told which phone wrote what; a card that is put away stays in the record with who did it.
"""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from tillsammans.access.actor import Actor
from tillsammans.audit import commands as audit
from tillsammans.core.errors import Conflict, Invalid, NotVisible
from tillsammans.strategies.models import DeterminantKind, Domain
from tillsammans.workshops.commands import rooms, steps
from tillsammans.workshops.models import Card, CardState, Participant, Question, QuestionKind, Step, Workshop

STANDING = (CardState.SHOWN, CardState.ASIDE)


@transaction.atomic
def move(*, by: Actor, card: Card, kind: str, domain: str, seen: int) -> Card:
    """To another heading, or from hinders to helps. seen: the card's revision. Raises NotAllowed, Conflict, Invalid."""
    row, workshop = _locked(by, card)
    if row.question.kind != QuestionKind.DETERMINANTS:
        raise Conflict(_("Korten på den här frågan har inga rubriker att flyttas mellan."))
    if kind not in DeterminantKind.values or (domain and domain not in Domain.values):
        raise Invalid(_("Välj ett av alternativen i listan."))
    if (row.kind, row.domain) == (kind, domain):
        return row
    _check_seen(row, seen)
    _check_on_wall(row)
    _done(by, workshop, "moved", cards=[row], kind=kind, domain=domain)
    return row


@transaction.atomic
def merge(*, by: Actor, cards: Sequence[Card], into: Card) -> Card:
    """Cards that say the same become one: `into` is kept with its words, the others follow it with their dots.

    Raises NotAllowed; Conflict for one that is no longer on the wall, of another question or of another kind.
    """
    kept, workshop = _locked(by, into)
    rows = list(
        Card.objects.select_related("question").filter(pk__in={card.pk for card in cards} - {kept.pk})
    )
    if not rows:
        raise Invalid(_("Välj minst två kort att slå ihop."))
    for row in (kept, *rows):
        if row.state != CardState.SHOWN:
            raise Conflict(_("Ett av korten ligger inte längre på väggen. Så här ser den ut nu."))
        if (row.question_id, row.kind) != (kept.question_id, kept.kind):
            raise Conflict(
                _("Ett hinder och en möjliggörare kan inte bli samma kort, inte heller kort på olika frågor.")
            )
    # What had been merged into one of them follows it all the way.
    rows += Card.objects.filter(merged_into__in=rows)
    _done(by, workshop, "merged", cards=rows, state=CardState.MERGED, merged_into_id=kept.pk)
    return kept


@transaction.atomic
def part(*, by: Actor, card: Card) -> Card:
    """Take a merged card out again: it stands on the wall by itself. Raises NotAllowed, Conflict."""
    row, workshop = _locked(by, card)
    if row.state != CardState.MERGED:
        raise Conflict(_("Kortet är inte sammanslaget med något."))
    _done(by, workshop, "parted", cards=[row], state=CardState.SHOWN, merged_into_id=None)
    return row


@transaction.atomic
def keep_apart(*, by: Actor, cards: Sequence[Card]) -> None:
    """Say that these are not the same, so that they are not proposed again. Raises NotAllowed, Conflict."""
    if len(cards) < 2:
        raise Invalid(_("Välj minst två kort."))
    first, workshop = _locked(by, cards[0])
    own = Card.objects.filter(question=first.question_id, pk__in=[card.pk for card in cards])
    apart = sorted(own.values_list("pk", flat=True))
    steps.remember(by, workshop, "kept_apart", {}, {"apart": apart})
    _tell(by, workshop, "kept_apart")


@transaction.atomic
def hide(*, by: Actor, card: Card, seen: int) -> Card:
    """Take a card off the wall. It stays in the record as hidden, with who hid it. Raises NotAllowed, Conflict."""
    row, workshop = _locked(by, card)
    if row.state == CardState.HIDDEN:
        return row
    _check_seen(row, seen)
    _check_on_wall(row)
    _done(by, workshop, "hidden", cards=[row], state=CardState.HIDDEN, hidden_by_id=by.user_id)
    return row


@transaction.atomic
def show(*, by: Actor, card: Card) -> Card:
    """Put a hidden card, or one laid aside, on the wall again. Raises NotAllowed, Conflict."""
    row, workshop = _locked(by, card)
    if row.state == CardState.SHOWN:
        return row
    if row.state not in (CardState.HIDDEN, CardState.ASIDE):
        raise Conflict(_("Kortet är återtaget av den som skrev det, eller sammanslaget med ett annat."))
    _done(by, workshop, "shown", cards=[row], state=CardState.SHOWN, hidden_by_id=None)
    return row


@transaction.atomic
def put_group_aside(*, by: Actor, question: Question, group: str) -> int:
    """Lay one group's cards at this question aside. Returns how many. Raises NotAllowed, Conflict."""
    return _move_group(by, question, group, CardState.SHOWN, CardState.ASIDE, "group_aside")


@transaction.atomic
def bring_group_back(*, by: Actor, question: Question, group: str) -> int:
    """Put them on the wall again. Raises NotAllowed, Conflict."""
    return _move_group(by, question, group, CardState.ASIDE, CardState.SHOWN, "group_back")


def _move_group(by: Actor, question: Question, group: str, source: str, to: str, what: str) -> int:
    workshop = _room(by, question.workshop)
    rows = list(Card.objects.filter(question=question, group=group, state=source)) if group else []
    if not rows:
        raise Conflict(_("Gruppen har inga sådana kort på den här frågan."))
    _done(by, workshop, what, cards=rows, also={"group": group}, state=to)
    return len(rows)


@transaction.atomic
def remove_phone(*, by: Actor, card: Card) -> int:
    """Hide all cards of the phone that wrote this one, in the whole workshop, and let it write no more. Returns how many.

    Nothing tells whose phone it is. Raises NotAllowed; Conflict for a card that no phone wrote.
    """
    row, workshop = _locked(by, card)
    phone = Participant.objects.filter(pk=row.participant_id or 0).first()
    if phone is None:
        raise Conflict(_("Kortet skrevs inte på en telefon. Dölj det i stället."))
    rows = Card.objects.filter(workshop=workshop, participant=phone, state__in=STANDING)
    found = list(rows)
    _done(
        by, workshop, "phone_removed", cards=found, phones=[phone], state=CardState.HIDDEN, hidden_by_id=by.user_id, barred=True
    )  # fmt: skip
    return len(found)


@transaction.atomic
def undo(*, by: Actor, workshop: Workshop, seen: int) -> tuple[Step, int]:
    """Undo the last step that is not undone: it, and how many rows it put back. seen: its number, as the button said.

    What has been changed since is left as it is. Raises NotAllowed, Conflict.
    """
    room = _room(by, workshop)
    last = Step.objects.filter(workshop=room, undone_at=None).order_by("-number").first()
    if last is None:
        raise Conflict(_("Det finns inget att ångra."))
    if last.number != seen:
        raise Conflict(_("Någon annan har gjort något sedan dess. Så här ser väggen ut nu."))
    put_back = steps.restore(last)
    last.undone_at = by.at
    last.save(update_fields=["undone_at"])
    _tell(by, room, "undone")
    return last, put_back


def _done(by: Actor, workshop: Workshop, what: str, **more: object) -> None:
    steps.take(by, workshop, what, **more)  # type: ignore[arg-type]
    _tell(by, workshop, what)


def _tell(by: Actor, workshop: Workshop, what: str) -> None:
    rooms.touch(workshop.pk)
    audit.record(by=by, action=f"workshops.wall_{what}", target=workshop)


def _room(by: Actor, workshop: Workshop) -> Workshop:
    room = rooms.held(by, workshop)
    rooms.check_not_ended(room)
    return room


def _locked(by: Actor, card: Card) -> tuple[Card, Workshop]:
    """The card as it is now, in its room, locked. Raises NotAllowed, Conflict when the workshop has ended."""
    room = _room(by, card.workshop)
    row = Card.objects.select_related("question").filter(pk=card.pk, workshop=room).first()
    if row is None:
        raise NotVisible(_("Sidan finns inte, eller så har du inte tillgång till den."))
    return row, room


def _check_seen(row: Card, seen: int) -> None:
    if row.revision != seen:
        raise Conflict(_("Kortet har ändrats sedan du såg det. Så här ser det ut nu."))


def _check_on_wall(row: Card) -> None:
    if row.state not in STANDING:
        raise Conflict(_("Kortet ligger inte längre på väggen. Så här ser den ut nu."))
