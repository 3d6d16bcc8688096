"""Sjöland's logotype, invented and drawn for the demo, and one letter in the county's own words."""

from config.demo.sjoland import DATA
from tillsammans.access.actor import Actor
from tillsammans.organisations.models import Place
from tillsammans.wording import commands

ALT = {
    "sv": "Sjölands logotyp: en sol över två vågor",
    "en": "The logotype of Sjöland: a sun above two waves",
}
SUBJECT = "Varmt välkommen till {grupp}"
BODY = """Hej!

Roligt att du är med i {grupp}. Din plats är {plats}.

Här läser du vad modellen är, vad vi hoppas av dig och vilka beslut som gäller nu. Det tar fem minuter.
{länk}

Du behöver logga in. Har du frågor? Hör av dig till länets processledare."""


def fill(county: Place, *, by: Actor) -> None:
    """Before any letter of the county is queued."""
    commands.upload_logotype(by=by, county=county, data=(DATA / "sjoland-logotype.png").read_bytes(), alt=ALT)
    commands.set_text(
        by=by, county=county, key="governance/introduction", language="sv", subject=SUBJECT, body=BODY, seen=0
    )
