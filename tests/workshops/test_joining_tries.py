"""Wrong codes are counted for each address, in memory and for minutes; a school is one address."""

from datetime import timedelta

from tillsammans.workshops import tries
from tillsammans.workshops.rules.limits import WRONG_CODES, WRONG_CODES_MINUTES
from tillsammans.workshops.tries import Tries


def guessed(at, *, codes: int = WRONG_CODES) -> Tries:
    made = Tries()
    for number in range(codes):
        made.note("192.0.2.7", f"CODE{number}", at)
    return made


def test_who_guesses_many_codes_has_to_wait_and_others_do_not(at):
    made = guessed(at)
    assert made.used_up("192.0.2.7", at)
    assert not made.used_up("192.0.2.8", at)


def test_one_guess_less_is_allowed(at):
    assert not guessed(at, codes=WRONG_CODES - 1).used_up("192.0.2.7", at)


def test_a_hall_in_which_all_mistype_the_same_code_is_no_guesser(at):
    made = Tries()
    for _phone in range(500):
        made.note("192.0.2.7", "CDFGHJ", at)
    assert not made.used_up("192.0.2.7", at)


def test_the_wait_is_over_after_the_minutes(at):
    made = guessed(at)
    assert made.used_up("192.0.2.7", at + timedelta(minutes=WRONG_CODES_MINUTES, seconds=-1))
    assert not made.used_up("192.0.2.7", at + timedelta(minutes=WRONG_CODES_MINUTES))


def test_memory_is_bounded_in_addresses_and_in_codes_of_one(at, monkeypatch):
    monkeypatch.setattr(tries, "REMEMBERED", 10)
    made = Tries()
    for number in range(50):
        made.note(f"192.0.2.{number}", "C" * 10_000, at)
    for number in range(WRONG_CODES * 3):
        made.note("192.0.2.49", f"CODE{number}", at)
    assert len(made._wrong) == 10
    assert len(made._wrong["192.0.2.49"]) == WRONG_CODES
    assert all(len(code) <= 12 for codes in made._wrong.values() for code in codes)
