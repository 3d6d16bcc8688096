from datetime import datetime

from tillsammans.access.actor import Actor
from tillsammans.access.check import found, within
from tillsammans.accounts import policies
from tillsammans.accounts.models import User


def own_account(by: Actor) -> User:
    """The signed-in person's account."""
    return found(within(User.objects.all(), policies.may_edit_own, by).first())


def invited_account(by: Actor) -> User:
    """The account that the invitation opens. Raises NotVisible when it has been accepted or closed since."""
    return found(within(User.objects.filter(is_active=True), policies.may_accept_invitation, by).first())


def account_with_email(email: str) -> User | None:
    return User.objects.filter(email=email.strip().lower()).first()


def actor_of_sign_in(user: User | None, at: datetime) -> Actor:
    """Whoever is just signing in: no rights yet."""
    return Actor(at=at, user_id=user.pk if user else None, email=user.email if user else "")
