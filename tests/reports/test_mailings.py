"""A published newsletter goes to whom it is sent, once a person, with what ends it."""

import json
import re
import time
from email.message import EmailMessage

import pytest
from django.test import Client

from tests.governance.decision_scenes import browser
from tests.reports.mailing_scenes import (
    EVERYBODY,
    HEADS,
    SUBSCRIBERS,
    hold,
    parsed,
    published,
    send,
    stop_path,
    subscribers,
)
from tests.worlds import World
from tillsammans.access.actor import system
from tillsammans.access.roles import Role
from tillsammans.audit.models import AuditEvent
from tillsammans.core.errors import Conflict, Invalid, NotAllowed
from tillsammans.notify import commands
from tillsammans.notify.models import OutboxMessage
from tillsammans.reports.models import Copy, CopyState, Mailing, Reader, ReaderState
from tillsammans.reports.queries import mailings as queries
from tillsammans.reports.rules.mailings import Audience

pytestmark = pytest.mark.django_db
LETTER = "reports/newsletter_letter"


@pytest.fixture
def many(world: World):
    """Three subscribers, of whom one is on staff, and the staff of the county."""
    subscribers(world, 3)
    email = Reader.objects.order_by("pk")[0].email
    hold(world, email or "")
    world.user(Role.HEAD)
    world.user(Role.STAFF)
    return published(world)


def test_each_person_gets_it_once_whoever_is_asked_for_and_however_often_it_is_pressed(world: World, many):
    found = queries.receivers(many, EVERYBODY, world.at)
    assert (found.staff, found.subscribers) == (3, 2), "who is both is counted as staff"
    send(world, many, EVERYBODY)
    to = list(OutboxMessage.objects.filter(template=LETTER).values_list("to", flat=True))
    assert len(to) == len(set(to)) == 5 == Copy.objects.count()
    with pytest.raises(Conflict):
        send(world, many, EVERYBODY, expected=5)
    with pytest.raises(Conflict):
        send(world, many, SUBSCRIBERS, expected=5)
    assert OutboxMessage.objects.filter(template=LETTER).count() == 5 and Mailing.objects.count() == 1


def test_first_staff_and_then_subscribers_is_two_mailings_and_one_copy_each(world: World, many):
    send(world, many, Audience(HEADS))
    send(world, many, SUBSCRIBERS)
    assert [row.copies.count() for row in Mailing.objects.order_by("pk")] == [2, 2]


def test_roles_of_another_level_county_and_time_get_nothing(world: World):
    hold(world, "i@lan.example", Role.HEAD, world.b.one.place)
    over = hold(world, "slutat@lan.example")
    over.ends_on = over.starts_on = over.starts_on.replace(year=2025)
    over.save()
    hold(world, "enhet@lan.example", Role.UNIT_MANAGER, world.a.one.units[0])
    subscribers(world, 2, county=world.b.place)
    letter = published(world)
    found = queries.receivers(letter, Audience(HEADS, subscribers=True), world.at)
    assert not {"i@lan.example", "slutat@lan.example", "enhet@lan.example"} & found.others.keys()
    assert found.subscribers == 0


@pytest.mark.parametrize("role", [Role.EDITOR, Role.STEERING_MEMBER, Role.SYSTEM_MANAGER, Role.MODEL_MANAGER])
def test_others_are_refused_and_nothing_is_queued(world: World, many, role: Role):
    from tillsammans.reports.commands import mailings

    with pytest.raises(NotAllowed):
        mailings.send(by=world.actor(role), newsletter=many, audience=EVERYBODY, expected=99)
    with pytest.raises(NotAllowed):
        other = world.actor(Role.PROCESS_LEADER, world.b.place)
        mailings.send(by=other, newsletter=many, audience=EVERYBODY, expected=99)
    assert not OutboxMessage.objects.filter(template=LETTER).exists() and not Mailing.objects.exists()


def test_nobody_chosen_and_more_than_was_told_are_refused(world: World, many):
    with pytest.raises(Invalid):
        send(world, many, Audience(), expected=9)
    with pytest.raises(Conflict, match="kommit till"):
        send(world, many, EVERYBODY, expected=4)
    assert not Mailing.objects.exists()


def test_a_draft_is_not_sent(world: World):
    from tests.reports.newsletter_scenes import whole
    from tillsammans.reports.commands import mailings

    with pytest.raises(NotAllowed):
        mailings.send(
            by=world.actor(Role.PROCESS_LEADER), newsletter=whole(world), audience=SUBSCRIBERS, expected=9
        )


def test_what_is_queued_is_undone_with_what_fails_and_the_trail_holds_numbers_alone(world: World, many):
    send(world, many, EVERYBODY)
    event = AuditEvent.objects.get(action="reports.newsletter_sent")
    assert event.detail == {"newsletter": many.pk, "staff": 3, "subscribers": 2}
    kept = json.dumps(list(OutboxMessage.objects.filter(template=LETTER).values_list("context", flat=True)))
    assert "@" not in kept and "http" not in kept


def test_a_thousand_are_queued_with_few_statements(world: World, django_assert_max_num_queries):
    subscribers(world, 1000)
    letter = published(world)
    with django_assert_max_num_queries(60):
        send(world, letter, SUBSCRIBERS, expected=1000)
    assert Copy.objects.count() == 1000


def _letters(postbox, world: World) -> dict[str, EmailMessage]:
    while commands.send_due(at=world.at, limit=200):
        pass
    return {to[0]: parsed(raw) for (to, _text), raw in zip(postbox.letters, postbox.raw, strict=True)}


def test_a_letter_has_text_and_html_in_the_readers_language_and_all_its_headers(
    world: World, postbox, settings
):
    settings.BASE_URL, settings.MESSAGE_ID_DOMAIN = "https://lan.example", "lan.example"
    for language in ("sv", "en", "ar"):
        subscribers(world, 1, language=language)
    send(world, published(world), SUBSCRIBERS)
    found = _letters(postbox, world)
    swedish, english, arabic = (found[f"lasare0.{one}@utanfor.example"] for one in ("sv", "en", "ar"))
    assert [str(one["Subject"]).strip() for one in (swedish, english)] == [
        "Hösten har börjat",
        "Autumn is here",
    ]
    for letter in (swedish, english, arabic):
        kinds = [part.get_content_type() for part in letter.iter_parts()]
        assert letter.get_content_type() == "multipart/alternative" and kinds == ["text/plain", "text/html"]
        assert str(letter["List-Id"]) == "<nyhetsbrev.testlan.lan.example>"
        assert str(letter["List-Unsubscribe-Post"]) == "List-Unsubscribe=One-Click"
        plain, html = (letter.get_body((kind,)).get_content() for kind in ("plain", "html"))
        assert stop_path(letter) in plain and stop_path(letter) in html
        assert "<img" not in html and "<script" not in html and "src=" not in html and "url(" not in html
    assert stop_path(arabic).startswith("/ar/") and 'dir="rtl"' in arabic.get_body(("html",)).get_content()
    assert "Here is the news" in english.get_body(("plain",)).get_content()
    assert len({stop_path(one) for one in found.values()}) == 3


def test_an_arabic_subject_comes_out_as_it_went_in(world: World, postbox):
    from tests.reports.newsletter_scenes import whole
    from tillsammans.reports.commands import newsletters

    subject = "نشرة الخريف: أخبار عن التعاون من أجل الأطفال والشباب"
    draft = whole(world)
    draft.title = {**draft.title, "ar": subject}
    draft.save()
    subscribers(world, 1, language="ar")
    letter = newsletters.publish(
        by=world.actor(Role.PROCESS_LEADER), newsletter=draft, revision=draft.revision
    )
    send(world, letter, SUBSCRIBERS)
    (found,) = _letters(postbox, world).values()
    assert str(found["Subject"]).strip() == subject and postbox.raw[0].partition(b"\r\n\r\n")[0].isascii()


def test_the_link_of_a_letter_ends_exactly_that_reader_by_post(world: World, postbox):
    subscribers(world, 20)
    send(world, published(world), SUBSCRIBERS)
    found = _letters(postbox, world)
    path = stop_path(found["lasare7.sv@utanfor.example"])
    client = Client(enforce_csrf_checks=True)
    assert client.get(path).status_code == 200 and not Reader.objects.filter(state=ReaderState.ENDED).exists()
    assert client.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    left = set(Reader.objects.filter(state=ReaderState.READING).values_list("email", flat=True))
    assert left == found.keys() - {"lasare7.sv@utanfor.example"}
    assert Reader.objects.get(state=ReaderState.ENDED).email is None


def test_staff_who_end_it_are_left_out_of_the_next_one(world: World, postbox):
    email = world.user(Role.HEAD).email
    send(world, published(world), Audience(HEADS))
    letters = _letters(postbox, world)
    Client().post(stop_path(letters[email]))
    found = queries.receivers(published(world), Audience(HEADS), world.at)
    assert (found.staff, found.ended) == (len(letters) - 1, 1)


def test_a_letter_that_waits_is_not_sent_to_who_ended_meanwhile(world: World, postbox):
    from tillsammans.reports.commands.subscribers import end

    one, two = subscribers(world, 2)
    mailing = send(world, published(world), SUBSCRIBERS)
    end(by=system(world.at), reader_id=one.pk, why="link")
    assert list(_letters(postbox, world)) == [two.email]
    assert mailing.copies.count() == 1


def test_the_page_counts_before_it_sends_and_shows_how_it_went(world: World, many, postbox):
    client = browser(world, Role.PROCESS_LEADER)
    address = f"/arbetsyta/nyhetsbrev/{many.pk}/skicka/"
    assert "Prenumeranter (3)" in client.get(address).content.decode()
    counted = client.post(address, {"to": ["subscribers", "principal:head", "unit:staff"], "count": "1"})
    page = counted.content.decode()
    assert "5 personer får det: 3 som arbetar i länet och 2 andra prenumeranter." in page
    assert 'name="expected" value="5"' in page and not Mailing.objects.exists(), "counting sends nothing"
    order = {"to": ["subscribers", "principal:head", "unit:staff"], "expected": "5"}
    first, second = client.post(address, order), client.post(address, order)
    assert (first.status_code, second.status_code) == (302, 409), "pressed twice"
    assert (
        "redan fått" in second.content.decode() and OutboxMessage.objects.filter(template=LETTER).count() == 5
    )
    _letters(postbox, world)
    shown = client.get(address).content.decode()
    assert "Så har det gått" in shown
    cells = [
        re.search(rf'data-l="{name}">(?:<[^>]*>)*(\d+)', shown)
        for name in ("Skickade", "Väntar", "Kom inte fram")
    ]
    assert [one and one[1] for one in cells] == ["5", "0", "0"]
    empty = client.post(address, {"to": ["subscribers"], "count": "1"}).content.decode()
    assert "0 personer" in empty and 'name="expected"' not in empty


@pytest.mark.parametrize("chosen", [[], ["unit:nobody"], ["x" * 500], ["subscribers", "<b>"]])
def test_a_group_that_is_none_is_refused_in_words(world: World, many, chosen):
    client = browser(world, Role.PROCESS_LEADER)
    answer = client.post(f"/arbetsyta/nyhetsbrev/{many.pk}/skicka/", {"to": chosen, "expected": "9"})
    assert answer.status_code == 400 and not Mailing.objects.exists()


def test_an_editor_writes_and_does_not_send(world: World, many):
    client = browser(world, Role.EDITOR)
    assert client.get(f"/arbetsyta/nyhetsbrev/{many.pk}/").status_code == 200
    assert client.get(f"/arbetsyta/nyhetsbrev/{many.pk}/skicka/").status_code == 404


def test_a_thousand_readers_get_one_each_through_a_real_server(world: World, postbox, settings, capsys):
    """The journey's other half, by number: docs/benchmarks.md has the time."""
    settings.BASE_URL = "https://lan.example"
    readers = subscribers(world, 700) + subscribers(world, 300, language="en")
    letter = published(world)
    mailing = send(world, letter, SUBSCRIBERS)
    began = time.monotonic()
    found = _letters(postbox, world)
    took = time.monotonic() - began
    assert len(postbox.raw) == 1000 == len(found) and found.keys() == {one.email for one in readers}
    assert (
        len({str(one["Message-ID"]) for one in found.values()})
        == len({stop_path(one) for one in found.values()})
        == 1000
    )
    assert all(str(one["List-Unsubscribe-Post"]) == "List-Unsubscribe=One-Click" for one in found.values())
    assert Copy.objects.filter(mailing=mailing, state=CopyState.SENT).count() == 1000
    with capsys.disabled():
        print(f"\n1,000 copies in {took:.1f} s")
