"""To whom a newsletter is sent: roles, each at a level of the organisation, and subscribers."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Audience:
    """roles: (level, role), such as ("principal", "head"); level as in PlaceKind."""

    roles: frozenset[tuple[str, str]] = frozenset()
    subscribers: bool = False

    @property
    def is_nobody(self) -> bool:
        return not self.roles and not self.subscribers


def key(level: str, role: str) -> str:
    return f"{level}:{role}"


def keys(audience: Audience) -> list[str]:
    return sorted(key(*one) for one in audience.roles)


def roles_of(found: Iterable[str]) -> frozenset[tuple[str, str]]:
    """Those of `key`."""
    return frozenset((level, role) for level, _mark, role in (one.partition(":") for one in found))
