from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access import commands as access
from tillsammans.access.actor import Actor
from tillsammans.access.models import Grant
from tillsammans.access.roles import Permission
from tillsammans.accounts import policies
from tillsammans.accounts.models import User
from tillsammans.audit import commands as audit
from tillsammans.core.errors import Conflict

INVITATION = "account_invitation"
INVITATION_DAYS = 14
ERASED = "@erased.invalid"
NO_PASSWORD = "!"  # nosec B105 (what Django knows as a password that nothing matches)


@transaction.atomic
def open_account(
    *, by: Actor, email: str, language: str = "sv", name: str = "", is_demo: bool = False
) -> User:
    """A new account without a password. Raises Conflict when the address has one. The caller's policy has decided."""
    address = email.strip().lower()
    if User.objects.filter(email=address).exists():
        raise Conflict(_("Det finns redan ett konto med den e-postadressen."))
    user = User(email=address, name=name, language=language, joined_at=by.at, is_demo=is_demo)
    user.set_unusable_password()
    user.save()
    audit.record(by=by, action="accounts.account_opened", target=user)
    return user


@transaction.atomic
def invite(*, by: Actor, user: User) -> Grant:
    """A personal link on which the account's owner chooses a password. Earlier invitations end."""
    target = ("accounts.user", user.pk)
    access.revoke_grants(by=by, target=target, purpose=INVITATION)
    return access.issue_grant(
        by=by,
        purpose=INVITATION,
        target=target,
        permissions=[Permission.ACCOUNTS_MANAGE],
        expires_at=by.at + timedelta(days=INVITATION_DAYS),
        county_id=by.county_id,
    )


@transaction.atomic
def accept_invitation(*, by: Actor, user: User, password: str) -> User:
    """Choose the first password. The link is used up by this, and by nothing less: opening it changes nothing."""
    user = User.objects.select_for_update().get(pk=user.pk)
    check.require(by, policies.may_accept_invitation, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    access.revoke_grants(by=by, target=("accounts.user", user.pk), purpose=INVITATION)
    audit.record(by=by, action="accounts.invitation_accepted", target=user)
    return user


@transaction.atomic
def close_account(*, by: Actor, user: User) -> None:
    """Nobody signs in with it any more; every session of it ends at the next request. The caller's policy has decided."""
    user = User.objects.select_for_update().get(pk=user.pk)
    user.is_active = False
    user.set_unusable_password()
    user.save(update_fields=["is_active", "password"])
    access.revoke_grants(by=by, target=("accounts.user", user.pk), purpose=INVITATION)
    audit.record(by=by, action="accounts.account_closed", target=user)


@transaction.atomic
def reopen_account(*, by: Actor, user: User) -> None:
    """Let somebody in again; a new invitation sets the password."""
    User.objects.filter(pk=user.pk).update(is_active=True)
    audit.record(by=by, action="accounts.account_reopened", target=user)


@transaction.atomic
def change_own_details(*, by: Actor, user: User, name: str, language: str) -> None:
    """The owner's own name and language."""
    check.require(by, policies.may_edit_own, user)
    User.objects.filter(pk=user.pk).update(name=name, language=language)
    audit.record(by=by, action="accounts.details_changed", target=user)


def record_sign_in(*, by: Actor, user: User) -> None:
    """A sign-in that went through, second factor and all."""
    audit.record(by=by, action="accounts.signed_in", target=user)


def record_failed_sign_in(*, by: Actor, user: User | None) -> None:
    """A try that did not. The address that was typed is not kept: it may be a password typed in the wrong field."""
    audit.record(by=by, action="accounts.sign_in_failed", target=user)


def record_sign_out(*, by: Actor, user: User) -> None:
    audit.record(by=by, action="accounts.signed_out", target=user)


@transaction.atomic
def erase_account(*, by: Actor, user: User) -> None:
    """Nothing of the person remains but the number, which the audit trail points at."""
    User.objects.filter(pk=user.pk).update(
        email=f"{user.pk}{ERASED}", name="", password=NO_PASSWORD, is_active=False, last_login=None
    )
    access.revoke_grants(by=by, target=("accounts.user", user.pk), purpose=INVITATION)
    audit.record(by=by, action="accounts.account_erased", target=user)
