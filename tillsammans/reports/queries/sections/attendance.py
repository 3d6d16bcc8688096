"""Where the process leaders have taken part: visits that they have logged, and workshops that were held, at each principal."""

from collections import Counter
from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tillsammans.access.actor import system
from tillsammans.governance.queries.visits import PrincipalVisits, per_principal
from tillsammans.organisations.models import Place
from tillsammans.reports.queries.sections.asked import Asked, midday, written
from tillsammans.reports.rules.figures import Cell, Figure, Section, Source, Table, count, day
from tillsammans.workshops.models import Workshop, WorkshopState


def section(asked: Asked) -> Section | None:
    by = replace(system(midday(asked.today)), county_id=asked.county.pk)
    visits = {one.principal.pk: one for one in per_principal(by, asked.county, asked.first, asked.until)}
    workshops = _workshops(asked)
    total, held = sum(one.total for one in visits.values()), sum(workshops.values())
    if not total and not held:
        return None
    source, whole = Source(reverse("governance:visits"), _("Besök och stöd")), len(asked.principals)
    rooms = Source(reverse("workshops:workshops"), _("Workshoppar"))
    met = sum(bool(visits.get(one.pk) and visits[one.pk].total) for one in asked.principals)
    unit = ngettext("huvudman", "huvudmän", whole)
    figures = [
        Figure("besok", _("Loggade besök, möten och annat stöd"), total, asked.until, source, ngettext("gång", "gånger", total)),
        Figure("besokta", _("Har fått besök eller stöd"), met, asked.until, source, unit, whole),
        Figure("workshoppar", _("Hållna workshoppar med kort och röster"), held, asked.until, rooms,
               ngettext("workshop", "workshoppar", held)),
    ]  # fmt: skip
    rows = asked.each((one, _cells(one, visits.get(one.pk), workshops)) for one in asked.principals)
    table = Table(
        "attendance", _("Besök, stöd och workshoppar hos varje huvudman"), ["place", "visits", "units", "last_on", "workshops"],
        [_("Huvudman"), _("Gånger"), _("Besökta enheter"), _("Senast"), _("Workshoppar")], rows, asked.until, source,
        [2.6, 1.2, 1.5, 1.6, 1.5],
        _("En workshop med kort och röster kan också vara loggad som ett besök. Därför läggs de inte ihop."),
    )  # fmt: skip
    prose = _("Processledarna har varit med {besok}, hos {besokta}. Med kort och röster hölls {workshoppar}.")
    return Section("attendance", _("Här har processledarna varit med"), prose, figures, [table])


def _workshops(asked: Asked) -> Counter[int]:
    """Ended ones of the period by principal, the county's own under the county; rehearsals and examples were none."""
    rows = Workshop.objects.filter(
        county=asked.county, state=WorkshopState.ENDED, rehearsal=False, is_example=False,
        held_on__range=(asked.first, asked.until),
    )  # fmt: skip
    return Counter(
        principal or place for place, principal in rows.values_list("place_id", "place__principal_id")
    )


def _cells(place: Place, visits: PrincipalVisits | None, workshops: Counter[int]) -> tuple[Cell, ...]:
    last = visits.last_on if visits else None
    return (
        count(visits.total if visits else 0), count(visits.units if visits else 0), day(last, written(last)),
        count(workshops[place.pk]),
    )  # fmt: skip
