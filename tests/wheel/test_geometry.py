"""The one geometry: whole for every number of areas, clockwise from the top, nothing outside its box, nothing overlapping."""

import itertools
import re
from math import atan2, hypot, pi

import pytest

from tillsammans.wheel.rules.faces import face
from tillsammans.wheel.rules.geometry import HUB, LABEL_AT, RADIUS, RIM, Sector, sectors

NUMBER = re.compile(r"-?\d+\.?\d*")


def points(path: str) -> list[tuple[float, float]]:
    """The corners of a path of M, A, L and Z."""
    found = []
    for command, given in re.findall(r"([MAL])([^MALZ]*)", path):
        numbers = [float(one) for one in NUMBER.findall(given)]
        found.append((numbers[-2], numbers[-1]))
        assert command != "A" or len(numbers) == 7
    return found


def angle(point: tuple[float, float]) -> float:
    """Clockwise from the top, 0 to 2π."""
    return atan2(point[0], -point[1]) % (2 * pi)


@pytest.mark.parametrize("areas", range(5, 13))
@pytest.mark.parametrize("rings", range(1, 6))
def test_every_area_keeps_to_its_own_share_of_the_circle(areas: int, rings: int) -> None:
    drawn = sectors(areas, rings)
    assert len(drawn) == areas
    for sector in drawn:
        start, end = 2 * pi * sector.index / areas, 2 * pi * (sector.index + 1) / areas
        assert len(sector.rings) == len(sector.edges) == rings
        for path in (*sector.rings, *sector.edges, sector.rim, sector.whole):
            assert all(start < angle(corner) < end for corner in points(path))


@pytest.mark.parametrize("areas", [5, 8, 12])
def test_rings_follow_outwards_without_touching(areas: int) -> None:
    for sector in sectors(areas, 5):
        spans = [(min(radii(ring)), max(radii(ring))) for ring in (*sector.rings, sector.rim)]
        assert spans[0][0] >= HUB
        assert spans[-1][1] <= RADIUS + 0.1
        assert all(out < begins for (_in, out), (begins, _out) in itertools.pairwise(spans))
        assert max(radii(sector.rings[-1])) < RIM


def radii(path: str) -> list[float]:
    return [hypot(*corner) for corner in points(path)]


@pytest.mark.parametrize("areas", range(5, 13))
def test_names_stand_outside_on_their_own_side(areas: int) -> None:
    for sector in sectors(areas, 3):
        label = sector.label
        assert hypot(label.x, label.y) == pytest.approx(LABEL_AT, abs=0.2)
        assert label.anchor == ("middle" if abs(label.x) < 60 else "start" if label.x > 0 else "end")


def test_the_first_area_begins_at_the_top_and_the_next_is_clockwise() -> None:
    first, second = sectors(8, 3)[:2]
    assert first.middle[0] > 0
    assert first.middle[1] < 0
    assert angle(second.middle) > angle(first.middle)


def test_the_middle_of_an_area_lies_in_it() -> None:
    def turn(sector: Sector) -> float:
        return angle(sector.middle)

    turns = [turn(sector) for sector in sectors(11, 2)]
    assert turns == sorted(turns)
    assert turns == pytest.approx([2 * pi * (one + 0.5) / 11 for one in range(11)], abs=0.001)


def test_faces_bend_from_sad_to_glad_and_one_only_looks() -> None:
    bends = [bend(face(kind, 70).mouth) for kind in (1, 2, 3, 4, 5)]
    assert bends == sorted(bends)
    assert bends[0] < 0 < bends[-1]
    assert bends[2] == 0
    assert face(0, 70).mouth == ""


def bend(mouth: str) -> float:
    """How far below its corners the mouth is drawn."""
    _x, corner, _pull, pull = (float(one) for one in NUMBER.findall(mouth)[:4])
    return pull - corner
