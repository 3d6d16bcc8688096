"""Writing in a level's register of barriers and facilitators. Every change leaves a row of history and an event of the trail."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tillsammans.access.actor import Actor
from tillsammans.audit import commands as audit
from tillsammans.core.errors import Conflict, DraftConflict, Invalid
from tillsammans.organisations import commands as organisations
from tillsammans.organisations.models import Place
from tillsammans.strategies import policies
from tillsammans.strategies.models import (
    Determinant,
    DeterminantChange,
    DeterminantKind,
    DeterminantState,
    Domain,
    Priority,
    Source,
    StrategyDeterminant,
)
from tillsammans.strategies.rules import cfir
from tillsammans.strategies.rules import register as rules

EVENTS = {"state": "state_changed"}  # where the event's name is another than the history's


@transaction.atomic
def write_determinant(
    *, by: Actor, place: Place, kind: str, domain: str, text: str, affected: str = "", priority: str = Priority.NORMAL,
    source: str = Source.OWN, source_of: tuple[str, int] | None = None, votes: int | None = None,
) -> Determinant:  # fmt: skip
    """Write a barrier or facilitator into a level's register. source_of: the row it came from, by kind and id.

    Raises NotAllowed, Conflict (a closed place, said already, taken up already) and Invalid.
    """
    place = Place.objects.select_for_update().get(pk=place.pk)
    policies.check_write(by, place)
    words = _words(kind=kind, domain=domain, text=text, affected=affected, priority=priority)
    if source not in Source.values:
        raise Invalid(_("Källan finns inte."))
    _check_new(place, words, source_of)
    source_kind, source_id = source_of or ("", None)
    row = Determinant.objects.create(
        county=county_of(place), place=place, **words, source=source, source_kind=source_kind, source_id=source_id,
        votes=votes, created_at=by.at, created_by_id=by.user_id,
    )  # fmt: skip
    note(by, row, "written", {}, {**words, "source": source})
    return row


def take_up_lifted(*, by: Actor, place: Place, lifted: Determinant, words: str = "") -> Determinant:
    """The row of a level's own register for a barrier that was lifted to it: the one that says the same, else a new one.

    Whom it came from is not copied: the register is read by more than the lift is. Raises NotAllowed, Invalid.
    """
    text = rules.one_line(words) or lifted.text
    rows = Determinant.objects.filter(place=place, kind=DeterminantKind.BARRIER, text=text)
    same = rows.exclude(state=DeterminantState.MERGED).order_by("pk").first()
    row = locked(same.pk) if same else write_determinant(
        by=by, place=place, kind=DeterminantKind.BARRIER, domain=lifted.domain, text=text, source=Source.LIFT
    )  # fmt: skip
    policies.check_keep(by, row)
    if DeterminantState.WORKED_ON in rules.MOVES[row.state]:
        _write(by, row, "state", {"state": DeterminantState.WORKED_ON})
    return row


def _check_new(place: Place, words: Mapping[str, Any], source_of: tuple[str, int] | None) -> None:
    """Raises Conflict when the same is said in the register already, or the same source has been taken up."""
    rows = Determinant.objects.filter(place=place, kind=words["kind"])
    if source_of and rows.filter(source_kind=source_of[0], source_id=source_of[1]).exists():
        raise Conflict(_("Det är redan upptaget i registret."))
    same = rows.filter(text=words["text"]).exclude(state=DeterminantState.MERGED)
    if same.exists():
        raise Conflict(_("Samma sak står redan i registret. Ändra den raden i stället."))


@transaction.atomic
def edit_determinant(
    *, by: Actor, determinant: Determinant, seen: int, kind: str, domain: str, text: str, affected: str = "",
    priority: str = Priority.NORMAL,
) -> Determinant:  # fmt: skip
    """Say it better. seen: the revision that the form was shown with.

    Raises NotAllowed, Invalid, Conflict, and DraftConflict with the other's words when somebody has changed it since.
    """
    row = locked(determinant.pk)
    policies.check_change(by, row)
    words = _words(kind=kind, domain=domain, text=text, affected=affected, priority=priority)
    _check_unseen(row, seen, words)
    _check_kind(row, words["kind"])
    return _write(by, row, "edited", words)


@transaction.atomic
def prioritise(*, by: Actor, determinant: Determinant, seen: int, priority: str) -> Determinant:
    """Say whether it goes first, comes in turn or later. Raises as `edit_determinant`."""
    row = locked(determinant.pk)
    policies.check_change(by, row)
    if priority not in Priority.values:
        raise Invalid(_("Välj om det går före, kommer i tur och ordning eller senare."))
    _check_unseen(row, seen, {"priority": priority})
    return _write(by, row, "prioritised", {"priority": priority})


@transaction.atomic
def change_state(*, by: Actor, determinant: Determinant, seen: int, state: str) -> Determinant:
    """Say how it stands: open, worked on, resolved or left for now. Raises as `edit_determinant`."""
    row = locked(determinant.pk)
    policies.check_move(by, row, state)
    _check_unseen(row, seen, {"state": state})
    return _write(by, row, "state", {"state": state})


@transaction.atomic
def set_construct(*, by: Actor, determinant: Determinant, seen: int, construct: str) -> Determinant:
    """Sort it under a construct of CFIR; "" takes it away. For the county's own register. Raises as `edit_determinant`."""
    row = locked(determinant.pk)
    policies.check_change(by, row)
    if not policies.reads_cfir(by, row.county):
        raise Conflict(_("Det är länets processledare som sorterar efter CFIR."))
    if construct and cfir.construct(construct) is None:
        raise Invalid(_("Välj ett av begreppen i listan."))
    _check_unseen(row, seen, {"construct": construct})
    return _write(by, row, "edited", {"construct": construct})


@transaction.atomic
def merge(*, by: Actor, determinant: Determinant, into: Determinant) -> Determinant:
    """Two that say the same become one: `into` is kept and gets the votes and strategies; the other stays with its history.

    Raises NotAllowed, and Conflict where they cannot be one.
    """
    rows = {pk: locked(pk) for pk in sorted({determinant.pk, into.pk})}
    row, kept = rows[determinant.pk], rows[into.pk]
    policies.check_merge(by, row, kept)
    moved, shared = _move_aims(row, kept)
    votes_before = kept.votes
    _write(by, kept, "took_in", {"votes": rules.added_votes(kept.votes, row.votes)}, {"row": row.pk})
    left = {"state": row.state, "kept_votes": votes_before, "moved": moved, "shared": shared}
    row.merged_into = kept
    return _write(by, row, "merged", {"state": DeterminantState.MERGED}, {"into": kept.pk}, left)


def _move_aims(row: Determinant, kept: Determinant) -> tuple[list[int], list[int]]:
    """The strategies of one go over to the other: (those that moved, those that were aimed at both)."""
    both = set(kept.aims.values_list("strategy_id", flat=True))
    own = set(row.aims.values_list("strategy_id", flat=True))
    StrategyDeterminant.objects.filter(determinant=row, strategy_id__in=own & both).delete()
    StrategyDeterminant.objects.filter(determinant=row).update(determinant=kept)
    return sorted(own - both), sorted(own & both)


@transaction.atomic
def undo_merge(*, by: Actor, determinant: Determinant) -> Determinant:
    """Take a merged one out again: votes and strategies go back where they are still there. Raises NotAllowed, Conflict."""
    into = Determinant.objects.filter(merged_from=determinant.pk).values_list("pk", flat=True).first()
    rows = {pk: locked(pk) for pk in sorted({determinant.pk, into or determinant.pk})}
    row, kept = rows[determinant.pk], rows[into or determinant.pk]
    policies.check_undo_merge(by, row, kept)
    change = row.changes.filter(what="merged").order_by("-pk").first()
    left: Mapping[str, Any] = change.before if change else {}
    _return_aims(row, kept, left.get("moved", []), left.get("shared", []))
    votes = rules.less_votes(kept.votes, left.get("kept_votes"), row.votes)
    _write(by, kept, "gave_back", {"votes": votes}, {"row": row.pk})
    row.merged_into = None
    return _write(by, row, "unmerged", {"state": left.get("state", DeterminantState.OPEN)}, {"from": kept.pk})


def _return_aims(row: Determinant, kept: Determinant, moved: list[int], shared: list[int]) -> None:
    there = StrategyDeterminant.objects.filter(determinant=kept)
    there.filter(strategy_id__in=moved).update(determinant=row)
    still = there.filter(strategy_id__in=shared).values_list("strategy_id", flat=True)
    StrategyDeterminant.objects.bulk_create(
        [StrategyDeterminant(strategy_id=one, determinant=row) for one in still]
    )


def county_of(place: Place) -> Place:
    """The county at the top of a place's path."""
    return Place.objects.get(pk=place.county_id or place.pk)


def locked(pk: int) -> Determinant:
    """The row, locked, and then its place as it is after the wait."""
    Determinant.objects.select_for_update().get(pk=pk)
    return Determinant.objects.select_related("place", "county").get(pk=pk)


def _words(**given: str) -> dict[str, str]:
    """The words of a determinant, cleaned. Raises Invalid."""
    text, affected = rules.one_line(given["text"]), rules.one_line(given["affected"])
    if not text:
        raise Invalid(_("Skriv vad det är som hindrar eller hjälper."))
    policies.check_length(text, rules.LONGEST_TEXT)
    policies.check_length(affected, rules.LONGEST_AFFECTED)
    for name, choices in (("kind", DeterminantKind), ("domain", Domain), ("priority", Priority)):
        if given[name] not in choices.values:
            raise Invalid(_("Välj ett av alternativen i listan."))
    return {**given, "text": text, "affected": affected}


def _check_kind(row: Determinant, kind: str) -> None:
    """Raises Conflict for a barrier that has been lifted or taken something in, and would become a facilitator."""
    if kind != row.kind and (row.lifts.exists() or row.merged_from.exists()):
        raise Conflict(_("Det som har lyfts eller slagits ihop byter inte slag. Skriv en ny rad i stället."))


def _check_unseen(row: Determinant, seen: int, words: Mapping[str, str]) -> None:
    """Raises DraftConflict when the row has changed since it was seen, unless it already says what is wanted."""
    theirs = {name: getattr(row, name) for name in words}
    if seen != row.revision and theirs != dict(words):
        message = _("Någon annan har ändrat raden medan du skrev. Så här står det nu.")
        raise DraftConflict(message, theirs=theirs, revision=row.revision)


def _write(
    by: Actor, row: Determinant, what: str, words: Mapping[str, Any], more: Mapping[str, Any] | None = None,
    left: Mapping[str, Any] | None = None,
) -> Determinant:  # fmt: skip
    """Change the row, raise its revision and keep what it was. more, left: beside the fields, in after and before."""
    before = {name: getattr(row, name) for name in words}
    changed = list(rules.differences(before, words))
    if not changed and not more:
        return row
    for name in changed:
        setattr(row, name, words[name])
    row.revision += 1
    row.save(update_fields=[*changed, "revision", "merged_into"])
    was = {name: before[name] for name in changed} | dict(left or {})
    note(by, row, what, was, {name: words[name] for name in changed} | dict(more or {}))
    return row


def note(by: Actor, row: Determinant, what: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    """A row of history, the trail's event, and the county's pulse: what every change leaves behind."""
    DeterminantChange.objects.create(
        determinant=row, what=what, before=dict(before), after=dict(after), at=by.at, by_id=by.user_id
    )
    audit.record(by=by, action=f"strategies.determinant_{EVENTS.get(what, what)}", target=row)
    organisations.touch_level(row.county_id)
