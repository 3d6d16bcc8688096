"""The chain from barrier to effect: what is read, how it is drawn, and that a missing link shows."""

import re
from datetime import date
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.strategies.register_scenes import keeper, make_determinant
from tests.strategies.strategy_scenes import SPRING, content, make_strategy
from tests.worlds import World
from tillsammans.access.roles import Role
from tillsammans.planning.models import Activity
from tillsammans.strategies.commands.strategies import tell_effect, write_strategy
from tillsammans.strategies.drawing import chain as drawing
from tillsammans.strategies.drawing import chain_list
from tillsammans.strategies.models import Strategy
from tillsammans.strategies.queries import chain

SVG = "{http://www.w3.org/2000/svg}"


def add_activity(row: Strategy, title: str = "Möte i maj") -> Activity:
    return Activity.objects.create(
        county=row.county,
        place=row.place,
        title=title,
        ends_on=SPRING,
        strategy=row,
        created_at=row.created_at,
    )


def read(world: World, row: Strategy) -> chain.Chain:
    return chain.chain_of_place(keeper(world, row.place), row.place)


def drawn(found: chain.Chain, *, rtl: bool = False) -> ElementTree.Element:
    """The picture as a parser reads it: what is no well-formed drawing fails here."""
    markup = str(drawing.picture(found, rtl=rtl)).replace(
        "<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1
    )
    return ElementTree.fromstring(markup)


def test_a_chain_goes_from_barrier_to_effect_with_a_link_at_every_step(world: World) -> None:
    row = make_strategy(world, review_on=SPRING)
    activity = add_activity(row)
    tell_effect(by=keeper(world, row.place), strategy=row, seen=1, effect="Fler kommer.", review_on=SPRING)
    links = [one.get("href") or "" for one in drawn(read(world, row)).iter(f"{SVG}a")]
    barrier = row.aims.get().determinant_id
    assert links == [
        f"/arbetsyta/hinder/{barrier}/",
        f"/arbetsyta/strategier/{row.pk}/",
        f"/arbetsyta/aktiviteter/{activity.pk}/",
        f"/arbetsyta/strategier/{row.pk}/#effekt",
    ]


def test_a_missing_link_is_drawn_as_missing_and_said(world: World) -> None:
    row = make_strategy(world)
    found = read(world, row)
    boxes = [one.get("class") or "" for one in drawn(found).iter(f"{SVG}g")]
    assert [one for one in boxes if "gap" in one] == [
        "chain__box chain__box--activity chain__box--gap",
        "chain__box chain__box--effect chain__box--gap",
    ]
    for markup in (str(drawing.picture(found)), str(chain_list.nested(found)), str(chain_list.whole(found))):
        words = re.sub(r"<[^>]+>", " ", markup)
        assert "Ingen aktivitet än" in words and "Ingen uppföljning satt" in words


def test_a_link_that_is_there_is_not_called_missing(world: World) -> None:
    row = make_strategy(world, review_on=SPRING)
    add_activity(row)
    shown = str(chain_list.whole(read(world, row)))
    assert "gap" not in shown and "Följs upp 1 mars 2027" in shown


def test_a_common_barrier_is_drawn_once(world: World) -> None:
    first = make_strategy(world)
    barrier = first.aims.get().determinant
    by = keeper(world, first.place)
    for title in ("Två", "Tre"):
        write_strategy(by=by, place=first.place, content=content(barrier, title=title))
    boxes = [one.get("class") or "" for one in drawn(read(world, first)).iter(f"{SVG}a")]
    assert sum("--barrier" in one for one in boxes) == 1
    assert sum("--strategy" in one for one in boxes) == 3


def test_a_chain_of_common_barriers_is_one_group(world: World) -> None:
    place = world.a.one.units[0]
    a, b, c = (make_determinant(world, place, text) for text in ("A", "B", "C"))
    by = keeper(world, place)
    for barriers in ((a,), (c,), (a, b), (b, c)):
        write_strategy(by=by, place=place, content=content(*barriers))
    found = chain.chain_of_place(by, place)
    assert [len(group) for group in chain.groups_of(found.strands)] == [4]


def boxes_of(picture: ElementTree.Element) -> list[tuple[float, float, float, float]]:
    """Left, top, right and bottom of every box."""
    found = []
    for group in (*picture.iter(f"{SVG}a"), *picture.iter(f"{SVG}g")):
        rect = group.find(f"{SVG}rect")
        assert rect is not None
        x, y, wide, high = (float(rect.get(name) or 0) for name in ("x", "y", "width", "height"))
        found.append((x, y, x + wide, y + high))
    return found


@pytest.mark.parametrize("rtl", [False, True])
def test_no_box_lies_over_another_and_all_lie_within_the_picture(world: World, rtl: bool) -> None:
    place = world.a.one.place
    by = keeper(world, place)
    words = "Samverkansmötena försvinner ur kalendern när skolans och socialtjänstens planering krockar med varandra"
    rows = [make_determinant(world, place, f"{words} {n}") for n in range(5)]
    for n in range(4):
        row = write_strategy(
            by=by, place=place, content=content(*rows[n : n + 2], title="Gemensam planering " * 5)
        )
        for number in range(n):
            add_activity(row, f"Aktivitet {number} med ett långt namn som tar två rader i bilden")
    picture = drawn(read(world, row), rtl=rtl)
    boxes = boxes_of(picture)
    high = float((picture.get("viewBox") or "").split()[3])
    assert len(boxes) == 5 + 4 + 1 + (1 + 2 + 3) + 4
    for number, one in enumerate(boxes):
        assert one[0] >= 0 and one[1] >= 0 and one[2] <= drawing.WIDTH and one[3] <= high
        for other in boxes[number + 1 :]:
            apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
            assert apart, (one, other)


def test_in_right_to_left_text_the_picture_is_turned(world: World) -> None:
    found = read(world, make_strategy(world))
    ahead = [
        float(one.get("x") or 0)
        for one in drawn(found).iter(f"{SVG}text")
        if one.get("class") == "chain__head"
    ]
    turned = [
        float(one.get("x") or 0)
        for one in drawn(found, rtl=True).iter(f"{SVG}text")
        if one.get("class") == "chain__head"
    ]
    assert ahead == sorted(ahead) and turned == sorted(turned, reverse=True)
    assert [a + t for a, t in zip(ahead, turned, strict=True)] == [drawing.WIDTH] * 4


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Kort", ["Kort"]),
        ("Två ord som inte ryms", ["Två ord", "som inte", "ryms"]),
        ("Samverkansmötet", ["Samverka-", "nsmötet"]),
        ("a " * 60, ["a a a a a", "a a a a a", "a a a a a", "a a a a a…"[:10]]),
        ("", [""]),
    ],
)
def test_a_text_is_set_in_lines(text: str, lines: list[str]) -> None:
    found = drawing.wrapped(text, letters=9)
    assert found[: len(lines) - 1] == lines[:-1]
    assert len(found) <= drawing.MOST_LINES
    assert all(len(one) <= 9 for one in found)


def test_what_somebody_typed_is_text_in_the_picture_and_never_markup(world: World) -> None:
    place = world.a.one.place
    barrier = make_determinant(world, place, '</text><script>alert("x")</script>')
    row = make_strategy(world, place, barrier, title='"><script>alert(1)</script>')
    shown = str(chain_list.whole(read(world, row)))
    assert "<script" not in shown and "&lt;" in shown


def test_barriers_without_strategy_are_listed_with_their_number(world: World) -> None:
    row = make_strategy(world)
    for n in range(chain.MOST_ALONE + 2):
        make_determinant(world, row.place, f"Hinder {n}")
    make_determinant(world, row.place, "Det löste sig", kind="facilitator")
    found = read(world, row)
    assert (len(found.alone), found.alone_count) == (chain.MOST_ALONE, chain.MOST_ALONE + 2)


def test_a_barrier_leads_to_its_strategies_and_a_strategy_to_its_barriers(world: World) -> None:
    row = make_strategy(world)
    make_strategy(world, world.a.one.units[1])
    by, barrier = keeper(world, row.place), row.aims.get().determinant
    ahead, back = chain.chain_of_determinant(by, barrier), chain.chain_of_strategy(by, row)
    assert [one.strategy for one in ahead.strands] == [row]
    assert [one.id for one in back.strands[0].barriers] == [barrier.pk]


def test_the_chain_shows_no_other_levels_strategies(world: World) -> None:
    make_strategy(world)
    place = world.a.one.units[0]
    assert chain.chain_of_place(world.actor(Role.PROCESS_LEADER), place).strands == ()


def test_a_longer_chain_asks_the_database_no_more_often(world: World) -> None:
    row = make_strategy(world)
    by = keeper(world, row.place)

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            chain_list.whole(chain.chain_of_place(by, row.place))
        return len(seen)

    add_activity(row)
    first = asked()
    for n in range(12):
        other = make_strategy(world, row.place, make_determinant(world, row.place, f"Hinder {n}"))
        add_activity(other)
        add_activity(other, "En till")
    assert asked() == first <= 6


def test_many_strategies_come_a_page_at_a_time(world: World) -> None:
    row = make_strategy(world)
    by, barrier = keeper(world, row.place), row.aims.get().determinant
    for n in range(chain.MOST_STRATEGIES + 3):
        write_strategy(by=by, place=row.place, content=content(barrier, title=f"Strategi {n}"))
    first = chain.chain_of_place(by, row.place)
    assert len(first.strands) == chain.MOST_STRATEGIES and first.following is not None
    second = chain.chain_of_place(by, row.place, first.following)
    seen = {one.strategy.pk for one in (*first.strands, *second.strands)}
    assert len(seen) == chain.MOST_STRATEGIES + 4 and second.following is None


def test_an_effect_stands_in_the_picture_with_its_day(world: World) -> None:
    row = make_strategy(world, review_on=date(2026, 10, 14))
    tell_effect(by=keeper(world, row.place), strategy=row, seen=1, effect="Fler kommer.")
    texts = "".join(drawn(read(world, row)).itertext())
    assert "Fler kommer." in texts and "berättat 14 okt 2026" in texts.lower()
