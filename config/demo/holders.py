"""Who holds which role: work addresses of roles and never a person's name, and what each principal has decided."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from config.demo import accounts
from config.demo.calendar import plans
from config.demo.names import slug
from config.demo.sjoland import DOMAIN, PrincipalPlan, RolePlan, principals
from tillsammans.access.actor import Actor
from tillsammans.access.roles import Role
from tillsammans.accounts.models import User
from tillsammans.audit import commands as audit
from tillsammans.organisations import commands
from tillsammans.organisations.models import Place, PlaceKind, RoleHolding

MANAGER_WORDS = {"preschool": "rektor", "school": "rektor", "health_care": "verksamhetschef"}
ROLE_WORDS = {"bba": "barnetsbasta", "coordinator": "samordning"}
DECIDED_BY = {"region": "regionstyrelsen", "municipality": "kommunstyrelsen", "independent": "styrelsen"}


def open_demo_accounts(county: Place, key: str, *, by: Actor, since: date) -> None:
    """The county's demo accounts, each with its role at its place."""
    held = []
    for account in accounts.of_county(key):
        user = accounts.open_account(by=by, account=account)
        held += [_of_account(account, user, place, since) for place in _places_of(account, county)]
    RoleHolding.objects.bulk_create(held)
    _told(by, county, held)


def _places_of(account: accounts.DemoAccount, county: Place) -> Iterable[Place]:
    if not account.where:
        return [county]
    principal = Place.objects.get(county=county, kind=PlaceKind.PRINCIPAL, name=account.where)
    if not account.units:
        return [principal]
    return Place.objects.filter(principal=principal, kind=PlaceKind.UNIT, name__in=account.units)


def _of_account(account: accounts.DemoAccount, user: User, place: Place, since: date) -> RoleHolding:
    return RoleHolding(role=account.role, place=place, user=user, email=account.email, starts_on=since)


def decide(county: Place, *, acting: Callable[[date, int], Actor], today: date) -> None:
    """Where and how many of the two shared roles there shall be; some principals have decided nothing."""
    for plan, principal in _principals(county):
        on = _decided_on(plan, today)
        for role in plan.roles:
            commands.decide_role(
                by=acting(on, 15), principal=principal, role=role.role, scope=role.scope, number=role.number, sector=role.sector,
                decided_on=on, decided_by=DECIDED_BY[plan.kind],
            )  # fmt: skip


def _decided_on(plan: PrincipalPlan, today: date) -> date:
    """Between the second and the third round, one principal after the other."""
    return plans(today)[1].closes_on + timedelta(days=7 + 9 * principals().index(plan))


def fill(county: Place, *, by: Actor, since: date, today: date) -> None:
    """Managers, heads, contact persons and holders of the shared roles at every principal, in one statement."""
    held: list[RoleHolding] = []
    for plan, principal in _principals(county):
        places = list(Place.objects.filter(principal=principal).order_by("path"))
        units = [one for one in places if one.kind == PlaceKind.UNIT]
        areas = [one for one in places if one.kind == PlaceKind.DEPARTMENT]
        held += _managers(plan, units, since)
        held += _heads(plan, principal, areas, since)
        held += [
            one
            for role in plan.roles
            for one in _seated(plan, role, [principal], areas, units, _decided_on(plan, today))
        ]
        held += _without_decision(plan, principal, since)
        held += _earlier(plan, principal, since, today)
    RoleHolding.objects.bulk_create(held, batch_size=500)
    _told(by, county, held)


def _told(by: Actor, county: Place, held: list[RoleHolding]) -> None:
    audit.record(by=by, action="organisations.holdings_loaded", target=county, detail={"count": len(held)})


def _principals(county: Place) -> Iterator[tuple[PrincipalPlan, Place]]:
    rows = {one.name: one for one in Place.objects.filter(county=county, kind=PlaceKind.PRINCIPAL)}
    return ((plan, rows[plan.name]) for plan in principals())


def _managers(plan: PrincipalPlan, units: list[Place], since: date) -> Iterator[RoleHolding]:
    """A manager for each unit; every other preschool shares with the one before. One unit in forty has none just now."""
    taken = {name for one in accounts.ACCOUNTS if one.where == plan.name for name in one.units}
    before = ""
    for number, unit in enumerate(units, start=1):
        shared = before if unit.sector == "preschool" and number % 2 == 0 else ""
        before = shared or f"{MANAGER_WORDS.get(unit.sector, 'enhetschef')}.{slug(unit.name)}@{plan.domain}"
        if unit.name not in taken and number % 40 != 20:
            yield RoleHolding(role=Role.UNIT_MANAGER, place=unit, email=before, starts_on=since)


def _heads(plan: PrincipalPlan, principal: Place, areas: list[Place], since: date) -> Iterator[RoleHolding]:
    if plan.name not in {one.where for one in accounts.ACCOUNTS if one.role == Role.CONTACT_PERSON}:
        address = f"kontaktperson.{plan.slug}@{DOMAIN}"
        yield RoleHolding(role=Role.CONTACT_PERSON, place=principal, email=address, starts_on=since)
    for area in areas:
        yield RoleHolding(
            role=Role.HEAD, place=area, email=f"chef.{slug(area.name)}@{plan.domain}", starts_on=since
        )


def _seated(
    plan: PrincipalPlan,
    role: RolePlan,
    whole: list[Place],
    areas: list[Place],
    units: list[Place],
    since: date,
) -> Iterator[RoleHolding]:
    """The filled seats: all that are decided but the last `vacant`."""
    seats = {
        "per_unit": [one for one in units if role.sector in ("", one.sector)],
        "per_area": areas[: role.number],
        "shared": whole * role.number,
    }[role.scope]
    for number, place in enumerate(seats[: len(seats) - role.vacant], start=1):
        own = slug(place.name) if place.kind != PlaceKind.PRINCIPAL else str(number)
        address = f"{ROLE_WORDS[role.role]}.{own}@{plan.domain}"
        yield RoleHolding(
            role=role.role, place=place, email=address, starts_on=since + timedelta(days=14 + 3 * number)
        )


def _without_decision(plan: PrincipalPlan, principal: Place, since: date) -> Iterator[RoleHolding]:
    """Somebody may hold a role that nothing is decided about: it is shown, and nothing is called vacant."""
    if plan.slug == "amark":
        for number in (1, 2):
            address = f"{ROLE_WORDS['bba']}.{number}@{plan.domain}"
            yield RoleHolding(role=Role.BBA, place=principal, email=address, starts_on=since)


def _earlier(plan: PrincipalPlan, principal: Place, since: date, today: date) -> Iterator[RoleHolding]:
    """Holders who have left: a handover stays as a period."""
    if plan.slug in {"stensvik", "granas", "alvsund"}:
        yield RoleHolding(
            role=Role.COORDINATOR, place=principal, email=f"samordning.tidigare@{plan.domain}", starts_on=since,
            ends_on=today - timedelta(days=60),
        )  # fmt: skip
