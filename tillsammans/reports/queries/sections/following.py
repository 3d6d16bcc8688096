"""What comes next: what the county has in its timeline for the three months after the period, and what principals share."""

from datetime import timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tillsammans.access.roles import Role
from tillsammans.organisations.models import PlaceKind
from tillsammans.planning.models import Activity, ActivityState
from tillsammans.reports.queries.sections.asked import Asked, written
from tillsammans.reports.rules.figures import Cell, Figure, Row, Section, Source, Table, day, text

AHEAD = timedelta(days=92)
MOST_EACH = 4  # of a principal's own, so that no principal fills the table


def section(asked: Asked) -> Section | None:
    """As the timeline stands on the day when the figures are fetched."""
    rows = list(_coming(asked))
    county = [one for one in rows if one.place_id == asked.county.pk]
    local = [one for one in rows if one.place.kind == PlaceKind.PRINCIPAL]
    if not county and not local:
        return None
    source = Source(reverse("planning:timeline"), _("Tidslinje"))
    unit = ngettext("aktivitet eller milstolpe", "aktiviteter och milstolpar", len(county))
    figure = Figure("kommande", _("Länets aktiviteter och milstolpar som blir klara inom tre månader"), len(county), asked.today,
                    source, unit)  # fmt: skip
    heads = [_("Vad"), _("Klart senast"), _("Ansvarig")]
    tables = []
    if county:
        told = [Row(_cells(one)) for one in county]
        tables.append(Table("county_next", _("Länets närmaste tre månader"), ["activity", "ends_on", "role"], heads, told,
                            asked.today, source, [4, 1.6, 2.4]))  # fmt: skip
    if local:
        told = [
            Row((text(place.name), *_cells(one)), place.pk)
            for place in asked.principals
            for one in _few(local, place.pk)
        ]
        keys = ["place", "activity", "ends_on", "role"]
        tables.append(Table("principals_next", _("Hos huvudmännen, det som de har delat"), keys, [_("Huvudman"), *heads],
                            told, asked.today, source, [2, 3.6, 1.5, 2]))  # fmt: skip
    prose = _("De närmaste tre månaderna ska {kommande} bli klara i länet.") if county else ""
    return Section("next", _("Det här kommer"), prose, [figure] if county else [], tables)


def _coming(asked: Asked) -> list[Activity]:
    rows = Activity.objects.filter(
        Q(shared=True) | Q(place=asked.county), county=asked.county, is_example=False, ends_on__gt=asked.until,
        ends_on__lte=asked.until + AHEAD,
    ).exclude(state__in=(ActivityState.DONE, ActivityState.STOPPED))  # fmt: skip
    return list(rows.select_related("place").order_by("ends_on", "id"))


def _few(rows: list[Activity], place_id: int) -> list[Activity]:
    return [one for one in rows if one.place_id == place_id][:MOST_EACH]


def _cells(one: Activity) -> tuple[Cell, ...]:
    role = str(Role(one.responsible_role).label) if one.responsible_role in Role.values else ""
    holder = ", ".join(part for part in (role, one.responsible_text) if part)
    return (
        Cell(one.pk, one.title),
        day(one.ends_on, written(one.ends_on)),
        Cell(holder or None, holder or _("ingen än")),
    )
