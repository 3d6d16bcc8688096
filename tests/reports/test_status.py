"""Drafts that are written in, fetched anew, published and corrected; and who may."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.governance.decision_scenes import sent
from tests.planning.plan_scenes import decided
from tests.reports.scenes import FIRST, LAST, keys_of, leader, make, published, section_of, written
from tests.worlds import World
from tillsammans.access.roles import Role
from tillsammans.audit.models import AuditEvent
from tillsammans.core.errors import Conflict, DraftConflict, Invalid, NotAllowed
from tillsammans.reports.commands import status as commands
from tillsammans.reports.models import ReportSection, ReportState, StatusReport

pytestmark = pytest.mark.django_db


def _told(section: ReportSection, name: str) -> str:
    return commands.figures_of(section)[name]


def test_what_has_nothing_to_tell_is_absent_and_never_empty(world: World):
    assert keys_of(make(world)) == []
    sent(world)
    decided(world, world.a.one.place)
    assert keys_of(make(world)) == ["participation", "plans", "decisions"]


def test_children_s_participation_comes_first(world: World):
    sent(world)
    decided(world, world.a.one.place)
    first = make(world).sections.order_by("order").first()
    assert first is not None and first.key == "participation"
    assert (
        first.figures["figures"][0]["shown"] == "0 av 1 huvudman"
    )  # a plan that says nothing is told as such


def test_what_is_missing_is_none_with_its_reason_and_never_zero(world: World):
    sent(world)
    section = section_of(make(world), "decisions")
    [days] = [one for one in section.figures["figures"] if one["name"] == "dagar"]
    assert (days["value"], days["missing"], days["shown"]) == (None, True, "inget svar än")
    assert "{dagar}" not in section.text  # nothing is said of a figure that is not there


def test_every_figure_is_frozen_with_its_source_and_day(world: World):
    sent(world)
    decided(world, world.a.one.place)
    for section in make(world).sections.all():
        for one in (*section.figures["figures"], *section.figures["tables"]):
            assert (
                one["as_of"] == "2026-10-14"
                and one["source"].startswith("/arbetsyta/")
                and one["source_name"]
            )


@pytest.mark.parametrize(
    ("first", "last", "why"),
    [
        (LAST, FIRST, "slutar innan den börjar"), (date(2026, 10, 15), LAST, "inte börjat"),
        (date(2024, 1, 1), LAST, "längre än två år"),
    ],
)  # fmt: skip
def test_a_period_that_cannot_be_is_refused(world: World, first: date, last: date, why: str):
    with pytest.raises(Invalid, match=why):
        make(world, first, last)
    assert (
        not StatusReport.objects.exists()
        and not AuditEvent.objects.filter(action__startswith="reports.").exists()
    )


@pytest.mark.parametrize(
    "role", [Role.STEERING_MEMBER, Role.HEAD, Role.CONTACT_PERSON, Role.MODEL_MANAGER, Role.SYSTEM_MANAGER]
)
def test_nobody_but_the_process_leader_writes(world: World, role: Role):
    sent(world)
    report, by = make(world), world.actor(role)
    section = section_of(report, "decisions")
    events = AuditEvent.objects.count()
    for order in (
        lambda: commands.make_draft(by=by, county=world.a.place, first=FIRST, last=LAST),
        lambda: commands.write_section(by=by, section=section, text="Nej", left_out=False, revision=1),
        lambda: commands.fetch_anew(by=by, report=report),
        lambda: commands.publish(by=by, report=report, opened=True, revision=report.revision),
        lambda: commands.remove_draft(by=by, report=report),
        lambda: commands.correct(by=by, report=report),
    ):
        with pytest.raises(NotAllowed):
            order()
    section.refresh_from_db()
    assert StatusReport.objects.get().state == ReportState.DRAFT and section.text != "Nej"
    assert AuditEvent.objects.count() == events


def test_another_county_s_process_leader_does_not_write_either(world: World):
    by = world.actor(Role.PROCESS_LEADER, world.b.place)
    with pytest.raises(NotAllowed):
        commands.make_draft(by=by, county=world.a.place, first=FIRST, last=LAST)


def test_an_edited_text_is_left_alone_when_figures_are_fetched_anew(world: World):
    sent(world)
    report = make(world)
    section = written(world, section_of(report, "decisions"), "Vi har skickat {skickade}.")
    assert _told(section, "skickade") == "1 beslut"
    sent(world, title="Ett till")
    changes = commands.fetch_anew(by=leader(world), report=report)
    section.refresh_from_db()
    assert section.text == "Vi har skickat {skickade}." and _told(section, "skickade") == "2 beslut"
    assert {
        "section": "Beslut",
        "what": "Beslut som har gått ut under perioden",
        "before": "1 beslut",
        "after": "2 beslut",
    } in changes
    report.refresh_from_db()
    assert report.changes == changes
    assert commands.fetch_anew(by=leader(world), report=report) == []


def test_a_proposed_text_follows_and_a_new_source_brings_its_section(world: World):
    sent(world)
    report = make(world)
    decided(world, world.a.one.place)
    changes = commands.fetch_anew(by=leader(world), report=report)
    assert keys_of(report) == ["participation", "plans", "decisions"]
    assert [one["after"] for one in changes if not one["what"]] == ["nytt avsnitt"] * 2


def test_a_source_that_falls_silent_takes_its_section_along_unless_somebody_wrote_in_it(world: World):
    plan = decided(world, world.a.one.place)
    report = make(world)
    written(world, section_of(report, "plans"), "Vår egen text.")
    type(plan).objects.update(is_example=True)
    commands.fetch_anew(by=leader(world), report=report)
    section = section_of(report, "plans")
    assert keys_of(report) == ["plans"]
    assert section.text == "Vår egen text." and section.figures["figures"] == [] == section.figures["tables"]


def test_a_text_about_a_figure_that_is_gone_is_not_published(world: World):
    plan = decided(world, world.a.one.place)
    report = make(world)
    written(world, section_of(report, "plans"), "Planer gäller hos {galler}.")
    type(plan).objects.update(is_example=True)
    commands.fetch_anew(by=leader(world), report=report)
    with pytest.raises(Conflict, match="I avsnittet Planer står en siffra som inte finns längre"):
        published(world, report)


def test_who_saves_second_sees_the_other_s_text(world: World):
    sent(world)
    section = section_of(make(world), "decisions")
    seen = section.revision
    written(world, section, "Först.")
    with pytest.raises(DraftConflict) as refusal:
        commands.write_section(
            by=leader(world), section=section, text="Sedan.", left_out=False, revision=seen
        )
    assert refusal.value.theirs["text"] == "Först."
    section.refresh_from_db()
    assert section.text == "Först."


def test_a_figure_that_is_not_there_cannot_be_written_about(world: World):
    sent(world)
    with pytest.raises(Invalid, match=r"Siffran \{antal\} finns inte i avsnittet"):
        written(world, section_of(make(world), "decisions"), "Det är {antal}.")


def test_a_published_report_stands_as_it_was(world: World):
    sent(world)
    report = make(world)
    published(world, report)
    before = [(one.text, one.figures) for one in report.sections.all()]
    sent(world, title="Efteråt")
    report.refresh_from_db()
    section = section_of(report, "decisions")
    for order in (
        lambda: commands.fetch_anew(by=leader(world), report=report),
        lambda: written(world, section, "Ändrad"),
        lambda: commands.remove_draft(by=leader(world), report=report),
        lambda: published(world, report),
        report.save, section.save, report.delete, section.delete,
    ):  # fmt: skip
        with pytest.raises(Conflict, match="publicerad och ändras inte"):
            order()
    report.refresh_from_db()
    assert [(one.text, one.figures) for one in report.sections.all()] == before
    assert report.digest == commands.digest_of(report, list(report.sections.all()))


def test_a_change_behind_the_models_back_shows_in_the_digest(world: World):
    sent(world)
    report = published(world, make(world))
    ReportSection.objects.filter(report=report).update(text="Omskrivet")
    assert report.digest != commands.digest_of(report, list(report.sections.all()))


def test_what_changed_since_it_was_read_is_not_published(world: World):
    sent(world)
    report = make(world)
    seen = report.revision
    written(world, section_of(report, "decisions"), "Nytt.")
    with pytest.raises(Conflict, match="Utkastet har ändrats sedan du läste det"):
        commands.publish(by=leader(world), report=report, opened=False, revision=seen)
    assert StatusReport.objects.get().state == ReportState.DRAFT


def test_an_empty_report_is_not_published(world: World):
    with pytest.raises(Conflict, match="inget att visa"):
        published(world, make(world))


def test_a_correction_is_the_next_number_with_the_same_figures(world: World):
    sent(world)
    first = published(world, make(world))
    again = commands.correct(by=leader(world), report=first)
    assert (again.number, again.corrects_id, again.state) == (2, first.pk, ReportState.DRAFT)
    assert section_of(again, "decisions").figures == section_of(first, "decisions").figures
    assert commands.correct(by=leader(world), report=first) == again  # begun once
    published(world, again)
    with pytest.raises(Conflict, match="redan en senare version"):
        commands.correct(by=leader(world), report=first)


def test_a_draft_is_corrected_in_place(world: World):
    with pytest.raises(Conflict, match="Rapporten är ett utkast"):
        commands.correct(by=leader(world), report=make(world))


def test_the_database_holds_what_a_published_report_is(world: World):
    report = make(world)
    for wrong in (
        {"state": "published"},
        {"opened": True},
        {"period_to": FIRST - timedelta(days=1)},
        {"state": "sent"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            StatusReport.objects.filter(pk=report.pk).update(**wrong)


def test_each_order_leaves_its_event(world: World):
    sent(world)
    report = make(world)
    written(world, section_of(report, "decisions"), "Text")
    commands.fetch_anew(by=leader(world), report=report)
    published(world, report)
    commands.remove_draft(by=leader(world), report=commands.correct(by=leader(world), report=report))
    told = (
        AuditEvent.objects.filter(action__startswith="reports.")
        .order_by("number")
        .values_list("action", flat=True)
    )
    assert list(told) == [f"reports.{name}" for name in (
        "draft_made", "section_written", "figures_fetched", "report_published", "correction_begun", "draft_removed",
    )]  # fmt: skip
