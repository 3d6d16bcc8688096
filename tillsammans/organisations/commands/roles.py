"""Who holds which role: appointing, ending, handing over, and the principal's decision on where a role shall be."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.access.roles import Role
from tillsammans.audit import commands as audit
from tillsammans.core.errors import Conflict, Invalid
from tillsammans.organisations import handovers, policies
from tillsammans.organisations.commands.import_writing import account_ids
from tillsammans.organisations.commands.tree import touch_county
from tillsammans.organisations.models import (
    Place,
    PlaceKind,
    RoleDecision,
    RoleHolding,
    RoleScope,
    Sector,
)
from tillsammans.organisations.queries import holdings as queries
from tillsammans.organisations.queries.keeping import keeping_times
from tillsammans.organisations.rules import days
from tillsammans.organisations.rules.codes import email_address

MOST_SEATS = 500
APPOINTED_HERE = (*queries.SHARED_ROLES, Role.UNIT_MANAGER)
"""Roles that a principal fills itself. Those that open the county's work come with an account, by invitation."""


def read_holders(*, by: Actor, place: Place) -> list[RoleHolding]:
    """Who holds a role at the place today, to be shown. Names and e-mails, so the reading is recorded."""
    return _recorded(by, place, queries.holdings_of_place(by, place))


def read_holders_below(*, by: Actor, place: Place) -> list[RoleHolding]:
    """Who holds the shared roles at a principal and below, to be shown. The reading is recorded."""
    return _recorded(by, place, queries.holdings_below(by, place))


def _recorded(by: Actor, place: Place, found: list[RoleHolding]) -> list[RoleHolding]:
    if found:
        ids = [held.pk for held in found]
        audit.record(by=by, action="organisations.holdings_read", target=place, detail={"holdings": ids})
    return found


@transaction.atomic
def appoint(
    *,
    by: Actor,
    place: Place,
    role: str,
    email: str,
    name: str = "",
    starts_on: date | None = None,
    sector: str = "",
) -> RoleHolding:
    """Say that somebody holds a role at a place from a day, today when nothing is said. Raises NotAllowed, Conflict, Invalid."""
    policies.check_appoint(by, place)
    _check_role(role, place)
    address, starts_on = _address(email), starts_on or days.day_of(by.at)
    if sector and sector not in Sector.values:
        raise Invalid(_("Välj verksamhetsområde."))
    lasting = RoleHolding.objects.filter(Q(ends_on=None) | Q(ends_on__gte=starts_on), place=place, role=role)
    if lasting.filter(email=address, sector=sector).exists():
        raise Conflict(_("Personen har redan rollen här."))
    held = RoleHolding.objects.create(
        role=role, place=place, email=address, name=_name(name), starts_on=starts_on, sector=sector,
        user_id=account_ids([address]).get(address),
    )  # fmt: skip
    return _written(by, held, "organisations.role_appointed")


@transaction.atomic
def end_role(*, by: Actor, holding: RoleHolding, on: date | None = None) -> RoleHolding:
    """Somebody leaves a role; `on` is the last day, today when nothing is said. Raises NotAllowed, Conflict, Invalid."""
    held = _locked(by, holding)
    held.ends_on = on or days.day_of(by.at)
    if held.ends_on < held.starts_on:
        raise Invalid(_("Rollen hade inte börjat den dagen. Välj en senare dag."))
    held.save(update_fields=["ends_on"])
    return _written(by, held, "organisations.role_ended")


@transaction.atomic
def hand_over_role(
    *, by: Actor, holding: RoleHolding, to_email: str, to_name: str = "", on: date | None = None
) -> RoleHolding:
    """Pass a role on: the old holder's last day is the day before, the new one's first is `on`; open tasks move along.

    Raises NotAllowed, Conflict (ended already, same person), Invalid (address, a day before the role began).
    """
    held, address, on = _locked(by, holding), _address(to_email), on or days.day_of(by.at)
    if address == held.email:
        raise Conflict(_("Personen har redan rollen. Skriv adressen till den som tar över."))
    days.check_has_come(on, by.at)
    if on <= held.starts_on:
        raise Invalid(_("Den som lämnar över måste ha haft rollen minst en dag. Välj en senare dag."))
    held.ends_on = on - timedelta(days=1)
    held.save(update_fields=["ends_on"])
    new = RoleHolding.objects.create(
        role=held.role, place=held.place, sector=held.sector, email=address, name=_name(to_name), starts_on=on,
        user_id=account_ids([address]).get(address),
    )  # fmt: skip
    handovers.tell_handover(by, held, new)
    audit.record(by=by, action="organisations.role_handed_over", target=held, detail={"to": new.pk})
    touch_county(held.place.county_id or 0)
    return new


@transaction.atomic
def decide_role(
    *, by: Actor, principal: Place, role: str, scope: str, number: int = 1, sector: str = "",
    decided_on: date | None = None, decided_by: str = "",
) -> RoleDecision:  # fmt: skip
    """Write down the principal's decision on a role. It takes the place of the one before, which is kept as ended."""
    policies.check_edit_settings(by, principal)
    decided_on = decided_on or days.day_of(by.at)
    _check_decision(role, scope, sector, number)
    days.check_has_come(decided_on, by.at)
    _end_decisions(principal, role, sector, decided_on)
    made = RoleDecision.objects.create(
        principal=principal, role=role, scope=scope, number=number, sector=sector, decided_on=decided_on,
        decided_by=" ".join(decided_by.split())[:120],
    )  # fmt: skip
    audit.record(
        by=by,
        action="organisations.role_decided",
        target=made,
        detail={"principal": principal.pk, "role": role},
    )
    touch_county(principal.county_id or 0)
    return made


@transaction.atomic
def withdraw_decision(*, by: Actor, decision: RoleDecision) -> None:
    """The decision no longer holds and nothing has taken its place: the role is "inte bestämt" again."""
    decision = (
        RoleDecision.objects.select_for_update(of=("self",)).select_related("principal").get(pk=decision.pk)
    )
    policies.check_edit_settings(by, decision.principal)
    if decision.ends_on is not None:
        raise Conflict(_("Beslutet gäller inte längre."))
    _end_decisions(decision.principal, decision.role, decision.sector, days.day_of(by.at))
    audit.record(by=by, action="organisations.role_decision_withdrawn", target=decision)
    touch_county(decision.principal.county_id or 0)


def _end_decisions(principal: Place, role: str, sector: str, on: date) -> None:
    RoleDecision.objects.filter(principal=principal, role=role, sector=sector, ends_on=None).update(
        ends_on=on
    )


def _check_decision(role: str, scope: str, sector: str, number: int) -> None:
    if (
        role not in queries.SHARED_ROLES
        or scope not in RoleScope.values
        or (sector and sector not in Sector.values)
    ):
        raise Invalid(_("Välj roll, verksamhetsområde och hur rollen ska finnas."))
    if not 1 <= number <= MOST_SEATS:
        raise Invalid(_("Antalet måste vara mellan 1 och %(most)d.") % {"most": MOST_SEATS})


def _check_role(role: str, place: Place) -> None:
    if role not in APPOINTED_HERE:
        raise Invalid(_("Den rollen följer med ett konto. Be systemförvaltaren bjuda in personen."))
    if role == Role.UNIT_MANAGER and place.kind != PlaceKind.UNIT:
        raise Invalid(_("En chef för en verksamhet anges på enheten. Välj en enhet."))
    if place.kind == PlaceKind.COUNTY:
        raise Invalid(_("Välj en huvudman, en förvaltning eller en enhet."))


def _address(email: str) -> str:
    address = email_address(email)
    if not address:
        raise Invalid(_("Skriv en e-postadress i arbetet, till exempel namn@kommun.se."))
    return address


def _name(name: str) -> str:
    return " ".join(name.split())[:200]


def _locked(by: Actor, holding: RoleHolding) -> RoleHolding:
    held = RoleHolding.objects.select_for_update(of=("self",)).select_related("place").get(pk=holding.pk)
    check.require(by, policies.may_edit_holdings, held, policies.appoint_refusal())
    if held.disposed_at is not None or (held.ends_on is not None and held.ends_on < days.day_of(by.at)):
        raise Conflict(_("Personen har redan lämnat rollen."))
    if held.role not in APPOINTED_HERE:
        raise Invalid(_("Den rollen följer med ett konto. Be systemförvaltaren ändra den."))
    return held


def _written(by: Actor, held: RoleHolding, action: str) -> RoleHolding:
    audit.record(by=by, action=action, target=held, detail={"place": held.place_id, "role": held.role})
    touch_county(held.place.county_id or 0)
    return held


@transaction.atomic
def dispose_of_ended_holdings(*, by: Actor) -> int:
    """Erase who it was, once a role ended longer ago than the county keeps that. The period stays. Returns how many."""
    count = 0
    for one in keeping_times(by.at):
        ended = RoleHolding.objects.filter(
            place__county_id=one.county_id, ends_on__lt=one.last, disposed_at=None
        )
        erased = ended.update(name="", email="", user=None, disposed_at=by.at)
        if erased:
            audit.record(
                by=by, action="organisations.holdings_disposed", target=one.target, detail=one.detail(erased)
            )
        count += erased
    return count
