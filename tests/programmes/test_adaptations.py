"""Adaptations: told by a principal, flagged where they touch the core, answered, changed, ended; ideas for everyone else."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from tillsammans.access.actor import system
from tillsammans.access.roles import Role
from tillsammans.audit.models import AuditEvent
from tillsammans.core.errors import Conflict, Invalid, NotAllowed, NotVisible
from tillsammans.notify.commands import send_due
from tillsammans.notify.models import OutboxMessage
from tillsammans.portal.waiting import waiting_for
from tillsammans.programmes import commands, queries
from tillsammans.programmes.models import Adaptation, AdaptationState
from tillsammans.programmes.rules import local

HOSTILE = "<script>alert('x')</script>"
SPEAKERS = (Role.HEAD, Role.CONTACT_PERSON)


@pytest.fixture
def programme(world):
    return commands.load_programmes(by=system(world.at), county=world.a.place)[0]


def last_action() -> str:
    return AuditEvent.objects.latest("number").action


# Telling -----------------------------------------------------------------------------------------------------------


def test_one_that_leaves_the_core_alone_is_registered_and_nobody_is_mailed(told):
    assert (told.state, told.touches_core, told.ingredients) == ("registered", False, ["common-view"])
    assert last_action() == "programmes.adaptation_registered"
    assert not OutboxMessage.objects.exists()


def test_one_that_weakens_the_core_goes_to_the_model_manager(world, flagged, settings):
    assert flagged.state == "flagged"
    mail = OutboxMessage.objects.get()
    assert (mail.to, mail.template) == (world.user(Role.MODEL_MANAGER).email, "programmes/adaptation_flagged")
    assert queries.adaptations_waiting(world.actor(Role.MODEL_MANAGER)) == 1
    assert queries.adaptations_waiting(world.actor(Role.MODEL_MANAGER, world.b.place)) == 0
    lines = [one.text for one in waiting_for(world.actor(Role.MODEL_MANAGER), "sv")]
    assert "1 anpassning rör modellens kärna och väntar på ditt svar." in lines


def test_the_mail_is_sent_without_a_word_of_the_adaptation(world, flagged, mailoutbox):
    send_due(at=world.at)
    assert "Hjulet på golvet" not in mailoutbox[0].body + mailoutbox[0].subject
    assert (
        f"/arbetsyta/anpassningar/{flagged.pk}/svara/" in mailoutbox[0].body and "Ekvik" in mailoutbox[0].body
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"component": "no-such"}, {"component": "shared-approach"}, {"ingredients": ["no-such"]}, {"what": "  "}, {"why": ""},
        {"what": "x" * 1001}, {"since": date(202, 1, 1)}, {"since": date(2226, 1, 1)}, {"weakens": True, "ingredients": []},
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_and_nothing_is_written(world, contact, said, wrong):
    before = AuditEvent.objects.count()
    with pytest.raises(Invalid):
        commands.register_adaptation(by=contact, principal=world.a.one.place, said=replace(said, **wrong))
    assert not Adaptation.objects.exists() and AuditEvent.objects.count() == before


def test_a_programme_of_another_county_is_refused(world, contact, said):
    other = commands.load_programmes(by=system(world.at), county=world.b.place)[0]
    with pytest.raises(Invalid):
        commands.register_adaptation(
            by=contact, principal=world.a.one.place, said=replace(said, programme=other)
        )


@pytest.mark.parametrize("role", [role for role in Role if role not in SPEAKERS])
def test_nobody_else_speaks_for_a_principal(world, said, told, role):
    by = world.actor(role)
    for attempt in (
        lambda: commands.register_adaptation(by=by, principal=world.a.one.place, said=said),
        lambda: commands.edit_adaptation(by=by, adaptation=told, said=said),
        lambda: commands.end_adaptation(by=by, adaptation=told, ended_on=date(2026, 9, 2)),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    assert Adaptation.objects.count() == 1


def test_another_principal_reads_it_and_changes_nothing(world, said, told):
    stranger = world.actor(Role.CONTACT_PERSON, world.a.two.place)
    assert queries.get_adaptation(stranger, told.pk) == told
    with pytest.raises(NotAllowed):
        commands.edit_adaptation(by=stranger, adaptation=told, said=said)
    with pytest.raises(NotVisible):
        queries.get_adaptation(world.actor(Role.CONTACT_PERSON, world.b.one.place), told.pk)


# Changing and ending -----------------------------------------------------------------------------------------------


def test_it_is_changed_unless_somebody_else_was_there_first(contact, said, told):
    commands.edit_adaptation(by=contact, adaptation=told, said=replace(said, what="Ett."), revision=1)
    with pytest.raises(Conflict):
        commands.edit_adaptation(by=contact, adaptation=told, said=replace(said, what="Två."), revision=1)
    told.refresh_from_db()
    assert (told.what, told.revision) == ("Ett.", 2)


def test_it_ends_and_may_go_on_after_all(contact, told):
    with pytest.raises(Invalid):
        commands.end_adaptation(by=contact, adaptation=told, ended_on=date(2026, 8, 31))
    ended = commands.end_adaptation(by=contact, adaptation=told, ended_on=date(2026, 9, 1))
    assert ended.ended_on == date(2026, 9, 1)
    assert commands.end_adaptation(by=contact, adaptation=told, ended_on=None).ended_on is None


def test_an_edit_cannot_move_the_beginning_past_the_end(contact, said, told):
    commands.end_adaptation(by=contact, adaptation=told, ended_on=date(2026, 9, 30))
    with pytest.raises(Invalid):
        commands.edit_adaptation(by=contact, adaptation=told, said=replace(said, since=date(2026, 10, 1)))


def test_the_database_holds_it_too(told):
    for wrong in ({"ended_on": date(2026, 8, 1)}, {"state": "flagged"}, {"state": "reviewed"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Adaptation.objects.filter(pk=told.pk).update(**wrong)


# Answering ---------------------------------------------------------------------------------------------------------


def test_an_answer_goes_back_to_the_principal(world, flagged, contact):
    manager = world.actor(Role.MODEL_MANAGER)
    commands.review_adaptation(by=manager, adaptation=flagged, review="Pröva, men fråga om alla områden.")
    mail = OutboxMessage.objects.latest("pk")
    assert (mail.to, mail.template) == (
        world.user(Role.CONTACT_PERSON).email,
        "programmes/adaptation_reviewed",
    )
    row = Adaptation.objects.get()
    own = queries.adaptation_page(contact, row, "sv")
    assert (own.state, own.review) == ("reviewed", "Pröva, men fråga om alla områden.")
    assert queries.adaptations_waiting(manager) == 0


@pytest.mark.parametrize("role", [Role.STAFF, Role.PROCESS_LEADER, Role.STEERING_MEMBER, Role.UNIT_MANAGER])
def test_others_see_the_idea_and_never_the_answer_or_the_question(world, flagged, role):
    commands.review_adaptation(by=world.actor(Role.MODEL_MANAGER), adaptation=flagged, review="Hemligt svar.")
    page = queries.adaptation_page(world.actor(role), Adaptation.objects.get(), "sv")
    assert (page.state, page.label, page.review, page.previous_review, page.touches_core) == (
        "",
        "",
        "",
        "",
        False,
    )


@pytest.mark.parametrize("role", [role for role in Role if role != Role.MODEL_MANAGER])
def test_only_the_model_manager_answers(world, flagged, role):
    with pytest.raises(NotAllowed):
        commands.review_adaptation(by=world.actor(role), adaptation=flagged, review="Nej.")
    with pytest.raises(NotAllowed):
        commands.review_adaptation(
            by=world.actor(Role.MODEL_MANAGER, world.b.place), adaptation=flagged, review="Nej."
        )


def test_there_is_nothing_to_answer_where_the_core_is_not_touched(world, told):
    with pytest.raises(Conflict):
        commands.review_adaptation(by=world.actor(Role.MODEL_MANAGER), adaptation=told, review="Nej.")


def test_an_answer_says_something_and_is_about_what_the_form_showed(world, contact, said, flagged):
    manager = world.actor(Role.MODEL_MANAGER)
    with pytest.raises(Invalid):
        commands.review_adaptation(by=manager, adaptation=flagged, review="  ")
    commands.edit_adaptation(
        by=contact, adaptation=flagged, said=replace(said, weakens=True, what="Något helt annat.")
    )
    with pytest.raises(Conflict):
        commands.review_adaptation(by=manager, adaptation=flagged, review="Bra.", revision=1)


def test_what_is_changed_after_an_answer_is_asked_about_anew(world, contact, said, flagged):
    weak = replace(said, weakens=True)
    commands.review_adaptation(by=world.actor(Role.MODEL_MANAGER), adaptation=flagged, review="Bra.")
    assert (
        commands.edit_adaptation(by=contact, adaptation=flagged, said=replace(weak, planned=False)).state
        == "reviewed"
    )
    mails = OutboxMessage.objects.count()
    row = commands.edit_adaptation(by=contact, adaptation=flagged, said=replace(weak, what="Annat."))
    assert (row.state, row.reviewed_at, OutboxMessage.objects.count()) == ("flagged", None, mails + 1)
    assert queries.adaptation_page(contact, row, "sv").previous_review == "Bra."
    assert commands.edit_adaptation(by=contact, adaptation=flagged, said=said).state == "registered"


def test_every_state_has_its_way():
    assert set(local.NEXT) == set(AdaptationState.values)
    for state in local.NEXT:
        for touches in (True, False):
            for changed in (True, False):
                assert (
                    local.state_after_edit(state, touches_core=touches, changed=changed) in local.NEXT[state]
                )
