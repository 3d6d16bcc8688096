"""Counties side by side: each as its own picture shows it, in the order of the alphabet, and none that the reader may not see."""

from tests.followup.picture_scenes import make_land
from tests.worlds import World
from tillsammans.access.actor import system
from tillsammans.access.roles import Role
from tillsammans.followup.queries.national_picture import national_picture
from tillsammans.followup.queries.picture import Choice, county_picture


def test_a_county_shows_what_its_own_picture_shows(world: World) -> None:
    land = make_land(world)
    few, many = land.principal("Liten", 2), land.principal("Ängby", 4)
    land.open("Höst 2026")
    land.answers(few, 3, 3)
    land.answers(many, 1, 1, 2, 2)
    own = county_picture(land.steering, Choice(), "sv")
    lines = national_picture(system(world.at))
    assert [(one.name, one.round) for one in lines] == [("Testlän", "Höst 2026")]
    assert {code: point.whole for code, point in lines[0].points.items()} == own.whole
    assert lines[0].answered == own.answered


def test_readers_see_the_counties_whose_picture_they_may_see(world: World) -> None:
    land = make_land(world)
    land.open("Höst 2026")
    assert [one.name for one in national_picture(land.leader)] == ["Testlän"]
    assert not national_picture(world.actor(Role.PROCESS_LEADER, world.b.place))
    assert not national_picture(world.actor(Role.CONTACT_PERSON))
    assert not national_picture(world.nobody())
