"""Nudges, communication, the year, lenses: their addresses, forms that would be carried out, and what they are about."""

from collections.abc import Callable
from datetime import date
from typing import Any

from tests.access.opening import LEADER, OF_PRINCIPAL, R, Row, both, roles
from tests.access.spots import NOT_THERE, OTHER_COUNTY, OWN, PER_COUNTY, PER_PRINCIPAL, At, Ground, Thing
from tillsammans.access.roles import Role
from tillsammans.planning.commands import forums, lenses, messages, nudges
from tillsammans.planning.commands.lenses import PlacingContent
from tillsammans.planning.models import AdopterPlacing, Forum, LensTag, NudgeUse, PlannedMessage, YearDeadline
from tillsammans.planning.rules.messages import MessageContent
from tillsammans.planning.rules.nudges import NudgeContent, library
from tillsammans.planning.rules.year import DeadlineContent, ForumContent
from tillsammans.strategies.models import Strategy

WORKING = roles(*(role for role in Role if role != Role.SYSTEM_MANAGER))
PLANNING = LEADER | roles(R.HEAD, R.CONTACT_PERSON, R.UNIT_MANAGER)
# Kinds that hang on no place: the library is everybody's, and a lens shows one's own county's plan.
NO_OBJECT = ("nudge_code", "message_file", "lens_tags", "lens_readiness", "lens_own")


def _of(name: str, kind: str, look: bool, *, shared: bool = True) -> list[Row]:
    """The county's own, a principal's that is shared and one that is not."""
    who = [(f"{kind}_county", LEADER, WORKING), (f"{kind}_local", OF_PRINCIPAL, OF_PRINCIPAL)]
    who += [(f"{kind}_shared", OF_PRINCIPAL, WORKING)] if shared else []
    return [
        Row(f"planning:{name}", on, get=may if look else None, post=may, seen=seen) for on, may, seen in who
    ]


ROWS = [
    Row("planning:support", get=WORKING),
    Row("planning:nudges", get=WORKING),
    Row("planning:nudge", "nudge_code", get=WORKING, post=PLANNING, seen=WORKING),
    Row("planning:communication", get=WORKING),
    Row("planning:communication_file", "message_file", get=WORKING),
    both("planning:message_new", "nothing", PLANNING, refused=403),
    Row("planning:message", "message_county", get=WORKING),
    Row("planning:message", "message_shared", get=WORKING),
    Row("planning:message", "message_local", get=OF_PRINCIPAL),
    *_of("message_edit", "message", look=True),
    *_of("message_sent", "message", look=False),
    *_of("message_remove", "message", look=True),
    Row("planning:year_wheel", get=WORKING),
    both("planning:forum_new", "nothing", PLANNING, refused=403),
    both("planning:deadline_new", "nothing", PLANNING, refused=403),
    *_of("forum", "forum", look=True),
    *_of("forum_close", "forum", look=True),
    *_of("deadline_edit", "deadline", look=True, shared=False),
    *_of("deadline_remove", "deadline", look=True, shared=False),
    Row("planning:lenses", get=LEADER),
    both("planning:lens", "lens_tags", LEADER),
    both("planning:lens_notes", "lens_readiness", LEADER),
    both("planning:lens_notes", "lens_own", LEADER),
    Row("planning:adopters", get=LEADER),
    both("planning:placing_new", "nothing", LEADER),
    both("planning:placing", "placing", LEADER),
    both("planning:placing_remove", "placing", LEADER),
    Row("planning:lens_untag", "lens_tag", post=LEADER),
]


def _plain(**data: object) -> Callable[[Ground, str], dict[str, object]]:
    return lambda ground, spot: dict(data)


def _at_county(**data: object) -> Callable[[Ground, str], dict[str, object]]:
    """With the person's own county as the place."""

    def send(ground: Ground, spot: str) -> dict[str, object]:
        return {**data, "place": ground.place(At("b" if spot == OTHER_COUNTY else "a", "one")).pk}

    return send


def _lens(ground: Ground, spot: str) -> dict[str, object]:
    """Ties the county's milestone to a step."""
    things = ground.things["activity_awaited"]
    activity = things[OTHER_COUNTY if spot == OTHER_COUNTY else OWN].words["activity_id"]
    return {"code": "kotter-3", "activity": activity}


_MESSAGE = {
    "message": "Hjulet finns på arabiska",
    "target_group": "Alla",
    "channel": "Mejl",
    "on": "2026-12-24",
}
_DEADLINE = {"what": "Verksamhetsplanen", "kind": "operational_plan", "month": "10", "day": "1"}
ORDERS = {
    "planning:nudge": _plain(state="in_place", since="2026-09-01", became="Fler frågar"),
    "planning:message_new": _plain(**_MESSAGE),
    "planning:message_edit": _plain(**_MESSAGE, revision="1"),
    "planning:message_sent": _plain(sent="1", revision="1"),
    "planning:message_remove": _plain(),
    "planning:forum_new": _plain(name="Rektorsgruppen", month_3="Målen"),
    "planning:forum": _plain(name="Rektorsgruppen", month_3="Målen"),
    "planning:forum_close": _plain(),
    "planning:deadline_new": _plain(**_DEADLINE),
    "planning:deadline_edit": _plain(**_DEADLINE),
    "planning:deadline_remove": _plain(),
    "planning:lens": _lens,
    "planning:lens_notes": lambda ground, spot: {
        "text_change-commitment-1": "Viljan finns",
        "tick_frl-b1": "on",
    },
    "planning:placing_new": _at_county(group="Kuratorer", category="early-majority"),
    "planning:placing": _plain(group="Kuratorer", category="early-adopters"),
    "planning:placing_remove": _plain(),
    "planning:lens_untag": _plain(),
}
FORGED = {"activity": "activity_awaited"}
FIELDS = (
    "message", "target_group", "channel", "material", "plan_id", "sent", "since", "became", "rhythm", "brings_role",
    "brings_text", "month_1", "month_13", "what", "kind", "month", "day", "group", "category", "needs", "code", "activity",
    "text_change-commitment-1", "tick_frl-b1",
)  # fmt: skip
CHOICES = ("vems", "koppla")


def add_support(ground: Ground) -> None:
    """A message, a forum, a deadline and a nudge of every level in both counties, and the lenses of each."""
    for spot, at in PER_COUNTY.items():
        _add(ground, "county", spot, at, shared=False)
        ground.add("placing", spot, at, placing_id=_placing(ground, at).pk)
        ground.add("lens_tag", spot, at, tag_id=_tag(ground, at, "kotter-1").pk)
        _nudge(ground, at)
    for spot, at in PER_PRINCIPAL.items():
        _add(ground, "local", spot, at, shared=False)
        _add(ground, "shared", spot, at, shared=True)
        _nudge(ground, at)
    words: dict[str, tuple[str, str, str]] = {
        "nudge_code": ("code", "nudge-sticker", "finns-inte"), "message_file": ("kind", "docx", "exe"),
        "lens_tags": ("lens", "kotter", "finns-inte"), "lens_readiness": ("lens", "readiness", "finns-inte"),
        "lens_own": ("lens", "frl", "finns-inte"),
    }  # fmt: skip
    for kind, (word, here, gone) in words.items():
        ground.things[kind] = {OWN: Thing(At("a"), {word: here}), NOT_THERE: Thing(None, {word: gone})}


def _keeper(at: At) -> Role:
    return Role.PROCESS_LEADER if at.principal is None else Role.CONTACT_PERSON


def _add(ground: Ground, level: str, spot: str, at: At, *, shared: bool) -> None:
    ground.add(f"message_{level}", spot, at, message_id=_message(ground, at, shared=shared).pk)
    ground.add(f"forum_{level}", spot, at, forum_id=_forum(ground, at, f"Mötet {level}", shared=shared).pk)
    if level != "shared":
        ground.add(f"deadline_{level}", spot, at, deadline_id=_deadline(ground, at).pk)


def _by(ground: Ground, at: At) -> dict[str, Any]:
    return {"by": ground.actor(_keeper(at), at), "place": ground.place(at)}


def _message(ground: Ground, at: At, *, shared: bool = False) -> PlannedMessage:
    content = MessageContent(
        "Hjulet finns på fler språk", "Rektorer", "Mejl", date(2026, 12, 1), _keeper(at), shared=shared
    )
    return messages.plan_message(**_by(ground, at), content=content)


def _forum(ground: Ground, at: At, name: str, *, shared: bool = False) -> Forum:
    content = ForumContent(name, brings_role=_keeper(at), shared=shared, topics={3: "Läget", 9: "Målen"})
    return forums.add_forum(**_by(ground, at), content=content)


def _deadline(ground: Ground, at: At) -> YearDeadline:
    return forums.add_deadline(**_by(ground, at), content=DeadlineContent("budget", 11, 15, "Budgeten"))


def _nudge(ground: Ground, at: At, code: str = "nudge-agenda") -> NudgeUse:
    return nudges.note_nudge(
        **_by(ground, at), code=code, content=NudgeContent("in_place", None, "Fler frågar")
    )


def _placing(ground: Ground, at: At, group: str = "Lärare") -> AdopterPlacing:
    place = ground.place(At(at.county, "one"))
    by, content = ground.actor(Role.PROCESS_LEADER, at), PlacingContent(group, "early-majority", "Tid")
    return lenses.place_group(by=by, county=ground.place(at), place=place, content=content)


def _tag(ground: Ground, at: At, code: str, lens: str = "kotter") -> LensTag:
    county = ground.place(at)
    thing = Strategy.objects.create(
        county=county,
        place=county,
        title=f"Strategi {code}",
        direction="Vi provar",
        created_at=ground.world.at,
    )
    return lenses.tag(
        by=ground.actor(Role.PROCESS_LEADER, at), county=county, lens=lens, code=code, thing=thing
    )


def grow_support(ground: Ground, times: int) -> None:
    """So many more of everything in the own county."""
    codes = list(library())
    for number in range(times):
        for at in (At("a"), At("a", "one"), At("a", "two")):
            _message(ground, at, shared=True)
            _forum(ground, at, f"Forum {number}", shared=True)
            _deadline(ground, at)
            _nudge(ground, at, codes[number % len(codes)])
        _placing(ground, At("a"), f"Grupp {number}")
        for lens, code in (("kotter", "kotter-2"), ("npt", "coherence.differentiation")):
            _tag(ground, At("a"), code, lens)
