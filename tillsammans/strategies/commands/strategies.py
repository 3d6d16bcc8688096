"""Writing strategies: make, change, say how it goes, tell what became of it, remove."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tillsammans.access.actor import Actor
from tillsammans.access.roles import Role
from tillsammans.audit import commands as audit
from tillsammans.core.errors import Conflict, DraftConflict, Invalid
from tillsammans.organisations.commands import touch_county
from tillsammans.organisations.models import Place
from tillsammans.organisations.rules.days import day_of
from tillsammans.programmes.queries.measures import measures_of_county
from tillsammans.strategies import strategy_policies as policies
from tillsammans.strategies.models import Determinant, Strategy, StrategyDeterminant
from tillsammans.strategies.queries.strategy_content import content_of
from tillsammans.strategies.rules import eric, know_can_will
from tillsammans.strategies.rules import strategies as rules
from tillsammans.strategies.rules.register import cleaned, one_line
from tillsammans.strategies.rules.strategies import Known, StrategyContent


@transaction.atomic
def write_strategy(
    *, by: Actor, place: Place, content: StrategyContent, is_example: bool = False, code: str = ""
) -> Strategy:
    """A new strategy of a place, aimed at barriers of its register. Raises NotAllowed, Conflict (closed place) and Invalid."""
    place = Place.objects.select_for_update().get(pk=place.pk)
    policies.check_plan_at(by, place)
    content = tidied(content)
    county = Place.objects.get(pk=place.county_id or place.pk)
    _check(by, content, county)
    row = Strategy(
        county=county,
        place=place,
        is_example=is_example,
        code=code,
        created_at=by.at,
        created_by_id=by.user_id,
    )
    _fill(row, content)
    row.save()
    _aim(row, content)
    touch_county(row.county_id, work_only=True)  # the timeline shows its day of review
    audit.record(by=by, action="strategies.strategy_written", target=row, detail={"place": place.pk})
    return row


@transaction.atomic
def change_strategy(*, by: Actor, strategy: Strategy, seen: int, content: StrategyContent) -> Strategy:
    """Write down what a strategy is now. seen: the revision that the form was shown with.

    Raises NotAllowed, Conflict, Invalid; DraftConflict with the other's words when somebody has changed it since.
    """
    row = _locked(by, strategy)
    content, before = tidied(content), content_of(row)
    if not content.changed_from(before):
        return row
    if seen != row.revision:
        raise DraftConflict(_changed_since(), theirs={"content": before}, revision=row.revision)
    _check(by, content, row.county, before)
    _fill(row, content)
    _aim(row, content)
    _save(by, row, "strategies.strategy_changed")
    return row


@transaction.atomic
def set_strategy_state(*, by: Actor, strategy: Strategy, seen: int, state: str) -> Strategy:
    """Say how it goes: planned, ongoing, done or stopped. Raises NotAllowed; Conflict for a step that is not there."""
    row = _locked(by, strategy)
    if row.state == state:
        return row
    if seen != row.revision:
        raise Conflict(_("Någon annan har ändrat strategin. Läs in sidan på nytt och se hur den ser ut nu."))
    policies.check_move(by, row, state)
    row.state = state
    _save(by, row, "strategies.strategy_state_set", state=state)
    return row


@transaction.atomic
def tell_effect(
    *, by: Actor, strategy: Strategy, seen: int, effect: str, review_on: date | None = None
) -> Strategy:
    """Tell what became of it, and when to look again. Raises NotAllowed, Invalid; DraftConflict with the other's words."""
    row = _locked(by, strategy)
    effect, today = cleaned(effect), day_of(by.at)
    if (row.effect, row.review_on, row.effect_told_on) == (effect, review_on, today):
        return row
    if seen != row.revision:
        raise DraftConflict(_changed_since(), theirs={"effect": row.effect}, revision=row.revision)
    if not effect:
        raise Invalid(_("Skriv vad det blev av det, även om det inte blev som ni tänkt."))
    if fault := rules.length_fault(effect, "effect") or (review_on and rules.review_fault(review_on, today)):
        raise Invalid(fault)
    row.effect, row.effect_told_on, row.review_on = effect, today, review_on
    _save(by, row, "strategies.strategy_effect_told")
    return row


@transaction.atomic
def remove_strategy(*, by: Actor, strategy: Strategy) -> None:
    """Take it away. Raises NotAllowed; Conflict while activities in the timeline belong to it."""
    row = _locked(by, strategy)
    number = row.pk
    try:
        row.delete()
    except ProtectedError as kept:
        raise Conflict(
            _(
                "Strategin har aktiviteter i tidslinjen. Ta bort dem först, eller säg att strategin är avbruten."
            )
        ) from kept
    touch_county(row.county_id, work_only=True)
    audit.record(by=by, action="strategies.strategy_removed", target=("strategies.strategy", number))


def tidied(content: StrategyContent) -> StrategyContent:
    """Without signs that nobody sees, and each choice once, in its own order."""
    parts = know_can_will.codes()
    order = {code: number for number, code in enumerate(parts)}
    return replace(
        content,
        title=one_line(content.title),
        direction=cleaned(content.direction),
        dose=one_line(content.dose),
        responsible_text=one_line(content.responsible_text),
        measure_text=one_line(content.measure_text),
        barriers=tuple(sorted(set(content.barriers))),
        facilitators=tuple(sorted(set(content.facilitators))),
        methods=tuple(sorted(set(content.methods))),
        strengthens=tuple(sorted(set(content.strengthens), key=lambda one: order.get(one, len(parts)))),
    )


def _changed_since() -> str:
    return _("Någon annan har ändrat strategin medan du skrev. Välj vad som ska gälla och spara igen.")


def _locked(by: Actor, strategy: Strategy) -> Strategy:
    """The row, locked, with its place as it is after the wait. Raises NotAllowed, Conflict."""
    Strategy.objects.select_for_update().get(pk=strategy.pk)
    row = Strategy.objects.select_related("place", "county").get(pk=strategy.pk)
    policies.check_keep(by, row)
    return row


def known_to(county: Place) -> Known:
    """What a strategy in the county may point at."""
    found = measures_of_county(county.pk, get_language() or "sv")
    return Known(eric.load().by_number, know_can_will.codes(), Role.values, {one.key for one in found})


def _check(by: Actor, content: StrategyContent, county: Place, before: StrategyContent | None = None) -> None:
    found = rules.faults(content, known_to(county), day_of(by.at), before)
    if found:
        raise Invalid(" ".join(one.message for one in found))


def _fill(row: Strategy, content: StrategyContent) -> None:
    kind, _separator, code = content.measure.partition(":")
    row.title, row.direction = content.title, content.direction
    row.methods, row.strengthens = list(content.methods), list(content.strengthens)
    row.dose, row.review_on = content.dose, content.review_on
    row.responsible_role, row.responsible_text = content.responsible_role, content.responsible_text
    row.measure_kind, row.measure_code, row.measure_text = kind, code, content.measure_text


def _aim(row: Strategy, content: StrategyContent) -> None:
    """Point it at its barriers and facilitators. What it had already may stay, whatever has become of it. Raises Invalid."""
    wanted = {*content.barriers, *content.facilitators}
    had = set(row.aims.values_list("determinant_id", flat=True))
    found = {one.pk: one for one in Determinant.objects.filter(pk__in=wanted - had).select_related("place")}
    policies.check_aims(
        row.place, _rows(found, content.barriers, had), _rows(found, content.facilitators, had)
    )
    row.aims.exclude(determinant_id__in=wanted).delete()
    StrategyDeterminant.objects.bulk_create(
        [StrategyDeterminant(strategy=row, determinant_id=pk) for pk in sorted(wanted - had)]
    )


def _rows(found: dict[int, Determinant], wanted: Iterable[int], had: set[int]) -> list[Determinant]:
    """The new ones among those wanted. Raises Invalid for one that is not there."""
    new = [pk for pk in wanted if pk not in had]
    if any(pk not in found for pk in new):
        raise Invalid(str(policies.BARRIER_ELSEWHERE))
    return [found[pk] for pk in new]


def _save(by: Actor, row: Strategy, action: str, **detail: str) -> None:
    row.revision += 1
    row.save()
    touch_county(row.county_id, work_only=True)
    audit.record(by=by, action=action, target=row, detail=detail)
