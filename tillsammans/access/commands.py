import secrets
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from tillsammans.access import tokens
from tillsammans.access.actor import Actor
from tillsammans.access.models import Grant
from tillsammans.access.roles import Permission
from tillsammans.audit import commands as audit


@transaction.atomic
def issue_grant(
    *,
    by: Actor,
    purpose: str,
    target: tuple[str, int],
    permissions: Iterable[Permission],
    expires_at: datetime,
    county_id: int | None,
    nonce: str = "",
) -> Grant:
    """Make a personal link to one object. The caller's own policy has decided that `by` may.

    nonce: 32 hexadecimal signs that nobody can guess, where a request that is sent twice must give the same link.
    """
    nonce = nonce or secrets.token_hex(16)
    grant = Grant.objects.create(
        token_hash=tokens.hash_of(tokens.token_of(nonce)),
        nonce=nonce,
        purpose=purpose,
        target_kind=target[0],
        target_id=target[1],
        permissions=sorted(permissions),
        county_id=county_id,
        issued_at=by.at,
        expires_at=expires_at,
    )
    audit.record(by=by, action="access.grant_issued", target=grant, detail={"purpose": purpose})
    return grant


@transaction.atomic
def issue_grants(
    *,
    by: Actor,
    purpose: str,
    kind: str,
    target_ids: Iterable[int],
    permissions: Iterable[Permission],
    expires_at: datetime,
    county_id: int | None,
) -> dict[int, Grant]:
    """A personal link to each of many objects of a kind, by the object's id; the trail keeps the count alone."""
    nonces = {target_id: secrets.token_hex(16) for target_id in target_ids}
    allowed = sorted(permissions)
    made = Grant.objects.bulk_create(
        [
            Grant(
                token_hash=tokens.hash_of(tokens.token_of(nonce)), nonce=nonce, purpose=purpose, target_kind=kind,
                target_id=target_id, permissions=allowed, county_id=county_id, issued_at=by.at, expires_at=expires_at,
            )
            for target_id, nonce in nonces.items()
        ],
        batch_size=500,
    )  # fmt: skip
    if made:
        detail = {"purpose": purpose, "count": len(made)}
        audit.record(by=by, action="access.grants_issued", target=(kind, None), detail=detail)
    return {grant.target_id: grant for grant in made}


@transaction.atomic
def revoke_grants(*, by: Actor, target: tuple[str, int], purpose: str) -> int:
    """End every living link of this purpose to an object. Returns how many."""
    living = Grant.objects.filter(
        target_kind=target[0], target_id=target[1], purpose=purpose, revoked_at=None
    )
    count = living.update(revoked_at=by.at)
    if count:
        audit.record(
            by=by, action="access.grants_revoked", target=target, detail={"purpose": purpose, "count": count}
        )
    return count


@transaction.atomic
def drop_grants(*, by: Actor, kind: str, target_ids: Iterable[int]) -> int:
    """Erase every link to these objects, for those that leave no trace. Returns how many; the trail keeps the count alone."""
    count = Grant.objects.filter(target_kind=kind, target_id__in=list(target_ids)).delete()[0]
    if count:
        audit.record(by=by, action="access.grants_dropped", target=(kind, None), detail={"count": count})
    return count
