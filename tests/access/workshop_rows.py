"""Live workshops: their addresses, forms that would be carried out, and what they are about."""

from collections.abc import Callable, Mapping

from tests.access import phone_rows
from tests.access.opening import LEADER, OF_PRINCIPAL, OF_UNIT, Row
from tests.access.spots import FOREIGN, PER_COUNTY, SPOTS, At, Ground
from tests.workshops import factories
from tillsammans.access.roles import Role

KEEP = OF_PRINCIPAL | OF_UNIT
# The level's own alone lead: on a unit's workshop, and on the county's.
LEADING = (("{}", KEEP), ("county_{}", LEADER))


def led(name: str, kind: str = "workshop", *, look: bool = True, act: bool = False) -> list[Row]:
    """An address about one workshop, or something of it: for a unit's and for the county's."""
    return [
        Row(f"workshops:{name}", on.format(kind), get=who if look else None, post=who if act else None)
        for on, who in LEADING
    ]


ROWS: list[Row] = [*phone_rows.ROWS, *led("wall"), *led("wall_list")]
ORDERS: Mapping[str, Callable[[Ground, str], dict[str, object]]] = {**phone_rows.ORDERS}
FORGED: Mapping[str, str] = {}
FIELDS: tuple[str, ...] = ()
CHOICES: tuple[str, ...] = ()


def add_workshops(ground: Ground) -> None:
    """In each unit and in each county: one that goes on, with two cards, and one that is not begun."""
    for spot, at in SPOTS.items():
        _add(ground, "{}", spot, at)
    for spot, at in PER_COUNTY.items():
        _add(ground, "county_{}", spot, at)
    phone_rows.add_wrong_code(ground)


def _add(ground: Ground, kind: str, spot: str, at: At) -> None:
    """Kinds: workshop, workshop_planned, workshop_card, workshop_question and workshop_phone (the code), and the county's."""
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
    ground.add(kind.format("workshop_phone"), spot, at, code=made.code)
