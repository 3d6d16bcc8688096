"""The projector's page as it is sent: what is large, what is held back, and the cookie that follows the room."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.conftest import NOON
from tests.workshops import factories
from tests.worlds import World
from tillsammans.access import queries as grants
from tillsammans.access.models import Grant
from tillsammans.access.roles import Role
from tillsammans.core.errors import NotAllowed
from tillsammans.workshops import policies
from tillsammans.workshops.commands.screens import screen_token
from tillsammans.workshops.models import CardState, Phase, Question, QuestionKind, Workshop, WorkshopState
from tillsammans.workshops.rules.dots import dots, votes_a_dot

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(world: World) -> Client:
    made = Client()
    made.force_login(world.user(Role.PROCESS_LEADER))
    return made


def _page(client: Client, room: Workshop, name: str = "wall", query: str = "") -> str:
    answer = client.get(reverse(f"workshops:{name}", args=[room.pk]) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def _text(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_before_the_first_question_the_code_fills_the_wall(client: Client, room: Workshop):
    Workshop.objects.filter(pk=room.pk).update(current=None)
    page = _page(client, room)
    assert f"{room.code[:3]} {room.code[3:]}" in page and "testserver/delta" in page
    assert 'data-mode="door"' in page and page.count('class="qr"') == 2


def test_unrevealed_cards_are_counted_and_not_in_the_page(client: Client, room: Workshop, question: Question):
    factories.card(question, "Tiden räcker inte")
    page = _page(client, room)
    assert 'data-mode="gather"' in page and "1 kort" in _text(page) and "räcker" not in page


def test_revealed_cards_stand_in_two_columns_with_dots_and_everyday_headings(
    client: Client, room: Workshop, question: Question
):
    hinders = factories.card(question, "<b>Tiden</b>")
    factories.card(question, "Nära till varandra", kind="facilitator", domain="outer-setting")
    for _n in range(3):
        factories.vote(hinders, factories.joined(room)[0])
    Question.objects.filter(pk=question.pk).update(cards_shown=True, votes_shown=True, phase=Phase.DONE)
    page = _page(client, room)
    assert "&lt;b&gt;Tiden&lt;/b&gt;" in page and page.count("<i></i>") == 3
    assert "Hinder 1 3 <b>" in _text(page).replace("&lt;", "<").replace("&gt;", ">")
    assert "Möjliggörare 1 0 Nära till varandra Runt omkring oss 0 röster" in _text(page)


def test_dots_from_paper_are_not_counted_against_the_phones(
    client: Client, room: Workshop, question: Question
):
    factories.card(question, entered_votes=5)
    Question.objects.filter(pk=question.pk).update(cards_shown=True, votes_shown=True, phase=Phase.DONE)
    assert "5 röster lagda" in _text(_page(client, room))
    for _n in range(2):
        factories.joined(room)
    assert "5 av 6 röster lagda" in _text(_page(client, room))


def test_a_free_question_is_one_list(client: Client, room: Workshop, question: Question):
    factories.card(question, "Ring oftare", kind="", domain="")
    Question.objects.filter(pk=question.pk).update(cards_shown=True, kind=QuestionKind.FREE)
    page = _page(client, room)
    assert "lists-one" in page and "Hinder" not in _text(page) and "Ring oftare" in page


def test_a_screen_that_follows_gets_one_key_for_the_room_on_a_path_of_its_own(client: Client, room: Workshop):
    url = reverse("workshops:wall", args=[room.pk])
    first, second = client.get(url), client.get(url)
    cookie = first.cookies[f"wv{room.pk}"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/live/", True, "Lax")
    assert cookie.value == second.cookies[f"wv{room.pk}"].value
    actor = grants.actor_for_token(cookie.value, policies.SCREEN, NOON)
    assert Workshop.objects.filter(policies.may_show(actor)).get() == room
    assert not Workshop.objects.filter(policies.may_lead(actor)).exists()
    assert Grant.objects.filter(purpose=policies.SCREEN).count() == 1


def test_a_key_that_is_about_to_end_is_not_given_out_again(world: World, room: Workshop):
    old = factories.screen(room, at=NOON - timedelta(hours=6))
    assert screen_token(by=world.actor(Role.PROCESS_LEADER), workshop=room) != old


def test_an_ended_room_is_shown_and_not_followed(client: Client, room: Workshop):
    Workshop.objects.filter(pk=room.pk).update(
        state=WorkshopState.ENDED, ended_at=NOON, code="", joining=False, current=None
    )
    answer = client.get(reverse("workshops:wall", args=[room.pk]))
    assert f"wv{room.pk}" not in answer.cookies and "avslutad" in answer.content.decode()
    assert 'http-equiv="refresh"' not in answer.content.decode()


def test_somebody_else_gets_neither_the_page_nor_a_key(world: World, room: Workshop, stranger):
    client = Client()
    client.force_login(world.user(Role.PROCESS_LEADER, world.b.place))
    for name in ("wall", "wall_list"):
        assert client.get(reverse(f"workshops:{name}", args=[room.pk])).status_code == 404
    with pytest.raises(NotAllowed):
        screen_token(by=stranger, workshop=room)
    assert not Grant.objects.exists()


def test_dark_is_a_choice_in_the_address(client: Client, room: Workshop):
    assert 'class="wall dark"' in _page(client, room, query="?utseende=morkt")
    assert 'class="wall"' in _page(client, room)


def test_the_list_has_every_revealed_question_and_no_hidden_card(
    client: Client, room: Workshop, question: Question
):
    second = factories.question(room, text="Vad gör vi nu?")
    factories.card(question, "Syns")
    factories.card(question, "Dolt kort", state=CardState.HIDDEN)
    factories.card(second, "Inte än")
    Question.objects.filter(pk=question.pk).update(cards_shown=True)
    page = _page(client, room, "wall_list")
    assert "Syns" in page and "Dolt kort" not in page and "Inte än" not in page
    assert "Korten är inte visade än." in page and "Vad gör vi nu?" in page


@pytest.mark.parametrize(
    ("most", "each"), [(0, 1), (24, 1), (25, 2), (48, 2), (49, 5), (240, 10), (1000, 50)]
)
def test_a_dot_stands_for_as_few_votes_as_the_widest_card_allows(most: int, each: int):
    assert votes_a_dot(most) == each
    assert dots(most, each) <= 24


def test_a_card_with_a_vote_has_a_dot():
    assert (dots(1, 50), dots(0, 50), dots(51, 50)) == (1, 0, 2)
