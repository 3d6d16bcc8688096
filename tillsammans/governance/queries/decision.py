"""One decision: what it says, the whole tree of those it went to, and how the answers came in."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.access.roles import Permission
from tillsammans.governance import policies
from tillsammans.governance.models import Decision, DecisionAnswer, DecisionState, DecisionTo, Meeting
from tillsammans.governance.queries.decisions import decisions, levels, reads_only_own, remindable
from tillsammans.governance.queries.minutes import meeting_of_decision
from tillsammans.governance.rules import decisions as rules
from tillsammans.governance.rules import progress
from tillsammans.governance.rules.progress import Node
from tillsammans.organisations.rules.days import day_of
from tillsammans.planning import timeline_policies
from tillsammans.planning.models import Activity

FEWEST = 3  # workplaces behind a count that the county reads


@dataclass(frozen=True)
class Branch:
    """A row and what lies below it. below: those passed on that the reader sees; hidden: counts by state of all that were passed
    on where the reader sees counts alone; both empty: not passed on, or not for the reader."""

    row: DecisionTo
    state: str
    below: tuple["Branch", ...] = ()
    hidden: Mapping[str, int] = field(default_factory=dict)
    activity_id: int | None = None


@dataclass(frozen=True)
class Week:
    """How the places that the deciding level addressed stood at the end of a day."""

    on: date
    tally: Mapping[str, int]


@dataclass(frozen=True)
class DecisionPage:
    """lacks: of "what", "who", "when". mine: the rows that the reader answers. medians: days a level; rates: (answered, asked) a
    level. stopped: rows where nothing moves. stopped_below: rows whose units, not seen by the reader, are where it stopped.
    remind: how many the reader may remind today. meeting: where it was written down."""

    decision: Decision
    today: date
    keeps: bool
    lacks: tuple[str, ...]
    mine: tuple[DecisionTo, ...]
    tree: tuple[Branch, ...]
    tally: Mapping[str, int]
    medians: Mapping[str, float]
    rates: Mapping[str, tuple[int, int]]
    stopped: tuple[DecisionTo, ...]
    stopped_below: tuple[DecisionTo, ...]
    weeks: tuple[Week, ...]
    remind: int
    replaces: tuple[Decision, ...]
    meeting: Meeting | None = None


def get_decision(by: Actor, decision_id: int) -> Decision:
    """Raises NotVisible."""
    rows = check.within(decisions(), policies.may_read_decision, by)
    return check.found(rows.filter(pk=decision_id).first())


def get_kept(by: Actor, decision_id: int) -> Decision:
    """One that the reader keeps. Raises NotVisible for one that is not read, NotAllowed for another level's."""
    row = get_decision(by, decision_id)
    policies.check_keep_decision(by, row)
    return row


def decision_page(by: Actor, decision_id: int) -> DecisionPage:
    """A fixed number of queries. Raises NotVisible."""
    decision = get_decision(by, decision_id)
    today = day_of(by.at)
    seen = _seen(by, decision)
    nodes = _nodes(decision)
    wide, only_own = by.has(Permission.COUNTY_PICTURE_READ), reads_only_own(by)
    told = nodes if wide else [node for node in nodes if node.id in seen and not only_own]
    own = set(levels(by))
    top = [row for row in seen.values() if row.of_id is None and not only_own]
    stopped, below = _stopped(decision, nodes, seen, told, today)
    return DecisionPage(
        decision, today, keeps=check.allows(by, policies.may_keep_decision, decision),
        lacks=lacks_of(decision),
        mine=tuple(row for row in seen.values() if row.place.path in own and row.place.closed_on is None),
        tree=_tree(by, decision, seen, nodes, today, wide), tally=_tally(top, decision, today),
        medians=_enough(progress.median_days(told), told, seen), rates=_enough(progress.answer_rate(told), told, seen),
        stopped=stopped, stopped_below=below,
        weeks=_weeks(decision, top, today), remind=_remind(by, decision, seen, today),
        replaces=tuple(check.within(decisions(), policies.may_read_decision, by).filter(superseded_by=decision).order_by("pk")),
        meeting=meeting_of_decision(by, decision.pk),
    )  # fmt: skip


def lacks_of(row: Decision) -> tuple[str, ...]:
    return rules.lacks(what=row.what, holder=row.holder_role or row.holder_text, by_on=row.by_on)


def _seen(by: Actor, decision: Decision) -> dict[int, DecisionTo]:
    """The rows that the reader sees, by name of place; a unit's manager sees the own alone."""
    rows = DecisionTo.objects.filter(decision=decision).select_related(
        "place", "place__principal", "activity"
    )
    if reads_only_own(by):
        rows = rows.filter(place__path__in=levels(by))
    found = check.within(rows, policies.may_read_row, by).order_by("place__sort_name", "pk")
    return {row.pk: row for row in found}


def _nodes(decision: Decision) -> list[Node]:
    """Every row without words, in the order it was sent."""
    wanted = ("pk", "place__kind", "state", "sent_at", "first_answered_at", "of_id")
    rows = DecisionTo.objects.filter(decision=decision).order_by("pk").values_list(*wanted)
    return [
        Node(pk, kind, state, day_of(sent), day_of(first) if first else None, of)
        for pk, kind, state, sent, first, of in rows
    ]


def _tally(rows: list[DecisionTo], decision: Decision, today: date) -> Mapping[str, int]:
    return progress.tally(progress.shown_state(row.state, decision.by_on, today) for row in rows)


def _enough(found: Mapping[str, object], told: list[Node], seen: Mapping[int, DecisionTo]) -> dict:
    """Without what is told of fewer than three workplaces that the reader does not see one by one."""
    units = [node.id for node in told if node.level == progress.UNITS]
    hidden = any(pk not in seen for pk in units)
    drop = {progress.UNITS} if hidden and len(units) < FEWEST else set()
    return {level: value for level, value in found.items() if level not in drop}


def _tree(
    by: Actor, decision: Decision, seen: Mapping[int, DecisionTo], nodes: list[Node], today: date, wide: bool
) -> tuple[Branch, ...]:
    read = _readable_activities(by, seen)
    kept: dict[int | None, list[Branch]] = {}
    counts = _counts(decision, nodes, today) if wide else {}
    some = {row.of_id for row in seen.values()}
    for row in sorted(seen.values(), key=lambda one: one.of_id is None):
        hidden = {} if row.pk in some else counts.get(row.pk, {})
        above = row.of_id if row.of_id in seen else None
        branch = Branch(
            row, progress.shown_state(row.state, decision.by_on, today), tuple(kept.get(row.pk, ())), hidden,
            row.activity_id if row.activity_id in read else None,
        )  # fmt: skip
        kept.setdefault(above, []).append(branch)
    return tuple(sorted(kept.get(None, ()), key=lambda one: one.row.place.sort_name))


def _counts(decision: Decision, nodes: list[Node], today: date) -> dict[int, dict[str, int]]:
    """Of each row that was passed on to three or more: how many stand in each state."""
    found: dict[int, Counter[str]] = {}
    for node in nodes:
        if node.of is not None:
            state = progress.shown_state(node.state, decision.by_on, today)
            found.setdefault(node.of, Counter())[state] += 1
    return {pk: progress.tally(counts.elements()) for pk, counts in found.items() if counts.total() >= FEWEST}


def _readable_activities(by: Actor, seen: Mapping[int, DecisionTo]) -> set[int]:
    ids = [row.activity_id for row in seen.values() if row.activity_id]
    rows = Activity.objects.filter(pk__in=ids)
    return set(check.within(rows, timeline_policies.may_read_activity, by).values_list("pk", flat=True))


def _stopped(
    decision: Decision, nodes: list[Node], seen: Mapping[int, DecisionTo], told: list[Node], today: date
) -> tuple[tuple[DecisionTo, ...], tuple[DecisionTo, ...]]:
    """(rows seen where it stopped, rows seen whose units, not seen, are where it stopped). Of a decision that still holds."""
    if decision.state != DecisionState.SENT:
        return (), ()
    many = Counter(node.of for node in nodes if node.of is not None)
    known = {node.id for node in told}
    # Two workplaces or fewer are not told of to who does not see them: it then stopped at their principal.
    whole = [
        node
        for node in nodes
        if node.id in known and (node.id in seen or (node.of in seen and many[node.of or 0] >= FEWEST))
    ]
    of = {node.id: node.of for node in whole}
    found = progress.stopped(whole, decision.by_on, today)
    hidden = dict.fromkeys(of[pk] or 0 for pk in found if pk not in seen)
    return tuple(seen[pk] for pk in found if pk in seen), tuple(seen[pk] for pk in hidden if pk in seen)


def _remind(by: Actor, decision: Decision, seen: Mapping[int, DecisionTo], today: date) -> int:
    if decision.state != DecisionState.SENT:
        return 0
    due = [pk for pk, row in seen.items() if remindable(row, decision, today)]
    return check.within(DecisionTo.objects.filter(pk__in=due), policies.may_remind, by).count()


def _weeks(decision: Decision, rows: list[DecisionTo], today: date) -> tuple[Week, ...]:
    """How the rows stood week by week since it was sent. One query."""
    if decision.sent_at is None or not rows:
        return ()
    given: dict[int, list[tuple[date, str]]] = {}
    answers = DecisionAnswer.objects.filter(to__in=[row.pk for row in rows]).order_by("at", "pk")
    for to, at, state in answers.values_list("to_id", "at", "state"):
        given.setdefault(to, []).append((day_of(at), state))
    end = min(today, day_of(decision.closed_at)) if decision.closed_at else today
    found = []
    for on in progress.week_ends(day_of(decision.sent_at), end):
        states = (progress.state_on(day_of(row.sent_at), given.get(row.pk, ()), on) for row in rows)
        told = (progress.shown_state(state, decision.by_on, on) for state in states if state is not None)
        found.append(Week(on, progress.tally(told)))
    return tuple(found)
