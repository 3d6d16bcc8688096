"""What the live part works out of the phones' own records: a measure that is wrong would hide what is lost."""

from typing import Any

import pytest

from tools.bench.live import rounds
from tools.bench.live.phones import Confirmed, Phone


def phone(*sent: Confirmed) -> Phone:
    return Phone(port=1, room=1, token="", record=list(sent))


def dot(key: str, card: int = 1, *, at: float = 1.0, seconds: float = 0.1) -> Confirmed:
    return Confirmed(key, card, seconds, at)


def test_the_share_is_a_value_that_was_measured_and_nothing_measured_is_no_good_figure():
    assert [rounds.share([3.0, 1.0, 2.0, 4.0], part) for part in (0.5, 0.95)] == [3.0, 4.0]
    assert rounds.share([], 0.95) == float("inf")


def test_a_dot_is_shown_when_the_screen_counts_as_many_as_were_confirmed():
    screen = phone()
    screen.states = [(at, {"question": {"votes": votes}}) for at, votes in ((1.2, 0), (1.4, 2), (2.0, 3))]
    everybody = [phone(dot("a", at=1.1), dot("c", at=1.9)), phone(dot("b", at=1.3))]
    assert rounds.shown(everybody, screen) == pytest.approx([0.4, 0.2, 0.2])
    assert rounds.shown([*everybody, phone(dot("d", at=3.0))], screen)[-1] == float("inf")


class Kept:
    def __init__(self, *rows: tuple[str, int]) -> None:
        self._rows = [list(row) for row in rows]

    def rows(self, _word: str, room: str) -> list[list[Any]]:
        assert room == "7"
        return self._rows


@pytest.mark.parametrize(
    ("kept", "found"),
    [
        (Kept(("a", 1), ("b", 2)), (0, 0)),
        (Kept(("a", 1)), (1, 0)),
        (Kept(("a", 1), ("b", 2), ("b", 2)), (0, 1)),
        (Kept(("a", 1), ("b", 3)), (1, 1)),
        (Kept(("a", 1), ("b", 2), ("another key", 1)), (0, 1)),
    ],
)
def test_what_is_lost_and_what_is_too_much_is_found_by_the_phones_own_record(
    kept: Any, found: tuple[int, int]
):
    assert rounds.compared(kept, 7, [phone(dot("a", 1)), phone(dot("b", 2))]) == found
