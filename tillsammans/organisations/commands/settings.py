"""A principal's own choices about what the county may see."""

from django.db import transaction

from tillsammans.access.actor import Actor
from tillsammans.audit import commands as audit
from tillsammans.organisations import policies
from tillsammans.organisations.commands.tree import touch_county
from tillsammans.organisations.models import Place, PrincipalProfile


@transaction.atomic
def change_settings(
    *, by: Actor, principal: Place, units_open_to_county: bool, notes_shared_with_county: bool
) -> PrincipalProfile:
    """Open or close single workplaces, and their notes, to the county. Closing holds at once. Raises NotAllowed.

    Notes belong to workplaces: they are never shared while the workplaces themselves are closed.
    """
    policies.check_edit_settings(by, principal)
    profile = PrincipalProfile.objects.select_for_update().get_or_create(place=principal)[0]
    chosen = {
        "units_open_to_county": units_open_to_county,
        "notes_shared_with_county": notes_shared_with_county and units_open_to_county,
    }
    changed = {name: value for name, value in chosen.items() if getattr(profile, name) != value}
    if not changed:
        return profile
    for name, value in changed.items():
        setattr(profile, name, value)
    profile.save(update_fields=list(changed))
    audit.record(by=by, action="organisations.settings_changed", target=principal, detail=changed)
    touch_county(principal.county_id or 0)
    return profile
