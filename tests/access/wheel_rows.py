"""The wheel's addresses: open to all, read only. And what they are about, in both counties."""

from tests.access.spots import NOT_THERE, At, Ground, Thing
from tillsammans.access.actor import Actor
from tillsammans.organisations.models import Place
from tillsammans.programmes import commands as programmes

# Name of the address → the kind of object it is about; each stands under /lan/<key>/ too.
ADDRESSES = {
    "intro": "nothing", "worker": "nothing", "use": "wheel_way", "area": "wheel_area", "compare": "nothing",
    "prepare_index": "nothing", "record_template": "nothing", "prepare": "wheel_template",
    "embed_docs": "nothing", "embed_example": "nothing",
}  # fmt: skip
WORDS = {
    "nothing": ({}, {}),
    "wheel_way": ({"who": "barn"}, {"who": "finns-inte"}),
    "wheel_area": ({"area": "halsa"}, {"area": "finns-inte"}),
    "wheel_template": ({"template": "sip"}, {"template": "finns-inte"}),
}


def add_wheel(ground: Ground, key: str, county: Place, by: Actor, at: At, spot: str) -> None:
    """The shipped wheel for a county, and what its addresses need."""
    programmes.load_wheel(by=by, county=county)
    own = {"key": "testlan" if key == "a" else "annatlan"}
    for kind, (words, missing) in WORDS.items():
        things = ground.things.setdefault(f"county_{kind}", {})
        things[spot] = Thing(at, {**own, **words})
        things[NOT_THERE] = Thing(None, {"key": "finns-inte", **missing})
        if words:
            ground.things.setdefault(kind, {})[spot] = Thing(at, dict(words))
            ground.things[kind][NOT_THERE] = Thing(None, dict(missing))
