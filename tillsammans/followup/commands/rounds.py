"""A reporting round from preparation to closing. All of it is the process leader's, or the calendar's."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.audit import commands as audit
from tillsammans.core.errors import Conflict, Invalid
from tillsammans.followup import policies
from tillsammans.followup.commands import counts, links
from tillsammans.followup.models import (
    ReportingRound,
    ReportRequest,
    RoundPrincipal,
    RoundStairs,
    RoundState,
)
from tillsammans.followup.queries import asking
from tillsammans.organisations import commands as organisations
from tillsammans.organisations.models import Place, PlaceKind, Sector
from tillsammans.programmes.models import ModelVersion, StairsVersion, VersionState

BATCH = 500


@transaction.atomic
def create_round(
    *,
    by: Actor,
    county: Place,
    name: str,
    period_from: date,
    period_to: date,
    opens_on: date,
    closes_on: date,
    principals: Iterable[Place],
    sectors: Iterable[str],
    stairs: Iterable[StairsVersion],
) -> ReportingRound:
    """Prepare a round. Nobody is asked before it is opened. Raises NotAllowed, Invalid."""
    check.require(
        by, policies.may_run_rounds_of, county, _("Det är länets processledare som sköter omgångarna.")
    )
    round = ReportingRound(county=county, created_at=by.at)
    _fill(round, name, (period_from, period_to), (opens_on, closes_on), sectors)
    round.save()
    _choose(round, principals, stairs)
    audit.record(by=by, action="followup.round_created", target=round)
    return round


@transaction.atomic
def change_round(
    *,
    by: Actor,
    round: ReportingRound,
    name: str,
    period_from: date,
    period_to: date,
    opens_on: date,
    closes_on: date,
    principals: Iterable[Place],
    sectors: Iterable[str],
    stairs: Iterable[StairsVersion],
) -> ReportingRound:
    """Change everything about a round that is still being prepared. Raises NotAllowed, Conflict, Invalid."""
    round = _locked(round)
    policies.check_still_draft(by, round)
    _fill(round, name, (period_from, period_to), (opens_on, closes_on), sectors)
    round.save()
    round.round_principals.all().delete()
    round.round_stairs.all().delete()
    _choose(round, principals, stairs)
    audit.record(by=by, action="followup.round_changed", target=round)
    return round


@transaction.atomic
def remove_round(*, by: Actor, round: ReportingRound) -> None:
    """Throw away a round that never opened. Raises NotAllowed, Conflict."""
    round = _locked(round)
    policies.check_still_draft(by, round)
    audit.record(by=by, action="followup.round_removed", target=round)
    round.delete()


@transaction.atomic
def open_round(*, by: Actor, round: ReportingRound) -> ReportingRound:
    """Ask every open unit of the chosen principals and sectors. Mail goes first with `send_invitations`.

    A fixed number of statements for each 500 units. Raises NotAllowed, Conflict, and Invalid when there is no unit to ask.
    """
    round = _locked(round)
    policies.check_change(by, round, RoundState.OPEN)
    if round.state != RoundState.DRAFT:
        raise Conflict(_("Omgången har varit öppen. Öppna den igen med en ny sista svarsdag."))
    asked = _ask(round)
    round.state, round.opened_at = RoundState.OPEN, by.at
    round.save(update_fields=["state", "opened_at"])
    _moved(by, round, "followup.round_opened", {"asked": len(asked)})
    return round


@transaction.atomic
def close_round(*, by: Actor, round: ReportingRound) -> ReportingRound:
    """Take no more answers. Raises NotAllowed, Conflict."""
    round = _locked(round)
    policies.check_change(by, round, RoundState.CLOSED)
    return _close(by, round)


@transaction.atomic
def reopen_round(*, by: Actor, round: ReportingRound, closes_on: date) -> ReportingRound:
    """Take answers again until a new closing day; links that were sent work again. Raises NotAllowed, Conflict."""
    round = _locked(round)
    if round.state == RoundState.DRAFT:
        raise Conflict(_("Omgången är ett utkast. Öppna den i stället."))
    policies.check_change(by, round, RoundState.OPEN, closes_on=closes_on)
    round.state, round.closed_at = RoundState.OPEN, None
    return _with_closing_day(by, round, closes_on, "followup.round_reopened")


@transaction.atomic
def move_closing_day(*, by: Actor, round: ReportingRound, closes_on: date) -> ReportingRound:
    """Another last answering day for an open round; its links follow. Raises NotAllowed, Conflict, Invalid."""
    round = _locked(round)
    policies.check_run(by, round)
    if round.state != RoundState.OPEN:
        raise Conflict(_("Omgången är inte öppen, så sista svarsdagen kan inte flyttas. Öppna den först."))
    if closes_on < max(round.opens_on, policies.today(by)):
        raise Invalid(_("Sista svarsdagen har redan varit. Välj i dag eller en senare dag."))
    return _with_closing_day(by, round, closes_on, "followup.closing_day_moved")


def close_rounds_that_are_over(by: Actor) -> int:
    """The day after its last answering day a round closes by itself. Returns how many. Run daily."""
    over = ReportingRound.objects.filter(state=RoundState.OPEN, closes_on__lt=policies.today(by))
    ended = 0
    for row in over:
        with transaction.atomic():
            round = _locked(row)
            if round.state == RoundState.OPEN:
                _close(by, round)
                ended += 1
    return ended


def _locked(round: ReportingRound) -> ReportingRound:
    return ReportingRound.objects.select_for_update().get(pk=round.pk)


def _close(by: Actor, round: ReportingRound) -> ReportingRound:
    round.state, round.closed_at = RoundState.CLOSED, by.at
    round.save(update_fields=["state", "closed_at"])
    _moved(by, round, "followup.round_closed", {})
    return round


def _with_closing_day(by: Actor, round: ReportingRound, closes_on: date, action: str) -> ReportingRound:
    round.closes_on = closes_on
    round.save(update_fields=["state", "closed_at", "closes_on"])
    links.move_expiry(round)
    _moved(by, round, action, {"closes_on": closes_on.isoformat()})
    return round


def _moved(by: Actor, round: ReportingRound, action: str, detail: dict[str, object]) -> None:
    organisations.touch_county(round.county_id)
    audit.record(by=by, action=action, target=round, detail=detail)


def _fill(
    round: ReportingRound,
    name: str,
    period: tuple[date, date],
    days: tuple[date, date],
    sectors: Iterable[str],
) -> None:
    """The round's own fields. Raises Invalid with what to correct."""
    round.name = " ".join(name.split())
    round.period_from, round.period_to = period
    round.opens_on, round.closes_on = days
    round.sectors = [sector for sector in Sector.values if sector in set(sectors)]
    if not round.name:
        raise Invalid(_("Ge omgången ett namn, till exempel Höst 2026."))
    if period[1] < period[0] or days[1] < days[0]:
        raise Invalid(
            _("Den sista dagen ligger före den första. Byt plats på dem eller välj en senare sista dag.")
        )
    if not round.sectors:
        raise Invalid(_("Välj minst ett verksamhetsområde."))
    same = ReportingRound.objects.filter(county_id=round.county_id, name=round.name).exclude(pk=round.pk)
    if same.exists():
        raise Invalid(_("Det finns redan en omgång som heter så. Välj ett annat namn."))


def _choose(round: ReportingRound, principals: Iterable[Place], stairs: Iterable[StairsVersion]) -> None:
    """Who takes part and what is asked about. Raises Invalid with what to correct."""
    places = list(principals)
    if not places:
        raise Invalid(_("Välj minst en huvudman."))
    if any(place.kind != PlaceKind.PRINCIPAL or place.county_id != round.county_id for place in places):
        raise Invalid(_("Alla huvudmän i omgången måste höra till länet."))
    RoundPrincipal.objects.bulk_create(RoundPrincipal(round=round, principal=place) for place in places)
    RoundStairs.objects.bulk_create(_stairs_rows(round, list(stairs)))


def _stairs_rows(round: ReportingRound, stairs: Sequence[StairsVersion]) -> list[RoundStairs]:
    if not stairs:
        raise Invalid(_("Välj vilken trappa omgången ska fråga om."))
    if len({one.programme_id for one in stairs}) != len(stairs):
        raise Invalid(_("Välj högst en trappa för varje samverkansmodell."))
    if any(
        one.state != VersionState.PUBLISHED or one.programme.county_id != round.county_id for one in stairs
    ):
        raise Invalid(_("Välj en trappa som gäller nu. Utkast kan inte användas i en omgång."))
    models = _models_of(stairs)
    if len(models) != len(stairs):
        raise Invalid(_("Modellen är inte publicerad än. Be modellförvaltaren publicera den först."))
    return [
        RoundStairs(round=round, stairs=one, model_id=models[one.pk], order=order)
        for order, one in enumerate(stairs, start=1)
    ]


def _models_of(stairs: Sequence[StairsVersion]) -> dict[int, int]:
    """By stairs id the edition of the model that it was published with, else the one in force."""
    in_force = ModelVersion.objects.filter(
        programme__in=[one.programme_id for one in stairs], state=VersionState.PUBLISHED
    )
    by_programme = dict(in_force.values_list("programme_id", "pk"))
    found = {one.pk: one.model_version_id or by_programme.get(one.programme_id) for one in stairs}
    return {pk: model for pk, model in found.items() if model is not None}


def _ask(round: ReportingRound) -> list[ReportRequest]:
    units = asking.units_to_ask(round)
    if not units:
        raise Invalid(_("Det finns inga öppna enheter hos de valda huvudmännen och områdena. Ändra urvalet."))
    recipients = asking.manager_emails(round.county_id, on=round.opens_on)
    rows = asking.requests_for(round, units, recipients)
    asked = ReportRequest.objects.bulk_create(rows, batch_size=BATCH)
    counts.make_rows(round.pk, asked, asking.cells(round))
    return asked
