"""Who subscribes to the newsletter: asked for by anybody, confirmed by the mailed link alone, ended by the letter's."""

import re
from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest
from django.core.cache import cache
from django.test import Client

from tests.worlds import World
from tillsammans.access.actor import nobody, system
from tillsammans.access.models import Grant
from tillsammans.access.queries import actor_for_token, link_token
from tillsammans.access.roles import Role
from tillsammans.core.errors import Invalid, NotVisible
from tillsammans.notify.letters import written
from tillsammans.notify.models import OutboxMessage
from tillsammans.organisations.models import RoleHolding
from tillsammans.reminders.models import DigestChoice
from tillsammans.reports.commands import subscribers as commands
from tillsammans.reports.models import Reader, ReaderState
from tillsammans.reports.policies import CONFIRM_READER, OWN_READER
from tillsammans.reports.rules import readers as rules

pytestmark = pytest.mark.django_db
ASK = "/lan/testlan/nyhetsbrev/prenumerera/"
OUTSIDE = "nagon@utanfor.example"


@pytest.fixture(autouse=True)
def _no_tries_before(db):
    cache.clear()


def ask(world: World, email: str = OUTSIDE, language: str = "sv") -> None:
    commands.ask_to_subscribe(by=nobody(world.at), county=world.a.place, email=email, language=language)


def path_in(message: OutboxMessage) -> str:
    found = re.search(r"https?://[^/]+(/\S+)", written(message).body)
    assert found is not None
    return found[1]


def confirmed(world: World, email: str = OUTSIDE, language: str = "sv") -> Reader:
    ask(world, email, language)
    token = path_in(OutboxMessage.objects.latest("pk")).rstrip("/").rpartition("/")[2]
    return commands.confirm(by=actor_for_token(token, CONFIRM_READER, world.at), language=language)


def own(world: World, reader: Reader):
    grant = Grant.objects.get(pk=Reader.objects.get(pk=reader.pk).grant_id)
    return actor_for_token(link_token(grant), OWN_READER, world.at)


def test_the_form_the_mail_and_the_button_together_make_a_reader_and_looking_alone_does_not(world: World):
    client = Client()
    sent = client.post(ASK, {"email": " Nagon@Utanfor.example ", "language": "fi"})
    assert sent.status_code == 302 and "sju dagar" in client.get(sent["Location"]).content.decode()
    message = OutboxMessage.objects.get()
    path = path_in(message)
    assert (message.to, message.language) == (OUTSIDE, "fi") and path.startswith("/fi/nyhetsbrev/bekrafta/")
    for _scanner in range(3):
        assert client.get(path).status_code == 200
    assert Reader.objects.get().state == ReaderState.ASKED
    assert client.post(path).status_code == 200
    reader = Reader.objects.get()
    assert (reader.state, reader.language, reader.confirmed_at) == (ReaderState.READING, "fi", world.at)
    assert client.post(path).status_code == 200 and Reader.objects.get().grant_id == reader.grant_id, (
        "twice is as once"
    )


def test_the_answer_is_the_same_whether_the_address_is_known_or_not(world: World):
    confirmed(world)
    client = Client()
    answers = [
        client.post(ASK, {"email": email, "language": "sv"}) for email in (OUTSIDE, "ny@utanfor.example")
    ]
    assert len({(one.status_code, one["Location"], one.content) for one in answers}) == 1
    told = OutboxMessage.objects.get(template=commands.ALREADY)
    assert told.to == OUTSIDE and path_in(told).startswith("/nyhetsbrev/mitt/")
    assert Reader.objects.filter(email=OUTSIDE).count() == 1


@pytest.mark.parametrize(
    "email",
    [
        "",
        "ingen",
        "a@b",
        "två@utanför.example",
        "a@x.example\r\nBcc: b@x.example",
        "x" * 250 + "@a.example",
        "a,b@x.example",
    ],
)
def test_an_address_that_is_none_is_refused_beside_its_field(world: World, email: str):
    answer = Client().post(ASK, {"email": email, "language": "sv"})
    assert answer.status_code == 400 and 'aria-invalid="true"' in answer.content.decode()
    assert not OutboxMessage.objects.exists() and not Reader.objects.exists()


def test_hostile_words_come_back_as_words(world: World):
    page = Client().post(ASK, {"email": "<script>alert(1)</script>", "language": "xx"}).content.decode()
    assert "<script>alert(1)" not in page and "&lt;script&gt;" in page


def test_one_address_gets_three_mails_a_day_however_often_somebody_writes_it(world: World):
    for _time in range(9):
        ask(world)
    assert OutboxMessage.objects.count() == rules.ASKED_A_DAY
    later = replace(nobody(world.at), at=world.at + timedelta(days=1))
    commands.ask_to_subscribe(by=later, county=world.a.place, email=OUTSIDE, language="sv")
    assert OutboxMessage.objects.count() == rules.ASKED_A_DAY + 1


def test_one_caller_may_ask_ten_times_an_hour(world: World):
    client = Client()
    asked = [
        client.post(ASK, {"email": f"a{n}@utanfor.example", "language": "sv"}).status_code for n in range(11)
    ]
    assert asked == [302] * 10 + [429] and OutboxMessage.objects.count() == 10
    other = client.post(ASK, {"email": "b@utanfor.example", "language": "sv"}, REMOTE_ADDR="10.0.0.9")
    assert other.status_code == 302, "another caller is not stopped"


def test_a_whole_county_is_not_made_to_send_mail_without_end(world: World, monkeypatch):
    monkeypatch.setattr(rules, "ASKED_AN_HOUR", 2)
    ask(world, "a@utanfor.example")
    ask(world, "b@utanfor.example")
    with pytest.raises(commands.TooMany):
        ask(world, "c@utanfor.example")


def test_who_does_not_confirm_within_a_week_is_forgotten_with_the_link(world: World):
    ask(world)
    path = path_in(OutboxMessage.objects.get())
    day = timedelta(days=1)
    assert commands.forget_readers(by=system(world.at + rules.CONFIRM_WITHIN - day)) == 0
    assert commands.forget_readers(by=system(world.at + rules.CONFIRM_WITHIN)) == 1
    assert not Reader.objects.exists() and not Grant.objects.filter(purpose=CONFIRM_READER).exists()
    assert Client().get(path).status_code == 404


def test_a_link_that_is_a_week_old_says_what_to_do(world: World, monkeypatch):
    ask(world)
    path = path_in(OutboxMessage.objects.get())
    Reader.objects.update(asked_at=world.at - rules.CONFIRM_WITHIN)
    assert "Anmäl dig igen" in unescape(Client().get(path).content.decode())
    assert Client().post(path).status_code == 404 and Reader.objects.get().state == ReaderState.ASKED


def test_ending_removes_an_outside_address_at_once_and_twice_is_as_once(world: World):
    reader = confirmed(world)
    by = own(world, reader)
    commands.stop(by=by)
    commands.stop(by=by)
    reader.refresh_from_db()
    assert (reader.state, reader.email, reader.ended_at) == (ReaderState.ENDED, None, world.at)
    assert commands.forget_readers(by=system(world.at + rules.ENDED_KEPT)) == 0
    assert commands.forget_readers(by=system(world.at + rules.ENDED_KEPT + timedelta(days=1))) == 1


def test_a_mail_program_ends_it_by_a_post_without_cookies_and_a_look_does_not(world: World):
    reader = confirmed(world)
    token = link_token(Grant.objects.get(pk=reader.grant_id))
    strict = Client(enforce_csrf_checks=True)
    page = strict.get(f"/nyhetsbrev/sluta/{token}/")
    assert page.status_code == 200 and Reader.objects.get().state == ReaderState.READING
    assert strict.post(f"/nyhetsbrev/sluta/{token}/", {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Reader.objects.get().state == ReaderState.ENDED
    assert Client(enforce_csrf_checks=True).post(ASK, {"email": OUTSIDE, "language": "sv"}).status_code == 403


def test_somebody_on_staff_ends_the_newsletter_and_keeps_the_weekly_letter(world: World):
    email = world.user(Role.HEAD).email
    reader = confirmed(world, email)
    commands.stop(by=own(world, reader))
    reader.refresh_from_db()
    assert (reader.state, reader.email) == (ReaderState.ENDED, email), "what says no has to know whom"
    assert not DigestChoice.objects.filter(off=True).exists()
    assert commands.forget_readers(by=system(world.at)) == 0
    RoleHolding.objects.filter(email=email).update(ends_on=world.at.date() - timedelta(days=1))
    assert commands.forget_readers(by=system(world.at)) == 1
    reader.refresh_from_db()
    assert reader.email is None


def test_writing_somebodys_address_again_does_not_bring_back_what_was_ended(world: World):
    email = world.user(Role.HEAD).email
    reader = confirmed(world, email)
    commands.stop(by=own(world, reader))
    ask(world, email, "en")
    reader.refresh_from_db()
    assert reader.state == ReaderState.ENDED
    token = path_in(OutboxMessage.objects.latest("pk")).rstrip("/").rpartition("/")[2]
    commands.confirm(by=actor_for_token(token, CONFIRM_READER, world.at), language="en")
    reader.refresh_from_db()
    assert (reader.state, reader.language, reader.ended_at) == (ReaderState.READING, "en", None)


def test_ending_takes_back_what_waits_to_be_sent(world: World):
    reader = confirmed(world)
    ask(world)
    assert OutboxMessage.objects.filter(to=OUTSIDE).count() == 2
    commands.stop(by=own(world, reader))
    assert not OutboxMessage.objects.filter(to=OUTSIDE).exists()


def test_another_language_is_chosen_by_the_letters_link(world: World):
    reader = confirmed(world)
    token = link_token(Grant.objects.get(pk=reader.grant_id))
    client = Client()
    assert client.post(f"/nyhetsbrev/mitt/{token}/", {"language": "kl"}).status_code == 400
    assert client.post(f"/nyhetsbrev/mitt/{token}/", {"language": "ar"}).status_code == 302
    assert Reader.objects.get().language == "ar"
    assert 'dir="rtl"' in client.get(f"/ar/nyhetsbrev/mitt/{token}/").content.decode()
    with pytest.raises(Invalid):
        commands.choose_language(by=own(world, reader), language="")


def test_links_are_for_one_thing_each(world: World):
    reader = confirmed(world)
    asked = Grant.objects.get(purpose=CONFIRM_READER)
    client = Client()
    assert client.post(f"/nyhetsbrev/sluta/{link_token(asked)}/").status_code == 404
    assert client.post(f"/nyhetsbrev/sluta/{'x' * 32}/").status_code == 404
    with pytest.raises(NotVisible):
        commands.stop(by=nobody(world.at))
    assert Reader.objects.get(pk=reader.pk).state == ReaderState.READING
