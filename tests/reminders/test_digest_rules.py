"""The weekly letter by pure rules: which week, which group, when there is a letter at all."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tillsammans.reminders.rules import digests
from tillsammans.reminders.rules.digests import Group
from tillsammans.reminders.rules.entries import Entry

MONDAY = date(2026, 10, 12)


def entry(days: int, title: str = "", **more) -> Entry:
    """Something that is due so many days after the Monday."""
    on = MONDAY + timedelta(days=days)
    return Entry(f"k.{days}.{title}", title or f"om {days}", on, on, f"/a/{days}/", **more)


def groups(*entries: Entry, **more):
    told = digests.parts(entries, on=MONDAY, ahead_days=more.pop("ahead_days", 14), **more)
    return {part.group: [line.title for line in part.lines] for part in told}


@pytest.mark.parametrize(
    ("days", "group"),
    [
        (-181, None), (-180, Group.LATE), (-1, Group.LATE), (0, Group.SOON), (6, Group.SOON), (7, Group.LATER),
        (13, Group.LATER), (14, None),
    ],
)  # fmt: skip
def test_a_day_decides_the_group(days, group):
    assert groups(entry(days)) == ({group: [f"om {days}"]} if group else {})


@pytest.mark.parametrize("more", [{"over": True}, {"called_off": True}, {"own": False}])
def test_what_is_done_called_off_or_anothers_never_waits(more):
    assert groups(entry(-1, **more)) == {}


def test_what_is_anothers_is_told_ahead():
    assert groups(entry(3, own=False)) == {Group.SOON: ["om 3"]}


def test_a_kind_that_is_left_out_is_left_out():
    assert groups(entry(1, kind="roles"), entry(2, kind="plans"), without=["roles"]) == {Group.SOON: ["om 2"]}


def test_a_long_group_says_how_many_more():
    told = digests.parts([entry(1, f"n{n}") for n in range(11)], on=MONDAY, ahead_days=7)
    assert [(len(part.lines), part.more, part.number) for part in told] == [(8, 3, 11)]


def test_what_stands_open_is_sent_alone_in_the_first_week_of_a_month_only():
    told = digests.parts([entry(0, standing=True)], on=MONDAY, ahead_days=14)
    assert [digests.is_worth_sending(told, date(2026, 10, day)) for day in (5, 12)] == [True, False]
    both = digests.parts([entry(0, standing=True), entry(1)], on=MONDAY, ahead_days=14)
    assert digests.is_worth_sending(both, MONDAY)
    assert not digests.is_worth_sending((), date(2026, 10, 1))


def test_a_week_is_quiet_when_the_holiday_touches_it():
    thursday_to_tuesday = [(MONDAY + timedelta(days=3), MONDAY + timedelta(days=8))]
    quiet = [digests.is_quiet(MONDAY + n * digests.WEEK, thursday_to_tuesday) for n in (-1, 0, 1, 2)]
    assert quiet == [False, True, True, False]


def test_the_next_letter_comes_the_first_week_after_a_holiday():
    holiday = [(MONDAY + timedelta(days=7), MONDAY + timedelta(days=11))]
    wednesday = MONDAY + timedelta(days=2)
    assert digests.next_day(wednesday, 3, had=False, periods=holiday) == MONDAY + timedelta(days=3)
    assert digests.next_day(wednesday, 3, had=True, periods=holiday) == MONDAY + timedelta(days=17)
    assert digests.next_day(wednesday, 0, had=False, periods=holiday) == wednesday, (
        "its day has passed: today"
    )
    always = [(MONDAY - timedelta(days=7), MONDAY + timedelta(days=900))]
    assert digests.next_day(wednesday, 0, had=False, periods=always) is None


@given(
    st.lists(
        st.tuples(st.integers(-400, 100), st.booleans(), st.booleans(), st.sampled_from(["roles", "plans"])),
        max_size=30,
    ),
    st.sampled_from(digests.AHEAD_CHOICES),
)
def test_nothing_is_lost_or_doubled_and_a_row_gives_back_what_it_kept(rows, ahead):
    entries = [
        entry(d, f"t{n}", over=over, standing=stands, kind=kind)
        for n, (d, over, stands, kind) in enumerate(rows)
    ]
    told = digests.parts(entries, on=MONDAY, ahead_days=ahead)
    wanted = [e for e in entries if not e.over and (e.standing or -180 <= (e.last - MONDAY).days < ahead)]
    assert sum(part.number for part in told) == len(wanted)
    assert digests.told_again(digests.kept(told)) == told
    assert [part.group for part in told] == sorted((part.group for part in told), key=list(Group).index)
