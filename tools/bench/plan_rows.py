"""What a county's levels plan, say and have shaped, written in bulk: for the pages beside the timeline and the register."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from tillsammans.access.roles import Role
from tillsammans.organisations.models import Place
from tillsammans.planning.models import (
    Activity,
    Checklist,
    ChecklistItem,
    ImplementationPlan,
    NudgeState,
    NudgeUse,
    PlannedMessage,
    PlanState,
    PlanVersion,
)
from tillsammans.programmes.models import Adaptation, Initiative, InitiativeLink, Programme
from tillsammans.strategies.models import Determinant, Strategy, StrategyDeterminant

GOALS, STRATEGIES, MESSAGES, CHECKLISTS, ITEMS, ADAPTATIONS, INITIATIVES = (
    8,
    6,
    6,
    2,
    8,
    3,
    4,
)  # of each level
NUDGES = ("nudge-sticker", "nudge-absence-service", "nudge-sip-template", "nudge-agenda")
_TEXT = "Det vi vill är att varje barn möts på samma sätt, och att det syns i vardagen."
_BATCH = 500


def write(county: Place, principals: Sequence[Place], at: datetime) -> None:
    """The county's own rows, and the same number for each principal."""
    levels = [county, *principals]
    today = at.date()
    plans = ImplementationPlan.objects.bulk_create(
        (ImplementationPlan(county=county, place=one, title="Vår plan", created_at=at) for one in levels), batch_size=_BATCH
    )  # fmt: skip
    PlanVersion.objects.bulk_create((row for plan in plans for row in _versions(plan, at)), batch_size=_BATCH)
    _strategies(county, levels, at)
    PlannedMessage.objects.bulk_create(
        (row for plan in plans for row in _messages(county, plan, at)), batch_size=_BATCH
    )
    NudgeUse.objects.bulk_create(
        (
            NudgeUse(county=county, place=one, code=code, state=NudgeState.values[0], noted_at=at)
            for one in levels
            for code in NUDGES
        ),
        batch_size=_BATCH,
    )
    _checklists(county, levels, at)
    _adaptations(county, principals, at)
    _initiatives(county, levels, at, today)


def _versions(plan: ImplementationPlan, at: datetime) -> Iterator[PlanVersion]:
    today = at.date()
    goals = {
        f"goal:{n}": {"want": f"{n}. {_TEXT}", "do": _TEXT, "role": Role.HEAD.value, "review_on": str(today)}
        for n in range(1, GOALS + 1)
    }
    parts = {"about": {"title": plan.title}, "participation": {"text": _TEXT}, **goals}
    content = {"parts": parts, "changed": {}, "floor": 1, "made": GOALS, "order": []}
    for number, state in ((1, PlanState.values[-1]), (2, PlanState.DECIDED)):
        yield PlanVersion(
            plan=plan, number=number, state=state, content=content, period_from=today - timedelta(days=100),
            period_to=today + timedelta(days=300), review_on=today + timedelta(days=90), saved_at=at, decided_on=today,
            decided_by="Ledningsgruppen", decided_at=at,
        )  # fmt: skip


def _strategies(county: Place, levels: Sequence[Place], at: datetime) -> None:
    """Each aimed at two of the level's own rows in the register, with two of its activities."""
    made = Strategy.objects.bulk_create(
        (
            Strategy(
                county=county, place=one, title=f"Strategi {n}", direction=_TEXT, methods=[n + 1, n + 20], created_at=at,
                responsible_role=Role.HEAD, measure_text="Trappan", review_on=at.date() + timedelta(days=60 + n),
                state="ongoing",
            )
            for one in levels
            for n in range(STRATEGIES)
        ),
        batch_size=_BATCH,
    )  # fmt: skip
    of_place: dict[int, list[int]] = {}
    for pk, place in Determinant.objects.filter(county=county).order_by("pk").values_list("pk", "place_id"):
        of_place.setdefault(place, []).append(pk)
    aims = [
        StrategyDeterminant(strategy=row, determinant_id=pk)
        for n, row in enumerate(made)
        for pk in of_place.get(row.place_id, [])[n % STRATEGIES * 2 :][:2]
    ]
    StrategyDeterminant.objects.bulk_create(aims, batch_size=_BATCH)
    _tie_activities(county, made)


def _tie_activities(county: Place, made: Sequence[Strategy]) -> None:
    of_place: dict[int, list[Activity]] = {}
    for row in Activity.objects.filter(county=county).order_by("pk"):
        of_place.setdefault(row.place_id, []).append(row)
    tied = []
    for n, strategy in enumerate(made):
        for row in of_place.get(strategy.place_id, [])[n % STRATEGIES * 2 :][:2]:
            row.strategy = strategy
            tied.append(row)
    Activity.objects.bulk_update(tied, ["strategy"], batch_size=_BATCH)


def _messages(county: Place, plan: ImplementationPlan, at: datetime) -> Iterator[PlannedMessage]:
    for number in range(MESSAGES):
        yield PlannedMessage(
            county=county, place=plan.place, plan=plan, message=f"Så här gör vi {number}", target_group="chefer",
            channel="möte", on=at.date() + timedelta(days=30 * number), shared=True, created_at=at,
        )  # fmt: skip


def _checklists(county: Place, levels: Sequence[Place], at: datetime) -> None:
    made = Checklist.objects.bulk_create(
        (
            Checklist(
                county=county,
                place=one,
                template=template,
                title=template,
                started_on=at.date(),
                created_at=at,
            )
            for one in levels
            for template in ("forsta-manaden", "ny-chef")[:CHECKLISTS]
        ),
        batch_size=_BATCH,
    )
    items = (
        ChecklistItem(checklist=row, order=n, text=f"Gör {n}", due_on=at.date() + timedelta(days=n))
        for row in made
        for n in range(1, ITEMS + 1)
    )
    ChecklistItem.objects.bulk_create(items, batch_size=_BATCH)


def _adaptations(county: Place, principals: Sequence[Place], at: datetime) -> None:
    programme = Programme.objects.filter(county=county).order_by("order", "pk").first()
    assert programme is not None
    Adaptation.objects.bulk_create(
        (
            Adaptation(
                county=county, principal=one, programme=programme, what=f"{n}. {_TEXT}", why=_TEXT, planned=True,
                since=at.date(), created_at=at,
            )
            for one in principals
            for n in range(ADAPTATIONS)
        ),
        batch_size=_BATCH,
    )  # fmt: skip


def _initiatives(county: Place, levels: Sequence[Place], at: datetime, today: date) -> None:
    made = Initiative.objects.bulk_create(
        (
            Initiative(
                county=county, place=one, name=f"Satsning {n}", about=_TEXT, owner="nämnden", starts_on=today,
                ends_on=today + timedelta(days=200), created_at=at,
            )
            for one in levels
            for n in range(INITIATIVES)
        ),
        batch_size=_BATCH,
    )  # fmt: skip
    links = (
        InitiativeLink(initiative=row, component_code="shared-approach", relation="carries") for row in made
    )
    InitiativeLink.objects.bulk_create(links, batch_size=_BATCH)
