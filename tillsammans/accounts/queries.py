from collections.abc import Iterable
from datetime import datetime

from tillsammans.access.actor import Actor
from tillsammans.access.check import found, within
from tillsammans.accounts import policies
from tillsammans.accounts.models import User
from tillsammans.core.prepared import Prepared

_AT_A_TIME = 500  # a database takes only so many values in one question


def own_account(by: Actor) -> User:
    """The signed-in person's account."""
    return found(within(User.objects.all(), policies.may_edit_own, by).first())


def invited_account(by: Actor) -> User:
    """The account that the invitation opens. Raises NotVisible when it has been accepted or closed since."""
    return found(within(User.objects.filter(is_active=True), policies.may_accept_invitation, by).first())


_ACCOUNT = Prepared(User.objects.all)


def account_of_session(user_id: int) -> User | None:
    """Whose the session is: asked by every page to somebody signed in, so the statement is written once."""
    return _ACCOUNT.get(user_id)


def account_with_email(email: str) -> User | None:
    return User.objects.filter(email=email.strip().lower()).first()


def languages_of(addresses: Iterable[str]) -> dict[str, str]:
    """The language that the owner of each address has chosen, by the address as given; without an account: absent."""
    wanted = {address.strip().lower(): address for address in addresses}
    keys, found = list(wanted), {}
    for start in range(0, len(keys), _AT_A_TIME):
        rows = User.objects.filter(email__in=keys[start : start + _AT_A_TIME], is_active=True)
        found.update({wanted[email]: language for email, language in rows.values_list("email", "language")})
    return found


def actor_of_sign_in(user: User | None, at: datetime) -> Actor:
    """Whoever is just signing in: no rights yet."""
    return Actor(at=at, user_id=user.pk if user else None, email=user.email if user else "")
