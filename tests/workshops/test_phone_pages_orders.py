"""What a phone sends by ordinary forms: each once, with its typed text kept when it is refused, and back to the room."""

import re
from uuid import uuid4

import pytest
from django.test import Client

from tests.workshops import factories
from tillsammans.workshops.models import Card, CardState, Phase, QuestionKind, Vote, Workshop, WorkshopState

pytestmark = pytest.mark.django_db


@pytest.fixture
def phone(room) -> Client:
    """A phone that is in the room."""
    client = Client()
    assert client.post(f"/delta/{room.code}/").status_code == 303
    return client


def send(client, room, what, **data):
    return client.post(f"/delta/{room.code}/{what}/", {"key": str(uuid4()), **data})


def write(client, room, text="Tiden räcker inte", **more):
    own = {"question": room.current_id, "kind": "barrier", "domain": "inner-setting", "text": text}
    return send(client, room, "kort", **{**own, **more})


def room_page(client, room):
    return client.get(f"/delta/{room.code}/rum/").content.decode()


def led_back(answer, room):
    return (answer.status_code, answer.headers.get("Location")) == (303, f"/delta/{room.code}/rum/")


def at_phase(room, phase, **more):
    room.questions.update(phase=phase, **more)


def test_a_card_is_written_told_and_listed_among_ones_own(phone, room):
    assert led_back(write(phone, room), room)
    html = room_page(phone, room)
    assert "Kortet är skickat." in html and "Tiden räcker inte" in html and "Hinder · Hos oss" in html
    assert Card.objects.values_list("text", "kind", "domain").get() == (
        "Tiden räcker inte",
        "barrier",
        "inner-setting",
    )


def test_the_form_of_the_page_itself_is_taken(phone, room):
    """Its own fields, as a browser without script would send them."""
    html = room_page(phone, room).partition("data-write")[2].partition("</form>")[0]
    hidden = dict(re.findall(r'name="(key|question)" value="([^"]+)"', html))
    answer = phone.post(f"/delta/{room.code}/kort/", {**hidden, "kind": "facilitator", "text": "Vi ses ofta"})
    assert led_back(answer, room) and Card.objects.get().domain == ""


def test_the_same_form_sent_twice_is_one_card(phone, room):
    key = str(uuid4())
    for _press in range(2):
        assert led_back(write(phone, room, key=key), room)
    assert Card.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"text": ""}, "Skriv något på kortet."),
        ({"text": " \u202e\n "}, "Skriv något på kortet."),
        ({"kind": ""}, "Välj om det är ett hinder eller en möjliggörare."),
        ({"text": "å" * 141}, "Kortet är 141 tecken långt."),
        ({"text": "å" * 10_000}, "tecken långt."),
    ],
)
def test_what_is_wrong_with_a_card_is_told_and_what_was_typed_stays(phone, room, given, said):
    answer = write(phone, room, **given)
    html = answer.content.decode()
    assert answer.status_code == 400 and said in html and 'class="errs"' in html
    assert given.get("text", "Tiden räcker inte")[:20] in html
    assert not Card.objects.exists()


@pytest.mark.parametrize("phase", [Phase.WAITING, Phase.CLOSED, Phase.VOTING, Phase.DONE])
def test_a_card_that_comes_too_late_is_refused_in_words(phone, room, phase):
    at_phase(room, phase)
    answer = write(phone, room)
    assert answer.status_code == 409 and "Det går inte att skriva kort just nu." in answer.content.decode()
    assert not Card.objects.exists()


def test_a_question_of_another_room_takes_no_card_of_this_one(phone, room, world):
    other = factories.opened(world.a.place)
    assert write(phone, room, question=other.current_id).status_code == 404
    assert not Card.objects.exists()


FIELDS = [("kort", name) for name in ("change_of", "question", "key", "seen")] + [
    ("rost", "add"),
    ("rost", "back"),
]


@pytest.mark.parametrize("value", ["", "x", "-1", "9" * 30, "٣", "1; DROP TABLE", "\x00"])
def test_hostile_numbers_and_keys_are_refused_and_break_nothing(phone, room, value):
    for what, field in FIELDS:
        data = {
            "kind": "barrier",
            "text": "x",
            "question": room.current_id,
            "change_of": "1" if field == "seen" else "",
        }
        assert send(phone, room, what, **{**data, field: value}).status_code in {303, 400, 403, 404, 409}, (
            what,
            field,
        )
    assert Card.objects.count() <= 2 and not Vote.objects.exists()


def test_an_own_card_is_changed(phone, room):
    write(phone, room)
    card = Card.objects.get()
    answer = send(
        phone, room, "kort", change_of=card.pk, seen=card.revision, kind="facilitator", domain="", text="Nytt"
    )
    assert led_back(answer, room)
    card.refresh_from_db()
    assert (card.text, card.kind, card.domain) == ("Nytt", "facilitator", "")


def test_a_change_that_is_refused_keeps_what_was_typed_with_the_form_open(phone, room):
    write(phone, room)
    card = Card.objects.get()
    answer = send(phone, room, "kort", change_of=card.pk, seen=card.revision, kind="barrier", text="ö" * 141)
    html = answer.content.decode()
    assert answer.status_code == 400 and "ö" * 141 in html and "<details data-edit open>" in html


def test_an_own_card_is_withdrawn_and_twice_is_once(phone, room):
    write(phone, room)
    card = Card.objects.get()
    for _press in range(2):
        assert led_back(send(phone, room, "kort", change_of=card.pk, seen=1, withdraw="1"), room)
    card.refresh_from_db()
    assert card.state == CardState.WITHDRAWN
    assert "Kortet är återtaget." in room_page(phone, room)


def test_nobody_changes_or_withdraws_anothers_card(phone, room, question):
    writer, _token = factories.joined(room)
    card = factories.card(question, "Någon annans", by=writer)
    assert send(phone, room, "kort", change_of=card.pk, kind="barrier", text="Mitt").status_code == 404
    send(phone, room, "kort", change_of=card.pk, withdraw="1")
    card.refresh_from_db()
    assert (card.text, card.state) == ("Någon annans", CardState.SHOWN)
    assert "Någon annans" not in room_page(phone, room)


def test_no_page_of_a_phone_says_which_phone_wrote_a_card(phone, room, question):
    writer, token = factories.joined(room, group="Bord 7")
    factories.card(question, "Någon annans", by=writer)
    at_phase(room, Phase.VOTING)
    html = room_page(phone, room)
    assert "Någon annans" in html and "Bord 7" not in html and token not in html


def test_a_dot_is_laid_told_in_words_and_taken_back(phone, room, question):
    card = factories.card(question, "Tiden räcker inte")
    at_phase(room, Phase.VOTING)
    assert "Du har tre röster kvar." in room_page(phone, room)
    assert led_back(send(phone, room, "rost", add=card.pk), room)
    html = room_page(phone, room)
    assert "Din röst är lagd." in html and "Du har två röster kvar." in html
    assert led_back(send(phone, room, "rost", back=card.pk), room)
    assert "Du har tre röster kvar." in room_page(phone, room)
    assert not Vote.objects.filter(back_key="").exists()


def test_one_press_sent_twice_is_one_dot_and_another_button_of_the_same_page_another(phone, room, question):
    first, second = factories.card(question), factories.card(question)
    at_phase(room, Phase.VOTING)
    key = re.search(r'data-votes.*?name="key" value="([^"]+)"', room_page(phone, room), re.DOTALL)[1]
    for _press in range(2):
        assert led_back(send(phone, room, "rost", key=key, add=first.pk), room)
    assert led_back(send(phone, room, "rost", key=key, add=second.pk), room)
    assert sorted(Vote.objects.values_list("card_id", flat=True)) == [first.pk, second.pk]


def test_a_dot_too_many_and_one_after_closing_are_refused_in_words(phone, room, question):
    cards = [factories.card(question) for _card in range(4)]
    at_phase(room, Phase.VOTING)
    for card in cards:
        send(phone, room, "rost", add=card.pk)
    html = room_page(phone, room)
    assert "Du har inga röster kvar." in html and Vote.objects.count() == 3
    at_phase(room, Phase.CLOSED)
    send(phone, room, "rost", add=cards[3].pk)
    assert "Det går inte att rösta just nu." in room_page(phone, room) and Vote.objects.count() == 3


def test_a_dot_that_is_back_already_is_no_fault(phone, room, question):
    card = factories.card(question)
    at_phase(room, Phase.VOTING)
    assert led_back(send(phone, room, "rost", back=card.pk), room)


@pytest.mark.parametrize("what", ["kort", "rost", "lamna"])
def test_who_is_in_no_room_writes_nothing_and_is_led_to_where_one_comes_in(client, room, what):
    answer = send(client, room, what, question=room.current_id, kind="barrier", text="x", add="1")
    assert (answer.status_code, answer["Location"]) == (303, f"/delta/{room.code}/")
    assert client.post("/delta/CDFGHJ/kort/").status_code == 404
    assert not Card.objects.exists()


def test_what_comes_after_the_end_is_thanked(phone, room, at):
    code = room.code
    Workshop.objects.filter(pk=room.pk).update(state=WorkshopState.ENDED, ended_at=at, code="", current=None)
    answer = phone.post(f"/delta/{code}/kort/", {"text": "Sent"})
    assert "Workshoppen är avslutad." in answer.content.decode() and not Card.objects.exists()


def test_a_form_without_our_token_writes_nothing(room):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(f"/delta/{room.code}/").status_code == 403
    token = re.search(
        r'name="csrfmiddlewaretoken" value="([^"]+)"', strict.get(f"/delta/{room.code}/").content.decode()
    )[1]
    assert strict.post(f"/delta/{room.code}/", {"csrfmiddlewaretoken": token}).status_code == 303
    assert strict.post(f"/delta/{room.code}/kort/", {"text": "x"}).status_code == 403
    assert not Card.objects.exists()


def test_a_next_step_needs_words_alone(phone, room):
    at_phase(room, Phase.WRITING, kind=QuestionKind.STEPS)
    assert led_back(write(phone, room, kind="", domain="", text="Boka mötestider för hela året"), room)
    assert Card.objects.get().kind == ""
