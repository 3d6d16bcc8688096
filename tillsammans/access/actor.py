"""Who acts, by which right, at which moment. Built once a request; passed as `by` to every query and command."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from tillsammans.access.roles import ROLE_PERMISSIONS, Permission, Role

EVERYWHERE = ""  # the path of the system's own work: every path begins with it


@dataclass(frozen=True)
class Held:
    """A role at a place. `path` is the place's position in the tree: 8 digits a level, from the county down."""

    role: Role
    place_id: int
    path: str


@dataclass(frozen=True)
class Granted:
    """What a personal link opens: one permission on one object."""

    permission: Permission
    kind: str
    target_id: int


@dataclass(frozen=True)
class Actor:
    """Whoever asks or acts. No role, no rows; there is no way to skip.

    at: the moment of the request, aware. county_id: the county that the person works in now. origin: "web", "link",
    "command" or "worker".
    """

    at: datetime
    user_id: int | None = None
    grant_id: int | None = None
    email: str = ""
    holdings: tuple[Held, ...] = ()
    grants: tuple[Granted, ...] = ()
    county_id: int | None = None
    origin: str = "web"
    _places: dict = field(default_factory=dict, compare=False, repr=False)

    def _held(self, permission: Permission) -> Iterable[Held]:
        return (held for held in self.holdings if permission in ROLE_PERMISSIONS[held.role])

    def places_with(self, permission: Permission) -> tuple[int, ...]:
        """Ids of the places where a role gives this permission (what lies below them is reached by `paths_with`)."""
        return tuple(sorted({held.place_id for held in self._held(permission)}))

    def paths_with(self, permission: Permission) -> tuple[str, ...]:
        """The shortest paths under which the permission holds, without those that lie below another."""
        if permission not in self._places:
            paths = sorted({held.path for held in self._held(permission)}, key=lambda path: (len(path), path))
            kept: list[str] = []
            for path in paths:
                if not any(path.startswith(shorter) for shorter in kept):
                    kept.append(path)
            self._places[permission] = tuple(kept)
        return self._places[permission]

    def granted(self, kind: str, permission: Permission) -> tuple[int, ...]:
        """Ids of the objects of `kind` that a personal link opens for this permission."""
        return tuple(g.target_id for g in self.grants if g.kind == kind and g.permission == permission)

    def may_at(self, permission: Permission, path: str) -> bool:
        """Whether a role gives the permission at the place with this path."""
        return any(path.startswith(own) for own in self.paths_with(permission))

    def has(self, permission: Permission) -> bool:
        """Whether the permission holds anywhere: for menus alone, never as a guard of rows."""
        return bool(self.paths_with(permission))

    @cached_property
    def rights(self) -> str:
        """What policies over a county's work look at: whoever has the same reads the same. Not who it is, nor when."""
        return f"{self.county_id}:" + "|".join(
            f"{held.role.value}.{held.place_id}.{held.path}" for held in self.holdings
        )

    @cached_property
    def roles(self) -> frozenset[Role]:
        return frozenset(held.role for held in self.holdings)


def nobody(at: datetime) -> Actor:
    """An actor without any right."""
    return Actor(at=at)


def system(at: datetime, *, origin: str = "worker") -> Actor:
    """The system's own work (worker, command line): every role, everywhere."""
    return Actor(at=at, holdings=tuple(Held(role, 0, EVERYWHERE) for role in Role), origin=origin)
