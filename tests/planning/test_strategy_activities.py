"""The activities of strategies: told to the strategy's page and the chain, and back; a level's own strategy is nobody else's."""

from datetime import date

from django.test import Client
from django.urls import reverse

from tests.strategies.register_scenes import keeper
from tests.strategies.strategy_scenes import make_strategy
from tests.worlds import World
from tillsammans.access.roles import Role
from tillsammans.planning.commands.activities import create_activity
from tillsammans.planning.rules.activities import ActivityContent
from tillsammans.strategies import activities

CONTENT = ActivityContent(
    title="Möte i maj", ends_on=date(2027, 3, 1), shared=True, responsible_role=Role.HEAD
)


def test_a_strategy_is_told_of_its_activities_in_the_order_of_their_days(world: World) -> None:
    row = make_strategy(world, world.a.one.place)
    by = keeper(world, row.place)
    for title, day in (("Sist", date(2027, 3, 2)), ("Först", date(2027, 3, 1))):
        create_activity(
            by=by, place=row.place, content=ActivityContent(title=title, ends_on=day, strategy_id=row.pk)
        )
    lines = activities.lines_of(by, [row.pk])[row.pk]
    assert [(one.title, one.state, one.mark) for one in lines] == [
        ("Först", "inte börjad", "none"),
        ("Sist", "inte börjad", "none"),
    ]
    assert activities.lines_of(world.actor(Role.HEAD, world.a.two.place), [row.pk]) == {}


def test_a_shared_activity_names_its_strategy_to_its_own_level_alone(world: World, client: Client) -> None:
    row = make_strategy(world, world.a.one.place, title="Bara vår egen strategi")
    by = keeper(world, row.place)
    content = ActivityContent(**vars(CONTENT) | {"strategy_id": row.pk})
    made = create_activity(by=by, place=row.place, content=content)
    address, to_strategy = (
        reverse("planning:activity", args=[made.pk]),
        reverse("strategies:strategy", args=[row.pk]),
    )
    client.force_login(world.user(Role.HEAD))
    assert to_strategy in client.get(address).content.decode()
    client.force_login(world.user(Role.HEAD, world.a.two.place))
    answer = client.get(address)
    assert answer.status_code == 200 and "Bara vår egen strategi" not in answer.content.decode()


def test_the_form_of_an_activity_is_filled_in_from_the_strategy(world: World, client: Client) -> None:
    row = make_strategy(world, world.a.one.place)
    client.force_login(world.user(Role.HEAD))
    shown = client.get(activities.add_url(row.pk, row.place_id)).content.decode()
    assert f'<option value="{row.pk}" selected>' in shown
