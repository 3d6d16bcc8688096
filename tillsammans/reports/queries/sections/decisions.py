"""The county's decisions as they stood at the end of the period: answers, what waits, and how many days answers took."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from tillsammans.governance.models import AnswerState, Decision, DecisionAnswer, DecisionState, DecisionTo
from tillsammans.governance.rules import progress
from tillsammans.governance.rules.decisions import DONE, UNANSWERED
from tillsammans.governance.rules.progress import ORDER, PRINCIPALS, WAITING, Node
from tillsammans.organisations.models import Place, PlaceKind
from tillsammans.organisations.rules.days import day_of
from tillsammans.reports.queries.sections.asked import Asked, written
from tillsammans.reports.rules.figures import (
    Bar,
    Cell,
    Chart,
    Figure,
    Row,
    Section,
    Source,
    Table,
    count,
    day,
    part,
    text,
)

MOST_BARS = 10


@dataclass(frozen=True)
class _Standing:
    """A row of a decision on the last day of the period. state: as it is told, WAITING too. first: of its first answer."""

    decision: Decision
    place: Place
    state: str
    sent: date
    first: date | None

    @property
    def node(self) -> Node:
        return Node(self.place.pk, PRINCIPALS, self.state, self.sent, self.first)


def section(asked: Asked) -> Section | None:
    decisions = _decisions(asked)
    if not decisions:
        return None
    rows = _rows(asked, decisions)
    in_force = [row for row in rows if _holds(row.decision, asked)]
    source = Source(reverse("governance:decisions"), pgettext("all of them", "Beslut"))
    of_decisions = _of_decisions(asked, decisions, rows, source)
    charts = _charts([one for one in decisions if _holds(one, asked)], in_force)
    beside = [one.table("decision_states", _("Beslut"), ["decision", *ORDER], of_decisions) for one in charts]
    tables = [*beside, of_decisions, _of_principals(asked, in_force, source)]
    figures = _figures(asked, decisions, in_force, source)
    prose = _(
        "{skickade} har gått ut under perioden. På de beslut som gäller har {svar} kommit, {inte_svarat} och {vantar}."
    )
    if any(one.name == "dagar" and one.value is not None for one in figures):
        prose += " " + _("I mitten tog ett svar {dagar}.")
    return Section("decisions", pgettext("all of them", "Beslut"), prose, figures, tables, charts)


def _charts(decisions: Sequence[Decision], rows: Sequence[_Standing]) -> list[Chart]:
    """Every answer on what is in force, and on each decision: the latest, where there are many."""
    latest = decisions[-MOST_BARS:]
    of = [[row.state for row in rows if row.decision.pk == one.pk] for one in latest]
    bars = [
        Bar(f"{one.number} {one.title}".strip(), _counted(states))
        for one, states in zip(latest, of, strict=True)
    ]
    if len(decisions) > 1:
        bars.insert(0, Bar(_("Alla beslut som gäller"), _counted(row.state for row in rows)))
    caption = _("Svaren på de beslut som gäller")
    if len(decisions) > MOST_BARS:
        caption = _("Svaren på de beslut som gäller: alla, och de %(n)s senaste") % {"n": MOST_BARS}
    drawn = Chart(caption, [_name(state) for state in ORDER], bars, ORDER)
    return [drawn] if any(sum(bar.counts) for bar in bars) else []


def _name(state: str) -> str:
    return _("väntar") if state == WAITING else str(AnswerState(state).label)


def _counted(states: Iterable[str]) -> tuple[int, ...]:
    tally = progress.tally(states)
    return tuple(tally.get(state, 0) for state in ORDER)


def _decisions(asked: Asked) -> list[Decision]:
    """Sent by the end of the period, and still in force when it began."""
    rows = Decision.objects.filter(county=asked.county, place=asked.county, sent_at__lt=asked.ended)
    rows = rows.exclude(state=DecisionState.DRAFT).filter(Q(closed_at=None) | Q(closed_at__gte=asked.begins))
    return list(rows.select_related("place", "board").order_by("sent_at", "id"))


def _holds(decision: Decision, asked: Asked) -> bool:
    """Whether it was neither replaced nor taken back at the end of the period."""
    return decision.closed_at is None or decision.closed_at >= asked.ended


def _rows(asked: Asked, decisions: Sequence[Decision]) -> list[_Standing]:
    by_id = {one.pk: one for one in decisions}
    rows = DecisionTo.objects.filter(
        decision__in=decisions, sent_at__lt=asked.ended, place__kind=PlaceKind.PRINCIPAL
    ).select_related("place")
    answers: dict[int, list[tuple[date, str]]] = {}
    given = DecisionAnswer.objects.filter(to__in=rows, at__lt=asked.ended).order_by("at", "id")
    for to, at, state in given.values_list("to_id", "at", "state"):
        answers.setdefault(to, []).append((day_of(at), state))
    return [_standing(row, by_id[row.decision_id], answers.get(row.pk, []), asked) for row in rows]


def _standing(
    row: DecisionTo, decision: Decision, answers: list[tuple[date, str]], asked: Asked
) -> _Standing:
    state = answers[-1][1] if answers else UNANSWERED
    shown = progress.shown_state(state, decision.by_on, asked.until)
    return _Standing(decision, row.place, shown, day_of(row.sent_at), answers[0][0] if answers else None)


def _figures(
    asked: Asked, decisions: Sequence[Decision], rows: Sequence[_Standing], source: Source
) -> list[Figure]:
    sent = sum(one.sent_at is not None and one.sent_at >= asked.begins for one in decisions)
    tally = progress.tally(row.state for row in rows)
    silent, waiting = tally.get(UNANSWERED, 0), tally.get(WAITING, 0)
    median = progress.median_days(row.node for row in rows).get(PRINCIPALS)
    on, answers = asked.until, ngettext("svar", "svar", len(rows))
    return [
        Figure("skickade", _("Beslut som har gått ut under perioden"), sent, on, source, _("beslut")),
        Figure("svar", _("Svar på beslut som gäller"), len(rows) - silent, on, source, answers, len(rows)),
        Figure("klara", _("Svar som säger klart"), tally.get(DONE, 0), on, source, answers, len(rows)),
        Figure("inte_svarat", _("Har inte svarat än"), silent, on, source, _("har inte svarat än")),
        Figure("vantar", _("Väntar efter sista dag"), waiting, on, source,
               ngettext("väntar efter sista dag", "väntar efter sista dag", waiting)),
        Figure("dagar", _("Dagar till första svaret, i mitten"), median, on, source,
               ngettext("dag", "dagar", 1 if median == 1 else 2), missing=_("inget svar än")),
    ]  # fmt: skip


def _of_decisions(
    asked: Asked, decisions: Iterable[Decision], rows: Sequence[_Standing], source: Source
) -> Table:
    of: Mapping[int, list[_Standing]] = {
        one.pk: [row for row in rows if row.decision.pk == one.pk] for one in decisions
    }
    told = [Row(tuple(_decision(one, of[one.pk], asked))) for one in decisions]
    heads = [_("Beslut"), _("Beslutat av"), _("Klart senast"), _("Svarat"), _("Klara"), _("Dagar till svar")]
    keys = ["decision", "decided_by", "by_on", "answered", "done", "median_days"]
    caption = _("Länets beslut som gällde under perioden")
    return Table("decisions", caption, keys, heads, told, asked.until, source, [3.3, 2.6, 1.5, 1.2, 1.2, 1.1])


def _decision(one: Decision, rows: Sequence[_Standing], asked: Asked) -> Iterable[Cell]:
    title = f"{one.number} {one.title}".strip()
    if not _holds(one, asked):
        title += f"\n({one.get_state_display()})"
    answered = sum(row.state != UNANSWERED for row in rows)
    done = sum(row.state == DONE for row in rows)
    median = progress.median_days(row.node for row in rows).get(PRINCIPALS)
    by = one.board.name if one.board else one.place.name
    yield Cell(one.pk, title)
    yield text(by)
    yield day(one.by_on, written(one.by_on))
    yield part(answered, len(rows))
    yield part(done, len(rows))
    yield count(median, _("inget svar än"))


def _of_principals(asked: Asked, rows: Sequence[_Standing], source: Source) -> Table:
    of: Mapping[int, list[_Standing]] = {
        one.pk: [row for row in rows if row.place.pk == one.pk] for one in asked.principals
    }
    told = asked.each((one, _principal(of[one.pk])) for one in asked.principals if of[one.pk])
    heads = [_("Huvudman"), _("Har svarat på"), _("Klara"), _("Inte svarat än"), _("Väntar")]
    keys = ["place", "answered", "done", "unanswered", "waiting"]
    caption = _("Så har varje huvudman svarat på de beslut som gäller")
    return Table(
        "decisions_by_principal", caption, keys, heads, told, asked.until, source, [2.4, 1.6, 1.6, 1.5, 1.2]
    )


def _principal(rows: Sequence[_Standing]) -> Iterable[Cell]:
    tally = progress.tally(row.state for row in rows)
    yield part(len(rows) - tally.get(UNANSWERED, 0), len(rows))
    yield part(tally.get(DONE, 0), len(rows))
    yield count(tally.get(UNANSWERED, 0))
    yield count(tally.get(WAITING, 0))
