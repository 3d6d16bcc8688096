"""What the demo is made of: counted, whole, nobody's, and the same when it is made again."""

import re
from datetime import datetime, timedelta

import pytest
from django.db.models import Model
from django.test import Client, override_settings
from django.urls import reverse

from config.console import seed_demo
from config.demo import accounts, counties
from tillsammans.accounts.models import User
from tillsammans.audit import queries as audit
from tillsammans.audit.models import AuditEvent
from tillsammans.followup import commands as followup
from tillsammans.followup.models import (
    ComponentAnswer,
    PrincipalReport,
    ProgressCount,
    ReportDraft,
    ReportingRound,
    ReportRequest,
    SelfReport,
    StepReached,
)
from tillsammans.followup.queries import reports
from tillsammans.followup.rules.drafting import parts_of
from tillsammans.notify import letters
from tillsammans.notify.models import OutboxMessage
from tillsammans.organisations.models import CountyProfile, Place, PlaceKind, RoleDecision, RoleHolding
from tillsammans.organisations.queries import actor_for, role_seats_of_county
from tillsammans.programmes.models import Programme

COUNTED: tuple[type[Model], ...] = (
    Place, RoleHolding, RoleDecision, ReportingRound, ReportRequest, SelfReport, ComponentAnswer, StepReached, ProgressCount,
    ReportDraft, PrincipalReport, OutboxMessage, User, Programme,
)  # fmt: skip


def county(key: str) -> Place:
    return CountyProfile.objects.get(key=key).place


def open_round() -> ReportingRound:
    return ReportingRound.objects.get(name="Höst 2026")


def test_sjoland_has_twelve_principals_and_371_workplaces(demo: datetime) -> None:
    own = Place.objects.filter(county=county("sjoland"))
    assert own.filter(kind=PlaceKind.PRINCIPAL).count() == 12
    assert own.filter(kind=PlaceKind.UNIT).count() == 371
    assert not own.filter(path=None).exists()


def test_four_rounds_are_finished_and_one_takes_answers(demo: datetime) -> None:
    rounds = ReportingRound.objects.order_by("opens_on")
    assert [(one.name, one.state) for one in rounds] == [
        ("Höst 2024", "closed"), ("Vår 2025", "closed"), ("Höst 2025", "closed"), ("Vår 2026", "closed"), ("Höst 2026", "open"),
    ]  # fmt: skip
    assert [one.round_stairs.count() for one in rounds] == [1, 1, 2, 1, 1]
    assert ReportRequest.objects.filter(round=open_round(), state="sent").count() == 312
    assert (
        ReportRequest.objects.filter(round=open_round(), state="begun").count()
        == ReportDraft.objects.count()
        > 10
    )


def test_the_kept_counts_equal_a_recount(demo: datetime) -> None:
    assert ProgressCount.objects.exists()
    for round in ReportingRound.objects.all():
        assert followup.rebuild(round) == []


def test_the_audit_chain_is_unbroken(demo: datetime) -> None:
    verdict = audit.verify_chain()
    assert verdict.broken_at is None
    assert verdict.count > 50


def test_steps_reached_are_those_of_the_answers(demo: datetime) -> None:
    answers = ComponentAnswer.objects.values_list(
        "report__request__unit_id", "stairs_id", "component_code", "step"
    )
    wanted = {(*key, reached) for *key, step in answers for reached in range(1, step + 1)}
    kept = set(StepReached.objects.values_list("unit_id", "stairs_id", "component_code", "step"))
    assert kept == wanted


def test_every_day_lies_where_it_can(demo: datetime) -> None:
    for report in SelfReport.objects.select_related("request__round"):
        day = report.sent_at.date()
        assert report.request.round.opens_on <= day <= min(report.request.round.closes_on, demo.date())


def test_nobody_is_named(demo: datetime) -> None:
    assert not RoleHolding.objects.exclude(name="").exists()
    assert not User.objects.exclude(name="").exists()
    addresses = set(RoleHolding.objects.values_list("email", flat=True)) | set(
        ReportRequest.objects.values_list("recipient", flat=True)
    )
    assert all(
        re.fullmatch(r"([a-z0-9.-]+@([a-z]+\.)?(sjoland|sormland)\.example)?", address)
        for address in addresses
    )


def test_vacancies_are_counted_against_decisions_alone(demo: datetime) -> None:
    user = User.objects.get(email="processledare@sjoland.example")
    seats = role_seats_of_county(actor_for(user, demo))
    by_name = {Place.objects.get(pk=pk).name: roles for pk, roles in seats.items()}
    assert len(by_name) == 12
    assert by_name["Stensvik"]["bba"].vacant == 2
    assert by_name["Ekvik"]["bba"].vacant == 1
    assert by_name["Alvsund"]["bba"].vacant == 0
    assert by_name["Åmark"]["bba"].vacant is None
    assert by_name["Åmark"]["bba"].filled == 2


def test_good_examples_and_principals_answers_are_there(demo: datetime) -> None:
    shared = SelfReport.objects.filter(shares_example=True)
    assert len({one.example for one in shared}) == 10
    assert PrincipalReport.objects.filter(round=open_round()).count() == 4
    assert all(len(one.answers) == 6 for one in PrincipalReport.objects.all())


def test_letters_are_few_sent_and_readable(demo: datetime) -> None:
    sent = OutboxMessage.objects.all()
    assert 30 <= len(sent) <= 60
    assert not sent.filter(sent_at=None).exists()
    for message in sent:
        letter = letters.written(message)
        assert letter.subject and "/" in letter.body


def test_drafts_open_as_they_were_left(demo: datetime) -> None:
    draft = ReportDraft.objects.select_related("request__round").first()
    assert draft is not None
    keys = {one.key for one in reports.questions_of(draft.request.round)}
    assert set(parts_of(draft.content)) <= keys


def test_the_demos_unit_manager_has_two_reports_to_answer(demo: datetime) -> None:
    user = User.objects.get(email="enhetschef@sjoland.example")
    found = reports.open_reports(actor_for(user, demo))
    assert [one.unit for one in found] == ["Lindskolan", "Lindskolans fritidshem"]
    page = reports.report_page(actor_for(user, demo), found[0].request_id, with_siblings=True)
    assert len(page.before) == 4
    assert page.before_round == "Vår 2026"
    assert page.refusal is None
    assert len(page.siblings) == 1


def test_sormland_is_whole_and_without_answers(demo: datetime) -> None:
    own = county("sormland")
    principals = Place.objects.filter(county=own, kind=PlaceKind.PRINCIPAL)
    assert principals.count() == 10
    assert not Place.objects.filter(county=own, kind=PlaceKind.UNIT).exists()
    assert not ReportingRound.objects.filter(county=own).exists()
    assert (
        Programme.objects.filter(county=own).count()
        == Programme.objects.filter(county=county("sjoland")).count()
        == 2
    )


def test_no_real_municipality_has_an_answer(demo: datetime) -> None:
    assert set(ReportRequest.objects.values_list("round__county__name", flat=True)) == {"Sjöland"}
    assert set(PrincipalReport.objects.values_list("principal__county__name", flat=True)) == {"Sjöland"}
    codes = Place.objects.filter(county=county("sjoland"), kind=PlaceKind.PRINCIPAL).exclude(code="")
    assert all(code.startswith("99") for code in codes.values_list("code", flat=True))


def test_a_second_run_changes_nothing(demo: datetime) -> None:
    before = [model._default_manager.count() for model in COUNTED], audit.chain_head()
    assert counties.seed(demo + timedelta(hours=5)) == []
    assert ([model._default_manager.count() for model in COUNTED], audit.chain_head()) == before


def test_a_demo_that_has_lain_still_is_open_again(demo: datetime) -> None:
    later = demo + timedelta(days=40)
    assert len(counties.seed(later)) == 1
    assert open_round().closes_on > later.date()
    assert counties.seed(later) == []


@pytest.mark.parametrize("account", accounts.ACCOUNTS, ids=lambda account: account.email)
def test_every_demo_account_signs_in_to_a_working_page(demo: datetime, account: accounts.DemoAccount) -> None:
    client = Client()
    answer = client.post(
        reverse("account_login"), {"login": account.email, "password": accounts.PASSWORD}, follow=True
    )
    assert answer.status_code == 200
    assert answer.request["PATH_INFO"] == reverse("portal:workspace")


def test_outside_demo_mode_nothing_is_made_and_nobody_gets_in(
    demo: datetime, capsys: pytest.CaptureFixture[str]
) -> None:
    with override_settings(DEMO=False):
        assert seed_demo.main([]) == 1
        assert "demoläget" in capsys.readouterr().err
        client = Client()
        email = accounts.ACCOUNTS[0].email
        client.post(reverse("account_login"), {"login": email, "password": accounts.PASSWORD})
        assert client.get(reverse("portal:workspace")).status_code == 302


def test_what_was_done_stands_in_the_order_of_time(demo: datetime) -> None:
    """The rounds from first to last; what plans, register and strategies did is told one area after the other."""
    rounds = AuditEvent.objects.filter(action__startswith="followup.")
    moments = list(rounds.order_by("number").values_list("at", flat=True))
    assert moments == sorted(moments)
    sent = list(OutboxMessage.objects.order_by("id").values_list("sent_at", flat=True))
    assert sent == sorted(sent, key=lambda at: (at is None, at))
