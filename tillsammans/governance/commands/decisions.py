"""Writing down a decision, sending it to those it concerns, replacing it and taking it back."""

from collections.abc import Collection, Mapping
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.audit import commands as audit
from tillsammans.core.errors import Conflict, DraftConflict, Invalid
from tillsammans.governance import policies
from tillsammans.governance.commands.mails import DECISION_CAME, tell_places
from tillsammans.governance.models import Board, Decision, DecisionState, DecisionTo
from tillsammans.governance.queries import addressing
from tillsammans.governance.rules import content as contents
from tillsammans.governance.rules import decisions as rules
from tillsammans.governance.rules.content import DecisionContent
from tillsammans.organisations.models import Place


@transaction.atomic
def write_decision(
    *, by: Actor, place: Place, content: DecisionContent, board: Board | None = None
) -> Decision:
    """A draft that its own level alone sees. board: who decided; None: the level itself. Raises NotAllowed, Conflict, Invalid."""
    if board is not None:
        board = check.found(Board.objects.select_for_update().filter(pk=board.pk).first())
    policies.check_decide(by, place, board)
    if board is not None and board.place_id != place.pk:
        raise Invalid(_("Gruppen hör till en annan nivå än beslutet. Välj en annan grupp."))
    row = Decision(
        county_id=place.county_id or place.pk,
        place=place,
        board=board,
        created_at=by.at,
        created_by_id=by.user_id,
    )
    _fill(row, content)
    row.save()
    _record(by, "governance.decision_written", row, place=place.pk)
    return row


@transaction.atomic
def change_decision(*, by: Actor, decision: Decision, content: DecisionContent, revision: int) -> Decision:
    """Raises NotAllowed, Invalid, Conflict once it is sent; DraftConflict with the other's words when another saved meanwhile."""
    row = held(decision)
    policies.check_edit(by, row)
    if revision < row.revision:
        text = _("Någon annan har ändrat beslutet medan du skrev. Välj vad som ska gälla och spara igen.")
        raise DraftConflict(text, theirs=asdict(content_of(row)), revision=row.revision)
    _fill(row, content)
    return _saved(by, row, "governance.decision_changed")


@transaction.atomic
def remove_draft(*, by: Actor, decision: Decision) -> None:
    """Take away what has not been sent. Raises NotAllowed, Conflict once it is sent."""
    row = held(decision)
    policies.check_edit(by, row)
    number = row.pk
    row.delete()
    audit.record(by=by, action="governance.draft_removed", target=("governance.decision", number))


@transaction.atomic
def send(
    *, by: Actor, decision: Decision, to: Collection[int], sectors: Collection[str] = ()
) -> list[DecisionTo]:
    """Send it to principals or units (ids of places), the first time or to more of them. Those who speak for them get a mail.

    sectors: of a first sending: the parts of the organisations that it concerns; none: all. What the decision lacks is no
    hindrance. Raises NotAllowed; Conflict when it is replaced or taken back, or a place is closed; Invalid for nobody.
    """
    row = held(decision)
    policies.check_keep_decision(by, row)
    if refusal := rules.closed_refusal(row.state):
        raise Conflict(refusal)
    places = addressing.places_to_address(row, to)
    if not places:
        raise Invalid(_("Välj minst en huvudman eller enhet som inte redan har fått beslutet."))
    if row.state == DecisionState.DRAFT:
        row.state, row.sent_at, row.sectors = DecisionState.SENT, by.at, sorted(set(sectors))
    made = add_rows(by, row, places, None)
    _saved(by, row, "governance.decision_sent", places=len(made))
    return made


def add_rows(by: Actor, decision: Decision, places: list[Place], of: DecisionTo | None) -> list[DecisionTo]:
    """A row for each place, and a mail to those who speak for it. In the caller's transaction."""
    rows = [DecisionTo(decision=decision, place=one, of=of, sent_at=by.at) for one in places]
    made = DecisionTo.objects.bulk_create(rows)
    tell_places(by, DECISION_CAME, made)
    return made


@transaction.atomic
def withdraw(*, by: Actor, decision: Decision, why: str) -> Decision:
    """It no longer holds, and nothing takes its place. Its answers are kept. Raises NotAllowed, Conflict, Invalid without why."""
    row = held(decision)
    policies.check_keep_decision(by, row)
    _check_move(row, rules.WITHDRAWN)
    words = " ".join(contents.cleaned(why).split())
    if not words:
        raise Invalid(_("Skriv på en rad varför beslutet dras tillbaka."))
    check_line(words)
    row.state, row.close_text, row.closed_at = DecisionState.WITHDRAWN, words, by.at
    return _saved(by, row, "governance.decision_withdrawn")


@transaction.atomic
def supersede(*, by: Actor, decision: Decision, new: Decision) -> Decision:
    """Let a sent decision of the same level take its place. Raises NotAllowed; Conflict, also for a circle; Invalid."""
    row = held(decision)
    policies.check_keep_decision(by, row)
    follows: dict[int, int] = dict(
        Decision.objects.select_for_update().filter(place_id=row.place_id, superseded_by__isnull=False)
        .values_list("pk", "superseded_by_id")
    )  # fmt: skip
    if rules.circle(new.pk, row.pk, follows):
        raise Conflict(_("Det går runt i en cirkel: det beslut du valde är självt ersatt av det här."))
    _check_move(row, rules.SUPERSEDED)
    after = held(new)
    if after.place_id != row.place_id or after.state != DecisionState.SENT:
        raise Invalid(_("Välj ett beslut på samma nivå som är skickat och gäller."))
    row.state, row.superseded_by, row.closed_at = DecisionState.SUPERSEDED, after, by.at
    return _saved(by, row, "governance.decision_superseded", new=after.pk)


def content_of(row: Decision) -> DecisionContent:
    return DecisionContent(**{name: getattr(row, name) for name in DecisionContent.__dataclass_fields__})


def held(decision: Decision) -> Decision:
    """The row, locked."""
    check.found(Decision.objects.select_for_update().filter(pk=decision.pk).first())
    return Decision.objects.select_related("place", "board").get(pk=decision.pk)


def check_line(words: str) -> None:
    """Raises Invalid for a line that is too long to keep."""
    if len(words) > rules.LONGEST_LINE:
        text = _("Raden är %(given)s tecken lång. Korta den till högst %(most)s.")
        raise Invalid(text % {"given": len(words), "most": rules.LONGEST_LINE})


def _check_move(row: Decision, to: str) -> None:
    if refusal := rules.move_refusal(row.state, to):
        raise Conflict(refusal)


def _fill(row: Decision, content: DecisionContent) -> None:
    told: Mapping[str, Any] = asdict(contents.tidy(content))
    if not told["title"]:
        raise Invalid(_("Skriv i några ord vad beslutet heter."))
    for name, value in told.items():
        most = getattr(Decision._meta.get_field(name), "max_length", None)
        if isinstance(value, str) and most and len(value) > most:
            raise Invalid(
                _("Texten är %(given)s tecken lång. Korta den till högst %(most)s.")
                % {"given": len(value), "most": most}
            )
        setattr(row, name, value)


def _saved(by: Actor, row: Decision, action: str, **detail: int) -> Decision:
    row.revision += 1
    row.save()
    _record(by, action, row, **detail)
    return row


def _record(by: Actor, action: str, row: Decision, **detail: int) -> None:
    audit.record(by=by, action=action, target=row, detail=detail)
