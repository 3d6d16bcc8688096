"""Counties by component, for measuring and for whoever may one day read several counties. No role in the product does now.

Each county's part is the total of its own picture, as the steering group sees it, and is kept under that county's pulse: a report
draws one county anew.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.followup import picture_policies as policies
from tillsammans.followup.queries import counted
from tillsammans.followup.queries.counted import Answered, Point, Round, Shape, kept
from tillsammans.organisations.models import CountyProfile
from tillsammans.programmes.queries import stairs_for_form


@dataclass(frozen=True)
class CountyLine:
    """A county's newest round: by component what is shown of it together, and the principals' band."""

    county_id: int
    name: str
    round: str
    points: Mapping[str, Point]
    answered: Answered


def national_picture(by: Actor, language: str = "sv") -> list[CountyLine]:
    """The counties whose picture `by` may see, by name. One query and, for each county that has changed, a few more."""
    rows = check.within(CountyProfile.objects.all(), policies.may_read_county_picture, by).order_by(
        "place__sort_name", "place_id"
    )
    wanted = list(rows.values_list("place_id", "place__name", "pulse"))
    today = timezone.localdate(by.at)
    found = (
        kept(
            f"picture.national.{county_id}.{pulse}.{today.toordinal()}.{language}",
            lambda: _line(county_id, name, language),  # noqa: B023 - called at once
        )
        for county_id, name, pulse in wanted
    )
    return [one for one in found if one.round]


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
