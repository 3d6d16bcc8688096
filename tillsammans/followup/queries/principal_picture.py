"""A principal's picture: everything for its own people, counts and spread for county roles."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.access.roles import Permission
from tillsammans.core.errors import NotVisible
from tillsammans.followup import picture_policies as policies
from tillsammans.followup.models import PrincipalReport
from tillsammans.followup.queries import counted, own_answers
from tillsammans.followup.queries.counted import Answered, Round, Shape
from tillsammans.followup.queries.own_answers import Note, Reaching, Told, UnitLine
from tillsammans.followup.queries.picture import Choice, chosen
from tillsammans.followup.rules import picture, situation, steps
from tillsammans.followup.rules.picture import Figure
from tillsammans.followup.rules.time_on_stairs import TimeOnStairs, days_on_step, stalled
from tillsammans.followup.rules.visibility import county_may_see_spread
from tillsammans.organisations.models import Place
from tillsammans.organisations.queries import SeatsRow, seats_rows
from tillsammans.programmes.queries import Component, StairsForm, stairs_for_form

NOBODY = Answered()
LONG_ON_A_STEP_DAYS = 365
STAYS = (182, 365)  # up to half a year, up to a year, longer: how long units have stood where they stand


@dataclass(frozen=True)
class Reader:
    """Who looks at which principal, and what that person is shown of it.

    own: the principal's own people. opened, notes: what the principal has chosen to show a process leader.
    report: the principal's own answers. remind: the reader may remind its units.
    """

    principal_id: int
    name: str
    county_id: int
    version: str
    own: bool
    opened: bool
    notes: bool
    report: bool
    remind: bool
    county: bool

    @property
    def audience(self) -> str:
        return "".join("ny"[value] for value in (self.own, self.opened, self.notes, self.report, self.remind))

    @property
    def sees_units(self) -> bool:
        return self.own or self.opened

    @property
    def sees_notes(self) -> bool:
        return self.own or self.notes


@dataclass(frozen=True)
class TimeOfComponent:
    """How long units have stood on the step where they stand. stays: up to half a year, up to a year, longer.

    long: those longer than a year that are not at the top and have not said that they stay.
    """

    component: Component
    stays: tuple[int, int, int]
    long: int


@dataclass(frozen=True)
class SingleUnits:
    """What is about single workplaces. None: this reader is not shown that."""

    units: tuple[UnitLine, ...] | None = None
    time: tuple[TimeOfComponent, ...] = ()
    notes: tuple[Note, ...] | None = None
    told: tuple[Told, ...] | None = None


NO_UNITS = SingleUnits()


@dataclass(frozen=True)
class Waiting:
    """Units of an open round that can be reminded. round_id 0: none, or the round is closed."""

    round_id: int = 0
    units: int = 0


@dataclass(frozen=True)
class PrincipalPicture:
    """figures: by round (oldest first) and component. What the reader is not shown is None, or empty where it is a list."""

    reader: Reader
    choice: Choice
    rounds: tuple[tuple[int, str], ...] = ()
    programmes: tuple[tuple[str, Mapping[str, str]], ...] = ()
    round: Round | None = None
    stairs: StairsForm | None = None
    figures: tuple[tuple[Round, Mapping[str, Figure]], ...] = ()
    answered: Answered = NOBODY
    said: tuple[str, str] = ("", "")
    seats: tuple[SeatsRow, ...] = ()
    report: Mapping[str, str] | None = None
    reaching: Mapping[str, tuple[Reaching, ...]] | None = None
    single: SingleUnits = NO_UNITS

    @property
    def components(self) -> tuple[Component, ...]:
        return self.stairs.components if self.stairs else ()

    @property
    def now(self) -> Mapping[str, Figure]:
        return self.figures[-1][1] if self.figures else {}

    @property
    def waiting(self) -> Waiting:
        if self.round is None or self.round.is_closed or not self.reader.remind:
            return Waiting()
        units = self.answered.asked - self.answered.sent
        return Waiting(self.round.id, units) if units else Waiting()

    def change(self, component: str) -> int | None:
        """Half steps since the round before."""
        if len(self.figures) < 2:
            return None
        now, before = (self.figures[place][1].get(component, picture.UNANSWERED) for place in (-1, -2))
        return steps.change_of_median(now.median, before.median)


def open_door(by: Actor, principal_id: int) -> Reader:
    """The principal as this reader may see it. One query. Raises NotVisible."""
    rows = check.within(Place.objects.filter(pk=principal_id), policies.may_read_principal_figures, by)
    row = rows.values_list(
        "name", "path", "county_id", "county__county_profile__pulse", "principal_profile__units_open_to_county",
        "principal_profile__notes_shared_with_county",
    ).first()  # fmt: skip
    if row is None:
        raise NotVisible(_("Sidan finns inte, eller så har du inte tillgång till den."))
    name, path, county_id, pulse, units_open, notes_shared = row
    opened = bool(units_open) and policies.sees_opened(by, path)
    return Reader(
        principal_id=principal_id, name=name, county_id=county_id,
        version=f"{principal_id}.{pulse}.{timezone.localdate(by.at).toordinal()}",
        own=policies.sees_own(by, path), opened=opened, notes=opened and bool(notes_shared),
        report=by.may_at(Permission.PRINCIPAL_REPORT_READ, path), remind=by.may_at(Permission.REMIND, path),
        county=by.may_at(Permission.COUNTY_PICTURE_READ, path),
    )  # fmt: skip


def principal_picture(
    by: Actor, principal_id: int, choice: Choice, language: str, reader: Reader | None = None
) -> PrincipalPicture:
    """A fixed number of queries for each kind of reader, whatever the number of units and rounds. Raises NotVisible."""
    reader = reader or open_door(by, principal_id)
    opened = counted.opened_rounds(reader.county_id)
    if not opened:
        return PrincipalPicture(reader, choice, seats=tuple(seats_rows(by, principal_id)))
    round, earlier = chosen(opened, choice)
    stairs = stairs_for_form(round.stairs_id, language)
    shape = Shape(stairs, opened=frozenset([principal_id] if reader.sees_units else []))
    rounds = [*earlier, round]
    figures = _figures(rounds, principal_id, shape)
    answered = counted.answered(round.id, principal_id=principal_id).get(principal_id, NOBODY)
    return PrincipalPicture(
        reader=reader,
        choice=Choice(round.id, "", round.programme),
        rounds=tuple({one.id: one.name for one in opened}.items()),
        programmes=tuple((one.programme, one.programme_name) for one in opened if one.id == round.id),
        round=round,
        stairs=stairs,
        figures=tuple(zip(rounds, figures, strict=True)),
        answered=answered,
        said=_situation(figures, answered, stairs),
        seats=tuple(seats_rows(by, principal_id)),
        report=_report(round.id, principal_id) if reader.report else None,
        reaching=_reaching(reader, round, stairs, figures[-1]),
        single=_single(reader, round, rounds, stairs, by),
    )


def _figures(rounds: Sequence[Round], principal_id: int, shape: Shape) -> list[dict[str, Figure]]:
    standing = counted.counted(rounds, by_sector=False, principal_id=principal_id)
    maps = counted.mappings(rounds, shape.stairs.id)
    shown = [counted.figures(standing[one.id], shape, maps.get(one.stairs_id)) for one in rounds]
    return [
        {code: found.get(principal_id, picture.UNANSWERED) for code, found in one.items()} for one in shown
    ]


def _situation(
    figures: Sequence[Mapping[str, Figure]], answered: Answered, stairs: StairsForm
) -> tuple[str, str]:
    """Lägesmeningen for one principal: how many have answered, and what lags. Movement is told by component below."""
    medians = [(one.short_name.text, figures[-1][one.code].median) for one in stairs.components]
    return situation.situation(
        situation.Picture(medians, answered.sent, answered.asked), counted=situation.Counted.UNITS
    )


def _report(round_id: int, principal_id: int) -> Mapping[str, str] | None:
    """The principal's own answers in the round, the version sent last."""
    rows = PrincipalReport.objects.filter(round_id=round_id, principal_id=principal_id).order_by("-number")
    return rows.values_list("answers", flat=True).first()


def _reaching(
    reader: Reader, round: Round, stairs: StairsForm, now: Mapping[str, Figure]
) -> Mapping[str, tuple[Reaching, ...]]:
    """County readers see the criteria that three units and more stand before, where the spread itself is shown."""
    found = own_answers.about_to_reach(round, stairs, reader.principal_id)
    if reader.sees_units:
        return found
    return {
        code: tuple(one for one in rows if county_may_see_spread(one.candidates))
        for code, rows in found.items()
        if now.get(code, picture.HIDDEN).shown
    }


def _single(
    reader: Reader, round: Round, rounds: Sequence[Round], stairs: StairsForm, by: Actor
) -> SingleUnits:
    """Nothing is read for readers who are not shown it."""
    pk = reader.principal_id
    return SingleUnits(
        units=own_answers.unit_lines(round, pk) if reader.sees_units else None,
        time=_time(rounds, pk, stairs, by) if reader.sees_units else (),
        notes=own_answers.notes(round, pk) if reader.sees_notes else None,
        told=own_answers.told(round, pk) if reader.sees_notes else None,
    )


def _time(
    rounds: Sequence[Round], principal_id: int, stairs: StairsForm, by: Actor
) -> tuple[TimeOfComponent, ...]:
    maps = counted.mappings(rounds, stairs.id)
    times, staying = own_answers.time_of_units(rounds, principal_id, maps)
    today = timezone.localdate(by.at)
    rows = ((one, times.get(one.code, {}), staying.get(one.code, set())) for one in stairs.components)
    return tuple(
        TimeOfComponent(
            one, _stays(units, today),
            len(stalled(units, LONG_ON_A_STEP_DAYS, today, top=stairs.top, staying=stay)),
        )
        for one, units, stay in rows
    )  # fmt: skip


def _stays(units: Mapping[int, TimeOnStairs], today: date) -> tuple[int, int, int]:
    days = [stay for one in units.values() if (stay := days_on_step(one, today)) is not None]
    short = sum(stay <= STAYS[0] for stay in days)
    middle = sum(STAYS[0] < stay <= STAYS[1] for stay in days)
    return short, middle, len(days) - short - middle
