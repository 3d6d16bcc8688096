"""The county's picture: principals by core component in one round, movement since the start, roles, and what hindered."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db import connection
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tillsammans.access.actor import Actor
from tillsammans.core.errors import NotVisible
from tillsammans.core.text import localised
from tillsammans.followup import picture_policies as policies
from tillsammans.followup.queries import counted
from tillsammans.followup.queries.counted import Answered, Outline, Point, Round, Shape
from tillsammans.followup.queries.county_facts import Facts, SeatLine, county_facts, opened_principals
from tillsammans.followup.queries.hindrances import Hindrances, hindrances
from tillsammans.followup.queries.standing import standing_since
from tillsammans.followup.rules import picture, situation, steps
from tillsammans.followup.rules.picture import Figure
from tillsammans.organisations.rules.role_seats import Seats, together
from tillsammans.programmes.queries import Component


@dataclass(frozen=True)
class Choice:
    """What the reader has chosen to see. None and "": the newest round, all sectors, the first programme."""

    round_id: int | None = None
    sector: str = picture.ALL
    programme: str = ""


@dataclass(frozen=True)
class Door:
    """A county that the reader may see, and what every picture of it is kept under: one query."""

    county_id: int
    path: str
    name: str
    version: str
    sees_opened: bool
    reads_theory: bool

    @property
    def audience(self) -> str:
        """Readers who see the same: what they are shown may be kept together."""
        return f"{'opened' if self.sees_opened else 'closed'}.{'theory' if self.reads_theory else 'everyday'}"


@dataclass(frozen=True)
class Row:
    """A principal. figures: one a component. change: half steps since the round before, None where that is not known."""

    principal_id: int
    name: str
    figures: tuple[Figure, ...]
    change: tuple[int | None, ...]
    answered: Answered
    seats: Seats


@dataclass(frozen=True)
class CountyPicture:
    """One round of one programme. rows: by name in Swedish order. trend: by component, oldest round first. seats: of all
    sectors, whatever is chosen, since a decision may be about all of them together.

    before: the round that changes are counted from. round None: no round has opened, and everything else is empty.
    """

    county: Door
    choice: Choice
    rounds: tuple[tuple[int, str], ...] = ()
    programmes: tuple[tuple[str, str], ...] = ()
    round: Round | None = None
    before: str = ""
    stairs: Outline | None = None
    rows: tuple[Row, ...] = ()
    whole: Mapping[str, Figure] | None = None
    trend: tuple[tuple[str, Mapping[str, Point]], ...] = ()
    said: tuple[str, str] = ("", "")
    hindrances: Hindrances | None = None
    reported: int = 0
    seats: tuple[tuple[str, SeatLine], ...] = ()

    @property
    def components(self) -> tuple[Component, ...]:
        return self.stairs.components if self.stairs else ()

    @property
    def top(self) -> int:
        return self.stairs.top if self.stairs else 0

    @property
    def answered(self) -> Answered:
        return total_answered(row.answered for row in self.rows)

    @property
    def shows_roles(self) -> bool:
        """Beside one sector alone, seats of all sectors would mislead."""
        return not self.choice.sector

    @property
    def hidden(self) -> int:
        """How many principals have a cell that is not shown to this reader."""
        return sum(any(not one.shown for one in row.figures) for row in self.rows)


def total_answered(many: Iterable[Answered]) -> Answered:
    """Several principals' numbers together."""
    rows = list(many)
    return Answered(sum(r.asked for r in rows), sum(r.begun for r in rows), sum(r.sent for r in rows))


# Asked at every view, unchanged ones too: written out, since building the question costs more than asking it.
_DOOR = """
    SELECT place.id, place.path, place.name, profile.pulse
    FROM organisations_countyprofile profile JOIN organisations_place place ON place.id = profile.place_id WHERE place.id = %s
"""


def open_door(by: Actor) -> Door:
    """The reader's county. Raises NotVisible for whoever may not see its picture.

    version: changes with everything that a picture shows: the county's pulse, and the day, since roles are held from day to day.
    """
    with connection.cursor() as cursor:
        cursor.execute(_DOOR, [by.county_id])
        row = cursor.fetchone()
    if row is None or not policies.sees_county(by, row[1]):
        raise NotVisible(_("Sidan finns inte, eller så har du inte tillgång till den."))
    county_id, path, name, pulse = row
    version = f"{county_id}.{pulse}.{timezone.localdate(by.at).toordinal()}"
    return Door(
        county_id, path, name, version, policies.sees_opened(by, path), policies.reads_theory(by, path)
    )


def county_picture(by: Actor, choice: Choice, language: str, door: Door | None = None) -> CountyPicture:
    """The picture that `by` may see. A fixed number of queries. Raises NotVisible, for a round of another county alike."""
    door = door or open_door(by)
    facts = county_facts(by, door.county_id, timezone.localdate(by.at))
    opened = facts.rounds
    if not opened:
        _only_nothing_chosen(choice)
        return CountyPicture(door, choice)
    round, earlier = chosen(opened, choice)
    stairs = counted.outline(round.stairs_id, language, facts.generation)
    shape = Shape(
        stairs, choice.sector,
        opened_principals(facts) if door.sees_opened else frozenset(),
    )  # fmt: skip
    history = counted.history(door.county_id, earlier, shape, facts.generation)
    standing, answered = _now(round, choice.sector, facts)
    shown = counted.figures(standing, shape, None)
    rows = _rows(facts.places, shape, shown, history.before or {}, answered, facts.seats)
    points = counted.points(shown, shape)
    names = dict(facts.places)
    return CountyPicture(
        county=door,
        choice=Choice(round.id, choice.sector, round.programme),
        rounds=tuple({one.id: one.name for one in opened}.items()),
        programmes=_programmes(opened, round, language),
        round=round,
        before=earlier[-1].name if earlier else "",
        stairs=stairs,
        rows=rows,
        whole={code: point.whole for code, point in points.items()},
        trend=(*zip((one.name for one in earlier), history.points, strict=True), (round.name, points)),
        said=_situation(rows, points, stairs, earlier[-1].name if earlier else ""),
        hindrances=None if choice.sector else hindrances(round, by.at),
        reported=facts.reported.get(round.id, 0),
        seats=tuple((names[row.principal_id], row) for row in facts.seats if row.principal_id in names),
    )


def _now(round: Round, sector: str, facts: Facts) -> tuple[counted.Standing, dict[int, Answered]]:
    """The round's counts, one sector's with all the principal's other ones, since they decide what is shown. Two queries."""
    if sector == picture.ALL:
        return standing_since(round, facts), counted.answered_now(round)
    return counted.counted([round], by_sector=True)[round.id], counted.answered(round.id, sector)


def _only_nothing_chosen(choice: Choice) -> None:
    if choice != Choice():
        raise NotVisible(_("Sidan finns inte, eller så har du inte tillgång till den."))


def chosen(opened: Sequence[Round], choice: Choice) -> tuple[Round, list[Round]]:
    """The round that is shown, and the earlier ones of the same programme, oldest first. Raises NotVisible."""
    round_id = choice.round_id or opened[-1].id
    same = [one for one in opened if one.id == round_id and choice.programme in ("", one.programme)]
    if not same or (choice.sector and choice.sector not in same[0].sectors):
        raise NotVisible(_("Sidan finns inte, eller så har du inte tillgång till den."))
    programme = [one for one in opened if one.programme == same[0].programme]
    return same[0], programme[: programme.index(same[0])]


def _programmes(opened: Sequence[Round], round: Round, language: str) -> tuple[tuple[str, str], ...]:
    """The programmes that the round asks about: (code, name)."""
    return tuple(
        (one.programme, localised(one.programme_name, language).text) for one in opened if one.id == round.id
    )


def _rows(
    places: Sequence[tuple[int, str]],
    shape: Shape,
    shown: Mapping[str, Mapping[int, Figure]],
    before: Mapping[str, Mapping[int, steps.Median]],
    answered: Mapping[int, Answered],
    seats: Sequence[SeatLine],
) -> tuple[Row, ...]:
    """The principals that the round asks, or that have a role to fill. Nobody is ranked: by name."""
    held: dict[int, list[Seats]] = {}
    for row in seats:
        held.setdefault(row.principal_id, []).append(row.seats)
    return tuple(
        _row(pk, name, shape, shown, before, answered[pk], together(held.get(pk, ())))
        for pk, name in places
        if pk in answered
    )


def _row(
    pk: int,
    name: str,
    shape: Shape,
    shown: Mapping[str, Mapping[int, Figure]],
    before: Mapping[str, Mapping[int, steps.Median]],
    answered: Answered,
    seats: Seats,
) -> Row:
    figures = tuple(shown[code].get(pk, picture.UNANSWERED) for code in shape.codes)
    changes = tuple(
        steps.change_of_median(one.median, before.get(code, {}).get(pk))
        for code, one in zip(shape.codes, figures, strict=True)
    )
    return Row(pk, name, figures, changes, answered, seats)


def _whole_steps(half_steps: int | None) -> int | None:
    """Half a step up is no step taken yet."""
    return half_steps // 2 if half_steps is not None and half_steps > 0 else half_steps


def _situation(
    rows: Sequence[Row], points: Mapping[str, Point], stairs: Outline, before: str
) -> tuple[str, str]:
    """Lägesmeningen, over what the reader sees. It names no principal: it is given none."""
    answered = total_answered(row.answered for row in rows)
    moved = (
        situation.movement({row.principal_id: map(_whole_steps, row.change) for row in rows})
        if before
        else None
    )
    medians = [
        (component.short_name.text, points[component.code].whole.median) for component in stairs.components
    ]
    told = (answered.sent, answered.asked) if moved is None or not moved.comparable else (0, 0)
    return _said(tuple(medians), *told, moved, before[:1].lower() + before[1:], get_language() or "sv")


@lru_cache(maxsize=128)
def _said(
    medians: tuple[tuple[str, steps.Median | None], ...],
    answered: int,
    asked: int,
    moved: situation.Movement | None,
    before: str,
    language: str,
) -> tuple[str, str]:
    """Kept, since a report seldom changes the sentence; `language` is part of the key alone."""
    return situation.situation(
        situation.Picture(medians, answered, asked, moved, before), counted=situation.Counted.PRINCIPALS
    )
