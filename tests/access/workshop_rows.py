"""Live workshops: their addresses, forms that would be carried out, and what they are about."""

from collections.abc import Callable, Mapping

from tests.access import phone_rows
from tests.access.opening import LEADER, OF_PRINCIPAL, OF_UNIT, R, Row, both, roles
from tests.access.spots import FOREIGN, PER_COUNTY, SPOTS, At, Ground
from tests.workshops import factories
from tillsammans.access.roles import Role
from tillsammans.workshops.commands import screens, wall

KEEP = OF_PRINCIPAL | OF_UNIT
# The level's own alone lead: on a unit's workshop, and on the county's.
LEADING = (("{}", KEEP), ("county_{}", LEADER))


def led(
    name: str, kind: str = "workshop", *, look: bool = True, act: bool = False, done: tuple[int, ...] = (302,)
) -> list[Row]:
    """An address about one workshop, or something of it: for a unit's and for the county's."""
    return [
        Row(
            f"workshops:{name}",
            on.format(kind),
            get=who if look else None,
            post=who if act else None,
            done=done,
        )
        for on, who in LEADING
    ]


def _plain(**data: object) -> Callable[[Ground, str], dict[str, object]]:
    return lambda ground, spot: dict(data)


HOLDERS = LEADER | roles(R.HEAD, R.CONTACT_PERSON, R.UNIT_MANAGER)
ROWS: list[Row] = [
    *phone_rows.ROWS, *led("wall"), *led("wall_list"),
    Row("workshops:workshops", get=HOLDERS), both("workshops:new", "nothing", HOLDERS),
    *led("lead"), *led("lead", "workshop_planned"), *led("change", "workshop_planned", act=True),
    *led("copy", look=False, act=True), *led("remove", "workshop_planned", act=True),
    *led("open", "workshop_planned", look=False, act=True), *led("steer", look=False, act=True),
    *led("question_add", act=True), *led("end", act=True), *led("rehearse", "workshop_tried", look=False, act=True),
    *led("card", "workshop_card", act=True), *led("wall_work", "workshop_hidden", look=False, act=True),
    *led("enter", "workshop_question", act=True), *led("dots", "workshop_question", act=True), *led("ballot"),
]  # fmt: skip
_SET_UP = {
    "title": "Länsträff", "held_on": "2026-11-05", "q1-kind": "free", "q1-text": "Vad hjälper oss?", "hidden": "1",
    "votes_each": "3", "seen": "1",
}  # fmt: skip
ORDERS: Mapping[str, Callable[[Ground, str], dict[str, object]]] = {
    **phone_rows.ORDERS,
    "workshops:new": _plain(**_SET_UP),
    "workshops:change": _plain(**_SET_UP),
    "workshops:copy": _plain(),
    "workshops:remove": _plain(),
    "workshops:open": _plain(),
    "workshops:steer": _plain(do="joining_off", seen="1"),
    "workshops:question_add": _plain(kind="free", text="Vad mer?"),
    "workshops:end": _plain(),
    "workshops:rehearse": _plain(do="wipe"),
    "workshops:card": _plain(do="hide", seen="1"),
    "workshops:wall_work": _plain(do="undo", seen="1"),
    "workshops:enter": _plain(kind="barrier", text="Tid saknas", key="1" * 32),
    "workshops:dots": lambda ground, spot: {f"dots-{pk}": "4" for pk in _cards(ground)},
}
FORGED: Mapping[str, str] = {}
FIELDS: tuple[str, ...] = (
    "title", "held_on", "groups", "ask_sector", "hidden", "english", "votes_each", "q1-kind", "q1-text", "q1-text_en",
    "q1-minutes", "q12-text", "more", "do", "question", "minutes", "card", "prova", "domain", "dots", "dots-1", "text_en",
)  # fmt: skip
CHOICES: tuple[str, ...] = ("fragor", "kind", "domain", "group")


def _cards(ground: Ground) -> list[object]:
    kinds = ("workshop_card", "county_workshop_card")
    return [thing.words["card_id"] for kind in kinds for thing in ground.things[kind].values()]


def add_workshops(ground: Ground) -> None:
    """In each unit and in each county: one that goes on, with two cards, and one that is not begun."""
    for spot, at in SPOTS.items():
        _add(ground, "{}", spot, at)
    for spot, at in PER_COUNTY.items():
        _add(ground, "county_{}", spot, at)
    phone_rows.add_wrong_code(ground)


def _add(ground: Ground, kind: str, spot: str, at: At) -> None:
    """Kinds: workshop and _planned, _tried (a rehearsal), _hidden (a step to undo), _card, _question, _phone (the code)."""
    by = ground.actor(Role.UNIT_MANAGER if at.unit is not None else Role.PROCESS_LEADER, at)
    title = f"{FOREIGN if at.county == 'b' else 'Verkstad'} {at}"
    made = factories.opened(ground.place(at), by, title=title)
    question = factories.first_question(made)
    card = factories.card(question, f"{title} hinner inte")
    factories.card(question, f"{title} saknar tid")
    planned = factories.workshop(ground.place(at), by, title=f"{title} planerad")
    ground.add(kind.format("workshop"), spot, at, workshop_id=made.pk)
    ground.add(kind.format("workshop_planned"), spot, at, workshop_id=planned.pk)
    ground.add(kind.format("workshop_card"), spot, at, workshop_id=made.pk, card_id=card.pk)
    ground.add(kind.format("workshop_question"), spot, at, workshop_id=made.pk, question_id=question.pk)
    tried = factories.opened(ground.place(at), by, title=f"{title} provad", rehearsal=True)
    ground.add(kind.format("workshop_tried"), spot, at, workshop_id=tried.pk)
    wall.hide(by=by, card=factories.card(factories.first_question(tried)), seen=1)
    ground.add(kind.format("workshop_hidden"), spot, at, workshop_id=tried.pk)
    for shown in (made, planned, tried):
        screens.screen_token(by=by, workshop=shown)  # as when somebody has looked at it before
    ground.add(kind.format("workshop_phone"), spot, at, code=made.code)
