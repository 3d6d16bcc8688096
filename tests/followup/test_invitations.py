"""Mail to those who are asked, and what becomes of links: reminded, handed over, taken back, moved, ended."""

from datetime import date, timedelta

import pytest

from tests.followup.scenes import Scene, hire, make_scene
from tests.worlds import World
from tillsammans.access.actor import Actor
from tillsammans.access.queries import actor_for_token, link_token
from tillsammans.access.roles import Role
from tillsammans.accounts.models import User
from tillsammans.audit.models import AuditEvent
from tillsammans.core.errors import Conflict, Invalid, NotAllowed, NotVisible
from tillsammans.followup import commands
from tillsammans.followup.models import FilledBy, ReportRequest
from tillsammans.notify import letters
from tillsammans.notify.models import OutboxMessage


def link_actor(request: ReportRequest, scene: Scene) -> Actor:
    assert request.grant is not None
    return actor_for_token(link_token(request.grant), "self_report", scene.world.at)


def test_everyone_with_an_address_is_invited_once(scene: Scene) -> None:
    told = OutboxMessage.objects.filter(template="followup/invitation")
    assert set(told.values_list("to", flat=True)) == {"chef0@ekvik.example", "chef1@ekvik.example"}
    with pytest.raises(Conflict, match="redan inbjudna"):
        commands.send_invitations(by=scene.leader, round=scene.round)
    hire(scene.world.a.two.units[0], "sen@alvsund.example")
    assert commands.send_invitations(by=scene.leader, round=scene.round) == 1
    assert AuditEvent.objects.filter(action="followup.invitations_sent").count() == 2


def test_whoever_leads_several_units_gets_one_letter_with_a_link_for_each(world: World) -> None:
    scene = make_scene(world, invited=False)
    ReportRequest.objects.filter(principal=world.a.one.place).update(recipient="chef@ekvik.example")
    commands.send_invitations(by=scene.leader, round=scene.round)
    letter = letters.written(OutboxMessage.objects.get())
    assert letter.body.count("/svar/") == 2
    assert all(unit.name in letter.body for unit in world.a.one.units)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_whoever_leads_units_of_several_principals_reads_of_them_all(world: World, language: str) -> None:
    scene = make_scene(world, invited=False)
    ReportRequest.objects.all().update(recipient="chef@ekvik.example")
    commands.send_invitations(by=scene.leader, round=scene.round)
    message = OutboxMessage.objects.get()
    message.language = language
    body = letters.written(message).body
    assert body.count("/svar/") == 4
    assert f"{world.a.two.place.name}, {world.a.one.place.name}." in body
    assert body.count(world.a.one.place.name) - sum(unit.name in body for unit in world.a.one.units) == 1


@pytest.mark.parametrize(("language", "words"), [("sv", "Hej"), ("en", "Hello")])
def test_an_invitation_is_in_the_language_that_its_reader_has_chosen(
    world: World, language: str, words: str
) -> None:
    user = world.user(Role.UNIT_MANAGER)
    User.objects.filter(pk=user.pk).update(language=language)
    scene = make_scene(world, invited=False)
    ReportRequest.objects.filter(unit=scene.unit).update(recipient=user.email.upper())
    commands.send_invitations(by=scene.leader, round=scene.round)
    letter = OutboxMessage.objects.get(to=user.email.upper())
    assert (letter.language, words in letters.written(letter).body) == (language, True)
    assert set(OutboxMessage.objects.exclude(pk=letter.pk).values_list("language", flat=True)) == {"sv"}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_each_letter_says_who_asks_until_when_and_never_a_name(scene: Scene, language: str) -> None:
    commands.remind(by=scene.leader, round=scene.round)
    commands.hand_over(by=scene.manager, request=scene.request(scene.unit), email="kollega@ekvik.example")
    scene.send(scene.manager, scene.unit)
    for message in OutboxMessage.objects.all():
        message.language = language
        letter = letters.written(message)
        assert "31" in letter.body or message.template == "followup/handed_on"
        assert "@" not in letter.body.replace("@a.example", "@")
        assert "{{" not in letter.body
        assert "  " not in letter.body
        assert letter.subject


def test_a_name_with_signs_is_written_as_it_is(scene: Scene) -> None:
    unit = scene.unit
    unit.name = "Ek & Lind's <skola>"
    unit.save()
    letter = letters.written(OutboxMessage.objects.get(to="chef0@ekvik.example"))
    assert "Ek & Lind's <skola>" in letter.body


def test_reminding_goes_to_those_who_have_not_answered_and_not_twice_a_day(scene: Scene) -> None:
    scene.send(scene.manager, scene.unit)
    assert commands.remind(by=scene.leader, round=scene.round) == 1
    with pytest.raises(Conflict):
        commands.remind(by=scene.leader, round=scene.round)
    told = OutboxMessage.objects.filter(template="followup/reminder").values_list("to", flat=True)
    assert list(told) == ["chef1@ekvik.example"]


def test_a_contact_person_reminds_the_own_units_alone(scene: Scene) -> None:
    hire(scene.world.a.two.units[0], "chef@alvsund.example")
    commands.send_invitations(by=scene.leader, round=scene.round)
    assert commands.remind(by=scene.world.actor(Role.CONTACT_PERSON), round=scene.round) == 2
    assert (
        commands.remind(by=scene.world.actor(Role.CONTACT_PERSON, scene.world.a.two.place), round=scene.round)
        == 1
    )


@pytest.mark.parametrize("role", [Role.UNIT_MANAGER, Role.STEERING_MEMBER, Role.SYSTEM_MANAGER, Role.STAFF])
def test_others_do_not_remind(scene: Scene, role: Role) -> None:
    with pytest.raises(NotAllowed):
        commands.remind(by=scene.world.actor(role), round=scene.round)
    assert not OutboxMessage.objects.filter(template="followup/reminder").exists()


def test_handing_over_ends_the_old_link_and_tells_both(scene: Scene) -> None:
    request = scene.request(scene.unit)
    old = link_actor(request, scene)
    commands.hand_over(by=old, request=request, email=" kollega@ekvik.example ")
    assert request.grant is not None
    with pytest.raises(NotVisible):
        actor_for_token(link_token(request.grant), "self_report", scene.world.at)
    request = scene.request(scene.unit)
    assert scene.send(link_actor(request, scene), scene.unit).filled_by == FilledBy.COLLEAGUE
    told = {
        message.template: message.to for message in OutboxMessage.objects.filter(template__contains="handed")
    }
    assert told == {
        "followup/handed_over": "kollega@ekvik.example",
        "followup/handed_on": "chef0@ekvik.example",
    }


def test_a_colleagues_link_answers_for_no_other_unit(scene: Scene) -> None:
    from tillsammans.followup.queries import reports

    ReportRequest.objects.filter(unit=scene.world.a.one.units[1]).update(recipient="chef0@ekvik.example")
    commands.hand_over(by=scene.manager, request=scene.request(scene.unit), email="kollega@ekvik.example")
    request = scene.request(scene.unit)
    assert reports.siblings(link_actor(request, scene), request) == []


@pytest.mark.parametrize("email", ["", "kollega", "a@b.se, c@d.se", "a@b.se\nBcc: c@d.se"])
def test_an_address_that_is_none_is_refused(scene: Scene, email: str) -> None:
    with pytest.raises(Invalid, match="e-postadress"):
        commands.hand_over(by=scene.manager, request=scene.request(scene.unit), email=email)


def test_a_link_does_not_become_a_way_to_mail_anybody(scene: Scene) -> None:
    for number in range(5):
        commands.hand_over(
            by=scene.manager, request=scene.request(scene.unit), email=f"k{number}@ekvik.example"
        )
    with pytest.raises(Conflict, match="flera gånger"):
        commands.hand_over(by=scene.manager, request=scene.request(scene.unit), email="k6@ekvik.example")


def test_the_manager_takes_the_task_back_but_no_link_does(scene: Scene) -> None:
    commands.hand_over(by=scene.manager, request=scene.request(scene.unit), email="kollega@ekvik.example")
    colleague = link_actor(scene.request(scene.unit), scene)
    with pytest.raises(NotAllowed):
        commands.take_back(by=colleague, request=scene.request(scene.unit))
    commands.take_back(by=scene.manager, request=scene.request(scene.unit))
    request = scene.request(scene.unit)
    assert request.delegated_to == ""
    assert scene.send(link_actor(request, scene), scene.unit).filled_by == FilledBy.MANAGER


def test_links_stop_after_the_closing_day(scene: Scene) -> None:
    token = link_token(scene.request(scene.unit).grant)  # type: ignore[arg-type]
    last = scene.world.at + timedelta(days=17)
    assert actor_for_token(token, "self_report", last)
    with pytest.raises(NotVisible, match="gäller inte längre"):
        actor_for_token(token, "self_report", last + timedelta(days=1))


def test_a_new_manager_gets_the_link_and_the_old_one_ends(scene: Scene) -> None:
    request = scene.request(scene.unit)
    ended = scene.unit.holdings.get(email="chef0@ekvik.example")
    new = hire(scene.unit, "ny@ekvik.example")
    commands.move_open_tasks(scene.leader, ended, new)
    with pytest.raises(NotVisible):
        link_actor(request, scene)
    assert scene.request(scene.unit).recipient == "ny@ekvik.example"
    assert OutboxMessage.objects.filter(template="followup/invitation", to="ny@ekvik.example").count() == 1


def test_a_unit_that_closes_is_asked_no_longer(scene: Scene) -> None:
    scene.send(scene.manager, scene.unit)
    ids = [unit.pk for unit in scene.world.a.one.units]
    commands.withdraw_closed_units(scene.leader, ids)
    assert scene.request(scene.world.a.one.units[1]).withdrawn_at is not None
    assert scene.request(scene.unit).withdrawn_at is None
    assert commands.rebuild(scene.round) == []


def test_nothing_is_mailed_for_a_round_that_is_over(scene: Scene) -> None:
    commands.close_round(by=scene.leader, round=scene.round)
    for act in (commands.remind, commands.send_invitations):
        with pytest.raises(Conflict):
            act(by=scene.leader, round=scene.round)
    assert scene.round.closes_on == date(2026, 10, 31)
