"""A newsletter with a part of each kind, in Swedish and some English."""

from typing import Any

from tests.worlds import World
from tillsammans.organisations.models import Place
from tillsammans.reports.models import Newsletter, NewsletterBlock

HOSTILE = '<script>alert("1")</script><img src="https://spy.example/x.gif">'
PARTS: tuple[tuple[str, dict[str, dict[str, str]], dict[str, Any]], ...] = (
    ("text", {"sv": {"heading": "Hej!", "body": "Här är höstens nyheter.\n\n- En sak\n- En till\n\nLäs https://lan.example/a?b=1&c=2."},
              "en": {"heading": "Hello!", "body": "Here is the news of the autumn."}}, {}),
    ("example", {"sv": {"heading": "Fika före mötet", "context": "Möten blev långa.", "did": "Vi fikade först.",
                        "result": "Fler pratade.", "copy": "Boka en kvart."}}, {}),
    ("news", {"sv": {"heading": "Trappan är ny", "body": "Läs den."}},
     {"source": "programmes.stairs.1", "path": "/modellen/m/trappan/"}),
    ("dates", {"sv": {"heading": "Kom ihåg", "day.a.1": "Nätverksträff", "day.a.2": "Utbildning"},
               "en": {"day.a.1": "Network meeting"}},
     {"days": [{"key": "a.1", "first": "2026-12-03", "last": "2026-12-03"},
               {"key": "a.2", "first": "2026-12-07", "last": "2026-12-09"}]}),
)  # fmt: skip


def bare(world: World, county: Place | None = None, **more: Any) -> Newsletter:
    """A draft without parts."""
    title = {"sv": "Hösten har börjat", "en": "Autumn is here"}
    return Newsletter.objects.create(
        **{"county": county or world.a.place, "title": title, "created_at": world.at, **more}
    )


def whole(world: World, county: Place | None = None, **more: Any) -> Newsletter:
    """A draft with a part of each kind."""
    made = bare(world, county, **more)
    for order, (kind, texts, own) in enumerate(PARTS, start=1):
        NewsletterBlock.objects.create(newsletter=made, kind=kind, order=order, texts=texts, **own)
    return made


def hostile(world: World) -> Newsletter:
    made = bare(world, title={"sv": HOSTILE})
    for order, (kind, texts, own) in enumerate(PARTS, start=1):
        words = {"sv": dict.fromkeys(texts["sv"], HOSTILE)}
        NewsletterBlock.objects.create(newsletter=made, kind=kind, order=order, texts=words, **own)
    return made
