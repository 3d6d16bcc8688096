"""The wheel's addresses: open to all, read only. And what they are about, in both counties."""

from tests.access.spots import NOT_THERE, At, Ground, Thing
from tillsammans.access.actor import Actor
from tillsammans.organisations.models import Place
from tillsammans.programmes import commands as programmes

# Name of the address → the kind of object it is about; each stands under /lan/<key>/ too.
ADDRESSES = {
    "intro": "nothing", "worker": "nothing", "use": "wheel_way", "area": "wheel_area", "compare": "nothing",
    "prepare_index": "nothing", "record_template": "nothing", "prepare": "wheel_template",
    "embed_docs": "nothing", "embed_example": "nothing", "print": "nothing", "print_file": "wheel_paper",
}  # fmt: skip
# Addresses for programs, each with its county in it or none.
API = {
    "counties": "nothing",
    "description": "nothing",
    "county": "wheel_county",
    "wheel": "wheel_language",
    "script": "script",
}
WORDS = {
    "nothing": ({}, {}),
    "wheel_way": ({"who": "barn"}, {"who": "finns-inte"}),
    "wheel_area": ({"area": "halsa"}, {"area": "finns-inte"}),
    "wheel_paper": ({"file": "klistermarken-gra.pdf"}, {"file": "finns-inte.pdf"}),
    "wheel_template": ({"template": "sip"}, {"template": "finns-inte"}),
}


def add_wheel(ground: Ground, key: str, county: Place, by: Actor, at: At, spot: str) -> None:
    """The shipped wheel for a county, and what its addresses need."""
    programmes.load_wheel(by=by, county=county)
    own = {"key": "testlan" if key == "a" else "annatlan"}
    _add_api(ground, own, at, spot)
    for kind, (words, missing) in WORDS.items():
        things = ground.things.setdefault(f"county_{kind}", {})
        things[spot] = Thing(at, {**own, **words})
        things[NOT_THERE] = Thing(None, {"key": "finns-inte", **missing})
        if words:
            ground.things.setdefault(kind, {})[spot] = Thing(at, dict(words))
            ground.things[kind][NOT_THERE] = Thing(None, dict(missing))


def _add_api(ground: Ground, own: dict[str, str], at: At, spot: str) -> None:
    """A county and a language of the open JSON, and the released script, in which no county is named."""
    there = {"county": own["key"]}
    for kind, words, missing in (
        ("wheel_county", there, {"county": "finns-inte"}),
        ("wheel_language", {**there, "language": "sv"}, {"county": "finns-inte", "language": "sv"}),
        ("script", {"version": "1.0.0"}, {"version": "0.0.0"}),
    ):
        things = ground.things.setdefault(kind, {})
        things[spot] = Thing(at, dict(words))
        things[NOT_THERE] = Thing(None, dict(missing))
