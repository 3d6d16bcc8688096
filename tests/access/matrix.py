"""Every row of the table × every person × every object, with the answer that the table promises."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tests.access.addresses import NO_OBJECT, ROWS, SIGN_IN, SignIn
from tests.access.opening import Open, Row, own_county, own_principal, own_unit
from tests.access.spots import NOT_THERE, OTHER_COUNTY, OTHER_PRINCIPAL, OWN, At, Ground, Person, Thing
from tillsammans.access.roles import Role

TO_SIGN_IN = 302


@dataclass(frozen=True)
class Case:
    """One question. statuses: those that the table allows. allowed: whether the person has a right to it."""

    row: Row
    method: str
    person: Person
    spot: str
    thing: Thing
    statuses: tuple[int, ...]
    allowed: bool

    def __str__(self) -> str:
        return f"{self.method} {self.row.name} on {self.row.on} ({self.spot}) as {self.person.name}"

    @property
    def hidden(self) -> bool:
        """Whether the answer must be the one of a thing that is not there."""
        return not self.allowed and self.statuses == (404,) and self.spot != NOT_THERE


def things_of(ground: Ground, row: Row) -> dict[str, Thing]:
    return ground.things[row.on]


def cases(ground: Ground, method: str, *, every: bool = False) -> Iterator[Case]:
    """every: the whole product, some tens of thousands; else without what another question answers already."""
    for row in ROWS:
        if row.opening(method) is None:
            continue
        tried = Tried()
        for person in ground.people:
            found = [
                Case(row, method, person, spot, thing, *_promised(row, method, person, thing))
                for spot, thing in things_of(ground, row).items()
            ]
            yield from found if every else tried.anew(person, _worth_asking(row, method, person, found))


@dataclass
class Tried:
    """What one person is enough for, of one address: a missing object, and the other county's people at home there."""

    missing: bool = False
    at_home: bool = False

    def anew(self, person: Person, found: list[Case]) -> list[Case]:
        """A missing object is looked for by a few and by the first who is let in; it is the same query for all.

        The other county's people are refused here every one; that it works for them at home the first one shows.
        """
        let_in = any(case.allowed for case in found)
        from_there = person.at is not None and person.at.county == "b"
        kept = [
            case
            for case in found
            if not (case.spot == NOT_THERE and self.missing and person.name not in A_FEW)
            and not (case.spot != OWN and case.allowed and from_there and self.at_home)
        ]
        self.missing |= let_in and any(case.spot == NOT_THERE for case in kept)
        self.at_home |= let_in and from_there and any(case.spot != OWN for case in kept)
        return kept


def _worth_asking(row: Row, method: str, person: Person, found: list[Case]) -> list[Case]:
    """Who is let in somewhere tries every object; who is refused for the nearest one stops there, a few try a missing one too.

    What is open to all is asked by a few kinds of people. The other county's people, and a role's holders at another
    place, try the nearest object and what is open to them.
    """
    who = row.opening(method)
    assert who is not None
    if who.to_all and person.name not in A_FEW:
        return []
    if person.beside:
        return _of_others(who, person, found)
    if any(case.allowed for case in found) or not set(who.roles.values()) <= NEAREST_FIRST:
        return found
    spots = {OWN, NOT_THERE} if person.name in A_FEW and method == "GET" else {OWN}
    return [case for case in found if case.spot in spots]


# Reaches by which the nearest object is open if any is.
NEAREST_FIRST = {own_unit, own_principal, own_county}
# Nobody, somebody without a role, and those whom most is hidden from and shown to.
A_FEW = {"nobody", "without a role", "staff at a.one.0", "steering_member at a", "head at b.one"}


def _of_others(who: Open, person: Person, found: list[Case]) -> list[Case]:
    """Of the other county every role that the page is open to here, and one that it is not. Beside: where place matters."""
    assert person.at is not None
    from_there = person.at.county == "b"
    if from_there and person.role not in who.roles and person.role != Role.EDITOR and not who.to_all:
        return []
    place_matters = any(case.spot == OTHER_PRINCIPAL for case in found) or person.at == At("a", "two")
    if not from_there and not place_matters:
        return []
    return [case for case in found if case.allowed or case.spot == OWN]


def _promised(row: Row, method: str, person: Person, thing: Thing) -> tuple[tuple[int, ...], bool]:
    """(statuses, whether the person may). A page without an object is one's own county's, wherever one is from."""
    who = row.opening(method)
    assert who is not None
    at = person.at if row.on in NO_OBJECT else thing.at
    if row.right_first and person.user is not None and person.role not in who.roles:
        return (403,), False
    if thing.at is None:
        return ((TO_SIGN_IN,) if person.user is None and not who.to_all else (404,)), False
    if who.to(person, at):
        return (row.gives if method == "GET" else row.done), True
    if person.user is None:
        return (TO_SIGN_IN,), False
    if person.role is None and row.on == "nothing":
        return (403, 404), False
    return (row.refusal(person, at),), False


def one_of_each(found: Iterable[Case]) -> list[Case]:
    """Of each order and each answer one: carried out at home, and refused to somebody who may it elsewhere, if anybody may."""
    kept: dict[tuple[str, str, tuple[int, ...], bool], Case] = {}
    for case in found:
        key = (case.row.name, case.row.on, case.statuses, case.allowed)
        who = case.row.opening(case.method)
        if case.allowed and case.spot != OWN:
            continue
        if key not in kept or (who is not None and case.person.role in who.roles):
            kept[key] = case
    return list(kept.values())


def sign_in_cases(ground: Ground) -> Iterator[tuple[SignIn, Person, tuple[int, ...]]]:
    for page in SIGN_IN:
        for person in (one for one in ground.people if one.name in A_FEW):
            yield page, person, page.nobody if person.user is None else page.signed_in


def wrong_methods(ground: Ground) -> Iterator[tuple[Row, str, Person]]:
    """Methods that an address does not answer, asked by somebody who may most there, and by nobody."""
    done: set[tuple[str, str]] = set()
    for row in ROWS:
        for method in ("GET", "POST", "PUT", "PATCH", "DELETE"):
            if row.opening(method) is not None or (row.name, method) in done:
                continue
            done.add((row.name, method))
            yield row, method, ground.people[0]
            may = [person for person in ground.people if _may(row, person, ground)]
            yield from ((row, method, person) for person in may[:1])


def _may(row: Row, person: Person, ground: Ground) -> bool:
    thing = things_of(ground, row)[OWN]
    at = person.at if row.on in NO_OBJECT else thing.at
    return any(who is not None and not who.to_all and who.to(person, at) for who in (row.get, row.post))


def side(case: Case) -> str:
    """Whose objects a valid form names: the object's county's, or the person's own where there is no object."""
    elsewhere = case.row.on in NO_OBJECT and case.person.at is not None and case.person.at.county == "b"
    return OTHER_COUNTY if elsewhere else case.spot
