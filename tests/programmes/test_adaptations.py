"""Adaptations: told by a principal, flagged where they touch the core, answered, changed, ended; ideas for everyone else."""

import re
from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from tillsammans.access.actor import system
from tillsammans.access.roles import Role
from tillsammans.audit.models import AuditEvent
from tillsammans.core.errors import Conflict, DomainError, Invalid, NotAllowed, NotVisible
from tillsammans.notify.commands import send_due
from tillsammans.notify.models import OutboxMessage
from tillsammans.portal.waiting import waiting_for
from tillsammans.programmes import commands, queries
from tillsammans.programmes.models import Adaptation, AdaptationState, Programme, TheoryVersion
from tillsammans.programmes.rules import local

HOSTILE = "<script>alert('x')</script>"
SPEAKERS = (Role.HEAD, Role.CONTACT_PERSON)


@pytest.fixture
def programme(world):
    return commands.load_programmes(by=system(world.at), county=world.a.place)[0]


@pytest.fixture
def contact(world):
    return world.actor(Role.CONTACT_PERSON)


@pytest.fixture
def said(programme):
    return commands.Adapting(
        programme,
        "wheel-use",
        "Hjulet på golvet.",
        "Skrivaren var trasig.",
        True,
        date(2026, 9, 1),
        ["common-view"],
    )


@pytest.fixture
def told(world, contact, said):
    return commands.register_adaptation(by=contact, principal=world.a.one.place, said=said)


@pytest.fixture
def flagged(world, contact, said):
    world.user(Role.MODEL_MANAGER)
    return commands.register_adaptation(
        by=contact, principal=world.a.one.place, said=replace(said, weakens=True)
    )


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


# Pages -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def as_role(world, client):
    def signed_in(role, place=None):
        client.force_login(world.user(role, place))
        return client

    return signed_in


def page(client, name, *args, status=200, data=None, query=None):
    address = reverse(f"programmes:{name}", args=args)
    answer = client.get(address, query or {}) if data is None else client.post(address, data)
    assert answer.status_code == status, answer.content.decode()[-3000:]
    return answer.content.decode()


def posted(programme, **more):
    return {
        "part": f"{programme.pk}:wheel-use", "what": "Hjulet på golvet.", "why": "Skrivaren var trasig.", "planned": "ja",
        "since": "2026-09-01", "ingredients": [f"{programme.pk}:common-view"], "weakens": "nej",
    } | more  # fmt: skip


def test_told_and_answered_in_the_browser(world, as_role, programme):
    contact = as_role(Role.CONTACT_PERSON)
    page(contact, "adaptation_add", data=posted(programme, weakens="ja"), status=302)
    assert "rör kärnan, väntar på modellförvaltaren" in page(contact, "adaptations")
    row = Adaptation.objects.get()
    manager = as_role(Role.MODEL_MANAGER)
    assert "Väntar på ditt svar" in page(manager, "adaptations")
    assert "Barnets bästa-hjulet som gemensam utgångspunkt" in page(manager, "adaptation_review", row.pk)
    page(manager, "adaptation_review", row.pk, data={"review": "Pröva vidare.", "seen": "1"}, status=302)
    assert "Pröva vidare." in page(as_role(Role.CONTACT_PERSON), "adaptation", row.pk)
    assert "Pröva vidare." not in page(as_role(Role.STAFF), "adaptation", row.pk)


def test_ideas_stand_side_by_side_by_what_is_adapted(world, as_role, said, told):
    other = world.actor(Role.CONTACT_PERSON, world.a.two.place)
    commands.register_adaptation(
        by=other, principal=world.a.two.place, said=replace(said, what="Hjulet i fickan.")
    )
    commands.register_adaptation(
        by=other, principal=world.a.two.place, said=replace(said, component="", what="Helt annat.")
    )
    shown = page(as_role(Role.STAFF), "adaptations")
    assert "Hjulet på golvet." in shown and "Hjulet i fickan." in shown and "Helt annat." not in shown
    assert "Hur Barnets bästa-hjulet används (2)" in shown and "Något annat (1)" in shown
    assert "Helt annat." in page(as_role(Role.STAFF), "adaptations", query={"del": "annat"})
    assert "Berätta om en anpassning" not in shown and "Våra egna" not in shown


@pytest.mark.parametrize(
    "query", [{"del": "no-such"}, {"del": HOSTILE}, {"fore": "abc"}, {"fore": "1"}, {"fore": "9" * 30}]
)
def test_strange_addresses_show_the_page(as_role, told, query):
    assert "Idéer att pröva" in page(as_role(Role.STAFF), "adaptations", query=query)


def test_older_ones_are_on_the_next_page(world, as_role, contact, said, monkeypatch):
    monkeypatch.setattr(queries.adaptations, "PAGE", 2)
    for n in range(5):
        commands.register_adaptation(
            by=contact, principal=world.a.one.place, said=replace(said, what=f"Nummer {n}.")
        )
    client, seen = as_role(Role.STAFF), []
    address = reverse("programmes:adaptations") + "?del=wheel-use"
    while address:
        shown = client.get(address).content.decode()
        seen += re.findall(r"Nummer (\d)", shown)
        onwards = re.search(r'href="(\?del=wheel-use&amp;fore=\d+)"', shown)
        address = reverse("programmes:adaptations") + onwards[1].replace("&amp;", "&") if onwards else ""
    assert seen == ["4", "3", "2", "1", "0"]


def test_the_list_costs_the_same_however_many(world, contact, said, told, django_assert_num_queries):
    reader = world.actor(Role.STAFF)
    with django_assert_num_queries(3):
        queries.adaptations_page(reader, "sv")
    for n in range(8):
        commands.register_adaptation(by=contact, principal=world.a.one.place, said=replace(said, what=f"{n}"))
    with django_assert_num_queries(3):
        queries.adaptations_page(reader, "sv")


@pytest.mark.parametrize(
    "wrong",
    [{"part": ""}, {"part": "1:no-such"}, {"part": "99999:wheel-use"}, {"planned": ""}, {"weakens": ""}, {"since": "2026-13-40"},
     {"ingredients": ["1:no-such"]}, {"weakens": "ja", "ingredients": []}, {"what": ""}],
)  # fmt: skip
def test_what_is_missing_or_unknown_is_said_and_what_was_typed_is_kept(as_role, programme, wrong):
    shown = page(as_role(Role.CONTACT_PERSON), "adaptation_add", data=posted(programme, **wrong), status=400)
    assert "behöver rättas" in shown and "Skrivaren var trasig." in shown
    assert not Adaptation.objects.exists()


def test_a_stale_tab_keeps_what_was_typed_with_every_choice(as_role, programme, told):
    client = as_role(Role.CONTACT_PERSON)
    page(client, "adaptation_edit", told.pk, data=posted(programme, what="Den andras.", seen="1"), status=302)
    both = [f"{programme.pk}:common-view", f"{programme.pk}:relations"]
    shown = page(
        client,
        "adaptation_edit",
        told.pk,
        data=posted(programme, what="Mitt.", seen="1", ingredients=both),
        status=409,
    )
    assert (
        "Mitt.</textarea>" in shown and "<dd>Den andras.</dd>" in shown and 'name="seen" value="2"' in shown
    )
    assert shown.count(" checked") == 5, "both boxes and the three choices"


def test_an_end_before_the_beginning_is_said(as_role, told):
    client = as_role(Role.CONTACT_PERSON)
    shown = page(client, "adaptation_end", told.pk, data={"on": "2026-08-01", "seen": "1"}, status=400)
    assert "kan inte upphöra före" in shown
    page(client, "adaptation_end", told.pk, data={"on": "2026-10-01", "seen": "1"}, status=302)
    assert "upphörde oktober 2026" in page(client, "adaptations")


def test_what_is_typed_never_becomes_markup(as_role, programme):
    client = as_role(Role.CONTACT_PERSON)
    page(client, "adaptation_add", data=posted(programme, what=HOSTILE, why=HOSTILE), status=302)
    for name, args in (("adaptations", ()), ("adaptation", (Adaptation.objects.get().pk,))):
        assert HOSTILE not in page(client, name, *args)


def test_without_a_theory_nothing_is_asked_of_the_core(as_role, programme):
    TheoryVersion.objects.all().delete()
    client = as_role(Role.CONTACT_PERSON)
    assert "aktiva ingredienser" not in page(client, "adaptation_add")
    given = {key: value for key, value in posted(programme).items() if key not in ("ingredients", "weakens")}
    page(client, "adaptation_add", data=given, status=302)
    assert Adaptation.objects.get().state == "registered"


def test_without_a_model_there_is_nothing_to_adapt(as_role, world):
    assert not Programme.objects.exists()
    assert "Det finns ingen modell att anpassa än" in page(as_role(Role.CONTACT_PERSON), "adaptation_add")


@pytest.mark.parametrize("role", [Role.STAFF, Role.PROCESS_LEADER, Role.UNIT_MANAGER, Role.MODEL_MANAGER])
def test_nobody_types_in_vain(as_role, told, role):
    client = as_role(role)
    page(client, "adaptation_add", status=403)
    page(client, "adaptation_edit", told.pk, status=403)
    page(client, "adaptation_end", told.pk, status=403)
    page(client, "adaptation_review", told.pk, status=409 if role == Role.MODEL_MANAGER else 403)


def test_refusals_are_sentences(world, told):
    with pytest.raises(DomainError) as refused:
        commands.end_adaptation(by=world.actor(Role.STAFF), adaptation=told, ended_on=None)
    assert refused.value.message.endswith(".")
