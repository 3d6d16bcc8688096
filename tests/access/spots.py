"""Where things and people are, by hand: coordinates, so that the table of addresses never asks the code who is below whom."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.db.models import Model

from tests.worlds import CountyWorld, World
from tillsammans.access.actor import Actor
from tillsammans.access.roles import Role
from tillsammans.accounts.models import User
from tillsammans.followup.models import ReportingRound
from tillsammans.organisations.models import Place
from tillsammans.programmes.models import StairsVersion

NOON = datetime(2026, 10, 14, 10, 0, tzinfo=UTC)
MISSING = 99_999_999
FOREIGN = "Bortavid"  # stands in every name of the other county: seen by anyone here, it is a leak
CANARY_NAME = "Kanarina Fågelqvist"
CANARY_NOTE = "kanarieanteckning"
INVITED = "inbjuden@arbete.example"
PASSWORD = "en mening som ingen annan har"

OWN, OTHER_UNIT, OTHER_PRINCIPAL, OTHER_COUNTY, NOT_THERE = (
    "own",
    "other unit",
    "other principal",
    "other county",
    "missing",
)


@dataclass(frozen=True)
class At:
    """Where something is: county, principal, unit; None above them."""

    county: str
    principal: str | None = None
    unit: int | None = None

    def __str__(self) -> str:
        return ".".join(str(part) for part in (self.county, self.principal, self.unit) if part is not None)


SPOTS = {
    OWN: At("a", "one", 0), OTHER_UNIT: At("a", "one", 1), OTHER_PRINCIPAL: At("a", "two", 0), OTHER_COUNTY: At("b", "one", 0),
}  # fmt: skip
PER_PRINCIPAL = {OWN: At("a", "one"), OTHER_PRINCIPAL: At("a", "two"), OTHER_COUNTY: At("b", "one")}
PER_COUNTY = {OWN: At("a"), OTHER_COUNTY: At("b")}

COUNTY_ROLES = (
    Role.SYSTEM_MANAGER, Role.MODEL_MANAGER, Role.EDITOR, Role.PROCESS_LEADER, Role.STEERING_MEMBER, Role.SECRETARY,
    Role.CHAIR, Role.RESEARCHER,
)  # fmt: skip
PRINCIPAL_ROLES = (Role.HEAD, Role.CONTACT_PERSON)
UNIT_ROLES = (Role.UNIT_MANAGER, Role.BBA, Role.COORDINATOR, Role.STAFF)


@dataclass(frozen=True)
class Person:
    """Somebody who asks. role None and user None: nobody; role None with a user: an account without any role.

    beside: why this is not the own county's first holder of the role: another place, another county.
    """

    name: str
    role: Role | None = None
    at: At | None = None
    user: User | None = None
    beside: str | None = None


@dataclass(frozen=True)
class Thing:
    """One object: where it is, and the words of its address."""

    at: At | None
    words: dict[str, object]


@dataclass
class Ground:
    world: World
    things: dict[str, dict[str, Thing]] = field(default_factory=dict)
    people: list[Person] = field(default_factory=list)
    rounds: dict[str, ReportingRound] = field(default_factory=dict)
    stairs: dict[str, StairsVersion] = field(default_factory=dict)

    def county(self, at: At) -> CountyWorld:
        return self.world.a if at.county == "a" else self.world.b

    def place(self, at: At) -> Place:
        county = self.county(at)
        if at.principal is None:
            return county.place
        principal = county.one if at.principal == "one" else county.two
        return principal.place if at.unit is None else principal.units[at.unit]

    def actor(self, role: Role, at: At) -> Actor:
        return self.world.actor(role, self.place(at))

    def person(self, role: Role, at: At | None = None) -> Person:
        at = at or home(role)
        beside = None if at == home(role) else str(at)
        return Person(f"{role} at {at}", role, at, self.world.user(role, self.place(at)), beside)

    def add(self, kind: str, spot: str, at: At, /, **words: object) -> None:
        self.things.setdefault(kind, {})[spot] = Thing(at, words)

    def missing(self, kind: str) -> None:
        """The same address for something that does not exist: words that are no numbers stay as they are."""
        sample = self.things[kind][OWN].words
        gone = {
            name: MISSING if isinstance(word, int) and name.endswith(("_id", "pk")) else word
            for name, word in sample.items()
        }
        self.things[kind][NOT_THERE] = Thing(None, gone)


def home(role: Role) -> At:
    """Where the own county's holder of a role holds it (product.md, Roles)."""
    if role in COUNTY_ROLES:
        return At("a")
    return At("a", "one") if role in PRINCIPAL_ROLES else At("a", "one", 0)


def rows_of(model: type[Model]) -> list[tuple]:
    return sorted(model._default_manager.values_list(), key=repr)
