"""Counties by component, for measuring and for whoever may one day read several counties. No role in the product does now.

Each county's part is the total of its own picture, as the steering group sees it, and is kept under that county's pulse: a report
draws one county anew. All of them together are kept under all their pulses: unchanged they cost one question.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from django.db import connection
from django.utils import timezone

from tillsammans.access.actor import Actor
from tillsammans.followup import picture_policies as policies
from tillsammans.followup.queries import counted
from tillsammans.followup.queries.counted import Answered, Point, Round, Shape, kept
from tillsammans.programmes.queries import stairs_for_form


@dataclass(frozen=True)
class CountyLine:
    """A county's newest round: by component what is shown of it together, and the principals' band."""

    county_id: int
    name: str
    round: str
    points: Mapping[str, Point]
    answered: Answered


# Asked at every view: written out, since building the question costs more than asking it.
_COUNTIES = """
    SELECT place.path, profile.pulse, place.id, place.name
    FROM organisations_countyprofile profile JOIN organisations_place place ON place.id = profile.place_id
    ORDER BY place.sort_name, place.id
"""
County = tuple[str, int, int, str]  # path, pulse, id, name


def national_picture(by: Actor, language: str = "sv") -> tuple[CountyLine, ...]:
    """The counties whose picture `by` may see, by name. One query and, for each county that has changed, a few more."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNTIES)
        seen = [county for county in cursor.fetchall() if policies.sees_county(by, county[0])]
    day = f"{timezone.localdate(by.at).toordinal()}.{language}"
    versions = "-".join([f"{path}.{pulse}" for path, pulse, _pk, _name in seen])
    return kept(f"picture.national.{day}.{versions}", lambda: _lines(seen, day, language))


def _lines(counties: Sequence[County], day: str, language: str) -> tuple[CountyLine, ...]:
    found = [
        kept(f"picture.national.{day}.{pk}.{pulse}", partial(_line, pk, name, language))
        for _path, pulse, pk, name in counties
    ]
    return tuple(one for one in found if one.round)


def _line(county_id: int, name: str, language: str) -> CountyLine:
    rounds: Sequence[Round] = counted.opened_rounds(county_id)
    if not rounds:
        return CountyLine(county_id, name, "", {}, Answered())
    newest = next(one for one in rounds if one.id == rounds[-1].id)
    shape = Shape(stairs_for_form(newest.stairs_id, language))
    shown = counted.figures(counted.standing_now(newest), shape, None)
    answered = counted.answered_now(newest).values()
    together = Answered(
        sum(a.asked for a in answered), sum(a.begun for a in answered), sum(a.sent for a in answered)
    )
    return CountyLine(county_id, name, newest.name, counted.points(shown, shape), together)
