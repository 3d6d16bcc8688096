"""One cell of the county's picture, opened: a principal's distribution within one component, over time and by sector."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tillsammans.access.actor import Actor
from tillsammans.core.errors import NotVisible
from tillsammans.followup.queries import counted, own_answers
from tillsammans.followup.queries.counted import Answered, Round, Shape
from tillsammans.followup.queries.own_answers import Reaching, UnitStep
from tillsammans.followup.queries.picture import Choice, Door, chosen, open_door
from tillsammans.followup.rules import picture, steps
from tillsammans.followup.rules.picture import Figure
from tillsammans.followup.rules.visibility import county_may_see_spread
from tillsammans.organisations.models import Place, PlaceKind
from tillsammans.programmes.queries import Component, StairsForm, stairs_for_form


@dataclass(frozen=True)
class CellPicture:
    """rounds: up to the chosen one, each with its figure on that one's stairs, oldest first. sectors: of the chosen round.

    choices: every round that can be chosen.
    change: half steps since the round before. units: None unless the principal has opened its workplaces to this reader.
    """

    county: Door
    choice: Choice
    principal_id: int
    principal: str
    component: Component
    stairs: StairsForm
    round: Round
    choices: tuple[tuple[int, str], ...]
    rounds: tuple[tuple[Round, Figure], ...]
    sectors: tuple[tuple[str, Figure], ...]
    answered: Answered
    change: int | None
    reaching: tuple[Reaching, ...]
    units: tuple[UnitStep, ...] | None

    @property
    def now(self) -> Figure:
        return self.rounds[-1][1]


def cell_picture(by: Actor, principal_id: int, component: str, choice: Choice, language: str) -> CellPicture:
    """For county roles. A fixed number of queries. Raises NotVisible for another county, and for what does not exist, alike."""
    door = open_door(by)
    opened = counted.opened_rounds(door.county_id)
    place = _principal(door, principal_id)
    if not opened or place is None:
        raise NotVisible(_("Sidan finns inte, eller så har du inte tillgång till den."))
    round, earlier = chosen(opened, choice)
    stairs = stairs_for_form(round.stairs_id, language)
    asked_about = next((one for one in stairs.components if one.code == component), None)
    answered = counted.answered(round.id, principal_id=principal_id).get(principal_id)
    if asked_about is None or answered is None:
        raise NotVisible(_("Sidan finns inte, eller så har du inte tillgång till den."))
    is_open = bool(place[1]) and door.sees_opened
    parts = _parts([*earlier, round], component, principal_id)
    shape = Shape(stairs, choice.sector, frozenset([principal_id] if is_open else []))
    figures = _figures([*earlier, round], parts, shape, is_open)
    return CellPicture(
        county=door,
        choice=Choice(round.id, choice.sector, round.programme),
        principal_id=principal_id,
        principal=place[0],
        component=asked_about,
        stairs=stairs,
        round=round,
        choices=tuple((one.id, one.name) for one in opened if one.programme == round.programme),
        rounds=tuple(zip([*earlier, round], figures, strict=True)),
        sectors=_sectors(parts[round.id], round, stairs.top, is_open),
        answered=answered,
        change=steps.change_of_median(figures[-1].median, figures[-2].median) if earlier else None,
        reaching=_reaching(round, stairs, component, principal_id, is_open, figures[-1]),
        units=own_answers.units_on_steps(round, principal_id, component) if is_open else None,
    )


def _principal(door: Door, principal_id: int) -> tuple[str, bool | None] | None:
    rows = Place.objects.filter(pk=principal_id, kind=PlaceKind.PRINCIPAL, county_id=door.county_id)
    return rows.values_list("name", "principal_profile__units_open_to_county").first()


def _parts(rounds: list[Round], component: str, principal_id: int) -> dict[int, counted.Parts]:
    """Spread by sector in each round. One query."""
    standing = counted.counted(rounds, by_sector=True, principal_id=principal_id)
    return {round_id: found.get(component, {}).get(principal_id, {}) for round_id, found in standing.items()}


def _figures(
    rounds: list[Round], parts: Mapping[int, counted.Parts], shape: Shape, is_open: bool
) -> list[Figure]:
    maps = counted.mappings(rounds, shape.stairs.id)
    return [
        picture.on_stairs(
            picture.seen_part(parts[one.id], shape.sector, opened=is_open), maps.get(one.stairs_id),
            top=shape.stairs.top, opened=is_open,
        )
        for one in rounds
    ]  # fmt: skip


def _sectors(parts: counted.Parts, round: Round, top: int, is_open: bool) -> tuple[tuple[str, Figure], ...]:
    """Each sector that the round asks about and the principal has units in."""
    return tuple(
        (
            sector,
            picture.on_stairs(
                picture.seen_part(parts, sector, opened=is_open), None, top=top, opened=is_open
            ),
        )
        for sector in round.sectors
        if sector in parts
    )


def _reaching(
    round: Round, stairs: StairsForm, component: str, principal_id: int, is_open: bool, now: Figure
) -> tuple[Reaching, ...]:
    """The criteria that most units are about to reach. The county sees those that three units and more stand before."""
    if not now.shown:
        return ()
    rows = own_answers.about_to_reach(round, stairs, principal_id).get(component, ())
    return tuple(one for one in rows if is_open or county_may_see_spread(one.candidates))
