"""Roles that end, and seats that nobody holds: for who keeps the list of role holders. Roles and places, no names."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tillsammans.access import check
from tillsammans.access.roles import Permission, Role
from tillsammans.organisations import policies
from tillsammans.organisations.models import Place, PlaceKind, RoleHolding
from tillsammans.organisations.queries.seats import role_seats_of_county
from tillsammans.reminders import registry
from tillsammans.reminders.registry import MOST, Asked
from tillsammans.reminders.rules.entries import Entry
from tillsammans.reminders.rules.kinds import Kind


def ending(asked: Asked) -> Iterator[Entry]:
    """The last day of a role that nobody takes over after: for a principal's people at it and below, for the county's leaders at
    the county and of those who speak for its principals.
    """
    if asked.place is not None or not asked.by.has(Permission.HOLDINGS_EDIT):
        return
    after = RoleHolding.objects.filter(role=OuterRef("role"), place=OuterRef("place"), disposed_at=None)
    taken_over = after.filter(starts_on__gt=OuterRef("starts_on")).exclude(email="")
    own = asked.by.places_with(Permission.HOLDINGS_EDIT)
    rows = RoleHolding.objects.filter(
        ends_on__gte=asked.first, ends_on__lte=asked.last, disposed_at=None, place__closed_on=None
    )
    below_county = Q(place__parent__in=own, role__in=(Role.HEAD, Role.CONTACT_PERSON))
    near = Q(place__in=own) | Q(place__principal__in=own) | below_county
    rows = check.within(rows.filter(near), policies.may_edit_holdings, asked.by).exclude(Exists(taken_over))
    wanted = ("pk", "role", "place__name", "ends_on", "place_id", "place__principal_id", "place__kind")
    for pk, role, place, on, place_id, principal, kind in rows.order_by("ends_on", "pk").values_list(*wanted)[
        :MOST
    ]:
        said = {"role": Role(role).label, "place": place}
        words = (
            _("Rollen tog slut: %(role)s, %(place)s")
            if on < asked.today
            else _("Rollen tar slut: %(role)s, %(place)s")
        )
        path = _path(kind, place_id if kind == PlaceKind.PRINCIPAL else principal)
        yield Entry(f"organisations.holding.{pk}", words % said, on, on, path)


def _path(kind: str, principal_id: int | None) -> str:
    if kind == PlaceKind.COUNTY or principal_id is None:
        return reverse("organisations:roles")
    return reverse("organisations:principal_roles", args=[principal_id])


def vacancies(asked: Asked) -> Iterator[Entry]:
    """Vacant seats at principals that one speaks for, one line each, as long as they are vacant."""
    if asked.place is not None or not asked.by.has(Permission.SETTINGS_EDIT):
        return
    own = check.within(Place.objects.filter(closed_on=None), policies.may_edit_settings, asked.by)
    names = dict(own.values_list("pk", "name"))
    for pk, roles in role_seats_of_county(asked.by).items():
        vacant = sum(seats.vacant or 0 for seats in roles.values())
        if pk in names and vacant:
            title = ngettext("%(place)s: %(n)s vakant plats", "%(place)s: %(n)s vakanta platser", vacant) % {
                "place": names[pk],
                "n": vacant,
            }
            path = reverse("organisations:principal_roles", args=[pk])
            yield Entry(f"organisations.vacant.{pk}", title, asked.today, asked.today, path, standing=True)


def register() -> None:
    registry.register("organisations.ending", ending, Kind.ROLES)
    registry.register("organisations.vacancies", vacancies, Kind.ROLES, in_calendars=False)
