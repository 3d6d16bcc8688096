"""The county's own texts and its logotype: their addresses, whom they answer, and a form for each order."""

from collections.abc import Callable, Mapping

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.access.opening import R, Row, of_county, roles
from tests.access.spots import NOT_THERE, OWN, PER_COUNTY, At, Ground, Thing
from tests.programmes import pictures
from tillsammans.access.roles import Role
from tillsammans.wording import commands

WRITERS = roles(R.EDITOR, R.MODEL_MANAGER, reach=of_county)
WORDS = {"subject": "Välkommen hit", "body": "Hej\n\nLäs här:\n{länk}"}
KEY = "governance/introduction"
NO_OBJECT = ("own_text",)  # the same address in every county: one sees one's own county's

ROWS = [
    Row("wording:texts", get=WRITERS),
    Row("wording:text", "own_text", get=WRITERS, post=WRITERS),
    Row("wording:standard", "own_text", get=WRITERS, post=WRITERS),
    Row("wording:logotype", get=WRITERS, post=WRITERS),
    Row("wording:logotype_picture", get=WRITERS),
    Row("wording:logotype_remove", get=WRITERS, post=WRITERS),
]


def add_wording(ground: Ground) -> None:
    """In both counties an own text and a logotype."""
    words = {"area": "governance", "name": "introduction", "language": "sv"}
    unknown = {**words, "name": "no-such-text"}
    ground.things["own_text"] = {OWN: Thing(At("a"), words), NOT_THERE: Thing(None, unknown)}
    for at in PER_COUNTY.values():
        by, county = ground.actor(Role.EDITOR, at), ground.place(at)
        commands.set_text(by=by, county=county, key=KEY, language="sv", seen=0, **WORDS)
        commands.upload_logotype(
            by=by, county=county, data=pictures.png(600, 200), alt={"sv": "Länets logotyp"}
        )


def _logotype(ground: Ground, spot: str) -> dict[str, object]:
    file = SimpleUploadedFile("logotyp.png", pictures.png(400, 100), "image/png")
    return {"file": file, "alt_sv": "Länets nya logotyp"}


ORDERS: Mapping[str, Callable[[Ground, str], dict[str, object]]] = {
    "wording:text": lambda ground, spot: {"subject": "Hej", "body": "Nya ord\n{länk}", "seen": 1},
    "wording:standard": lambda ground, spot: {"x": "1"},
    "wording:logotype": _logotype,
    "wording:logotype_remove": lambda ground, spot: {"x": "1"},
}
FIELDS = ("alt_sv", "subject", "body", "look")
