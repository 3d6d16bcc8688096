"""Answering a decision, passing it on to the units, and reminding those who have not answered."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.audit import commands as audit
from tillsammans.core.errors import Conflict, Invalid
from tillsammans.governance import policies
from tillsammans.governance.commands.decisions import add_rows, check_line, held
from tillsammans.governance.commands.mails import REMINDER, tell_places
from tillsammans.governance.models import Decision, DecisionAnswer, DecisionTo
from tillsammans.governance.queries import addressing
from tillsammans.governance.rules import content as contents
from tillsammans.governance.rules import decisions as rules
from tillsammans.governance.rules.content import Answer
from tillsammans.planning.models import Activity


@transaction.atomic
def answer(*, by: Actor, row: DecisionTo, answer: Answer, seen: int) -> DecisionTo:
    """Say what becomes of a decision at a place: received, taken in hand so, done, or not theirs.

    seen: the revision that the form was shown with. Raises NotAllowed; Conflict when it asks for no answer or a colleague has
    answered meanwhile; Invalid when the answer is not whole.
    """
    kept = _held_row(row)
    policies.check_answer(by, kept)
    if seen < kept.revision:
        raise Conflict(_("En kollega har svarat medan du skrev. Läs svaret och svara igen om det behövs."))
    given = _whole(kept, answer)
    for name in ("state", "text", "activity_id", "own_body", "own_on"):
        setattr(kept, name, getattr(given, name))
    kept.first_answered_at = kept.first_answered_at or by.at
    kept.answered_at, kept.revision = by.at, kept.revision + 1
    kept.save()
    DecisionAnswer.objects.create(
        to=kept, state=given.state, text=given.text, activity_id=given.activity_id, own_body=given.own_body, own_on=given.own_on,
        at=by.at, by_id=by.user_id,
    )  # fmt: skip
    audit.record(by=by, action="governance.decision_answered", target=kept, detail={"answer": given.state})
    return kept


def _whole(row: DecisionTo, answer: Answer) -> Answer:
    """The answer, cleaned. Raises Invalid."""
    given = contents.tidy(answer)
    line = " ".join(given.text.split())
    refusal = rules.answer_refusal(row.state, given.state, line) or rules.own_refusal(
        given.own_body, given.own_on
    )
    if refusal:
        raise Invalid(refusal)
    check_line(line)
    if len(given.own_body) > DecisionTo._meta.get_field("own_body").max_length:  # type: ignore[operator]
        raise Invalid(_("Skriv kortare vem som beslutade hos er."))
    if given.activity_id is not None and not _is_own(row, given.activity_id):
        raise Invalid(_("Aktiviteten finns inte längre hos er. Välj en annan."))
    return Answer(given.state, line, given.activity_id, given.own_body, given.own_on)


def _is_own(row: DecisionTo, activity_id: int) -> bool:
    """Whether the activity is one of the place's own, or of something below it."""
    rows = Activity.objects.filter(pk=activity_id, place__path__startswith=row.place.path or "-")
    return rows.exists()


@transaction.atomic
def pass_on(*, by: Actor, row: DecisionTo, units: list[int]) -> list[DecisionTo]:
    """Let units of the principal have the decision as a task. Raises NotAllowed, Conflict, Invalid for nobody."""
    kept = _held_row(row)
    policies.check_pass_on(by, kept)
    places = addressing.units_to_pass_on(kept, units)
    if not places:
        raise Invalid(_("Välj minst en enhet som inte redan har fått beslutet."))
    made = add_rows(by, kept.decision, places, kept)
    audit.record(by=by, action="governance.decision_passed_on", target=kept, detail={"places": len(made)})
    return made


@dataclass(frozen=True)
class Reminded:
    """places: how many were reminded. nobody: names of those where nobody holds the role that answers."""

    places: int
    nobody: tuple[str, ...] = ()


@transaction.atomic
def remind(*, by: Actor, decision: Decision) -> Reminded:
    """Write to those one has sent it to who have not answered, or whose day has passed; a place at most once a day.

    Raises NotAllowed unless one has sent it to somebody; Conflict when it no longer asks for answers or nobody is left today.
    """
    row = held(decision)
    policies.check_remind(by, row)
    if refusal := rules.closed_refusal(row.state):
        raise Conflict(refusal)
    due = addressing.to_remind(by, row)
    if not due:
        raise Conflict(_("Det finns ingen att påminna i dag. En plats påminns högst en gång om dagen."))
    nobody = tell_places(by, REMINDER, due)
    told = [one for one in due if one.place_id not in nobody]
    DecisionTo.objects.filter(pk__in=[one.pk for one in told]).update(reminded_at=by.at)
    audit.record(by=by, action="governance.decision_reminded", target=row, detail={"places": len(told)})
    return Reminded(len(told), tuple(one.place.name for one in due if one.place_id in nobody))


def _held_row(row: DecisionTo) -> DecisionTo:
    check.found(DecisionTo.objects.select_for_update().filter(pk=row.pk).first())
    return DecisionTo.objects.select_related("decision__place", "place").get(pk=row.pk)
