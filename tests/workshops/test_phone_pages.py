"""The phones' pages without script: the code, what is kept, each stage of the room, and what is told when it cannot be."""

import re

import pytest
from django.test import Client

from tests.workshops import factories
from tillsammans.access.models import Grant
from tillsammans.workshops.models import CardState, Participant, Phase, QuestionKind, Workshop, WorkshopState
from tillsammans.workshops.rules.limits import HOURS_OPEN, WRONG_CODES
from tillsammans.workshops.tries import TRIES

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_tries():
    TRIES.forget()


@pytest.fixture
def in_room(room) -> Client:
    """A phone that is in the room."""
    client = Client()
    assert client.post(f"/delta/{room.code}/").status_code == 303
    return client


def page(client, path, status=200, **data):
    answer = client.get(path, data)
    assert answer.status_code == status, answer.status_code
    return answer.content.decode()


def at_phase(room, phase, **more):
    room.questions.update(phase=phase, **more)


def key_of(html, name="key"):
    return re.search(rf'name="{name}" value="([^"]+)"', html)[1]


def shown_parts(html):
    """The parts of the room that are not hidden."""
    return {name for name, rest in re.findall(r'data-part="(\w+)"([^>]*)>', html) if "hidden" not in rest}


# The code


@pytest.mark.parametrize("typed", ["{}", "  {} ", "lower", "apart"])
def test_a_code_leads_to_its_room_however_it_is_typed(client, room, typed):
    code = room.code
    given = {"lower": code.lower(), "apart": f"{code[:3]} - {code[3:]}"}.get(typed, typed.format(code))
    answer = client.get("/delta/", {"kod": given})
    assert (answer.status_code, answer["Location"]) == (303, f"/delta/{code}/")


def test_a_wrong_code_is_told_in_words_and_stays_to_be_corrected(client, room):
    html = page(client, "/delta/", 404, kod="CDFGHJ")
    assert "Koden gäller inte." in html and 'value="CDFGHJ"' in html and 'aria-invalid="true"' in html
    assert "Koden gäller inte." in page(client, "/delta/CDFGHJ/", 404)
    assert "Koden gäller inte." in page(client, "/delta/CDFGHJ/rum/", 404)


@pytest.mark.parametrize("typed", ["x" * 5000, "<script>alert(1)</script>", "\u202eabc", "'; DROP", "000000"])
def test_a_hostile_code_is_a_wrong_code(client, room, typed):
    html = page(client, "/delta/", 404, kod=typed)
    assert "Koden gäller inte." in html and "<script>alert" not in html


def test_who_has_guessed_too_often_waits_for_right_codes_too_and_the_room_goes_on(client, room, in_room):
    for number in range(WRONG_CODES):
        client.get("/delta/", {"kod": f"WRONG{number}"})
    assert "Vänta 10 minuter" in page(client, "/delta/", 429, kod=room.code)
    page(client, f"/delta/{room.code}/", 429)
    assert client.post(f"/delta/{room.code}/").status_code == 429
    page(in_room, f"/delta/{room.code}/rum/")
    assert client.get("/delta/", {"kod": room.code}, REMOTE_ADDR="192.0.2.9").status_code == 303


def test_behind_a_proxy_the_callers_address_counts_and_none_that_the_caller_made_up(client, room, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(WRONG_CODES):
        client.get("/delta/", {"kod": f"WRONG{number}"}, HTTP_X_FORWARDED_FOR=f"10.0.0.{number}, 192.0.2.7")
    blocked = client.get("/delta/", {"kod": room.code}, HTTP_X_FORWARDED_FOR="203.0.113.5, 192.0.2.7")
    other = client.get("/delta/", {"kod": room.code}, HTTP_X_FORWARDED_FOR="192.0.2.7, 203.0.113.5")
    assert (blocked.status_code, other.status_code) == (429, 303)


# Coming in


def test_the_page_says_what_is_kept_before_anybody_comes_in(client, room):
    html = page(client, f"/delta/{room.code}/")
    assert "Inget om dig. Inget konto, inget namn och ingen adress." in html
    assert "Skriv inget om enskilda barn eller namngivna personer." in html
    assert not Participant.objects.exists()


def test_looking_at_the_page_makes_no_phone_and_a_link_checker_neither(client, room):
    client.get(f"/delta/{room.code}/")
    client.head(f"/delta/{room.code}/")
    assert not Participant.objects.exists() and f"ws{room.pk}" not in client.cookies


def test_coming_in_gives_a_cookie_for_the_server_alone_until_the_browser_closes(client, room):
    answer = client.post(f"/delta/{room.code}/")
    assert (answer.status_code, answer["Location"]) == (303, f"/delta/{room.code}/rum/")
    cookie = answer.cookies[f"ws{room.pk}"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["max-age"], cookie["expires"]) == (
        True, "Lax", "/", "", "",
    )  # fmt: skip
    assert set(answer.cookies) == {f"ws{room.pk}"}


def test_in_production_the_cookie_goes_by_tls_alone(client, room, settings):
    settings.SESSION_COOKIE_SECURE = True
    assert client.post(f"/delta/{room.code}/").cookies[f"ws{room.pk}"]["secure"]


def test_a_phone_that_comes_back_by_the_code_is_led_to_the_room(in_room, room):
    assert in_room.get(f"/delta/{room.code}/")["Location"] == f"/delta/{room.code}/rum/"
    assert in_room.post(f"/delta/{room.code}/").status_code == 303
    assert Participant.objects.count() == 1


def test_the_form_sent_twice_at_once_lets_in_one_phone(room):
    key = key_of(page(Client(), f"/delta/{room.code}/"))
    for _press in range(2):
        assert Client().post(f"/delta/{room.code}/", {"key": key}).status_code == 303
    assert Participant.objects.count() == 1


def test_group_and_sector_are_asked_where_the_workshop_asks_and_what_lacks_is_told(client, world):
    room = factories.opened(world.a.place, groups=["Bord 1", "Bord <2>"], ask_sector=True)
    html = page(client, f"/delta/{room.code}/")
    assert "Var sitter du?" in html and "Bord &lt;2&gt;" in html and "Hälso- och sjukvård" in html
    refused = client.post(f"/delta/{room.code}/", {"sector": "school"})
    assert refused.status_code == 400 and "Välj vilken grupp du sitter i." in refused.content.decode()
    client.post(f"/delta/{room.code}/", {"group": "Bord <2>", "sector": "school"})
    assert Participant.objects.values_list("group", "sector").get() == ("Bord <2>", "school")


def test_nothing_is_asked_where_nothing_is_to_be_asked(client, room):
    html = page(client, f"/delta/{room.code}/")
    assert "Var sitter du?" not in html and "Var arbetar du?" not in html


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"joining": False}, "stängd för nya telefoner"),
        ({"capacity": 0}, "Workshoppen är full."),
        ({"opened_at": "long ago"}, "Koden gäller inte längre."),
    ],
)
def test_who_cannot_come_in_reads_why_instead_of_a_form(client, room, at, change, said):
    from datetime import timedelta

    if "opened_at" in change:
        change = {"opened_at": at - timedelta(hours=HOURS_OPEN)}
    Workshop.objects.filter(pk=room.pk).update(**change)
    html = page(client, f"/delta/{room.code}/")
    assert said in html and "<form" not in html.partition("<main")[2].partition("</main")[0]
    refused = client.post(f"/delta/{room.code}/")
    assert refused.status_code == 409 and said in refused.content.decode()
    assert not Participant.objects.exists()


def test_many_joins_from_one_place_fill_the_room_and_no_more_and_who_is_in_goes_on(in_room, room):
    Workshop.objects.filter(pk=room.pk).update(capacity=5)
    answers = [Client().post(f"/delta/{room.code}/").status_code for _join in range(12)]
    assert (answers.count(303), answers.count(409), Participant.objects.count()) == (4, 8, 5)
    page(in_room, f"/delta/{room.code}/rum/")


def test_a_phone_that_is_in_goes_on_when_the_room_is_closed_for_new_ones(in_room, room):
    Workshop.objects.filter(pk=room.pk).update(joining=False, capacity=1)
    assert "writing" in shown_parts(page(in_room, f"/delta/{room.code}/rum/"))


def test_only_the_languages_that_the_leader_chose_are_offered(client, world):
    room = factories.opened(world.a.place, languages=["sv", "ar"])
    html = page(client, f"/delta/{room.code}/")
    assert f'href="/ar/delta/{room.code}/"' in html and f'href="/fi/delta/{room.code}/"' not in html
    assert "hreflang" in html and '<link rel="alternate"' not in html


def test_who_comes_in_in_english_stays_in_english(client, room):
    answer = client.post(f"/en/delta/{room.code}/")
    assert answer["Location"] == f"/en/delta/{room.code}/rum/"
    html = page(client, answer["Location"])
    assert "What hinders us and what helps us?" in html and '<html lang="en"' in html


def test_a_question_that_lacks_the_language_is_shown_in_swedish_and_marked_so(client, room):
    client.post(f"/ar/delta/{room.code}/")
    html = page(client, f"/ar/delta/{room.code}/rum/")
    assert '<h1 tabindex="-1" data-question lang="sv" dir="auto">Vad hindrar' in html
    assert '<html lang="ar" dir="rtl">' in html


# The room


def test_who_is_in_no_room_is_led_to_where_one_comes_in(client, room):
    answer = client.get(f"/delta/{room.code}/rum/")
    assert (answer.status_code, answer["Location"]) == (303, f"/delta/{room.code}/")


def test_a_made_up_cookie_and_one_of_another_room_are_nobodys(client, room, world):
    other = factories.opened(world.a.place)
    _phone, token = factories.joined(other)
    for value in ("x", "", "å" * 50, token):
        client.cookies[f"ws{room.pk}"] = value
        assert client.get(f"/delta/{room.code}/rum/").status_code == 303


STAGES = {
    Phase.WAITING: set(), Phase.WRITING: {"writing"}, Phase.CLOSED: set(), Phase.VOTING: {"cards"}, Phase.DONE: set(),
}  # fmt: skip


@pytest.mark.parametrize(("phase", "parts"), STAGES.items(), ids=[str(one) for one in STAGES])
def test_each_stage_shows_its_part_alone(in_room, room, question, phase, parts):
    factories.card(question, "Hemligt än")
    at_phase(room, phase)
    html = page(in_room, f"/delta/{room.code}/rum/")
    assert shown_parts(html) == parts
    assert ("Hemligt än" in html) == (phase == Phase.VOTING)


def test_before_the_first_question_the_room_waits(in_room, room):
    Workshop.objects.filter(pk=room.pk).update(current=None)
    html = page(in_room, f"/delta/{room.code}/rum/")
    assert "Vi börjar snart" in html and not shown_parts(html)


def test_a_round_whose_time_is_up_is_closed_without_anybody_closing_it(in_room, room, at):
    from datetime import timedelta

    at_phase(room, Phase.WRITING, closes_at=at - timedelta(seconds=10))
    assert "Stängt just nu." in page(in_room, f"/delta/{room.code}/rum/")


@pytest.mark.parametrize("phase", list(Phase))
def test_a_page_with_a_field_never_fetches_itself_anew_and_the_others_do(in_room, room, phase):
    at_phase(room, phase)
    html = page(in_room, f"/delta/{room.code}/rum/")
    turns = re.search(r'<noscript><meta http-equiv="refresh" content="\d+; url=([^"]+)"></noscript>', html)
    # A whole address: "#fel", left in it by a refused form, would make of it a way within the page.
    assert (turns and turns[1]) == (None if phase == Phase.WRITING else f"/delta/{room.code}/rum/")
    assert "Visa det senaste" in html


def test_the_wall_is_on_the_phone_when_it_is_revealed_and_votes_when_those_are(in_room, room, question):
    card = factories.card(question, "Tiden räcker inte")
    phone, _token = factories.joined(room)
    factories.vote(card, phone)
    at_phase(room, Phase.CLOSED, cards_shown=True)
    html = page(in_room, f"/delta/{room.code}/rum/")
    assert "Tiden räcker inte" in html and "Röster: 1" not in html
    at_phase(room, Phase.DONE, cards_shown=True, votes_shown=True)
    assert "Röster: 1" in page(in_room, f"/delta/{room.code}/rum/")


@pytest.mark.parametrize("state", [CardState.HIDDEN, CardState.WITHDRAWN, CardState.ASIDE])
def test_a_card_that_is_off_the_wall_is_on_no_phone(in_room, room, question, state):
    factories.card(question, "Borttaget ord", state=state)
    at_phase(room, Phase.VOTING)
    assert "Borttaget ord" not in page(in_room, f"/delta/{room.code}/rum/")


def test_when_the_workshop_has_ended_its_phones_are_thanked_and_others_are_told_that_the_code_is_none(
    client, in_room, room, at
):
    code = room.code
    Workshop.objects.filter(pk=room.pk).update(state=WorkshopState.ENDED, ended_at=at, code="", current=None)
    Grant.objects.all().delete()
    assert "Workshoppen är avslutad. Tack för att du var med." in page(in_room, f"/delta/{code}/rum/")
    assert "Koden gäller inte." in page(client, f"/delta/{code}/rum/", 404)


def test_a_hostile_card_is_shown_as_it_was_written(in_room, room, question):
    factories.card(question, "<script>alert(1)</script> & {{ 7|add:7 }}")
    at_phase(room, Phase.VOTING)
    html = page(in_room, f"/delta/{room.code}/rum/")
    assert "<script>alert" not in html and "&lt;script&gt;alert(1)" in html and "{{ 7|add:7 }}" in html


def test_the_room_and_the_way_in_are_kept_by_no_cache_and_told_to_no_other_site(in_room, room):
    for path in (f"/delta/{room.code}/rum/", f"/delta/{room.code}/", "/delta/"):
        answer = in_room.get(path)
        if answer.status_code == 200:
            assert "no-store" in answer["Cache-Control"] and answer["X-Robots-Tag"] == "noindex"
            assert answer["Referrer-Policy"] == "same-origin"
    html = page(in_room, f"/delta/{room.code}/rum/")
    assert not re.findall(r'href="https?://', html), "nothing leads off the site with the code behind it"


def test_a_phone_that_leaves_is_forgotten_here_and_in_the_browser(in_room, room):
    answer = in_room.post(f"/delta/{room.code}/lamna/")
    assert (answer.status_code, answer["Location"]) == (303, f"/delta/{room.code}/")
    assert not Grant.objects.exists() and not in_room.cookies[f"ws{room.pk}"].value
    assert "Du har lämnat workshoppen." in page(in_room, f"/delta/{room.code}/")


def test_a_question_without_kinds_asks_for_words_alone(in_room, room):
    at_phase(room, Phase.WRITING, kind=QuestionKind.STEPS)
    html = page(in_room, f"/delta/{room.code}/rum/")
    assert "Vad är nästa steg?" in html
    assert re.search(r'class="chips" data-asks-kind hidden', html)


def test_the_room_costs_a_fixed_number_of_queries(in_room, room, question, django_assert_max_num_queries):
    for number in range(40):
        factories.card(question, f"Kort {number}")
    at_phase(room, Phase.VOTING)
    with django_assert_max_num_queries(16):
        page(in_room, f"/delta/{room.code}/rum/")
