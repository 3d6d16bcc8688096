from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.access.models import Grant
from tillsammans.access.roles import Role
from tillsammans.accounts import commands as accounts
from tillsammans.accounts import queries as account_queries
from tillsammans.accounts.commands import ERASED
from tillsammans.accounts.models import User
from tillsammans.audit import commands as audit
from tillsammans.core.errors import Conflict, Invalid
from tillsammans.notify import commands as notify
from tillsammans.organisations.commands.accounts import tie_account
from tillsammans.organisations.commands.tree import touch_county
from tillsammans.organisations.models import Place, PlaceKind, RoleHolding
from tillsammans.steward import policies

# Where each role is held (product.md, Roles).
ROLE_KINDS: dict[Role, frozenset[str]] = {
    **dict.fromkeys(
        (Role.SYSTEM_MANAGER, Role.MODEL_MANAGER, Role.PROCESS_LEADER, Role.STEERING_MEMBER, Role.RESEARCHER),
        frozenset({PlaceKind.COUNTY}),
    ),
    Role.EDITOR: frozenset({PlaceKind.COUNTY, PlaceKind.PRINCIPAL}),
    Role.HEAD: frozenset({PlaceKind.PRINCIPAL, PlaceKind.DEPARTMENT}),
    Role.CONTACT_PERSON: frozenset({PlaceKind.PRINCIPAL}),
}


@transaction.atomic
def let_in(*, by: Actor, email: str, role: Role, place: Place, language: str = "sv") -> RoleHolding:
    """Give somebody a role and invite them to sign in, if they cannot already. Refused as `check_let_in` says."""
    check.require(by, policies.may_manage_at, place)
    if place.kind not in ROLE_KINDS.get(role, frozenset()):
        raise Invalid(_("Rollen hör inte hemma där. Välj en plats på rätt nivå."))
    address = email.strip().lower()
    if RoleHolding.objects.filter(role=role, place=place, email=address, ends_on=None).exists():
        raise Conflict(_("Den adressen har redan rollen där."))
    holding = RoleHolding.objects.create(
        role=role, place=place, email=address, starts_on=timezone.localdate(by.at)
    )
    audit.record(by=by, action="steward.role_given", target=holding, detail={"role": role, "place": place.pk})
    touch_county(place.county_id or place.pk)  # pictures and timelines show which roles nobody holds
    invite_holder(by=by, holding=holding, language=language)
    return holding


@transaction.atomic
def invite_holder(*, by: Actor, holding: RoleHolding, language: str = "sv") -> Grant | None:
    """Open an account for a role's holder, or tie the one there is, and send an invitation unless they sign in already."""
    check.require(by, policies.may_manage_holdings, holding)
    if not holding.email:
        raise Invalid(_("Rollen saknar e-postadress. Skriv en adress först."))
    user = account_queries.account_with_email(holding.email)
    if user is None:
        user = accounts.open_account(by=by, email=holding.email, language=language)
    elif not user.is_active:
        accounts.reopen_account(by=by, user=user)
    tie_account(by=by, user=user, county_id=holding.place.county_id or holding.place_id)
    if user.has_usable_password():
        return None
    grant = accounts.invite(by=by, user=user)
    notify.queue(
        by=by,
        to=user.email,
        language=user.language,
        template="accounts/invitation",
        context={"grant": grant.pk},
    )
    return grant


@transaction.atomic
def shut_out(*, by: Actor, holding: RoleHolding) -> None:
    """Close the account behind a role holding. Refused for one's own, and for one that has roles in another county."""
    check.require(by, policies.may_manage_holdings, holding)
    user = holding.user
    if user is None:
        raise Conflict(_("Det finns inget konto att stänga."))
    if user.pk == by.user_id:
        raise Conflict(_("Du kan inte stänga ditt eget konto. Be en annan systemförvaltare."))
    if _has_roles_elsewhere(user, holding.place.county_id or holding.place_id):
        raise Conflict(_("Personen har också roller i ett annat län. Avsluta rollen här i stället."))
    accounts.close_account(by=by, user=user)


def _has_roles_elsewhere(user: User, county_id: int) -> bool:
    return RoleHolding.objects.filter(user=user, ends_on=None).exclude(place__county_id=county_id).exists()


UNUSED_ACCOUNT_DAYS = 30


@transaction.atomic
def dispose_of_accounts_without_roles(*, by: Actor) -> int:
    """Erase address, name and password of accounts that no role is tied to any more. Returns how many.

    A new account has a month's grace, since it may be opened before its role. Demo accounts stay.
    """
    before = by.at - timedelta(days=UNUSED_ACCOUNT_DAYS)
    unused = User.objects.filter(holdings=None, is_demo=False, joined_at__lt=before).exclude(
        email__endswith=ERASED
    )
    for user in unused:
        accounts.erase_account(by=by, user=user)
    return len(unused)
