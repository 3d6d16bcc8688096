"""A county enters the system: itself, its region and its municipalities."""

import re
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.access.roles import Permission
from tillsammans.audit import commands as audit
from tillsammans.core.errors import Conflict, Invalid
from tillsammans.organisations.commands.tree import place, plant
from tillsammans.organisations.models import CountyProfile, Place, PlaceKind, PrincipalKind, PrincipalProfile
from tillsammans.organisations.rules.counties import as_one_body, county_start, is_one_body

_KEY = re.compile(r"[a-z][a-z0-9-]{1,48}")


@transaction.atomic
def new_county(
    *, by: Actor, key: str, code: str = "", name: str = "", principals: Sequence[tuple[str, str]] | None = None,
    is_demo: bool = False, host: str = "",
) -> Place:  # fmt: skip
    """Make a county with its region and municipalities. Doing it again adds only what is not there; nothing is renamed.

    code: the county's two figures; names and codes then come from the official list unless `principals`, (code, name),
    are given: two figures for the region, four for a municipality, one of the two where both are one body. Only the
    system's own work may do this. Raises NotAllowed, Invalid (key, code), Conflict when the key belongs to a county with
    another code.
    """
    check.require_permission(by, Permission.PLACES_EDIT, "")
    if not _KEY.fullmatch(key):
        raise Invalid(
            _("Länets nyckel skrivs med små bokstäver a–z, siffror och bindestreck, till exempel sormland.")
        )
    listed = county_start(code) if principals is None else None
    county = _county(
        key, code, name or (listed.name if listed else key.capitalize()), is_demo=is_demo, host=host
    )
    given = as_one_body(principals or (), is_one_body(code)) if listed is None else listed.principals
    made = _add_principals(county, given)
    detail = {"key": key, "principals": len(made)}
    audit.record(by=by, action="organisations.county_made", target=county, detail=detail)
    return county


def _county(key: str, code: str, name: str, *, is_demo: bool, host: str) -> Place:
    profile = (
        CountyProfile.objects.select_for_update(of=("self",)).select_related("place").filter(key=key).first()
    )
    if profile is None:
        county = place(None, PlaceKind.COUNTY, name, code=code)
        CountyProfile.objects.create(place=county, key=key, is_demo=is_demo, host=host)
        return county
    if code and profile.place.code != code:
        raise Conflict(_("Nyckeln används redan av ett län med en annan kod. Välj en annan nyckel."))
    return profile.place


def _add_principals(county: Place, principals: Sequence[tuple[str, str]]) -> list[Place]:
    known = set(Place.objects.filter(county=county, kind=PlaceKind.PRINCIPAL).values_list("code", flat=True))
    fresh = [(code, name) for code, name in principals if code not in known]
    made = plant(
        [Place(kind=PlaceKind.PRINCIPAL, name=name, code=code, principal_kind=_kind(code)) for code, name in fresh],
        parent=county,
    )  # fmt: skip
    PrincipalProfile.objects.bulk_create([PrincipalProfile(place=one) for one in made])
    return made


def _kind(code: str) -> PrincipalKind:
    return PrincipalKind.REGION if len(code) == 2 else PrincipalKind.MUNICIPALITY
