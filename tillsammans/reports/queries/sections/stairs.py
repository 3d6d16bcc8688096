"""Movement on the stairs: the latest round of the period for each programme, against the round before. By the county's own rules
for what may be seen of a principal, and as if no principal had opened its single workplaces: the report is read by many."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tillsammans.core.text import localised
from tillsammans.followup.queries import counted
from tillsammans.followup.queries.counted import Answered, Round, Shape
from tillsammans.followup.rules import picture
from tillsammans.followup.rules.picture import Figure as Spread
from tillsammans.followup.rules.steps import change_label, change_of_median, median_label
from tillsammans.organisations.models import Place
from tillsammans.programmes.queries import StairsForm, stairs_for_form
from tillsammans.reports.queries.sections.asked import Asked
from tillsammans.reports.rules.figures import (
    Bar,
    Cell,
    Chart,
    Figure,
    Section,
    Source,
    Table,
    part,
)

MOVES = ("up", "same", "down")
Shown = Mapping[str, Mapping[int, Spread]]


def section(asked: Asked) -> Section | None:
    told = [_programme(asked, rounds, number) for number, rounds in enumerate(_rounds(asked), start=1)]
    if not told:
        return None
    prose = " ".join(one.prose for one in told)
    figures = [figure for one in told for figure in one.figures]
    tables = [table for one in told for table in one.tables]
    return Section(
        "stairs",
        _("Så går det på trappan"),
        prose,
        figures,
        tables,
        [chart for one in told for chart in one.charts],
    )


def _rounds(asked: Asked) -> list[list[Round]]:
    """For each programme its rounds up to the end of the period, oldest first. A round counts once it is over, or while it goes
    on in a period that does. Programmes that were not asked about in the period are left out, unless none was."""
    seen: dict[str, list[Round]] = {}
    for one in counted.opened_rounds(asked.county.pk):
        over = one.is_closed and one.closes_on <= asked.until
        going_on = one.opens_on <= asked.today <= asked.last
        if over or going_on:
            seen.setdefault(one.programme, []).append(one)
    newest = max((rounds[-1].closes_on for rounds in seen.values()), default=asked.first)
    return [rounds for rounds in seen.values() if rounds[-1].closes_on >= min(asked.first, newest)]


def _programme(asked: Asked, rounds: Sequence[Round], number: int) -> Section:
    now, before = rounds[-1], rounds[-2] if len(rounds) > 1 else None
    stairs = stairs_for_form(now.stairs_id, asked.language)
    shape = Shape(stairs)
    answered = counted.answered_now(now)
    shown = counted.figures(counted.standing_now(now), shape, None)
    earlier = _earlier(before, shape)
    as_of = min(now.closes_on, asked.today) if now.is_closed else asked.today
    source = Source(f"{reverse('followup:county')}?omgang={now.id}&program={now.programme}", _("Länet"))
    programme = localised(now.programme_name, asked.language).text
    caption = _("%(programme)s, %(round)s: steget i mitten för varje huvudman") % {
        "programme": programme,
        "round": now.name,
    }
    principals = [one for one in asked.principals if one.pk in answered]
    rows = asked.each((one, _cells(one, shape, shown, earlier, answered[one.pk])) for one in principals)
    table = Table(
        f"stairs_{number}", caption, ["place", *shape.codes, "answered"],
        [_("Huvudman"), *(one.short_name.text for one in stairs.components), _("Svarat")], rows, as_of, source,
        [2, *[1.7] * len(shape.codes), 1.3], _note(before),
    )  # fmt: skip
    about = {"programme": programme, "round": now.name}
    charts = _charts(number, stairs, about, before, principals, shown, earlier, table)
    figures = _figures(number, answered, principals, shown, earlier, as_of, source, programme)
    drawn, beside = [chart for chart, _table in charts], [beside for _chart, beside in charts]
    return Section(
        "stairs", "", _prose(number, programme, now, before, figures), figures, [*beside, table], drawn
    )


def _charts(
    number: int, stairs: StairsForm, about: Mapping[str, str], before: Round | None, principals: Sequence[Place],
    shown: Shown, earlier: Shown, beside: Table,
) -> list[tuple[Chart, Table]]:  # fmt: skip
    """Units on each step, and how principals have moved since the round before, each with its numbers; without any, none."""
    steps = Chart(
        _("%(programme)s, %(round)s: enheter på varje steg i länet") % about,
        [f"{place} {name}" for place, name in enumerate(stairs.step_names)],
        [_bar(one.name.text, one.slot, shown[one.code]) for one in stairs.components],
    )  # fmt: skip
    note = f"{', '.join(steps.steps)}. {_('Enheter hos huvudmän som har minst tre svar.')}"
    keys = ["component", *(f"step_{place}" for place in range(len(steps.steps)))]
    found = [(steps, steps.table(f"steps_{number}", _("Kärnkomponent"), keys, beside, note))]
    if before is not None:
        moves = Chart(
            _("%(programme)s: huvudmän som har rört sig på trappan sedan %(before)s") % {**about, "before": before.name},
            [_("gått uppåt"), _("oförändrade"), _("gått nedåt")],
            [Bar(one.name.text, _moved(principals, shown[one.code], earlier[one.code])) for one in stairs.components],
            MOVES,
        )  # fmt: skip
        found += [(moves, moves.table(f"moves_{number}", _("Kärnkomponent"), ["component", *MOVES], beside))]
    return [(chart, table) for chart, table in found if any(sum(bar.counts) for bar in chart.bars)]


def _moved(
    principals: Sequence[Place], now: Mapping[int, Spread], before: Mapping[int, Spread]
) -> tuple[int, ...]:
    """How many principals went up, stood still and went down, of those that can be compared; nobody is named."""
    changes = [_change(one, now, before) for one in principals]
    ways = [(change > 0) - (change < 0) for change in changes if change is not None]
    return tuple(ways.count(way) for way in (1, 0, -1)) if ways else ()


def _earlier(before: Round | None, shape: Shape) -> Shown:
    """The round before on the same stairs; a programme's edition may have changed between them."""
    if before is None:
        return {code: {} for code in shape.codes}
    mapping = counted.mappings([before], shape.stairs.id).get(before.stairs_id)
    return counted.figures(counted.standing_now(before), shape, mapping)


def _cells(place: Place, shape: Shape, shown: Shown, earlier: Shown, answered: Answered) -> list[Cell]:
    steps = [
        _step(shown[code].get(place.pk, picture.UNANSWERED), earlier[code].get(place.pk))
        for code in shape.codes
    ]
    return [*steps, part(answered.sent, answered.asked)]


def _step(now: Spread, before: Spread | None) -> Cell:
    """value: the middle, both where two share it, and half steps since the round before (None: no comparison)."""
    if not now.shown:
        return Cell(None, _("visas inte"))
    if now.median is None:
        return Cell(None, _("inga svar"))
    change = change_of_median(now.median, before.median if before else None)
    said = median_label(now.median)
    if change:
        said += f"\n{change_label(change)}"
    return Cell({"median": list(now.median), "half_steps": change}, said)


def _bar(label: str, slot: int, spreads: Mapping[int, Spread]) -> Bar:
    return Bar(label, picture.together(spreads.values()).counts, slot)


def _figures(
    number: int, answered: Mapping[int, Answered], principals: Sequence[Place], shown: Shown, earlier: Shown, as_of: date,
    source: Source, programme: str,
) -> list[Figure]:  # fmt: skip
    """number: of the programme, so that each figure has a name of its own."""
    asked = sum(one.asked for one in answered.values())
    sent = sum(one.sent for one in answered.values())
    end = "" if number == 1 else f"_{number}"
    found = [
        Figure(f"svarat{end}", _("%(programme)s: enheter som har svarat") % {"programme": programme}, sent, as_of, source,
               ngettext("enhet", "enheter", asked), asked)
    ]  # fmt: skip
    ways = [way for one in principals if (way := _ways(one, shown, earlier))]
    unit = ngettext("huvudman", "huvudmän", len(ways))
    up, down = (sum(any(sign * change > 0 for change in way) for way in ways) for sign in (1, -1))
    labels = (
        (f"uppat{end}", _("%(programme)s: har gått uppåt i någon kärnkomponent"), up),
        (f"nedat{end}", _("%(programme)s: har gått nedåt i någon kärnkomponent"), down),
    )
    moved = [
        Figure(name, label % {"programme": programme}, number, as_of, source, unit, len(ways))
        for name, label, number in labels
    ]
    return [*found, *moved] if ways else found


def _ways(place: Place, shown: Shown, earlier: Shown) -> list[int]:
    """How a principal has moved in each component that can be compared, in half steps."""
    changes = [_change(place, spreads, earlier[code]) for code, spreads in shown.items()]
    return [change for change in changes if change is not None]


def _change(place: Place, now: Mapping[int, Spread], before: Mapping[int, Spread]) -> int | None:
    """In half steps; None where either round has nothing to compare."""
    if place.pk not in now or place.pk not in before:
        return None
    return change_of_median(now[place.pk].median, before[place.pk].median)


def _prose(number: int, programme: str, now: Round, before: Round | None, figures: Sequence[Figure]) -> str:
    end = "" if number == 1 else f"_{number}"
    names = {"programme": programme, "round": now.name, "answered": f"{{svarat{end}}}", "up": f"{{uppat{end}}}",
             "down": f"{{nedat{end}}}"}  # fmt: skip
    said = _("%(programme)s: i självskattningen %(round)s har %(answered)s svarat.") % names
    if before is None or len(figures) < 2:
        return said
    more = _(
        "Sedan %(before)s har %(up)s gått uppåt i minst en kärnkomponent, och %(down)s har gått nedåt i någon."
    ) % {**names, "before": before.name}
    return f"{said} {more}"


def _note(before: Round | None) -> str:
    least = _("Steget i mitten visas när minst tre enheter har svarat. Ingen huvudman jämförs med en annan.")
    if before is None:
        return least
    since = _("Upp och ned räknas från %(before)s, och där inget står är steget oförändrat.")
    return f"{since % {'before': before.name}} {least}"
