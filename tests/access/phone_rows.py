"""The phones' addresses: open to whoever has the code. Without a phone's cookie the room leads to where one comes in."""

from collections.abc import Callable, Mapping

from tests.access.opening import PUBLIC, Row
from tests.access.spots import NOT_THERE, Ground, Thing

TO_THE_DOOR = (303,)

ROWS = [
    Row("workshops:code", get=PUBLIC),
    Row("workshops:join", "workshop_phone", get=PUBLIC, post=PUBLIC, done=(303,)),
    Row("workshops:room", "workshop_phone", get=PUBLIC, gives=TO_THE_DOOR),
    Row("workshops:card_send", "workshop_phone", post=PUBLIC, done=TO_THE_DOOR),
    Row("workshops:vote_send", "workshop_phone", post=PUBLIC, done=TO_THE_DOOR),
    Row("workshops:leave", "workshop_phone", post=PUBLIC, done=TO_THE_DOOR),
]
ORDERS: Mapping[str, Callable[[Ground, str], dict[str, object]]] = {
    "workshops:join": lambda ground, spot: {},
    "workshops:card_send": lambda ground, spot: {"kind": "barrier", "text": "Tid saknas", "key": "0" * 32},
    "workshops:vote_send": lambda ground, spot: {"add": "1", "key": "0" * 32},
    "workshops:leave": lambda ground, spot: {},
}


def add_wrong_code(ground: Ground) -> None:
    """A code that could be one and is none."""
    ground.things["workshop_phone"][NOT_THERE] = Thing(None, {"code": "CDFGHJ"})
