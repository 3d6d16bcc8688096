"""Tying role holdings to the account of the person who holds them."""

from django.db import transaction

from tillsammans.access.actor import Actor
from tillsammans.accounts.models import User
from tillsammans.audit import commands as audit
from tillsammans.organisations.models import RoleHolding


@transaction.atomic
def tie_account(*, by: Actor, user: User, county_id: int) -> int:
    """Give the account every holding in the county that carries its e-mail. Returns how many."""
    holdings = RoleHolding.objects.filter(
        place__county_id=county_id, email__iexact=user.email, user=None, disposed_at=None
    )
    count = holdings.update(user=user)
    audit.record(by=by, action="organisations.account_tied", target=user, detail={"holdings": count})
    return count
