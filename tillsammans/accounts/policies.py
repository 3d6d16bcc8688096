"""Who may do what with an account: its owner, and whoever manages accounts (checked above, where counties are known)."""

from django.db.models import Q

from tillsammans.access.actor import Actor
from tillsammans.access.roles import Permission


def may_edit_own(by: Actor) -> Q:
    """Everyone their own account."""
    return Q(pk=by.user_id) if by.user_id is not None else Q(pk__in=())


def may_accept_invitation(by: Actor) -> Q:
    """The account that an invitation was made for."""
    return Q(pk__in=by.granted("accounts.user", Permission.ACCOUNTS_MANAGE))
