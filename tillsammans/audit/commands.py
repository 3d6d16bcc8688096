from collections.abc import Mapping
from typing import Any

from django.db import models, transaction

from tillsammans.audit import rules
from tillsammans.audit.models import AuditEvent, AuditHead
from tillsammans.core.auditing import Acting
from tillsammans.core.prepared import Prepared

Target = models.Model | tuple[str, int | None] | None


_HEAD = Prepared(AuditHead.objects.select_for_update)


# No savepoint: what cannot be recorded must not be done, so a failure here takes the caller's transaction with it.
@transaction.atomic(savepoint=False)
def record(
    *, by: Acting, action: str, target: Target = None, detail: Mapping[str, Any] | None = None
) -> AuditEvent:
    """Add one event to the chain, in the caller's transaction.

    action: "package.verb_in_the_past". detail: ids, counts and keys only, since the trail is kept long and read widely.
    """
    head = _HEAD.get(1) or AuditHead.objects.select_for_update().get_or_create(pk=1)[0]
    kind, target_id = _kind_and_id(target)
    fields: dict[str, Any] = {
        "number": head.count + 1,
        "at": by.at,
        "action": action,
        "target_kind": kind,
        "target_id": target_id,
        "county_id": by.county_id,
        "user_id": by.user_id,
        "grant_id": by.grant_id,
        "origin": by.origin,
        "detail": dict(detail or {}),
    }
    digest = rules.event_hash(head.last_hash, fields)
    event = AuditEvent.objects.create(**fields, previous_hash=head.last_hash, hash=digest)
    AuditHead.objects.filter(pk=1).update(count=event.number, last_hash=digest)
    return event


def _kind_and_id(target: Target) -> tuple[str, int | None]:
    if target is None:
        return "", None
    if isinstance(target, models.Model):
        return target._meta.label_lower, target.pk
    return target
