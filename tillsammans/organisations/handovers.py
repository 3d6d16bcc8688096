"""What packages above do when a role passes to somebody else, or a workplace closes: their open tasks move along.

Callbacks run inside the command's transaction, so that either everything moves or nothing.
"""

from collections.abc import Callable, Sequence

from tillsammans.access.actor import Actor
from tillsammans.organisations.models import RoleHolding

OnHandover = Callable[[Actor, RoleHolding, RoleHolding], None]  # (by, ended, new)
OnClosed = Callable[[Actor, Sequence[int], int | None], None]  # (by, unit ids, id of the unit they went into)
_ON_HANDOVER: list[OnHandover] = []
_ON_CLOSED: list[OnClosed] = []


def on_handover(callback: OnHandover) -> OnHandover:
    """Call this at each handover. The same callback is added once; usable as a decorator."""
    if callback not in _ON_HANDOVER:
        _ON_HANDOVER.append(callback)
    return callback


def on_units_closed(callback: OnClosed) -> OnClosed:
    """Call this when units close or go into another. The same callback is added once; usable as a decorator."""
    if callback not in _ON_CLOSED:
        _ON_CLOSED.append(callback)
    return callback


def tell_handover(by: Actor, ended: RoleHolding, new: RoleHolding) -> None:
    for callback in _ON_HANDOVER:
        callback(by, ended, new)


def tell_units_closed(by: Actor, unit_ids: Sequence[int], into: int | None = None) -> None:
    for callback in _ON_CLOSED:
        callback(by, unit_ids, into)
