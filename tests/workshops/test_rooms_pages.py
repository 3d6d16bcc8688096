"""The leader's pages without script: set up in one form, led by one button at a time, the wall worked by ordinary forms."""

import re
from typing import Any

import pytest
from django.test import Client

from tests.workshops import factories
from tests.worlds import World
from tillsammans.access.roles import Role
from tillsammans.workshops.models import Card, Participant, Question, Step, Workshop

HERE = "/arbetsyta/workshoppar/"
SET_UP = {
    "title": "Länsträff", "held_on": "2026-11-05", "hidden": "1", "votes_each": "3", "english": "on", "groups": "Bord 1\nBord 2",
    "q1-kind": "determinants", "q1-text": "Vad hindrar oss?", "q1-minutes": "10", "q1-text_en": "", "q2-kind": "free",
    "q2-text": "",
}  # fmt: skip


@pytest.fixture
def browser(world: World) -> Client:
    """The own county's process leader, signed in."""
    client = Client()
    client.force_login(world.user(Role.PROCESS_LEADER))
    return client


def _text(answer: Any) -> str:
    return str(answer.content.decode())


def _at(room: Workshop, rest: str = "") -> str:
    return f"{HERE}{room.pk}/{rest}"


def _steer(browser: Client, room: Workshop, what: str, **more: Any) -> str:
    room.refresh_from_db()
    given = {"do": what, "question": room.current_id, "seen": room.revision, **more}
    return _text(browser.post(_at(room, "styr/"), given, follow=True))


def _primary(page: str) -> str:
    found = re.search(r'class="btn big"[^>]*>([^<]+)<', page)
    return found[1] if found else ""


def test_a_workshop_is_made_of_a_ready_set_with_one_form(browser: Client):
    assert "De åtta rekommendationerna" in _text(browser.get(f"{HERE}ny/"))
    form = _text(browser.get(f"{HERE}ny/?fragor=recommendations"))
    assert 'value="Vilka egna mål har vi för införandet, och vem har satt dem?"' in form and "q9-text" in form
    answer = browser.post(f"{HERE}ny/?fragor=barriers", SET_UP)
    made = Workshop.objects.get()
    assert answer["Location"] == _at(made)
    assert (made.question_set, made.groups, made.languages) == (
        "barriers",
        ["Bord 1", "Bord 2"],
        ["sv", "en"],
    )
    assert [one.text for one in made.questions.all()] == ["Vad hindrar oss?"]


def test_one_more_row_is_asked_for_and_nothing_is_lost(browser: Client):
    page = _text(browser.post(f"{HERE}ny/?fragor=free", {**SET_UP, "more": "1"}))
    assert "q3-text" in page and "Vad hindrar oss?" in page and not Workshop.objects.exists()


def test_a_form_that_cannot_be_held_is_shown_again_with_why(browser: Client):
    answer = browser.post(f"{HERE}ny/?fragor=free", {**SET_UP, "q1-text": " ", "title": "Vår träff"})
    assert answer.status_code == 400
    assert "Skriv minst en fråga." in _text(answer) and "Vår träff" in _text(answer)


def test_what_another_has_changed_meanwhile_is_not_written_over(browser: Client, world: World):
    planned = factories.workshop(world.a.place)
    browser.post(_at(planned, "andra/"), {**SET_UP, "seen": "1"})
    answer = browser.post(_at(planned, "andra/"), {**SET_UP, "title": "En annan", "seen": "1"})
    assert answer.status_code == 409 and "Någon annan har lett" in _text(answer)
    planned.refresh_from_db()
    assert planned.title == "Länsträff"


def test_the_page_says_one_thing_to_do_next_from_the_door_to_the_end(browser: Client, world: World):
    room = factories.workshop(world.a.place, questions=2)
    assert _primary(_text(browser.get(_at(room)))) == "Öppna workshoppen"
    page = _text(browser.post(_at(room, "oppna/"), follow=True))
    room.refresh_from_db()
    assert f"{room.code[:3]} {room.code[3:]}" in page and "<svg" in page and "/delta" in page
    assert _primary(page) == "Öppna för kort"
    page = _steer(browser, room, "write")
    for _number in range(2):
        factories.card(factories.first_question(room))
    for step, following in (
        ("close", "Visa korten"), ("show_cards", "Öppna för röster"), ("vote", "Stäng röstningen"),
        ("done", "Gå till nästa fråga"),
    ):  # fmt: skip
        page = _steer(browser, room, step)
        assert _primary(page) == following
    second = room.questions.get(order=2)
    assert _primary(_steer(browser, room, "go_on", question=second.pk)) == "Öppna för kort"
    _steer(browser, room, "write")
    assert _primary(_steer(browser, room, "close")) == "Avsluta workshoppen"
    assert "Det går inte att ångra" in _text(browser.get(_at(room, "avsluta/")))
    page = _text(browser.post(_at(room, "avsluta/"), follow=True))
    assert _primary(page) == "Gör något av resultatet"


def test_a_second_leader_is_told_and_sees_how_it_stands(browser: Client, room: Workshop):
    _steer(browser, room, "close")
    page = _text(
        browser.post(
            _at(room, "styr/"), {"do": "vote", "question": room.current_id, "seen": "1"}, follow=True
        )
    )
    assert "Någon annan har lett workshoppen vidare" in page and "Stängd" in page


def test_a_card_is_moved_hidden_and_shown_again_without_script(
    browser: Client, room: Workshop, question: Question
):
    card = factories.card(question, "Vi saknar rutiner")
    page = _text(browser.get(_at(room, f"kort/{card.pk}/")))
    assert "Flytta till" in page and "Slå ihop med" not in page
    browser.post(_at(room, f"kort/{card.pk}/"), {"do": "move", "to": "facilitator:innovation", "seen": "1"})
    browser.post(_at(room, f"kort/{card.pk}/"), {"do": "hide", "seen": "2"})
    card.refresh_from_db()
    assert (card.kind, card.domain, card.state) == ("facilitator", "innovation", "hidden")
    assert "Dolt av process_leader" in _text(browser.get(_at(room)))
    browser.post(_at(room, f"kort/{card.pk}/"), {"do": "show"})
    page = _text(browser.get(_at(room)))
    assert "Ångra: visade ett kort igen" in page
    assert "Ångra: dolde ett kort" in _text(
        browser.post(_at(room, "arbete/"), {"do": "undo", "seen": Step.objects.count()}, follow=True)
    )


def test_a_proposal_is_taken_or_refused_with_one_tap(browser: Client, room: Workshop, question: Question):
    texts = ("Vi saknar rutiner", "Rutiner saknas", "Chefen stöttar", "Cheferna stöttar oss")
    cards = [factories.card(question, text) for text in texts]
    assert "2 förslag att slå ihop" in _text(browser.get(_at(room)))
    browser.post(_at(room, "arbete/"), {"do": "merge", "card": [cards[0].pk, cards[1].pk]})
    page = _text(
        browser.post(_at(room, "arbete/"), {"do": "apart", "card": [cards[2].pk, cards[3].pk]}, follow=True)
    )
    assert "förslag att slå ihop" not in page and "2 sammanslagna" in page
    assert Card.objects.get(merged_into=cards[0]) == cards[1]


def test_nothing_on_the_page_tells_which_phone_wrote_what(
    browser: Client, room: Workshop, question: Question
):
    phone = Participant.objects.create(pk=987_654, workshop=room)
    card = factories.card(question, "Vi hinner inte", by=phone)
    for address in (_at(room), _at(room, f"kort/{card.pk}/")):
        assert "987654" not in _text(browser.get(address))


def test_all_of_a_phones_cards_go_with_one_tap_that_asks_once(
    browser: Client, room: Workshop, question: Question
):
    phone, _by = factories.phone(room)
    cards = [factories.card(question, by=phone) for _number in range(3)]
    page = _text(browser.get(_at(room, f"kort/{cards[0].pk}/")))
    assert "Ta bort alla kort från samma telefon" in page and "Det går att ångra" in page
    browser.post(_at(room, f"kort/{cards[0].pk}/"), {"do": "remove_phone"})
    assert set(Card.objects.values_list("state", flat=True)) == {"hidden"}


def test_a_group_is_laid_aside_and_back(browser: Client, world: World):
    room = factories.opened(world.a.place, groups=["Bord 1"])
    question = factories.first_question(room)
    factories.card(question, "Vi hinner inte", group="Bord 1")
    given = {"question": question.pk, "group": "Bord 1"}
    page = _text(browser.post(_at(room, "arbete/"), {"do": "aside", **given}, follow=True))
    assert "Lagt åt sidan med Bord 1" in page and "Lägg tillbaka korten" in page
    browser.post(_at(room, "arbete/"), {"do": "back", **given})
    assert Card.objects.get().state == "shown"


def test_cards_from_paper_come_line_by_line_with_what_was_chosen_kept(
    browser: Client, room: Workshop, question: Question
):
    address = _at(room, f"fraga/{question.pk}/skriv-in/")
    given = {"kind": "facilitator", "domain": "innovation", "text": "Hjulet är lätt", "dots": "", "key": "k1"}
    answer = browser.post(address, given)
    assert answer["Location"] == f"{address}?kind=facilitator&domain=innovation"
    page = _text(browser.get(answer["Location"]))
    assert 'value="innovation" selected' in page and "Hjulet är lätt" in page
    browser.post(_at(room, f"fraga/{question.pk}/roster/"), {f"dots-{Card.objects.get().pk}": "12"})
    assert Card.objects.get().entered_votes == 12
    wrong = browser.post(
        _at(room, f"fraga/{question.pk}/roster/"), {f"dots-{Card.objects.get().pk}": "många"}
    )
    assert wrong.status_code == 400 and "Skriv antalet med siffror." in _text(wrong)


def test_a_ballot_has_a_sheet_for_each_question_and_the_five_headings(browser: Client, world: World):
    room = factories.workshop(world.a.place, questions=2)
    page = _text(browser.get(_at(room, "rostsedel/")))
    assert (
        page.count("<article") == 2 and page.count("Hos oss") == 4 and "Skriv inte om enskilda barn" in page
    )


def test_a_rehearsal_is_seen_to_be_one_until_it_is_wiped(browser: Client, world: World):
    room = factories.workshop(world.a.place)
    page = _text(browser.post(_at(room, "oppna/"), {"prova": "1"}, follow=True))
    assert "Inget av det här blir arbete" in page and "Avsluta workshoppen" not in page
    _steer(browser, room, "write")
    browser.post(_at(room, "provkorning/"), {"do": "add"})
    assert Card.objects.count() == 10
    page = _text(browser.post(_at(room, "provkorning/"), {"do": "wipe"}, follow=True))
    assert "Workshoppen är som ny" in page and not Card.objects.exists()


def test_a_page_of_many_cards_asks_the_database_no_more_often(
    browser: Client, room: Workshop, question: Question, django_assert_max_num_queries: Any
):
    for number in range(60):
        factories.card(question, f"Vi hinner inte {number}")
    browser.get(_at(room))
    with django_assert_max_num_queries(24):
        browser.get(_at(room))


def test_who_works_at_no_level_has_no_workshops(world: World, room: Workshop):
    client = Client()
    client.force_login(world.user(Role.STEERING_MEMBER))
    for address in (HERE, f"{HERE}ny/", _at(room)):
        assert client.get(address).status_code == 404


def test_in_english_a_question_is_shown_in_english_where_it_is_there(
    browser: Client, room: Workshop, question: Question
):
    page = _text(browser.get(f"/en{_at(room)}"))
    assert question.text_en in page and "Close" in page
    Question.objects.filter(pk=question.pk).update(text_en="")
    assert f'<span lang="sv" dir="ltr">{question.text}</span>' in _text(browser.get(f"/en{_at(room)}"))
