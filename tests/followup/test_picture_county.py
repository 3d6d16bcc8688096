"""The county's picture: its numbers against a recount, what is hidden, old stairs, and who sees it."""

import random
from datetime import datetime, timedelta
from itertools import product

import pytest
from django.test import Client

from tests.followup.picture_scenes import SECTORS, Land, as_counts, make_land, middle, recount
from tests.followup.scenes import make_stairs
from tests.worlds import World
from tillsammans.access.roles import Role
from tillsammans.core.errors import NotVisible
from tillsammans.followup.queries.picture import Choice, CountyPicture, Row, county_picture
from tillsammans.organisations import commands as organisations
from tillsammans.organisations.models import PrincipalProfile, RoleDecision, RoleHolding
from tillsammans.programmes.models import StepMapping


@pytest.fixture
def land(world: World) -> Land:
    return make_land(world)


def picture(land: Land, by: object = None, **choice: object) -> CountyPicture:
    return county_picture(by or land.leader, Choice(**choice), "sv")  # type: ignore[arg-type]


def row(page: CountyPicture, name: str) -> Row:
    return next(one for one in page.rows if one.name == name)


@pytest.fixture
def answered(land: Land) -> Land:
    """Three rounds of random answers in principals of every size."""
    chance = random.Random(7)
    places = [
        land.principal("Ängby", 5, 4, 3),
        land.principal("Berga", 2, 3, 0),
        land.principal("Liten", 2, 0, 0),
    ]
    places += [land.principal("Cedern", 1, 2, 6)]
    for name in ("Höst 2025", "Vår 2026", "Höst 2026"):
        land.open(name)
        asked = [request for place in places for request in land.requests(place) if chance.random() < 0.8]
        land.at_once({request: (chance.randrange(4), chance.randrange(4)) for request in asked})
    return land


def test_the_numbers_are_those_of_an_independent_recount(answered: Land) -> None:
    for choice in (Choice(), *(Choice(sector=sector) for sector in SECTORS), Choice(answered.rounds[0].pk)):
        page = county_picture(answered.leader, choice, "sv")
        assert page.round is not None
        for place, component in enumerate(page.components):
            steps = recount(
                next(r for r in answered.rounds if r.pk == page.round.id), component.code, choice.sector
            )
            shown = [one for one in page.rows if one.figures[place].shown]
            assert shown, choice
            for one in shown:
                figure = one.figures[place]
                assert figure.counts == as_counts(steps.get(one.name, []))
                assert figure.median == middle(steps.get(one.name, []))
                assert (figure.low, figure.high) == (
                    (min(s), max(s)) if (s := steps.get(one.name)) else (None, None)
                )
            together = sorted(step for one in shown for step in steps.get(one.name, []))
            whole = (page.whole or {})[component.code]
            assert (whole.counts, whole.median) == (as_counts(together), middle(together))


def test_a_change_is_counted_from_the_round_before(land: Land) -> None:
    place = land.principal("Ängby", 4)
    land.open("Vår 2026")
    land.answers(place, 1, 1, 2, 2)
    land.open("Höst 2026")
    land.answers(place, 2, 2, 2, 3)
    one = row(picture(land), "Ängby")
    assert one.figures[0].median == (2, 2)
    assert one.change[0] == 1
    assert row(picture(land, round_id=land.rounds[0].pk), "Ängby").change[0] is None


def test_rows_stand_in_the_swedish_alphabet_whatever_their_steps(answered: Land) -> None:
    assert [one.name for one in picture(answered).rows] == [
        "Alvsund",
        "Berga",
        "Cedern",
        "Ekvik",
        "Liten",
        "Ängby",
    ]


def test_silence_is_never_step_zero(land: Land) -> None:
    place = land.principal("Ängby", 4)
    land.open("Höst 2026")
    assert row(picture(land), "Ängby").figures[0].median is None
    land.answers(place, 0, 0, 0, None)
    figure = row(picture(land), "Ängby").figures[0]
    assert (figure.n, figure.median, figure.counts) == (3, (0, 0), (3, 0, 0, 0))
    assert row(picture(land), "Ängby").answered.asked == 4
    assert row(picture(land), "Ängby").answered.silent == 1


def test_two_workplaces_are_hidden_and_are_not_in_the_countys_row(land: Land) -> None:
    few, many = land.principal("Liten", 2), land.principal("Ängby", 4)
    land.open("Höst 2026")
    land.answers(few, 3, 3)
    land.answers(many, 1, 1, 1, 1)
    page = picture(land)
    assert not row(page, "Liten").figures[0].shown
    assert (page.whole or {})["approach"].counts == (0, 4, 0, 0)
    assert page.answered.sent == 6


def test_a_principal_that_opens_its_workplaces_is_shown_to_the_leader_and_not_to_the_steering_group(
    land: Land,
) -> None:
    place = land.principal("Liten", 2)
    land.open("Höst 2026")
    land.answers(place, 3, 3)
    PrincipalProfile.objects.filter(place=place).update(units_open_to_county=True)
    organisations.touch_county(land.world.a.place.pk)
    assert row(picture(land), "Liten").figures[0].counts == (0, 0, 0, 2)
    assert not row(picture(land, by=land.steering), "Liten").figures[0].shown


@pytest.mark.parametrize("seed", range(4))
def test_no_hidden_cell_follows_from_all_that_is_shown(world: World, seed: int) -> None:
    """Every view that a steering member can choose, taken together: change what is hidden, keep what is shown, and no page tells.

    What the reader knows of a principal is its whole (where shown) and its shown sectors. What is left when they are taken
    from each other must be nothing, or three workplaces in two sectors at least; and the county's rows add nothing to it.
    """
    land, chance = make_land(world), random.Random(seed)
    places = [
        land.principal(f"P{number}", *(chance.choice((0, 1, 2, 3, 4)) for _s in SECTORS))
        for number in range(4)
    ]
    land.open("Höst 2026")
    land.at_once({request: (chance.randrange(4), 0) for place in places for request in land.requests(place)})
    whole = picture(land, by=land.steering)
    parts = {sector: picture(land, by=land.steering, sector=sector) for sector in SECTORS}
    for place in places:
        cells = {
            s: row(page, place.name).figures[0]
            for s, page in parts.items()
            if any(r.name == place.name for r in page.rows)
        }
        total = row(whole, place.name).figures[0] if any(r.name == place.name for r in whole.rows) else None
        if total is None or not total.shown:
            assert not any(cell.n for cell in cells.values())
            continue
        hidden = [sector for sector, cell in cells.items() if not cell.shown]
        left = total.n - sum(cell.n for cell in cells.values())
        assert left == 0 if not hidden else (left >= 3 and len(hidden) > 1)
        assert all(cell.n >= 3 or cell.n == 0 for cell in cells.values())
    for page in (whole, *parts.values()):
        visible = [one.figures[0].counts for one in page.rows if one.figures[0].n]
        assert (page.whole or {})["approach"].counts == tuple(map(sum, zip(*visible, strict=True)))


def test_answers_under_older_stairs_move_with_the_mapping(land: Land) -> None:
    place = land.principal("Ängby", 6)
    land.open("Vår 2026")
    land.answers(place, 0, 1, 1, 2, 2, 3)
    old = land.stairs
    old.state = "retired"
    old.save()
    new = make_stairs(old.programme, ("approach", "leadership"), number=2)
    new.based_on = old
    new.save()
    for step, to in ((0, 0), (1, 2), (2, 3), (3, None)):
        StepMapping.objects.create(from_stairs=old, to_stairs=new, from_step=step, to_step=to)
    land.open("Höst 2026", new)
    land.answers(place, 2, 2, 2, 3, 3, 3)
    page = picture(land)
    first = page.trend[0][1]["approach"].whole
    assert (first.counts, first.not_comparable) == ((1, 0, 2, 2), 1)
    assert row(page, "Ängby").change[0] == 1
    assert picture(land, round_id=land.rounds[0].pk).trend[-1][1]["approach"].whole.counts == (1, 2, 2, 1)


def test_stairs_without_a_mapping_are_not_comparable(land: Land) -> None:
    place = land.principal("Ängby", 4)
    land.open("Vår 2026")
    land.answers(place, 1, 1, 2, 2)
    old = land.stairs
    old.state = "retired"
    old.save()
    land.open("Höst 2026", make_stairs(old.programme, ("approach", "leadership"), number=2))
    land.answers(place, 1, 1, 2, 2)
    page = picture(land)
    assert page.trend[0][1]["approach"].whole.median is None
    assert page.trend[0][1]["approach"].whole.not_comparable == 4
    assert row(page, "Ängby").change == (None, None)


def test_the_sentence_counts_what_is_shown_and_names_nobody(answered: Land) -> None:
    for by, choice in product(
        (answered.leader, answered.steering), (Choice(), Choice(answered.rounds[0].pk))
    ):
        said = " ".join(county_picture(by, choice, "sv").said)
        assert said
        assert not any(name in said for name in ("Ängby", "Berga", "Liten", "Cedern", "Ekvik", "Alvsund"))


def test_what_hindered_is_counted_once_for_each_report_and_follows_corrections(land: Land) -> None:
    place = land.principal("Ängby", 4)
    land.open("Höst 2026")
    first, second, *_rest = land.requests(place)
    land.answer(first, 1, hindered="Tiden", hindered_domain="inner-setting")
    land.answer(second, 1, helped="Hjulet")
    found = picture(land).hindrances
    assert found is not None
    assert (found.domains, found.told, found.helped, found.reports) == ({"inner-setting": 1}, 1, 1, 2)
    later = land.world.at + timedelta(hours=1)
    land.world.at = later  # what was sent is settled by now
    assert picture(land).hindrances == found
    land.answer(first, 2, hindered="Vi", hindered_domain="individuals")
    land.answer(land.requests(place)[2], 2, hindered="Annat")
    found = picture(land).hindrances
    assert found is not None
    assert (found.domains, found.told, found.helped, found.reports) == ({"individuals": 1, "": 1}, 2, 1, 3)


def test_a_role_without_a_decision_is_not_vacant(land: Land) -> None:
    decided, undecided = land.principal("Ängby", 3), land.principal("Berga", 3)
    land.open("Höst 2026")
    RoleDecision.objects.create(
        principal=decided, role=Role.BBA, scope="shared", number=2, decided_on=land.world.at.date()
    )
    RoleHolding.objects.create(
        role=Role.BBA, place=decided, email="bba@angby.example", starts_on=land.world.at.date()
    )
    page = picture(land)
    assert (row(page, "Ängby").seats.decided, row(page, "Ängby").seats.vacant) == (2, 1)
    assert row(page, "Berga").seats.vacant is None
    assert undecided.name == "Berga"


@pytest.mark.parametrize("role", [r for r in Role if r not in (Role.PROCESS_LEADER, Role.STEERING_MEMBER)])
def test_others_do_not_see_the_county(land: Land, role: Role) -> None:
    with pytest.raises(NotVisible):
        picture(land, by=land.world.actor(role))


def test_another_county_is_another_picture(answered: Land) -> None:
    other = answered.world.actor(Role.PROCESS_LEADER, answered.world.b.place)
    assert picture(answered, by=other).rows == ()
    for choice in ({"round_id": answered.rounds[0].pk}, {"sector": "school"}, {"programme": "barnens-basta"}):
        with pytest.raises(NotVisible):
            picture(answered, by=other, **choice)


@pytest.mark.parametrize(
    "choice", [{"round_id": 999999}, {"sector": "health_care"}, {"sector": "x"}, {"programme": "x"}]
)
def test_what_does_not_exist_is_not_visible(answered: Land, choice: dict[str, object]) -> None:
    with pytest.raises(NotVisible):
        picture(answered, **choice)


def test_a_county_without_rounds_is_told_what_is_missing(land: Land) -> None:
    client = Client()
    client.force_login(land.world.user(Role.PROCESS_LEADER))
    assert "Ingen omgång har öppnat än" in client.get("/arbetsyta/lan/").content.decode()


def test_the_moment_of_the_test_is_given(at: datetime, land: Land) -> None:
    assert land.leader.at == at


def test_half_a_step_is_no_step_taken(land: Land) -> None:
    place = land.principal("Ängby", 4)
    land.open("Vår 2026")
    land.answers(place, 1, 1, 2, 2)
    land.open("Höst 2026")
    land.answers(place, 1, 2, 2, 2)
    page = picture(land)
    assert row(page, "Ängby").change[0] == 1
    assert page.said[0] == "Ingen huvudman har tagit ett nytt steg sedan vår 2026."


def test_roles_are_not_shown_beside_one_sector_alone(answered: Land) -> None:
    client = Client()
    client.force_login(answered.world.user(Role.PROCESS_LEADER))
    assert "Roller" in client.get("/arbetsyta/lan/steg.csv").content.decode()
    assert "Roller" not in client.get("/arbetsyta/lan/steg.csv?omrade=school").content.decode()
    assert 'data-l="Roller"' not in client.get("/arbetsyta/lan/?omrade=school").content.decode()
