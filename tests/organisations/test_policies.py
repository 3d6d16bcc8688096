"""R3: a list holds exactly the rows that a check of each allows, for any tree and any roles."""

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tillsammans.access import check
from tillsammans.access.actor import Actor, Held
from tillsammans.access.roles import ROLE_PERMISSIONS, Permission, Role
from tillsammans.organisations import commands, policies
from tillsammans.organisations.models import ImportBatch, Place, PlaceKind, RoleHolding

AT = datetime(2026, 10, 14, 10, tzinfo=UTC)
POLICIES = [
    (policies.may_read_place, Place), (policies.may_edit_place, Place), (policies.may_import, Place),
    (policies.may_edit_settings, Place), (policies.may_read_seats, Place), (policies.may_appoint_at, Place),
    (policies.may_read_holdings, RoleHolding), (policies.may_edit_holdings, RoleHolding),
    (policies.may_read_import, ImportBatch),
]  # fmt: skip
# A tree as numbers: for each county, for each principal, (departments, units straight below, units in each department).
TREES = st.lists(st.lists(st.tuples(*[st.integers(0, 2)] * 3), max_size=3), min_size=1, max_size=2)


def planted(tree):
    """Every place of the tree, with a role holder at each and an import in each county."""
    made = []
    for number, principals in enumerate(tree):
        county = commands.place(None, PlaceKind.COUNTY, f"Län {number}")
        made.append(county)
        ImportBatch.objects.create(county=county, file_name="a.csv", state="previewed", read_at=AT)
        for departments, straight, each in principals:
            principal = commands.place(county, PlaceKind.PRINCIPAL, "P", principal_kind="municipality")
            below = [commands.place(principal, PlaceKind.DEPARTMENT, "D") for _ in range(departments)]
            units = [(principal, straight), *((department, each) for department in below)]
            made += [principal, *below]
            for parent, count in units:
                rows = [
                    Place(kind=PlaceKind.UNIT, name="U", sector="school", form="own") for _ in range(count)
                ]
                made += commands.plant(rows, parent=parent)
    for place in made:
        RoleHolding.objects.create(role=Role.BBA, place=place, email="a@b.example", starts_on=AT.date())
    return made


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tree=TREES, data=st.data())
def test_a_list_holds_what_a_check_allows(tree, data):
    from django.db import transaction

    with transaction.atomic():
        made = planted(tree)
        home = data.draw(st.sampled_from([place for place in made if place.kind == PlaceKind.COUNTY]))
        within = [place for place in made if place.county_id == home.pk]
        held = data.draw(st.lists(st.tuples(st.sampled_from(Role), st.sampled_from(within)), max_size=3))
        holdings = tuple(Held(role, place.pk, place.path) for role, place in held)
        by = Actor(at=AT, user_id=1, holdings=holdings, county_id=home.pk if held else None)
        for may, model in POLICIES:
            listed = set(check.within(model.objects.all(), may, by).values_list("pk", flat=True))
            allowed = {row.pk for row in model.objects.all() if check.allows(by, may, row)}
            assert listed == allowed, may.__name__
            assert listed == expected(may, model, held), may.__name__
        transaction.set_rollback(True)


def expected(may, model, held):
    """The same, told another way: by walking parents instead of comparing paths."""
    places = {place.pk: place for place in Place.objects.all()}

    def ways_up(place):
        while place is not None:
            yield place.pk
            place = places.get(place.parent_id)

    def reach(*permissions):
        roots = {place.pk for role, place in held if ROLE_PERMISSIONS[role] & set(permissions)}
        below = {pk for pk, place in places.items() if roots & set(ways_up(place))}
        above = {pk for root in roots for pk in ways_up(places[root])}
        return below, above

    P = Permission  # noqa: N806
    of_kind = lambda kind, pks: {pk for pk in pks if places[pk].kind == kind}  # noqa: E731
    holdings = {row.pk: row.place_id for row in RoleHolding.objects.all()}
    counties = {place.county_id for _role, place in held}
    read, up = reach(P.HOLDINGS_READ)
    seats, seats_up = reach(P.HOLDINGS_READ, P.COUNTY_PICTURE_READ)
    edit = reach(P.HOLDINGS_EDIT)[0]
    found = {
        "may_read_place": {pk for pk, place in places.items() if place.county_id in counties},
        "may_edit_place": reach(P.PLACES_EDIT)[0],
        "may_import": of_kind("county", reach(P.PLACES_IMPORT)[0]),
        "may_edit_settings": of_kind("principal", reach(P.SETTINGS_EDIT)[0]),
        "may_read_seats": of_kind("principal", seats | (seats_up if held else set())),
        "may_appoint_at": edit,
        "may_read_holdings": {pk for pk, place in holdings.items() if place in read | up},
        "may_edit_holdings": {pk for pk, place in holdings.items() if place in edit},
        "may_read_import": set(ImportBatch.objects.filter(county__in=reach(P.PLACES_IMPORT)[0]).values_list("pk", flat=True)),
    }  # fmt: skip
    return found[may.__name__]
