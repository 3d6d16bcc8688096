"""Children's participation, as the plans in force tell of it in their own words. Nothing else is known; nothing of a child."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tillsammans.planning.models import PlanVersion
from tillsammans.planning.rules.plan_content import read
from tillsammans.reports.queries.sections.asked import Asked
from tillsammans.reports.queries.sections.plans_in_force import in_force
from tillsammans.reports.rules.figures import Figure, Section, Source, Table, text

LONGEST_QUOTE = 400


def section(asked: Asked) -> Section | None:
    plans = in_force(asked)
    said = {place: words for place, versions in plans.items() if (words := _words(versions))}
    planned = [one for one in asked.principals if one.pk in plans]
    told = [one for one in asked.principals if one.pk in said]
    if not planned and asked.county.pk not in said:
        return None
    source = Source(reverse("planning:plans"), _("Planer"))
    unit = ngettext("huvudman", "huvudmän", len(planned))
    figures = [
        Figure("ifyllt", _("Har skrivit hur barn, unga och vårdnadshavare varit med"), len(told), asked.until, source, unit,
               len(planned)),
    ] if planned else []  # fmt: skip
    rows = asked.each(
        (place, (text(_quoted(said[place.pk])),))
        for place in (asked.county, *asked.principals)
        if place.pk in said
    )
    table = Table(
        "participation", _("Så har barn, unga och vårdnadshavare varit med"), ["place", "words"],
        [_("Plan"), _("Med planens egna ord")], rows, asked.until, source, [2, 7],
    )  # fmt: skip
    prose = _(
        "Så här säger de planer som gäller om hur barn, unga och vårdnadshavare har varit med. Raden är ifylld hos {ifyllt} som "
        "har en beslutad plan."
    ) if planned else ""  # fmt: skip
    heading = _("Barns, ungas och vårdnadshavares delaktighet")
    return Section("participation", heading, prose, figures, [table] if rows else [])


def _words(versions: list[PlanVersion]) -> str:
    return "\n".join(words for one in versions if (words := read(one.content).participation.strip()))


def _quoted(words: str) -> str:
    """The beginning where it is long, cut between two words."""
    if len(words) <= LONGEST_QUOTE:
        return words
    return f"{words[:LONGEST_QUOTE].rsplit(None, 1)[0].rstrip('.,;:')} …"
