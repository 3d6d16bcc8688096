"""Who looks after accounts, the audit trail and the mail of a county."""

from django.db.models import Q

from tillsammans.access.actor import Actor
from tillsammans.access.reach import below, nothing
from tillsammans.access.roles import Permission


def may_manage_holdings(by: Actor) -> Q:
    """Role holdings whose accounts one may open and close."""
    return below("place__path", by.paths_with(Permission.ACCOUNTS_MANAGE))


def may_manage_at(by: Actor) -> Q:
    """Places where one may let somebody in."""
    return below("path", by.paths_with(Permission.ACCOUNTS_MANAGE))


def may_read_events(by: Actor) -> Q:
    """The own county's events: what was done and read there."""
    return (
        Q(county_id=by.county_id) if by.county_id is not None and by.has(Permission.AUDIT_READ) else nothing()
    )


def may_read_mail(by: Actor) -> Q:
    """The own county's outgoing mail."""
    return (
        Q(county_id=by.county_id) if by.county_id is not None and by.has(Permission.MAIL_READ) else nothing()
    )
