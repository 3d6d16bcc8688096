"""The invented county's tree: itself, twelve principals, their departments and 371 workplaces."""

from datetime import date

from config.demo.names import UnitPlan, units_of
from config.demo.sjoland import PrincipalPlan, county, principals
from tillsammans.access.actor import Actor
from tillsammans.organisations import commands
from tillsammans.organisations.models import Place, PlaceKind, PrincipalProfile


def make_county(*, by: Actor) -> Place:
    """The county with its region and municipalities by the ordinary command, then the two independent principals."""
    own = county()
    listed = [(one.code, one.name) for one in principals() if one.kind != "independent"]
    made = commands.new_county(
        by=by, key=own["key"], code=own["code"], name=own["name"], principals=listed, is_demo=True
    )
    independent = commands.plant(
        [
            Place(
                kind=PlaceKind.PRINCIPAL,
                name=one.name,
                principal_kind=one.kind,
                organisation_number=one.organisation_number,
            )
            for one in principals()
            if one.kind == "independent"
        ],
        parent=made,
    )
    PrincipalProfile.objects.bulk_create([PrincipalProfile(place=one) for one in independent])
    return made


def plant_workplaces(made: Place, opened_on: date) -> None:
    """Departments and workplaces of every principal, in two statements a batch."""
    by_name = {one.name: one for one in Place.objects.filter(county=made, kind=PlaceKind.PRINCIPAL)}
    planned = [(plan, by_name[plan.name], units_of(plan)) for plan in principals()]
    departments = commands.plant_below(
        [
            Place(kind=PlaceKind.DEPARTMENT, name=name, parent=principal)
            for _plan, principal, units in planned
            for name in dict.fromkeys(unit.department for unit in units)
        ]
    )
    below = {(one.parent_id, one.name): one for one in departments}
    commands.plant_below(
        [
            _unit(plan, unit, number, below[principal.pk, unit.department], opened_on)
            for plan, principal, units in planned
            for number, unit in enumerate(units, start=1)
        ]
    )


def _unit(plan: PrincipalPlan, unit: UnitPlan, number: int, parent: Place, opened_on: date) -> Place:
    code = f"{plan.code or plan.slug.upper()[:4]}-{number:03d}"
    return Place(
        kind=PlaceKind.UNIT,
        name=unit.name,
        code=code,
        sector=unit.sector,
        form=unit.form,
        parent=parent,
        opened_on=opened_on,
    )


def choose_openness(made: Place, *, by: Actor) -> None:
    """Two principals let the county see single workplaces, one of them the notes too."""
    by_name = {one.name: one for one in Place.objects.filter(county=made, kind=PlaceKind.PRINCIPAL)}
    for plan in principals():
        if plan.units_open:
            commands.change_settings(
                by=by,
                principal=by_name[plan.name],
                units_open_to_county=True,
                notes_shared_with_county=plan.notes_shared,
            )
