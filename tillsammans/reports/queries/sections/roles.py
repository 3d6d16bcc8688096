"""Seats filled and vacant against each principal's own decision. Seats and not persons; nobody is named."""

from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tillsammans.access.actor import system
from tillsammans.access.roles import Role
from tillsammans.organisations.models import Place
from tillsammans.organisations.queries import role_seats_of_county
from tillsammans.organisations.rules.role_seats import Seats, SeatsState, together
from tillsammans.reports.queries.sections.asked import Asked, midday
from tillsammans.reports.rules.figures import Cell, Figure, Section, Source, Table, part

ROLES = ((Role.BBA, "bba"), (Role.COORDINATOR, "samordning"))
NOTHING = Seats(None, 0, None)


def section(asked: Asked) -> Section | None:
    """As of the day when the figures are fetched: what a principal had decided on an earlier day is not kept."""
    by = replace(system(midday(asked.today)), county_id=asked.county.pk)
    seats = role_seats_of_county(by)
    whole = {
        role: together(seats.get(one.pk, {}).get(role, NOTHING) for one in asked.principals)
        for role, _name in ROLES
    }
    if all(one.decided is None for one in whole.values()):
        return None
    source = Source(reverse("organisations:roles"), _("Roller"))
    figures = [one for role, name in ROLES if (one := _figure(role, name, whole[role], asked, source))]
    table = Table(
        "roles", _("Tillsatta av beslutade platser"), ["place", *(name for _role, name in ROLES)],
        [_("Huvudman"), *(str(role.label).capitalize() for role, _name in ROLES)],
        asked.each((one, _cells(one, seats)) for one in asked.principals), asked.today, source, [2, 3, 3],
        _("Inte bestämt: huvudmannen har inte beslutat hur många platser det ska vara. Då kallas ingen plats vakant."),
    )  # fmt: skip
    said = {
        Role.BBA: _("Barnets bästa-ansvariga finns på {bba} som är beslutade."),
        Role.COORDINATOR: _("Samordningspersoner finns på {samordning} som är beslutade."),
    }
    prose = " ".join(said[role] for role, name in ROLES if any(one.name == name for one in figures))
    return Section("roles", _("Roller"), prose, figures, [table])


def _figure(role: Role, name: str, seats: Seats, asked: Asked, source: Source) -> Figure | None:
    if not seats.decided:
        return None
    label = _("%(role)s: tillsatta platser") % {"role": str(role.label).capitalize()}
    unit = ngettext("plats", "platser", seats.decided)
    return Figure(name, label, seats.filled, asked.today, source, unit, seats.decided)


def _cells(place: Place, seats: dict[int, dict[str, Seats]]) -> list[Cell]:
    return [_cell(seats.get(place.pk, {}).get(role, NOTHING)) for role, _name in ROLES]


def _cell(seats: Seats) -> Cell:
    if seats.state == SeatsState.UNDECIDED:
        return Cell(None, _("inte bestämt"))
    if not seats.decided:
        return Cell([0, 0], _("inga platser bestämda"))
    return part(seats.filled, seats.decided)
