"""Showing a decided version of a plan to everybody, and ceasing to: the keeper's own choice, a version at a time."""

from django.db import transaction

from tillsammans.access.actor import Actor
from tillsammans.audit import commands as audit
from tillsammans.planning import plan_policies as policies
from tillsammans.planning.models import ImplementationPlan, PlanVersion


@transaction.atomic
def open_version(*, by: Actor, version: PlanVersion) -> PlanVersion:
    """From now on anybody may read it. One that is open already stays as it was. Raises NotAllowed, Conflict."""
    row = _held(version)
    policies.check_open(by, row)
    if row.opened_at is None:
        row.opened_at, row.opened_by_id = by.at, by.user_id
        _keep(by, row, "planning.plan_opened")
    return row


@transaction.atomic
def close_version(*, by: Actor, version: PlanVersion) -> PlanVersion:
    """Only those who work with the model read it again. Raises NotAllowed, Conflict."""
    row = _held(version)
    policies.check_open(by, row)
    if row.opened_at is not None:
        row.opened_at = row.opened_by_id = None
        _keep(by, row, "planning.plan_no_longer_open")
    return row


def _held(version: PlanVersion) -> PlanVersion:
    """Locked, and its plan: who opens and who decides wait in line."""
    ImplementationPlan.objects.select_for_update().get(pk=version.plan_id)
    return PlanVersion.objects.select_related("plan__place").get(pk=version.pk)


def _keep(by: Actor, row: PlanVersion, action: str) -> None:
    row.save(update_fields=["opened_at", "opened_by_id"])
    audit.record(by=by, action=action, target=row, detail={"plan": row.plan_id, "number": row.number})
