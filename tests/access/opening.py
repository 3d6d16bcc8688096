"""The words that the table of addresses is written in: whom something is open to, how far a role reaches, a row."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tests.access.spots import At, Person
from tillsammans.access.roles import Role

Reach = Callable[[At, At], bool]


def own_unit(person: At, thing: At) -> bool:
    return thing.unit is not None and person == thing


def own_principal(person: At, thing: At) -> bool:
    return thing.principal is not None and (person.county, person.principal) == (
        thing.county,
        thing.principal,
    )


def own_county(person: At, thing: At) -> bool:
    return person.county == thing.county


def of_county(person: At, thing: At) -> bool:
    """A role held at the county itself, not at one of its principals."""
    return own_county(person, thing) and person.principal is None


def first_principal(person: At, thing: At) -> bool:
    """The principal whose heads ground.py has asked for comments."""
    return own_county(person, thing) and person.principal == "one"


def where_opened(person: At, thing: At) -> bool:
    """The principal that has opened its single workplaces to the county's process leader (ground.py)."""
    return own_county(person, thing) and thing.principal == "two"


@dataclass(frozen=True)
class Open:
    """Whom something is open to. roles: and how far from the person's own place it may lie."""

    roles: Mapping[Role, Reach] = field(default_factory=dict)
    to_signed_in: bool = False
    to_all: bool = False

    def __or__(self, other: "Open") -> "Open":
        return Open({**self.roles, **other.roles})

    def to(self, person: Person, at: At | None) -> bool:
        if self.to_all:
            return True
        if self.to_signed_in:
            return person.user is not None
        if person.role is None or person.at is None or at is None or person.role not in self.roles:
            return False
        return self.roles[person.role](person.at, at)


def roles(*names: Role, reach: Reach = own_county) -> Open:
    return Open(dict.fromkeys(names, reach))


R = Role
PUBLIC = Open(to_all=True)
SIGNED_IN = Open(to_signed_in=True)
NONE = Open()
EVERY_ROLE = roles(*Role)
REGISTER = roles(R.SYSTEM_MANAGER, R.PROCESS_LEADER)
SYSTEM = roles(R.SYSTEM_MANAGER)
MODEL = roles(R.MODEL_MANAGER)
LEADER = roles(R.PROCESS_LEADER)
OF_PRINCIPAL = roles(R.HEAD, R.CONTACT_PERSON, reach=own_principal)
OF_UNIT = roles(R.UNIT_MANAGER, reach=own_unit)
REPORTERS = OF_PRINCIPAL | OF_UNIT
APPOINTING = REGISTER | OF_PRINCIPAL
SEATS = (
    roles(R.SYSTEM_MANAGER, R.PROCESS_LEADER, R.STEERING_MEMBER)
    | OF_PRINCIPAL
    | roles(R.UNIT_MANAGER, reach=own_principal)
)
ASKED = roles(R.UNIT_MANAGER, R.CONTACT_PERSON, R.PROCESS_LEADER, R.STEERING_MEMBER, R.MODEL_MANAGER) | roles(
    R.HEAD, reach=first_principal
)


@dataclass(frozen=True)
class Row:
    """gives: statuses of a page that is open. done: of an order that is carried out. refused: without a right to it.

    right_first: whoever has no such role anywhere is told so (403) before any object is looked for.
    """

    name: str
    on: str = "nothing"
    get: Open | None = None
    post: Open | None = None
    seen: Open = NONE
    refused: int = 404
    gives: tuple[int, ...] = (200,)
    done: tuple[int, ...] = (302,)
    right_first: bool = False

    def opening(self, method: str) -> Open | None:
        return {"GET": self.get, "POST": self.post}.get(method)

    def refusal(self, person: Person, at: At | None) -> int:
        return 403 if self.seen.to(person, at) else self.refused


def both(name: str, on: str, who: Open, seen: Open = NONE, **more: object) -> Row:
    return Row(name, on, get=who, post=who, seen=seen, **more)  # type: ignore[arg-type]


def kept(name: str, draft: str, in_force: str) -> list[Row]:
    """A page that changes an edition: a draft is its editor's alone, and one in force is seen by all and changed by none."""
    closed = Row(name, in_force, get=MODEL, post=MODEL, seen=EVERY_ROLE, gives=(200, 409), done=(302, 409))
    return [both(name, draft, MODEL), closed]
