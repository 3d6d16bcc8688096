"""The record: every card, what became of it, who put what away; numbers too small to tell are told as such."""

import io
import re
import zipfile

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.conftest import NOON
from tests.workshops import factories
from tests.worlds import World
from tillsammans.access.actor import Actor
from tillsammans.access.roles import Role
from tillsammans.strategies.models import Determinant
from tillsammans.ui.documents import pdf_works
from tillsammans.workshops.commands.results import FromCard, take_up
from tillsammans.workshops.models import Card, CardState, Question, Workshop, WorkshopState
from tillsammans.workshops.queries.record import record
from tillsammans.workshops.rules.attendance import told

pytestmark = pytest.mark.django_db
ATTENDANCE = {"all": 23, "groups": {"Bord 1": 19, "Bord 2": 4}, "sectors": {"school": 2, "preschool": 21}}


@pytest.fixture
def ended(room: Workshop, question: Question, leader: Actor) -> Workshop:
    kept = factories.card(question, "Tiden räcker inte", votes=9)
    factories.card(question, "Vi har ont om tid", votes=3, state=CardState.MERGED, merged_into=kept)
    factories.card(question, "Nära till varandra", kind="facilitator", votes=5)
    factories.card(question, "Otrevligt", votes=1, state=CardState.HIDDEN, hidden_by_id=leader.user_id)
    factories.card(question, "Bordets kort", votes=0, state=CardState.ASIDE, group="Bord 2")
    factories.card(question, "Ångrade mig", votes=0, state=CardState.WITHDRAWN)
    Workshop.objects.filter(pk=room.pk).update(
        state=WorkshopState.ENDED, ended_at=NOON, code="", joining=False, attendance=ATTENDANCE
    )
    return Workshop.objects.get(pk=room.pk)


@pytest.fixture
def client(world: World) -> Client:
    made = Client()
    made.force_login(world.user(Role.PROCESS_LEADER))
    return made


def _page(client: Client, workshop: Workshop) -> str:
    answer = client.get(reverse("workshops:record", args=[workshop.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def _text(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page[page.index("<main") :]).split())


def test_every_card_stands_in_it_with_its_votes_and_merges(client: Client, ended: Workshop):
    text = _text(_page(client, ended))
    assert "Tiden räcker inte Hos oss · 9 röster Sammanslaget med: Vi har ont om tid" in text
    assert "Nära till varandra Hos oss · 5 röster" in text
    assert text.index("Tiden räcker inte") < text.index("Nära till varandra")


def test_a_hidden_card_is_told_with_the_role_that_hid_it_and_no_name(
    client: Client, ended: Workshop, leader: Actor
):
    page = _page(client, ended)
    text = _text(page)
    assert "Otrevligt hinder · dolt av processledare" in text
    assert "Bordets kort hinder · lagt åt sidan med gruppen Bord 2" in text
    assert leader.email and leader.email.partition("@")[2] not in text


def test_what_its_writer_took_back_is_counted_and_not_repeated(client: Client, ended: Workshop):
    text = _text(_page(client, ended))
    assert "1 kort togs tillbaka av den som skrev det." in text and "Ångrade mig" not in text


def test_small_groups_are_told_as_fewer_than_five(client: Client, ended: Workshop):
    text = _text(_page(client, ended))
    assert "Deltog 23" in text
    assert "Bord 1: 19, Bord 2: färre än fem" in text
    assert "skola: färre än fem, förskola: 21" in text


@pytest.mark.parametrize(("number", "words"), [(0, "0"), (1, "färre än fem"), (4, "färre än fem"), (5, "5")])
def test_fewer_than_five_are_never_told_as_a_number(number: int, words: str):
    assert told(number) == words


def test_what_became_of_a_card_is_a_link(client: Client, ended: Workshop, leader: Actor):
    take_up(by=leader, workshop=ended, determinants=[FromCard(Card.objects.get(text="Tiden räcker inte").pk)])
    page = _page(client, ended)
    href = reverse("strategies:determinant", args=[Determinant.objects.get().pk])
    assert f'blev <a href="{href}">hinder i registret</a>' in page


def test_a_fixed_number_of_queries_whatever_the_size(leader: Actor, ended: Workshop, question: Question):
    with CaptureQueriesContext(connection) as small:
        record(leader, ended.pk)
    for _n in range(20):
        factories.card(question, votes=1)
    with CaptureQueriesContext(connection) as large:
        record(leader, ended.pk)
    assert len(large) == len(small) <= 8


def test_the_word_file_says_the_same(client: Client, ended: Workshop):
    answer = client.get(reverse("workshops:record_file", args=[ended.pk, "docx"]))
    assert answer.status_code == 200
    with zipfile.ZipFile(io.BytesIO(answer.content)) as package:
        words = re.sub(r"<[^>]+>", " ", package.read("word/document.xml").decode())
    for said in (
        "Tiden räcker inte",
        "Vi har ont om tid",
        "Otrevligt",
        "dolt av processledare",
        "färre än fem",
    ):
        assert said in words
    assert "Ångrade mig" not in words


@pytest.mark.skipif(not pdf_works(), reason="this machine cannot write PDFs")
def test_the_pdf_is_a_pdf(client: Client, ended: Workshop):
    answer = client.get(reverse("workshops:record_file", args=[ended.pk, "pdf"]))
    assert answer.status_code == 200 and answer.content.startswith(b"%PDF-")


def test_another_ending_is_not_there(client: Client, ended: Workshop):
    assert client.get(reverse("workshops:record_file", args=[ended.pk, "txt"])).status_code == 404


def test_others_do_not_read_it(world: World, ended: Workshop):
    for role, place in (
        (Role.PROCESS_LEADER, world.b.place),
        (Role.UNIT_MANAGER, None),
        (Role.STEERING_MEMBER, None),
    ):
        other = Client()
        other.force_login(world.user(role, place))
        for name in ("record", "results"):
            assert other.get(reverse(f"workshops:{name}", args=[ended.pk])).status_code == 404
