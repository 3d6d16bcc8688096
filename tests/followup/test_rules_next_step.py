"""The next small step that the receipt shows."""

import pytest

from tillsammans.followup.rules.next_step import (
    CLINIC,
    HEALTH_CENTRE,
    PRESCHOOL,
    SCHOOL,
    UNIT,
    Criterion,
    Upcoming,
    next_small_step,
    unit_word,
)

A, B, C = (Criterion(code, f"Vi gör {code}.") for code in "abc")
USE = Upcoming(4, "Använda", (A, B, C))


@pytest.mark.parametrize(
    ("sector", "name", "word"),
    [
        ("preschool", "Tallens förskola", PRESCHOOL),
        ("school", "Lindskolan", SCHOOL),
        ("health_care", "Vårdcentralen Ekvik", HEALTH_CENTRE),
        ("health_care", "Ekviks vårdcentral", HEALTH_CENTRE),
        ("health_care", "Barn- och ungdomspsykiatrin", CLINIC),
        ("social_services", "Familjeteamet", UNIT),
        ("culture_leisure", "Fritidsgården", UNIT),
        ("a sector of tomorrow", "", UNIT),
    ],
)
def test_a_workplace_is_called_what_its_people_call_it(sector, name, word):
    assert unit_word(sector, name) == word


@pytest.mark.parametrize(
    ("word", "manager"), [(PRESCHOOL, "rektor"), (HEALTH_CENTRE, "vårdcentralschef"), (UNIT, "enhetschef")]
)
def test_the_manager_is_called_by_the_sector(word, manager):
    assert word.manager == manager


def test_what_is_done_already_is_left_out_and_the_rest_keeps_its_order():
    found = next_small_step(3, USE, {"a"}, unit_word=PRESCHOOL)
    assert found.heading == "För att nå steg 4, Använda"
    assert found.sentence == "Förskolan kan börja här. Ta en sak i taget."
    assert found.items == (B, C)
    assert found.smallest == B


def test_all_done_is_told_without_moving_the_unit():
    found = next_small_step(3, USE, {"a", "b", "c"}, unit_word=SCHOOL)
    assert found.heading == "Ni gör redan allt som hör till steg 4, Använda"
    assert found.items == ()
    assert found.smallest is None


@pytest.mark.parametrize("staying", [True, False])
def test_at_the_top_one_shares_an_example(staying):
    found = next_small_step(6, None, {"a"}, unit_word=SCHOOL, staying=staying)
    assert found.heading == "Ni är högst upp på trappan"
    assert found.sentence == "Dela gärna ett exempel. Andra skolor kan lära av hur ni gör."
    assert found.smallest is None


@pytest.mark.parametrize(("step", "heading"), [(3, "Ni stannar på steg 3"), (0, "Ni väntar med att börja")])
def test_staying_is_a_full_answer_and_the_next_step_is_there_for_later(step, heading):
    found = next_small_step(step, USE, (), unit_word=UNIT, staying=True)
    assert found.heading == heading
    assert found.sentence.startswith("Det är ett fullgott svar.")
    assert found.items == (A, B, C)


def test_staying_with_nothing_left_is_as_full_an_answer():
    found = next_small_step(3, USE, {"a", "b", "c"}, unit_word=UNIT, staying=True)
    assert found.sentence == "Det är ett fullgott svar."
