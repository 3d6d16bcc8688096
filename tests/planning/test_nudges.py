"""Nudges: the library is whole, each level says how it is there, and what is in place is read by the others."""

from dataclasses import asdict
from datetime import date

import pytest

from tests.planning.support_scenes import SCRIPT, browser, nudge, text
from tests.planning.timeline_scenes import keeper
from tillsammans.access.roles import Role
from tillsammans.audit.models import AuditEvent
from tillsammans.core.errors import Conflict, DraftConflict, Invalid, NotAllowed, NotVisible
from tillsammans.planning.commands import nudges as commands
from tillsammans.planning.models import NudgeState, NudgeUse
from tillsammans.planning.rules import nudges as rules
from tillsammans.planning.rules.nudges import NudgeContent
from tillsammans.planning.rules.seen import mark_of
from tillsammans.strategies.rules.reading import ReferenceFault, read

pytestmark = pytest.mark.django_db
CODE = "nudge-sticker"


def test_the_library_is_whole_in_both_languages():
    library = rules.library()
    assert 8 <= len(library) <= 10
    assert {one.code for one in library.values() if one.status} == {
        CODE,
        "nudge-absence-service",
        "nudge-sip-template",
    }
    for one in library.values():
        for texts in (one.name, one.moment, one.change, one.begin):
            assert texts["sv"] and texts["en"] and texts["sv"] != texts["en"]
    assert set(NudgeState.values) == rules.STATES


def test_a_library_that_lacks_a_code_stops_with_a_sentence():
    row = dict(read(rules.FILE, rules.FOLDER)["nudges"][0])
    with pytest.raises(ReferenceFault, match=r'nudges\.yaml: a row of "nudges" lacks "code"'):
        rules.parse({"nudges": [{**row, "code": ""}]}, {})
    with pytest.raises(ReferenceFault, match='the nudge "nudge-sticker" lacks "moment_en"'):
        rules.parse({"nudges": [{**row, "moment_en": ""}]}, {})
    with pytest.raises(ReferenceFault, match='points to the nudge "nudge-x", which is unknown'):
        rules.parse({"nudges": [row]}, {"nudges": [{"code": "nudge-x", "status": "planned"}]})


@pytest.mark.parametrize(
    ("role", "of", "may"),
    [
        (Role.CONTACT_PERSON, "principal", True), (Role.HEAD, "principal", True), (Role.UNIT_MANAGER, "principal", False),
        (Role.PROCESS_LEADER, "principal", False), (Role.PROCESS_LEADER, "county", True), (Role.STAFF, "principal", False),
    ],
)  # fmt: skip
def test_each_level_tells_of_its_own(world, role, of, may):
    place = {"principal": world.a.one.place, "county": world.a.place}[of]
    by, content = world.actor(role), NudgeContent("in_place", date(2026, 9, 1), "Fler frågar.")
    if may:
        row = commands.note_nudge(by=by, place=place, code=CODE, content=content)
        assert (row.state, row.became) == ("in_place", "Fler frågar.")
        assert AuditEvent.objects.latest("number").action == "planning.nudge_noted"
        return
    with pytest.raises(NotAllowed):
        commands.note_nudge(by=by, place=place, code=CODE, content=content)
    assert not NudgeUse.objects.exists()


def test_what_cannot_be_is_refused_and_nothing_is_written(world):
    place = world.a.one.place
    by = keeper(world, place)
    for code, content, refusal in (
        ("nudge-okand", NudgeContent("in_place"), NotVisible),
        (CODE, NudgeContent("kanske"), Invalid),
        (CODE, NudgeContent("in_place", date(2027, 1, 1)), Invalid),
    ):
        with pytest.raises(refusal):
            commands.note_nudge(by=by, place=place, code=code, content=content)
    world.a.one.units[0].closed_on = date(2026, 1, 1)
    world.a.one.units[0].save()
    with pytest.raises(Conflict):
        commands.note_nudge(by=by, place=world.a.one.units[0], code=CODE, content=NudgeContent("planned"))
    assert not NudgeUse.objects.exists()


def test_a_day_falls_away_when_it_is_not_for_us(world):
    row = nudge(world, world.a.one.place, state="not_for_us", since=date(2026, 9, 1))
    assert row.since is None


def test_two_people_never_write_over_each_other_unseen(world):
    place = world.a.one.place
    seen = mark_of(asdict(commands.content_of(None)))
    nudge(world, place, became="Den första")
    by = keeper(world, place)
    with pytest.raises(DraftConflict) as refusal:
        commands.note_nudge(by=by, place=place, code=CODE, content=NudgeContent("planned"), seen=seen)
    assert refusal.value.theirs["became"] == "Den första"
    commands.note_nudge(
        by=by, place=place, code=CODE, content=NudgeContent("planned"), seen=mark_of(refusal.value.theirs)
    )
    assert NudgeUse.objects.get().state == "planned"


# --- pages ------------------------------------------------------------------------------------------------------------


def test_the_list_says_how_far_one_has_come_and_what_others_have(world):
    nudge(world, world.a.one.place)
    nudge(world, world.a.two.place, "nudge-agenda")
    nudge(world, world.a.two.place, "nudge-bookmark", state="planned")
    nudge(world, world.b.one.place, "nudge-waiting-room")
    page = text(browser(world, Role.CONTACT_PERSON).get("/arbetsyta/knuffar/"))
    assert "Ekvik har 1 av 10 knuffar på plats." in page
    assert page.count("Finns hos Alvsund") == 1  # what is only on its way is nobody else's business
    assert page.count("Finns hos") == 1


def test_what_became_of_it_is_read_by_others_when_it_is_in_place(world):
    nudge(world, world.a.two.place, became=f"Fler frågar. {SCRIPT}")
    client = browser(world, Role.STAFF)
    page = text(client.get(f"/arbetsyta/knuffar/{CODE}/"))
    assert "Fler frågar." in page and SCRIPT not in page and "Hos oss i" not in page
    NudgeUse.objects.update(state="not_for_us")
    assert "Fler frågar." not in text(client.get(f"/arbetsyta/knuffar/{CODE}/"))


def test_one_tells_of_it_in_the_browser_and_a_stale_tab_loses_nothing(world):
    client = browser(world, Role.CONTACT_PERSON)
    address = f"/arbetsyta/knuffar/{CODE}/"
    seen = client.get(address).context["form"].initial["seen"]
    given = {"state": "in_place", "since": "2026-09-01", "became": "Den första", "seen": seen}
    assert client.post(address, given).status_code == 302
    answer = client.post(address, {**given, "became": "Den andra"})
    page = text(answer)
    assert answer.status_code == 409 and "Så skrev den andra" in page
    assert "Den första" in page and "Den andra" in page and NudgeUse.objects.get().became == "Den första"
    again = {**given, "became": "Den andra", "seen": answer.context["form"].data["seen"]}
    assert client.post(address, again).status_code == 302 and NudgeUse.objects.get().became == "Den andra"


def test_an_unknown_nudge_is_not_there(world):
    client = browser(world, Role.CONTACT_PERSON)
    assert client.get("/arbetsyta/knuffar/okand/").status_code == 404
    assert client.post("/arbetsyta/knuffar/okand/", {"state": "in_place"}).status_code == 404
    assert (
        browser(world, Role.STAFF).post(f"/arbetsyta/knuffar/{CODE}/", {"state": "in_place"}).status_code
        == 403
    )
    assert not NudgeUse.objects.exists()
