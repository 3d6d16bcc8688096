"""Names have room: outside the rim without touching it or each other, inside a poster's band or not there at all."""

import itertools
from math import hypot

import pytest

from tests.wheel.samples import NAMES
from tillsammans.wheel.rules import labels
from tillsammans.wheel.rules.geometry import RADIUS

LONG = "Delaktighet och|medbestämmande"


def lines(names):
    return tuple(tuple(name.split("|")) for name in names)


def meet(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@pytest.mark.parametrize("areas", range(5, 13))
@pytest.mark.parametrize("names", [NAMES, (LONG,) * 12], ids=["shipped", "long"])
def test_names_outside_touch_neither_the_rim_nor_each_other(areas, names):
    size, placed = labels.outside(lines(names[:areas]))
    boxes = [labels.boxes(one, size) for one in placed]
    for box in itertools.chain(*boxes):
        left, top, right, bottom = box
        assert hypot(max(left, -right, 0), max(top, -bottom, 0)) >= RADIUS
    for one, other in itertools.combinations(range(areas), 2):
        assert not any(meet(a, b) for a in boxes[one] for b in boxes[other]), (placed[one], placed[other])


@pytest.mark.parametrize("areas", range(5, 13))
def test_ordinary_names_keep_to_the_room_beside_the_wheel(areas):
    size, placed = labels.outside(lines(NAMES[:areas]))
    for one in placed:
        for left, _top, right, _bottom in labels.boxes(one, size):
            assert max(-left, right) <= RADIUS + labels.SIDE_ROOM
    assert not labels.are_long(size, placed)


def test_long_names_get_more_room_before_they_get_small():
    size, placed = labels.outside(lines(("Hyväksyntä|ja kunnioituksesta",) * 8))
    assert labels.are_long(size, placed) and size >= 28


def test_eight_shipped_names_fit_in_the_band_and_twelve_do_not():
    assert labels.in_band(lines(NAMES[:8]))
    assert labels.in_band(lines((LONG,) * 12)) is None


def test_all_names_of_a_wheel_have_one_size():
    size, placed = labels.in_band(lines(NAMES[:8])) or (0, ())
    assert size in labels.BAND_SIZES and len(placed) == 8
