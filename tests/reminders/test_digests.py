"""The weekly letter: one a person and week, of what falls due for that person; nothing due or a quiet week, no letter."""

import email
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email import policy

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client

from config.console import worker
from tests.planning.timeline_scenes import activity, milestone
from tillsammans.access.actor import system
from tillsammans.access.models import Grant
from tillsammans.access.roles import Role
from tillsammans.accounts.models import User
from tillsammans.audit.models import AuditEvent
from tillsammans.core import clock
from tillsammans.core.errors import NotAllowed, NotVisible
from tillsammans.notify import commands as notify
from tillsammans.notify.models import OutboxMessage
from tillsammans.organisations.models import RoleDecision, RoleHolding
from tillsammans.reminders.commands import digests
from tillsammans.reminders.commands.digests import QuietContent
from tillsammans.reminders.models import Digest, DigestChoice, QuietPeriod
from tillsammans.reminders.queries import digests as queries
from tillsammans.reminders.queries.digests import Wanted

WEDNESDAY = datetime(2026, 10, 14, 7, tzinfo=UTC)  # an ordinary week: 12–18 October
MONDAY = date(2026, 10, 12)
PAGE, QUIET = "/arbetsyta/kalender/veckobrev/", "/arbetsyta/kalender/tysta-veckor/"


@pytest.fixture
def scene(world):
    """A unit's manager with something that waits, something this week and something later; a neighbour's is not theirs."""
    unit = world.a.one.units[0]
    for title, days in (
        ("Möte om samtyckesblanketten", -3),
        ("Prova hjulet", 2),
        ("Följ upp", 10),
        ("Långt fram", 40),
    ):
        activity(
            world,
            unit,
            title,
            responsible_role=Role.UNIT_MANAGER,
            ends_on=WEDNESDAY.date() + timedelta(days=days),
        )
    activity(world, world.a.one.units[1], "Grannens", responsible_role=Role.UNIT_MANAGER)
    user = world.user(Role.UNIT_MANAGER)
    User.objects.filter(pk=user.pk).update(joined_at=WEDNESDAY - timedelta(days=100))
    user.refresh_from_db()
    return user


def run(at=WEDNESDAY) -> int:
    return digests.queue_digests(by=system(at))


def sent(at=WEDNESDAY) -> list[str]:
    """What has gone out, as text."""
    notify.send_due(at=at)
    return [one.body for one in mail.outbox]


def test_one_letter_holds_what_is_one_s_own_by_urgency_each_with_its_address(scene, settings):
    assert run() == 1
    (body,) = sent()
    order = ["Det här väntar", "samtyckesblanketten, 11 oktober", "De närmaste sju dagarna", "Prova hjulet, 16 oktober",
             "Längre fram", "Följ upp, 24 oktober"]  # fmt: skip
    assert [body.index(words) for words in order] == sorted(body.index(words) for words in order)
    assert "Grannens" not in body and "Långt fram" not in body
    links = re.findall(rf"{re.escape(settings.BASE_URL)}(/arbetsyta/\S+)", body)
    client = Client()
    client.force_login(scene)
    assert len(links) == 4 and all(client.get(link).status_code == 200 for link in links)
    assert mail.outbox[0].subject == "Veckobrev: 1 sak väntar, 1 den här veckan"


def test_the_county_s_page_of_sent_mail_has_the_letter(world, scene):
    run()
    assert OutboxMessage.objects.get().county_id == world.a.place.pk
    assert AuditEvent.objects.get(action="reminders.digests_queued").county_id == world.a.place.pk


def test_the_letter_says_what_list_it_is_and_how_it_is_ended(scene, settings):
    settings.BASE_URL = "https://tillsammans.example"
    run()
    sent()
    letter = email.message_from_bytes(mail.outbox[0].message().as_bytes(), policy=policy.default)
    token = Grant.objects.get(purpose="digest_stop")
    assert letter["List-Id"] == f"<veckobrev.{settings.MESSAGE_ID_DOMAIN}>"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert (
        letter["List-Unsubscribe"]
        .strip()
        .startswith("<https://tillsammans.example/kalender/sluta-veckobrev/")
    )
    assert letter["Auto-Submitted"] == "auto-generated" and token.expires_at > WEDNESDAY


def test_without_encryption_no_mail_program_is_asked_to_post(scene, settings):
    settings.BASE_URL = "http://localhost:8000"
    run()
    sent()
    assert "List-Unsubscribe-Post" not in mail.outbox[0].extra_headers


def test_one_a_week_whatever_happens_to_the_worker(scene):
    assert [run(), run(), run(WEDNESDAY + timedelta(days=4))] == [1, 0, 0]
    run(WEDNESDAY + timedelta(days=5))  # the next week's Monday
    assert (
        OutboxMessage.objects.filter(to=scene.email).count() == Digest.objects.filter(user=scene).count() == 2
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Digest.objects.create(user=scene, week=MONDAY, county_id=1, outcome="sent", made_at=WEDNESDAY)


def test_killed_before_the_commit_neither_the_row_nor_the_mail_is_there(scene, monkeypatch):
    def killed(**_words):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(digests.audit, "record", killed)
        with pytest.raises(KeyboardInterrupt):
            run()
    assert not Digest.objects.exists() and not OutboxMessage.objects.exists()
    assert run() == 1 and OutboxMessage.objects.count() == 1


def test_nothing_due_no_mail_and_it_is_not_looked_for_again_that_week(world):
    world.user(Role.STAFF)
    User.objects.update(joined_at=WEDNESDAY - timedelta(days=100))
    assert run() == 1
    assert not OutboxMessage.objects.exists() and Digest.objects.get().outcome == "nothing"
    milestone(world, "Kom till på onsdagen", ends_on=date(2026, 10, 16))
    assert run() == 0, "the person's day has passed"


def test_a_quiet_week_sends_nothing_and_the_first_week_after_does(world, scene):
    leader = world.actor(Role.PROCESS_LEADER)
    content = QuietContent("höstlov", date(2026, 10, 16), date(2026, 10, 20))
    digests.add_quiet_period(by=leader, county=world.a.place, content=content)
    run()
    run(WEDNESDAY + timedelta(days=7))
    assert not OutboxMessage.objects.exists()
    assert {row.outcome for row in Digest.objects.filter(user=scene)} == {"quiet"}
    run(WEDNESDAY + timedelta(days=14))
    assert OutboxMessage.objects.filter(to=scene.email).count() == 1


def test_another_county_s_holiday_is_its_own(world, scene):
    other = world.actor(Role.PROCESS_LEADER, world.b.place)
    digests.add_quiet_period(by=other, county=world.b.place, content=QuietContent("lov", MONDAY, MONDAY))
    run()
    assert OutboxMessage.objects.filter(to=scene.email).count() == 1


@pytest.mark.parametrize(
    ("wanted", "told", "untold"),
    [
        (Wanted(ahead_days=7), "Prova hjulet", "Följ upp"),
        (Wanted(ahead_days=56), "Långt fram", "Grannens"),
        (Wanted(left_out=("roles",)), "Följ upp", "Grannens"),
    ],
)
def test_a_person_tunes_the_own_letter(world, scene, wanted, told, untold):
    digests.choose_digest(by=world.actor(Role.UNIT_MANAGER), wanted=wanted)
    run()
    (body,) = sent()
    assert told in body and untold not in body


@pytest.mark.parametrize("wanted", [Wanted(off=True), Wanted(left_out=("activities",)), Wanted(weekday=4)])
def test_off_left_out_or_later_in_the_week_sends_nothing_now(world, scene, wanted):
    digests.choose_digest(by=world.actor(Role.UNIT_MANAGER), wanted=wanted)
    run()
    assert not OutboxMessage.objects.exists()
    run(WEDNESDAY + timedelta(days=2))
    assert OutboxMessage.objects.count() == (1 if wanted.weekday == 4 else 0)


def test_a_closed_account_a_role_that_has_ended_and_a_new_account_get_none(world, scene):
    for change in ({"is_active": False}, {"joined_at": WEDNESDAY}):
        User.objects.filter(pk=scene.pk).update(**change)
        assert run() == 0
        User.objects.filter(pk=scene.pk).update(is_active=True, joined_at=WEDNESDAY - timedelta(days=100))
    RoleHolding.objects.filter(user=scene).update(ends_on=WEDNESDAY.date() - timedelta(days=1))
    assert run() == 0
    RoleHolding.objects.filter(user=scene).update(ends_on=None)
    assert run() == 1


def test_who_only_runs_the_system_gets_none(world):
    world.user(Role.SYSTEM_MANAGER)
    User.objects.update(joined_at=WEDNESDAY - timedelta(days=100))
    assert run() == 0


def test_the_letter_is_in_the_person_s_language(world, scene):
    User.objects.filter(pk=scene.pk).update(language="en")
    run()
    sent()
    letter = mail.outbox[0]
    assert letter.subject == "Weekly letter: 1 thing is waiting, 1 this week"
    assert "The next seven days" in letter.body and "Hej\n" not in letter.body


def test_roles_that_end_and_seats_that_are_vacant_reach_the_contact_person(world):
    contact, unit = world.user(Role.CONTACT_PERSON), world.a.one.units[0]
    world.user(Role.UNIT_MANAGER)
    RoleHolding.objects.filter(role=Role.UNIT_MANAGER, place=unit).update(ends_on=date(2026, 10, 20))
    RoleDecision.objects.create(
        principal=world.a.one.place, role=Role.BBA, scope="shared", number=3, decided_on=date(2026, 1, 1)
    )
    wanted = queries.wanted_of(contact.pk)
    told = queries.parts_of(contact, wanted, [world.a.place.pk], at=WEDNESDAY, on=WEDNESDAY.date())
    titles = [line.title for part in told for line in part.lines]
    assert any("Rollen tar slut: chef för verksamheten, Ekviks skola 1" in title for title in titles)
    assert any("Ekvik: 3 vakanta platser" in title for title in titles)
    RoleHolding.objects.create(
        role=Role.UNIT_MANAGER, place=unit, email="ny@a.example", starts_on=date(2026, 10, 21)
    )
    again = queries.parts_of(contact, wanted, [world.a.place.pk], at=WEDNESDAY, on=WEDNESDAY.date())
    assert not any("Rollen tar slut" in line.title for part in again for line in part.lines), (
        "somebody takes over"
    )


def test_the_letter_s_own_link_ends_it_from_a_mail_program_and_twice_is_as_once(scene):
    run()
    link = re.search(r"/kalender/sluta-veckobrev/\S+", sent()[0])[0]
    strict = Client(enforce_csrf_checks=True)
    assert strict.get(link).status_code == 200 and not DigestChoice.objects.exists(), (
        "looking changes nothing"
    )
    for _twice in range(2):
        answer = strict.post(link, {"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200 and "inga fler veckobrev" in answer.content.decode()
    assert DigestChoice.objects.get().off
    assert AuditEvent.objects.filter(action="reminders.digest_stopped").count() == 1
    run(WEDNESDAY + timedelta(days=7))
    assert OutboxMessage.objects.count() == 1


def test_a_guessed_a_revoked_and_another_purpose_s_link_ends_nothing(scene):
    run()
    link = re.search(r"/kalender/sluta-veckobrev/\S+", sent()[0])[0]
    grant = Grant.objects.get(purpose="digest_stop")
    assert Client().post(f"/kalender/sluta-veckobrev/{'x' * 32}/").status_code == 404
    Grant.objects.filter(pk=grant.pk).update(purpose="calendar_feed")
    assert Client().post(link).status_code == 404
    Grant.objects.filter(pk=grant.pk).update(purpose="digest_stop", revoked_at=WEDNESDAY)
    assert Client().post(link).status_code == 404
    assert not DigestChoice.objects.exists()


def test_the_link_stays_the_same_from_week_to_week(scene):
    run()
    run(WEDNESDAY + timedelta(days=7))
    assert Grant.objects.filter(purpose="digest_stop").count() == 1


def test_the_page_shows_the_next_letter_and_what_another_choice_would_give_without_saving(client, scene):
    client.force_login(scene)
    page = client.get(PAGE).content.decode()
    assert "Veckobrev: 1 sak väntar, 1 den här veckan" in page and "Prova hjulet, 16 oktober" in page
    form = {"comes": "on", "weekday": "2", "ahead_days": "56", "kinds": ["activities"]}
    tried = client.post(PAGE, {**form, "look": "1"}).content.decode()
    assert "Långt fram" in tried and "inte sparat än" in tried and not DigestChoice.objects.exists()
    saved = client.post(PAGE, form, follow=True).content.decode()
    assert "Långt fram" in saved and "Sparat." in saved
    row = DigestChoice.objects.get()
    assert (row.weekday, row.ahead_days, row.off) == (2, 56, False) and "activities" not in row.left_out
    off = client.post(PAGE, {**form, "comes": "off"}, follow=True).content.decode()
    assert "Du får inget veckobrev" in off


def test_a_bad_choice_is_said_and_nothing_is_saved(client, scene):
    client.force_login(scene)
    for bad in ({"weekday": "9"}, {"ahead_days": "3"}, {"kinds": ["hemligt"]}, {"comes": ""}):
        form = {"comes": "on", "weekday": "2", "ahead_days": "14", "kinds": ["activities"], **bad}
        assert client.post(PAGE, form).status_code == 400
    assert not DigestChoice.objects.exists()


@pytest.mark.parametrize(
    ("role", "may"), [(Role.PROCESS_LEADER, True), (Role.HEAD, False), (Role.MODEL_MANAGER, False)]
)
def test_only_who_leads_the_county_s_work_says_which_weeks_are_quiet(world, role, may):
    content = QuietContent("höstlov", MONDAY, MONDAY)
    if may:
        digests.add_quiet_period(by=world.actor(role), county=world.a.place, content=content)
        other = world.actor(Role.PROCESS_LEADER, world.b.place)
        with pytest.raises(NotAllowed):
            digests.remove_quiet_period(by=other, period=QuietPeriod.objects.get())
        return
    with pytest.raises(NotAllowed):
        digests.add_quiet_period(by=world.actor(role), county=world.a.place, content=content)
    assert not QuietPeriod.objects.exists()


def test_the_quiet_weeks_are_told_in_weeks_added_and_removed(client, world):
    client.force_login(world.user(Role.PROCESS_LEADER))
    assert (
        client.post(QUIET, {"name": "jul", "starts_on": "2026-12-21", "ends_on": "2026-12-01"}).status_code
        == 400
    )
    form = {"name": "Jullov", "starts_on": "2026-12-21", "ends_on": "2027-01-08"}
    page = client.post(QUIET, form, follow=True).content.decode()
    assert "Jullov, vecka 52 till 1" in page
    row = QuietPeriod.objects.get()
    client.post(f"{QUIET}{row.pk}/ta-bort/")
    assert not QuietPeriod.objects.exists()
    client.force_login(world.user(Role.HEAD))
    assert "Lägg till ett lov" not in client.get(QUIET).content.decode()
    assert client.post(QUIET, form).status_code == 403


def test_nobody_without_work_has_a_letter(world):
    with pytest.raises(NotVisible):
        queries.digest_page(world.actor(Role.SYSTEM_MANAGER))
    with pytest.raises(NotAllowed):
        digests.choose_digest(by=world.actor(Role.SYSTEM_MANAGER), wanted=Wanted())


def test_what_letters_held_is_removed_after_two_months(scene):
    run()
    assert digests.forget_old_digests(by=system(WEDNESDAY + timedelta(days=58))) == 0
    assert digests.forget_old_digests(by=system(WEDNESDAY + timedelta(days=59))) == 1


def test_the_worker_waits_for_the_morning_and_then_looks_now_and_then(scene, monkeypatch):
    work = worker.Work()
    now = WEDNESDAY.replace(hour=3, minute=30)  # half past five in Swedish summer time
    monkeypatch.setattr(clock, "now", lambda: now)
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    work.turn()
    assert not Digest.objects.exists()
    now = WEDNESDAY
    work.turn()
    assert Digest.objects.count() == 1 and len(mail.outbox) == 1
    work.turn()
    assert work.look_at == WEDNESDAY + worker.LOOK_EVERY


def test_a_letter_whose_words_are_gone_is_not_sent(scene):
    run()
    Digest.objects.all().delete()
    notify.send_due(at=WEDNESDAY)
    assert OutboxMessage.objects.get().last_problem == "LookupError" and not mail.outbox


def test_many_persons_are_dealt_with_a_few_at_a_time(world):
    for role in (Role.HEAD, Role.CONTACT_PERSON, Role.STAFF, Role.BBA):
        world.user(role)
    User.objects.update(joined_at=WEDNESDAY - timedelta(days=100))
    by = replace(system(WEDNESDAY))
    assert [digests.queue_digests(by=by, limit=3) for _n in range(3)] == [3, 1, 0]
