"""Five reporting rounds: held by the ordinary commands at the days they belong to, with the answers written in bulk."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

from config.demo import answers, counting, holders, letters, words
from config.demo.calendar import BOTH_PROGRAMMES, LEFT, NAMES, RoundPlan, moment, plans
from config.demo.sjoland import fixed_chance, principals
from tillsammans.access.actor import Actor
from tillsammans.audit import commands as audit
from tillsammans.core.database import count_rows_anew
from tillsammans.followup import commands
from tillsammans.followup.models import (
    ComponentAnswer,
    ReportingRound,
    ReportRequest,
    RequestState,
    RoundState,
    SelfReport,
)
from tillsammans.organisations import commands as organisations
from tillsammans.organisations.models import Place, PlaceKind, Sector
from tillsammans.programmes.models import StairsVersion, VersionState

DECIDED_BEFORE = 2  # the round before which the principals decided on roles; days as in the real order
Acting = Callable[[date, int], Actor]  # the system's own work at an hour of a day


def hold_all(county: Place, *, acting: Acting, now: Actor, today: date) -> None:
    """Four finished rounds and the open one, the oldest first."""
    history = answers.History()
    stairs = list(
        StairsVersion.objects.filter(programme__county=county, state=VersionState.PUBLISHED).order_by(
            "programme__order"
        )
    )
    own = list(Place.objects.filter(county=county, kind=PlaceKind.PRINCIPAL).order_by("pk"))
    for plan in plans(today):
        if plan.number == DECIDED_BEFORE:
            holders.decide(county, acting=acting, today=today)
        round = _opened(plan, county, own, stairs, acting)
        letters.issue_links(round, plan, acting)
        sent = answers.answer(plan, round, today, history)
        _principals_answer(plan, round, own, acting, today)
        _finish(plan, round, sent, history, acting, now)
    answers.write_steps_reached(history)
    organisations.touch_county(county.pk)


def _opened(
    plan: RoundPlan, county: Place, own: list[Place], stairs: list[StairsVersion], acting: Acting
) -> ReportingRound:
    asked = stairs if plan.name == BOTH_PROGRAMMES else stairs[:1]
    round = commands.create_round(
        by=acting(plan.opens_on - timedelta(days=21), 10), county=county, name=plan.name, period_from=plan.period[0],
        period_to=plan.period[1], opens_on=plan.opens_on, closes_on=plan.closes_on, principals=own, sectors=Sector.values,
        stairs=asked,
    )  # fmt: skip
    return commands.open_round(by=acting(plan.opens_on, 8), round=round)


def _principals_answer(
    plan: RoundPlan, round: ReportingRound, own: list[Place], acting: Acting, today: date
) -> None:
    """All but two principals' own answers in a finished round, a third of them in the open one."""
    chance = fixed_chance(f"principals {plan.name}")
    last = min(plan.closes_on, today - timedelta(days=1))
    slugs = {one.name: one.slug for one in principals()}
    for number, principal in enumerate(own):
        quiet = number % 3 != 0 if plan.is_open else slugs[principal.name] in {"vattendroppen", "granas"}
        texts, key = (
            words.of_principal(chance, slugs[principal.name], plan.number),
            UUID(int=chance.getrandbits(128), version=4),
        )
        if not quiet:
            by = acting(last - timedelta(days=len(own) - number), 14)
            commands.send_principal_report(by=by, round=round, principal=principal, key=key, answers=texts)


def _finish(
    plan: RoundPlan, round: ReportingRound, sent: int, history: answers.History, acting: Acting, now: Actor
) -> None:
    """Drafts and letters of the open round; counting up; the closing of the others."""
    by = now if plan.is_open else acting(plan.closes_on, 23)
    if plan.is_open:
        answers.begin_drafts(round, history, moment(plan.opens_on + timedelta(days=14), 15))
    else:
        _note_reminders(plan, round)
    audit.record(by=by, action="followup.reports_loaded", target=round, detail={"reports": sent})
    counting.write(round)
    count_rows_anew(Place, ReportRequest, SelfReport, ComponentAnswer)
    commands.rebuild(round, by=by)  # finds nothing to correct, and says so if it does
    if plan.is_open:
        letters.send(round, plan, acting)
    else:
        commands.close_round(by=acting(plan.closes_on + timedelta(days=1), 3), round=round)


def _note_reminders(plan: RoundPlan, round: ReportingRound) -> None:
    """Whoever had not answered two weeks before the end was reminded once."""
    silent = ReportRequest.objects.filter(round=round).exclude(state=RequestState.SENT).exclude(recipient="")
    silent.update(reminded_at=moment(plan.closes_on - timedelta(days=14)), reminders=1)


def keep_open(county: Place, *, by: Actor, today: date) -> bool:
    """A demo that has lain still past the last answering day: the round opens again. True when it did."""
    round = ReportingRound.objects.filter(
        county=county, name=NAMES[-1], closes_on__lt=today, state__in=(RoundState.OPEN, RoundState.CLOSED)
    ).first()
    if round is None:
        return False
    if round.state == RoundState.OPEN:
        commands.move_closing_day(by=by, round=round, closes_on=today + LEFT)
    else:
        commands.reopen_round(by=by, round=round, closes_on=today + LEFT)
    return True
