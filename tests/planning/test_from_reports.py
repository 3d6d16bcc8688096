"""What a self-report says is one click from the register: once, traceable, and by those whose workplace it is."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tests.followup import scenes
from tests.worlds import World
from tillsammans.access.roles import Role
from tillsammans.audit.models import AuditEvent
from tillsammans.core.errors import Conflict, Invalid, NotAllowed
from tillsammans.followup import commands as followup
from tillsammans.followup.models import ReportRequest
from tillsammans.followup.queries import asking
from tillsammans.followup.rules.answering import Content, Given
from tillsammans.organisations import commands as organisations
from tillsammans.planning.commands.from_reports import take_up
from tillsammans.planning.queries import from_reports as queries
from tillsammans.strategies.models import Determinant

pytestmark = pytest.mark.django_db
HINDERED, HELPED = "Tiden räcker inte till", "Ett nära samarbete"


@pytest.fixture
def reported(world: World) -> ReportRequest:
    """The first unit's sent report, with what hindered and what helped."""
    round = scenes.make_scene(world).round
    request = ReportRequest.objects.get(round=round, unit=world.a.one.units[0])
    _send(world, request)
    return request


def _send(
    world: World, request: ReportRequest, hindered: str = HINDERED, domain: str = "inner-setting"
) -> None:
    answers = {
        one.key: Given(2, ticked=(f"s2-{one.component_code}-1",)) for one in asking.questions(request.round)
    }
    content = Content(answers=answers, helped=HELPED, hindered=hindered, hindered_domain=domain)
    by = world.actor(Role.UNIT_MANAGER, request.unit)
    followup.send_report(by=by, request=request, key=uuid4(), content=content, mail=False)


def test_one_click_puts_it_in_the_units_register_traceable_to_the_report(
    world: World, reported: ReportRequest
):
    row = take_up(by=world.actor(Role.UNIT_MANAGER), request=reported, kind="barrier")
    reported.refresh_from_db()
    assert (row.text, row.domain, row.place, row.source) == (
        HINDERED,
        "inner-setting",
        reported.unit,
        "self_report",
    )
    assert (row.source_kind, row.source_id) == ("followup.selfreport", reported.current_id)
    assert AuditEvent.objects.filter(
        action="planning.report_taken_up", target_id=reported.current_id
    ).exists()


def test_it_is_taken_up_once_also_after_a_correction(world: World, reported: ReportRequest):
    by = world.actor(Role.UNIT_MANAGER)
    take_up(by=by, request=reported, kind="barrier")
    with pytest.raises(Conflict):
        take_up(by=world.actor(Role.HEAD), request=reported, kind="barrier", text="Annat")
    _send(world, reported, hindered="Tiden räcker inte till än")
    with pytest.raises(Conflict):
        take_up(by=by, request=reported, kind="barrier")
    take_up(by=by, request=reported, kind="facilitator", domain="individuals")
    assert Determinant.objects.count() == 2
    assert queries.from_reports_page(by).lines == []


@pytest.mark.parametrize(
    ("role", "where"), [(Role.PROCESS_LEADER, "county"), (Role.HEAD, "two"), (Role.UNIT_MANAGER, "beside"), (Role.STAFF, "unit")]
)  # fmt: skip
def test_others_take_up_nothing_and_see_nothing(world: World, reported: ReportRequest, role, where):
    place = {
        "county": world.a.place, "two": world.a.two.place, "beside": world.a.one.units[1], "unit": world.a.one.units[0]
    }[where]  # fmt: skip
    by = world.actor(role, place)
    with pytest.raises(NotAllowed):
        take_up(by=by, request=reported, kind="barrier")
    client = Client()
    client.force_login(world.user(role, place))
    answer = client.get(reverse("planning:from_reports"))
    assert HINDERED not in answer.content.decode()
    assert client.get(reverse("planning:take_up", args=[reported.pk, "barrier"])).status_code == 404
    assert not Determinant.objects.exists()


def test_what_is_not_told_or_not_whole_is_refused(world: World, reported: ReportRequest):
    by = world.actor(Role.UNIT_MANAGER)
    with pytest.raises(Invalid):
        take_up(by=by, request=reported, kind="facilitator")  # nobody said what it is about
    _send(world, reported, hindered="")
    with pytest.raises(Invalid):
        take_up(by=by, request=reported, kind="barrier")
    with pytest.raises(Invalid):
        take_up(by=by, request=reported, kind="nonsense")


def test_a_closed_unit_is_not_listed_and_not_taken_up(world: World, reported: ReportRequest):
    organisations.close_unit(by=world.actor(Role.PROCESS_LEADER), unit=reported.unit, on=world.at.date())
    head = world.actor(Role.HEAD)
    assert queries.from_reports_page(head).lines == []
    with pytest.raises(Conflict):
        take_up(by=head, request=reported, kind="barrier")


def test_the_page_takes_up_with_one_click_and_the_row_leads_back(world: World, reported: ReportRequest):
    client = Client()
    client.force_login(world.user(Role.CONTACT_PERSON))
    page = reverse("planning:from_reports")
    body = client.get(page).content.decode()
    assert HINDERED in body and HELPED in body and "Ta upp i registret" in body
    sent = client.post(
        reverse("planning:take_up", args=[reported.pk, "barrier"]),
        {"text": HINDERED, "domain": "inner-setting"},
    )
    assert sent.status_code == 302 and sent.headers["Location"] == page
    row = Determinant.objects.get()
    shown = client.get(reverse("strategies:determinant", args=[row.pk])).content.decode()
    assert reverse("followup:report", args=[reported.pk]) in shown and "självskattning, " in shown
    again = client.post(
        reverse("planning:take_up", args=[reported.pk, "barrier"]),
        {"text": "Annat", "domain": "inner-setting"},
    )
    assert again.status_code == 409 and "redan upptaget" in again.content.decode()


def test_a_long_answer_is_shortened_by_whoever_takes_it_up_and_nothing_is_lost(
    world: World, reported: ReportRequest
):
    _send(world, reported, hindered="Tid. " * 300)
    client = Client()
    client.force_login(world.user(Role.UNIT_MANAGER))
    assert "Välj område och ta upp" in client.get(reverse("planning:from_reports")).content.decode()
    where = reverse("planning:take_up", args=[reported.pk, "barrier"])
    refused = client.post(where, {"text": "Tid. " * 300, "domain": "inner-setting"})
    assert (
        refused.status_code == 400
        and "Korta den" in refused.content.decode()
        and "Tid. Tid." in refused.content.decode()
    )
    assert client.post(where, {"text": "Tid saknas.", "domain": "inner-setting"}).status_code == 302


def test_the_list_has_a_fixed_number_of_queries(
    world: World, reported: ReportRequest, django_assert_num_queries
):
    head = world.actor(Role.HEAD)
    with django_assert_num_queries(1):
        assert len(queries.from_reports_page(head).lines) == 1
    _send(world, ReportRequest.objects.get(round=reported.round, unit=world.a.one.units[1]))
    with django_assert_num_queries(1):
        assert len(queries.from_reports_page(head).lines) == 2
