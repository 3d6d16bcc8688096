"""Timeline, activities, checklists and calendars: their addresses, forms that would be carried out, and what they are about."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from tests.access.opening import LEADER, OF_PRINCIPAL, OF_UNIT, PUBLIC, R, Row, both, roles
from tests.access.spots import (
    FOREIGN,
    NOT_THERE,
    OTHER_COUNTY,
    OWN,
    PER_COUNTY,
    PER_PRINCIPAL,
    SPOTS,
    At,
    Ground,
    Thing,
)
from tillsammans.access import commands as access
from tillsammans.access.actor import Actor
from tillsammans.access.models import Grant
from tillsammans.access.queries import link_token
from tillsammans.access.roles import Permission, Role
from tillsammans.planning.commands import activities as planning
from tillsammans.planning.commands import checklists
from tillsammans.planning.models import Activity, Checklist
from tillsammans.planning.rules.activities import ActivityContent
from tillsammans.reminders import commands as reminders
from tillsammans.reminders.commands import digests, frames
from tillsammans.reminders.policies import DIGEST_OF, DIGEST_STOP

WORKING = roles(*(role for role in Role if role != Role.SYSTEM_MANAGER))
PLANNING = LEADER | roles(R.HEAD, R.CONTACT_PERSON, R.UNIT_MANAGER)
ENDS, STARTED = date(2026, 12, 1), date(2026, 10, 1)

# What is done with an activity: name of the address, and whether one looks there before.
_ORDERS_OF_ONE = (("edit", True), ("state", False), ("wait", False), ("remove", True))


def _of(name: str, look: bool) -> list[Row]:
    """The county's own, a principal's that is shared and one that is not, and a unit's."""
    who = (
        ("activity_county", LEADER, WORKING), ("activity_shared", OF_PRINCIPAL, WORKING),
        ("activity_local", OF_PRINCIPAL, OF_PRINCIPAL), ("activity_unit", OF_PRINCIPAL | OF_UNIT, OF_PRINCIPAL | OF_UNIT),
    )  # fmt: skip
    return [
        Row(f"planning:activity_{name}", on, get=may if look else None, post=may, seen=seen)
        for on, may, seen in who
    ]


ROWS = [
    *(Row(f"planning:{name}", get=WORKING) for name in ("timeline", "timeline_csv", "timeline_xlsx")),
    both("planning:activity_new", "nothing", PLANNING, refused=403),
    Row("planning:activity", "activity_county", get=WORKING),
    Row("planning:activity", "activity_shared", get=WORKING),
    Row("planning:activity", "activity_local", get=OF_PRINCIPAL),
    Row("planning:activity", "activity_unit", get=OF_PRINCIPAL | OF_UNIT),
    *(row for name, look in _ORDERS_OF_ONE for row in _of(name, look)),
    Row("planning:activity_share", "activity_shared", post=OF_PRINCIPAL, seen=WORKING),
    Row("planning:checklists", get=PLANNING, refused=403),
    both("planning:checklist_start", "checklist_template", PLANNING, refused=403),
    Row("planning:checklist", "checklist", get=OF_PRINCIPAL | OF_UNIT),
    Row("planning:checklist_tick", "checklist_line", post=OF_PRINCIPAL | OF_UNIT),
    Row("planning:checklist_close", "checklist", post=OF_PRINCIPAL | OF_UNIT),
    Row("reminders:calendars", get=WORKING),
    Row("reminders:calendar_make", post=WORKING, refused=403),
    Row("reminders:calendar_revoke", post=WORKING, refused=403, done=(302, 409)),  # 409: there is none
    Row("reminders:feed", "link_calendar", get=PUBLIC),
    Row("reminders:digest", get=WORKING, post=WORKING),
    Row("reminders:digest_stop", "link_digest", get=PUBLIC, post=PUBLIC, done=(200,)),
    Row("reminders:quiet_weeks", get=WORKING, post=LEADER, seen=WORKING),
    Row("reminders:quiet_remove", "quiet_period", get=LEADER, post=LEADER),
    Row("reminders:shared", get=LEADER, post=LEADER),
    Row("reminders:shared_remove", "frame_origin", get=LEADER, post=LEADER),
]


def _plain(**data: object) -> Callable[[Ground, str], dict[str, object]]:
    return lambda ground, spot: dict(data)


def _wait(ground: Ground, spot: str) -> dict[str, object]:
    """For another of the county's own."""
    things = ground.things["activity_awaited"]
    return {"waits_for": things[OTHER_COUNTY if spot == OTHER_COUNTY else OWN].words["activity_id"]}


ORDERS = {
    "planning:activity_new": _plain(title="Vi provar hjulet", ends_on="2026-12-24"),
    "planning:activity_edit": _plain(title="Vi provar hjulet igen", ends_on="2026-12-24", revision="1"),
    "planning:activity_state": _plain(state="ongoing", revision="1"),
    "planning:activity_share": lambda ground, spot: {"shared": "0"},
    "planning:activity_wait": _wait,
    "planning:activity_remove": _plain(),
    "planning:checklist_start": _plain(started_on="2026-10-14"),
    "planning:checklist_tick": _plain(done="1"),
    "planning:checklist_close": _plain(),
    "reminders:calendar_make": _plain(calendar="0"),
    "reminders:calendar_revoke": _plain(calendar="0"),
    "reminders:digest": _plain(comes="on", weekday="3", ahead_days="28"),
    "reminders:digest_stop": _plain(**{"List-Unsubscribe": "One-Click"}),
    "reminders:quiet_weeks": _plain(name="Höstlov", starts_on="2026-10-26", ends_on="2026-10-30"),
    "reminders:quiet_remove": _plain(),
    "reminders:shared": _plain(origin="https://teams.example"),
    "reminders:shared_remove": _plain(),
}
FORGED = {"waits_for": "activity_awaited"}
FIELDS = (
    "title", "ends_on", "kind", "responsible_role", "responsible_text", "goal", "strategy", "contributes_to",
    "needs_principals", "component_code", "shared", "revision", "state", "waits_for", "not_for", "started_on", "done", "calendar",
    "comes", "weekday", "ahead_days", "kinds", "look", "name", "starts_on", "origin",
)  # fmt: skip
CHOICES = ("vy", "fran", "komponent", "lage", "visa", "som", "plan", "mal", "strategi", "lansdel", "bara")


def add_timeline(ground: Ground) -> None:
    """An activity of every level in both counties."""
    for spot, at in PER_COUNTY.items():
        ground.add("activity_county", spot, at, activity_id=_activity(ground, at).pk)
        ground.add("activity_awaited", spot, at, activity_id=_activity(ground, at, kind="milestone").pk)
    for spot, at in PER_PRINCIPAL.items():
        ground.add("activity_local", spot, at, activity_id=_activity(ground, at).pk)
        ground.add("activity_shared", spot, at, activity_id=_activity(ground, at, shared=True).pk)
    for spot, at in SPOTS.items():
        ground.add("activity_unit", spot, at, activity_id=_activity(ground, at, shared=False).pk)
        row = checklists.start_checklist(
            by=ground.actor(_keeper(at), at), place=ground.place(at), template="ny-chef", started_on=STARTED
        )
        ground.add("checklist", spot, at, checklist_id=row.pk)
        ground.add("checklist_line", spot, at, checklist_id=row.pk, order=1)
    ground.things["checklist_template"] = {
        OWN: Thing(At("a"), {"template": "lamna-over"}), NOT_THERE: Thing(None, {"template": "finns-inte"}),
    }  # fmt: skip
    _calendars(ground)


def _calendars(ground: Ground) -> None:
    """A person's feed and another county's; one that was taken back; and addresses that never were."""
    things = ground.things["link_calendar"] = {}
    for spot, at in PER_COUNTY.items():
        grant = reminders.make_feed(by=ground.actor(Role.PROCESS_LEADER, at), place=ground.place(at))
        things[spot] = Thing(at, {"token": link_token(grant)})
    reminders.make_feed(by=ground.actor(Role.PROCESS_LEADER, At("a")), place=None)
    gone = reminders.make_feed(by=ground.actor(Role.HEAD, At("a", "one")), place=None)
    reminders.revoke_feed(by=ground.actor(Role.HEAD, At("a", "one")), place=None)
    things["revoked"] = Thing(None, {"token": link_token(gone)})
    things[NOT_THERE] = Thing(None, {"token": "x" * 32})
    _letters(ground)


def _letters(ground: Ground) -> None:
    """The links that end two persons' weekly letters, one taken back, and one that never was; quiet weeks of both counties."""
    things = ground.things["link_digest"] = {}
    for spot, at in PER_COUNTY.items():
        by = ground.actor(Role.PROCESS_LEADER, at)
        things[spot] = Thing(at, {"token": link_token(_ends_letters(by))})
        content = digests.QuietContent("Höstlov" if spot == OWN else FOREIGN, ENDS, ENDS)
        row = digests.add_quiet_period(by=by, county=ground.place(at), content=content)
        ground.add("quiet_period", spot, at, period_id=row.pk)
        origin = frames.allow_frame(by=by, county=ground.place(at), text=f"https://yta.{at.county}.example")
        ground.add("frame_origin", spot, at, origin_id=origin.pk)
    gone = _ends_letters(ground.actor(Role.HEAD, At("a", "one")))
    gone.revoked_at = gone.issued_at
    gone.save()
    things["revoked"] = Thing(None, {"token": link_token(gone)})
    things[NOT_THERE] = Thing(None, {"token": "x" * 32})


def _ends_letters(by: Actor) -> Grant:
    return access.issue_grant(
        by=by, purpose=DIGEST_STOP, target=(DIGEST_OF, by.user_id or 0), permissions=[Permission.WORK_READ],
        expires_at=by.at + timedelta(days=90), county_id=by.county_id,
    )  # fmt: skip


def _keeper(at: At) -> Role:
    if at.principal is None:
        return Role.PROCESS_LEADER
    return Role.CONTACT_PERSON if at.unit is None else Role.UNIT_MANAGER


def _activity(ground: Ground, at: At, **more: Any) -> Activity:
    content = ActivityContent(title="Vi provar", ends_on=ENDS, responsible_role=_keeper(at), **more)
    return planning.create_activity(by=ground.actor(_keeper(at), at), place=ground.place(at), content=content)


def grow_timeline(ground: Ground, times: int) -> None:
    """So many more of each level, with parts of milestones and waits."""
    own, leader = ground.place(At("a", "one")), ground.actor(Role.PROCESS_LEADER, At("a"))
    first = Activity.objects.get(pk=ground.things["activity_county"][OWN].words["activity_id"])
    whole = Activity.objects.get(pk=ground.things["activity_awaited"][OWN].words["activity_id"])
    for _number in range(times):
        other = _activity(ground, At("a"))
        planning.wait_for(by=leader, activity=first, waits_for=other)
        for at in (At("a", "one"), At("a", "two"), At("a", "one", 0)):
            _activity(ground, at, contributes_to_id=whole.pk, plan_id=None)
    assert Activity.objects.filter(principal=own).count() > times
    for number in range(times):
        Checklist.objects.create(
            county=ground.place(At("a")), place=own, template=f"fler-{number}", title="Fler", started_on=STARTED,
            created_at=leader.at,
        )  # fmt: skip
