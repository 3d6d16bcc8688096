from collections.abc import Collection, Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from tillsammans.access import tokens
from tillsammans.access.actor import Actor, Granted
from tillsammans.access.models import Grant
from tillsammans.access.roles import Permission
from tillsammans.core.errors import NotVisible


def actor_for_token(token: str, purpose: str, at: datetime) -> Actor:
    """The actor of a personal link: no user, only the link's permissions on its one object.

    Raises NotVisible, with a sentence that says what to do, for an unknown, expired or revoked link alike.
    """
    grant = Grant.objects.filter(token_hash=tokens.hash_of(token), purpose=purpose).first()
    if grant is None or grant.revoked_at is not None or grant.expires_at <= at:
        raise NotVisible(
            _(
                "Länken gäller inte längre. Be din kontaktperson skicka en ny, eller logga in om du har ett konto."
            )
        )
    return _actor(grant, at)


def actors_for_tokens(tokens_: Collection[str], purpose: str, at: datetime) -> dict[str, Actor]:
    """The actors of many personal links at once, by token; without those that are unknown, expired or revoked. One query."""
    by_hash = {tokens.hash_of(token): token for token in tokens_}
    living = Grant.objects.filter(token_hash__in=by_hash, purpose=purpose, revoked_at=None, expires_at__gt=at)
    return {by_hash[grant.token_hash]: _actor(grant, at) for grant in living}


def _actor(grant: Grant, at: datetime) -> Actor:
    grants = tuple(Granted(Permission(p), grant.target_kind, grant.target_id) for p in grant.permissions)
    return Actor(at=at, grant_id=grant.pk, grants=grants, county_id=grant.county_id, origin="link")


def link_token(grant: Grant) -> str:
    """The token to write in a mail."""
    return tokens.token_of(grant.nonce)


def living_grants(targets: Iterable[tuple[str, int]], purpose: str, at: datetime) -> list[Grant]:
    """The links to these objects that work now, the newest last. The caller's own policy has let `by` ask. One query."""
    wanted = set(targets)
    rows = Grant.objects.filter(
        purpose=purpose, revoked_at=None, expires_at__gt=at, target_kind__in={kind for kind, _pk in wanted},
        target_id__in={pk for _kind, pk in wanted},
    )  # fmt: skip
    return [row for row in rows.order_by("issued_at", "id") if (row.target_kind, row.target_id) in wanted]
