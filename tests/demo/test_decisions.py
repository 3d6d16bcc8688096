"""Sjöland's boards and decisions: every state and every answer, one that waits, units that have it; none in Sörmland."""

from collections import Counter
from datetime import datetime

from tillsammans.governance.models import AnswerState, Board, Decision, DecisionState, DecisionTo
from tillsammans.governance.rules import progress
from tillsammans.organisations.models import CountyProfile, Place
from tillsammans.organisations.rules.days import day_of


def _county(key: str) -> Place:
    return CountyProfile.objects.select_related("place").get(key=key).place


def test_every_state_of_a_decision_and_every_answer_is_there(demo: datetime) -> None:
    rows = Decision.objects.filter(county=_county("sjoland"))
    assert set(rows.values_list("state", flat=True)) == set(DecisionState.values)
    answers = DecisionTo.objects.filter(decision__in=rows)
    assert set(answers.values_list("state", flat=True)) == set(AnswerState.values)
    assert answers.filter(of__isnull=False).exists() and answers.filter(activity__isnull=False).exists()
    assert answers.exclude(own_body="").exists() and rows.filter(board__place__kind="principal").exists()


def test_one_principal_waits_and_one_decision_goes_to_all_twelve(demo: datetime) -> None:
    rows = DecisionTo.objects.filter(
        decision__county=_county("sjoland"), decision__state=DecisionState.SENT, place__kind="principal"
    ).select_related("decision")
    states = Counter(progress.shown_state(row.state, row.decision.by_on, day_of(demo)) for row in rows)
    assert states[progress.WAITING] == 1
    assert max(Counter(rows.values_list("decision", flat=True)).values()) == 12


def test_no_answer_is_older_than_its_sending_and_none_lies_ahead(demo: datetime) -> None:
    for row in DecisionTo.objects.exclude(first_answered_at=None):
        assert row.sent_at <= row.first_answered_at <= row.answered_at <= demo  # type: ignore[operator]


def test_sormland_has_no_boards_and_no_decisions(demo: datetime) -> None:
    county = _county("sormland")
    assert (
        not Board.objects.filter(county=county).exists()
        and not Decision.objects.filter(county=county).exists()
    )
