"""What the timeline keeps is seen anew when anything that it shows has changed, and never by whoever may not see it."""

import re
from collections.abc import Callable
from datetime import date
from urllib.parse import urlencode

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.planning.plan_scenes import decide, draft
from tests.planning.timeline_scenes import activity, keeper, milestone
from tests.worlds import World
from tillsammans.access.roles import Role
from tillsammans.organisations import commands as organisations
from tillsammans.organisations.commands.roles import appoint
from tillsammans.organisations.models import Place
from tillsammans.planning.commands import activities as commands
from tillsammans.planning.commands.messages import mark_sent, plan_message
from tillsammans.planning.models import Activity, PlannedMessage
from tillsammans.planning.queries import timeline_rows
from tillsammans.planning.rules.messages import MessageContent
from tillsammans.steward.commands import let_in

TIMELINE = "/arbetsyta/tidslinje/"
_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')


def look(world: World, role: Role, place: Place | None = None, **chosen: object) -> str:
    client = Client()
    client.force_login(world.user(role, place))
    answer = client.get(TIMELINE, chosen)
    assert answer.status_code == 200
    return answer.content.decode()


def _retitled(world: World, row: Activity) -> None:
    content = commands.content_of(row)
    changed = type(content)(**{**content.__dict__, "title": "Ett annat namn"})
    commands.change_activity(
        by=keeper(world, row.place), activity=row, content=changed, revision=row.revision
    )


def _done(world: World, row: Activity) -> None:
    commands.set_activity_state(
        by=keeper(world, row.place), activity=row, state="done", revision=row.revision
    )


def _waits(world: World, row: Activity) -> None:
    before = activity(world, row.place, "Det som kommer först", shared=True)
    commands.wait_for(by=keeper(world, row.place), activity=row, waits_for=before)


def _renamed(world: World, row: Activity) -> None:
    organisations.rename(by=world.actor(Role.PROCESS_LEADER), place=row.place, name="Nyköping")


def _told(world: World, row: Activity) -> None:
    content = MessageContent("Nu börjar vi", "chefer", "möte", date(2026, 11, 1), shared=True)
    plan_message(by=keeper(world, row.place), place=row.place, content=content)


def _said(world: World, row: Activity) -> None:
    _told(world, row)
    sent = PlannedMessage.objects.get()
    mark_sent(by=keeper(world, row.place), message=sent, sent=True, revision=sent.revision)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (_retitled, "Ett annat namn"), (_done, ">Klar<"), (_waits, "Det som kommer först"), (_renamed, "Nyköping"),
        (_told, "Nu börjar vi"), (_said, ", sagt"),
    ],
)  # fmt: skip
def test_a_change_is_seen_at_the_next_view(
    world: World, change: Callable[[World, Activity], None], words: str
) -> None:
    row = activity(world, world.a.one.place, shared=True)
    views = [(Role.CONTACT_PERSON, {}), (Role.PROCESS_LEADER, {"visa": row.place_id})]
    for role, chosen in views:
        assert words not in look(world, role, **chosen).partition('id="a')[2]
    change(world, row)
    for role, chosen in views:
        assert words in look(world, role, **chosen).partition("tl-key")[2]


def _appointed(world: World, place: Place) -> None:
    appoint(by=world.actor(Role.CONTACT_PERSON, place), place=place, role=Role.BBA, email="bba@kommun.se")


def _let_in(world: World, place: Place) -> None:
    let_in(
        by=world.actor(Role.SYSTEM_MANAGER, world.a.place),
        email="chef@kommun.se",
        role=Role.HEAD,
        place=place,
    )


@pytest.mark.parametrize(("change", "role"), [(_appointed, Role.BBA), (_let_in, Role.HEAD)])
def test_a_role_that_somebody_is_given_is_seen_at_the_next_view(
    world: World, change: Callable[[World, Place], None], role: Role
) -> None:
    """Who holds a role is kept while places and roles are the same, however often an activity changes."""
    place = world.a.one.place
    row = activity(world, place, "Den som ingen har", responsible_role=role)
    unowned = {"lage": "utan-ansvarig"}
    assert "Den som ingen har" in look(world, Role.CONTACT_PERSON, **unowned)
    _retitled(world, row)
    assert "Ett annat namn" in look(world, Role.CONTACT_PERSON, **unowned)
    change(world, place)
    assert "Ett annat namn" not in look(world, Role.CONTACT_PERSON, **unowned)


def test_a_new_principal_s_name_is_a_choice_at_the_next_view(world: World) -> None:
    look(world, Role.PROCESS_LEADER)
    organisations.rename(by=world.actor(Role.PROCESS_LEADER), place=world.a.two.place, name="Oxelö")
    assert ">Oxelö</option>" in look(world, Role.PROCESS_LEADER)


@pytest.mark.parametrize("chosen", [{}, {"vy": "kvartal", "roll": "head&x"}, {"lage": "sena", "visa": "1"}])
def test_a_frame_of_another_query_is_the_page_s_own(world: World, chosen: dict[str, str]) -> None:
    """One frame does for all queries: the links to other languages keep the one that was asked for."""
    activity(world, world.a.place)
    client = Client()
    client.force_login(world.user(Role.PROCESS_LEADER))
    for other in ({"vy": "ar", "fran": "2026-01"}, chosen):
        kept = client.get(TIMELINE, other).content
    caches["fragments"].clear()
    alone = client.get(TIMELINE, chosen).content
    assert _TOKEN.sub(b"", kept) == _TOKEN.sub(b"", alone)
    query = f"?{urlencode(chosen)}".replace("&", "&amp;") if chosen else ""
    assert f'href="/en{TIMELINE}{query}"' in kept.decode()
    assert b"kept-frame" not in kept


def test_what_is_shared_kept_to_oneself_and_removed_comes_and_goes_at_the_next_view(world: World) -> None:
    row = activity(world, world.a.one.place, "Det enda")
    by, seen = keeper(world, row.place), {"visa": row.place_id}
    assert "Det enda" not in look(world, Role.PROCESS_LEADER, **seen)
    for shared in (True, False, True):
        commands.share_activity(by=by, activity=row, shared=shared)
        assert ("Det enda" in look(world, Role.PROCESS_LEADER, **seen)) is shared
    commands.remove_activity(by=by, activity=row)
    assert "Det enda" not in look(world, Role.PROCESS_LEADER, **seen)


def test_what_a_plan_holds_is_seen_by_all_as_soon_as_it_is_decided(world: World) -> None:
    place = world.a.one.place
    plan = draft(world, place)
    activity(world, place, "I planen", plan_id=plan.pk)
    assert "I planen" not in look(world, Role.PROCESS_LEADER, visa=place.pk)
    decide(world, plan)
    assert "I planen" in look(world, Role.PROCESS_LEADER, visa=place.pk)


def test_a_change_at_one_level_reads_that_level_alone(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """And what stands under the rows is not read at all: no activity changes it."""
    asked: list[list[int | None]] = []
    read, own = timeline_rows._rows_of, world.a.one.place
    monkeypatch.setattr(timeline_rows, "_rows_of", lambda new, of: (asked.append(new), read(new, of))[1])
    row, stone = activity(world, own, shared=True), milestone(world)
    look(world, Role.PROCESS_LEADER, visa=own.pk)
    for one, level in ((row, own.pk), (stone, None)):
        asked.clear()
        _retitled(world, one)
        with CaptureQueriesContext(connection) as queries:
            assert "Ett annat namn" in look(world, Role.PROCESS_LEADER, visa=own.pk)
        assert asked == [[level]]
        assert not [one for one in queries if "planning_planversion" in one["sql"]]


def test_a_principal_s_part_that_is_done_changes_the_county_s_milestone(world: World) -> None:
    whole = milestone(world, needs_principals=2)
    part = activity(world, world.a.one.place, contributes_to_id=whole.pk)
    assert "0 av 2 är klara" in look(world, Role.PROCESS_LEADER)
    _done(world, part)
    assert "1 av 2 är klara" in look(world, Role.PROCESS_LEADER)


def test_a_milestone_s_title_is_the_county_s_wherever_it_lies(world: World) -> None:
    """Also when the milestone itself is outside the period."""
    whole = milestone(world, "Långt fram", ends_on=date(2030, 1, 1))
    activity(world, world.a.one.place, contributes_to_id=whole.pk)
    assert "Långt fram" in look(world, Role.CONTACT_PERSON)


def test_what_is_hidden_from_one_is_not_found_in_what_is_kept_for_another(world: World) -> None:
    """Readers by turns, each twice: what one level keeps to itself is drawn for it alone."""
    activity(world, world.a.one.place, "Bara ettans")
    activity(world, world.a.two.place, "Bara tvåans")
    activity(world, world.a.two.place, "Tvåans delade", shared=True)
    one, two = world.a.one.place, world.a.two.place
    for _turn in range(2):
        for role, place, seen, hidden in (
            (Role.CONTACT_PERSON, one, "Bara ettans", "Bara tvåans"),
            (Role.CONTACT_PERSON, two, "Bara tvåans", "Bara ettans"),
            (Role.PROCESS_LEADER, None, "Tvåans delade", "Bara"),
            (Role.STEERING_MEMBER, None, "Tvåans delade", "Bara"),
        ):
            chosen = {"visa": two.pk} if place is None else {}
            page = look(world, role, place, **chosen)
            assert seen in page and hidden not in page, (role, place)


def test_what_waits_outside_the_period_is_shown_to_whoever_may_read_it(world: World) -> None:
    """What lies in the period is known already; the policy is asked of the rest."""
    own = activity(world, world.a.one.place, "Vårt", shared=True)
    far = activity(world, world.a.one.place, "Långt borta", ends_on=date(2030, 1, 1))
    commands.wait_for(by=keeper(world, own.place), activity=own, waits_for=far)
    assert "Långt borta" in look(world, Role.CONTACT_PERSON)
    other = look(world, Role.PROCESS_LEADER, visa=own.place_id)
    assert "Väntar på något som inte delas" in other and "Långt borta" not in other


def test_the_same_word_in_two_filters_is_two_choices(world: World) -> None:
    activity(world, world.a.one.place, "Chefens", responsible_role=Role.HEAD)
    assert "Chefens" in look(world, Role.CONTACT_PERSON, roll="head")
    for name in ("lage", "omrade", "komponent"):
        assert "Chefens" not in look(world, Role.CONTACT_PERSON, **{name: "head"})
