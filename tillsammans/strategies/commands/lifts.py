"""Lifting a barrier to the level that can remove it, and the answer that comes back."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from tillsammans.access.actor import Actor
from tillsammans.accounts.queries import languages_of
from tillsammans.audit import commands as audit
from tillsammans.core.errors import Invalid
from tillsammans.notify import commands as notify
from tillsammans.organisations.models import Place
from tillsammans.strategies import policies
from tillsammans.strategies.commands.register import locked, note, take_up_lifted
from tillsammans.strategies.models import Determinant, DeterminantState, Lift, LiftAnswer
from tillsammans.strategies.queries import lifts as queries
from tillsammans.strategies.rules import register as rules

LIFTED, ANSWERED = "strategies/barrier_lifted", "strategies/lift_answered"


@transaction.atomic
def lift(*, by: Actor, determinant: Determinant, to: Place, why: str) -> Lift:
    """Hand a barrier to a level above, with why the own level cannot remove it. Its head gets a mail.

    Raises NotAllowed, Conflict (lifted already, resolved, a facilitator, a closed unit) and Invalid.
    """
    row = locked(determinant.pk)
    policies.check_lift(by, row)
    if to.pk not in {place.pk for place in queries.levels_above(row.place)}:
        raise Invalid(_("Välj en av nivåerna ovanför er."))
    reason = _reason(why)
    if not reason:
        raise Invalid(_("Skriv varför ni inte kan ta bort hindret själva."))
    made = _send(by, row, row.place, to, reason, None)
    _set_state(by, row, DeterminantState.LIFTED, "lifted", {"lift": made.pk})
    return made


@transaction.atomic
def withdraw(*, by: Actor, lift: Lift) -> Lift:
    """Take back a lift that nobody has answered: the barrier stands as it did before. Raises NotAllowed and Conflict."""
    row = locked(lift.determinant_id)
    given = Lift.objects.select_for_update().get(pk=lift.pk)
    policies.check_withdraw(by, given)
    given.answer, given.answered_at, given.answered_by_id = LiftAnswer.WITHDRAWN, by.at, by.user_id
    given.save(update_fields=["answer", "answered_at", "answered_by_id"])
    audit.record(by=by, action="strategies.lift_withdrawn", target=given)
    _set_state(by, row, _state_before(row, given), "withdrawn", {"lift": given.pk})
    return given


def _state_before(row: Determinant, lift: Lift) -> str:
    """What the level said of it before it was lifted; open where a level on the way takes it back."""
    change = row.changes.filter(what="lifted").order_by("-pk").first()
    if change is None or lift.before_id is not None:
        return DeterminantState.OPEN
    return str(change.before.get("state", DeterminantState.OPEN))


@transaction.atomic
def answer(*, by: Actor, lift: Lift, answer: str, text: str = "", own_words: str = "") -> Lift:
    """Say what becomes of a lifted barrier: we do it, not now because, or lift it further. Who lifted it gets a mail.

    own_words: how the answering level writes it in its own register when it does it; "": as it was lifted.
    Raises NotAllowed, Conflict when it has been answered, and Invalid when the answer is not whole.
    """
    row = locked(lift.determinant_id)
    given = Lift.objects.select_for_update().get(pk=lift.pk)
    given.to_place = Place.objects.get(pk=given.to_place_id)
    policies.check_answer(by, given)
    onwards, words = queries.next_level(given.to_place), _reason(text)
    if refusal := rules.answer_refusal(answer, words, may_go_further=onwards is not None):
        raise Invalid(refusal)
    given.answer, given.answer_text, given.answered_at, given.answered_by_id = (
        answer,
        words,
        by.at,
        by.user_id,
    )
    given.save(update_fields=["answer", "answer_text", "answered_at", "answered_by_id"])
    audit.record(by=by, action="strategies.lift_answered", target=given)
    if answer == LiftAnswer.DO:
        _take_on(by, given, row, own_words)
    if answer == LiftAnswer.LIFT and onwards is not None:
        _send(by, row, given.to_place, onwards, words, given)
    _set_state(by, row, rules.STATE_AFTER[answer], "answered", {"lift": given.pk, "answer": answer})
    _mail(by, ANSWERED, queries.addresses_of_lifters(given, by.at), given)
    return given


def _take_on(by: Actor, given: Lift, row: Determinant, own_words: str) -> None:
    """The barrier in the answering level's own register, so that a strategy can be aimed at it there."""
    if given.to_place.closed_on is None:
        given.taken_as = take_up_lifted(by=by, place=given.to_place, lifted=row, words=own_words)
        given.save(update_fields=["taken_as"])


def _send(by: Actor, row: Determinant, here: Place, to: Place, why: str, before: Lift | None) -> Lift:
    made = Lift.objects.create(
        determinant=row, from_place=here, to_place=to, before=before, why=why, lifted_at=by.at, lifted_by_id=by.user_id
    )  # fmt: skip
    audit.record(by=by, action="strategies.barrier_lifted", target=made)
    _mail(by, LIFTED, queries.addresses_of_answerers(to, by.at), made)
    return made


def _set_state(by: Actor, row: Determinant, state: str, what: str, more: dict[str, object]) -> None:
    before, row.state = row.state, state
    row.revision += 1
    row.save(update_fields=["state", "revision"])
    changed = {"state": state} if state != before else {}
    note(by, row, what, {"state": before} if changed else {}, {**changed, **more})


def _reason(text: str) -> str:
    words = rules.cleaned(text)
    policies.check_length(words, rules.LONGEST_REASON)
    return words


def _mail(by: Actor, template: str, addresses: Iterable[str], lift: Lift) -> None:
    """One letter to each, in the reader's language. It holds no word of the barrier: the county's keepers read the outbox."""
    to = sorted(set(addresses))
    chosen = languages_of(to)
    notify.queue_many(
        by=by, template=template, letters=[(one, chosen.get(one, "sv"), {"lift": lift.pk}) for one in to]
    )
