"""Newsletters: their addresses, whom they answer, a form for each order, and what they are about."""

from collections.abc import Callable, Mapping
from datetime import date

from tests.access.opening import PUBLIC, R, Row, of_county, roles
from tests.access.spots import NOT_THERE, PER_COUNTY, At, Ground, Thing
from tillsammans.access.roles import Role
from tillsammans.organisations.models import CountyProfile
from tillsammans.planning.models import Activity
from tillsammans.reports.commands import newsletter_blocks as blocks
from tillsammans.reports.commands import newsletters as commands
from tillsammans.reports.models import Newsletter
from tillsammans.reports.queries import newsletter_sources as sources

WRITERS = roles(R.PROCESS_LEADER, R.EDITOR, reach=of_county)

ROWS = [
    Row("reports:newsletters", get=WRITERS),
    Row("reports:newsletter_begin", post=WRITERS),
    Row("reports:newsletter", "letter", get=WRITERS),
    Row("reports:newsletter", "letter_published", get=WRITERS),
    Row("reports:newsletter_name", "letter_language", get=WRITERS, post=WRITERS),
    Row("reports:newsletter_publish", "letter", get=WRITERS, post=WRITERS),
    Row("reports:newsletter_remove", "letter", get=WRITERS, post=WRITERS),
    Row("reports:newsletter_block_add", "letter_new_block", get=WRITERS, post=WRITERS),
    Row("reports:newsletter_news", "letter", get=WRITERS, post=WRITERS),
    Row("reports:newsletter_days", "letter", get=WRITERS, post=WRITERS),
    Row("reports:newsletter_block", "letter_block_language", get=WRITERS, post=WRITERS),
    Row("reports:newsletter_block_move", "letter_block", post=WRITERS),
    Row("reports:newsletter_block_remove", "letter_block", get=WRITERS, post=WRITERS),
    Row("reports:newsletter_preview", "letter_language", get=WRITERS),
    Row("reports:newsletter_as_page", "letter_language", get=WRITERS),
    Row("reports:newsletter_as_mail", "letter_language", get=WRITERS),
    Row("reports:newsletter_copy", "letter_language", get=WRITERS),
    Row("reports:newsletter_file", "letter_file", get=WRITERS),
    Row("reports:open_newsletters", get=PUBLIC),
    Row("reports:open_newsletter", "letter_number", get=PUBLIC),
    Row("reports:county_open_newsletters", "county_key", get=PUBLIC),
    Row("reports:county_open_newsletter", "letter_open", get=PUBLIC),
]


def add_newsletters(ground: Ground) -> None:
    """Of each county a draft and a published one, and a day that can be picked."""
    for spot, at in PER_COUNTY.items():
        by, county = ground.actor(Role.PROCESS_LEADER, at), ground.place(at)
        draft = commands.begin(by=by, county=county, filled=False)
        published = _published(ground, at)
        Activity.objects.create(
            county_id=county.pk, place=county, title="Länsträff", ends_on=date(2026, 12, 1), created_at=by.at
        )
        block = blocks.add(
            by=by, newsletter=draft, kind="text", words={"heading": "Länet berättar", "body": "Vi provar."}
        )
        key = CountyProfile.objects.get(place=county).key
        of = {"newsletter_id": draft.pk}
        ground.add("letter", spot, at, **of)
        ground.add("letter_published", spot, at, newsletter_id=published.pk)
        ground.add("letter_language", spot, at, language="en", **of)
        ground.add("letter_file", spot, at, language="sv", ending="html", **of)
        ground.add("letter_new_block", spot, at, kind="exempel", **of)
        ground.add("letter_block", spot, at, block_id=block.pk, **of)
        ground.add("letter_block_language", spot, at, block_id=block.pk, language="en", **of)
        ground.add("letter_open", spot, at, key=key, number=published.number)
        if at.county == "a":
            ground.add("letter_number", spot, at, number=published.number)
            ground.things["letter_number"][NOT_THERE] = Thing(None, {"number": 99})
            ground.things.setdefault("letter_open", {})[NOT_THERE] = Thing(None, {"key": key, "number": 99})


def _published(ground: Ground, at: At) -> Newsletter:
    by = ground.actor(Role.PROCESS_LEADER, at)
    made = commands.begin(by=by, county=ground.place(at), filled=True)
    return commands.publish(by=by, newsletter=made, revision=made.revision)


def _choices(ground: Ground, spot: str) -> sources.Choices:
    at = PER_COUNTY.get(spot, At("a"))
    draft = Newsletter.objects.filter(county=ground.place(at), state="draft").order_by("pk")[0]
    return sources.choices(ground.actor(Role.PROCESS_LEADER, at), draft)


ORDERS: Mapping[str, Callable[[Ground, str], dict[str, object]]] = {
    "reports:newsletter_begin": lambda ground, spot: {"fyll": "1"},
    "reports:newsletter_name": lambda ground, spot: {"title": "Autumn", "seen": 0},
    "reports:newsletter_publish": lambda ground, spot: {"seen": 9},
    "reports:newsletter_remove": lambda ground, spot: {"x": "1"},
    "reports:newsletter_block_add": lambda ground, spot: {"heading": "Fika före mötet", "did": "Vi fikade."},
    "reports:newsletter_news": lambda ground, spot: {"wanted": [_choices(ground, spot).news[0].source]},
    "reports:newsletter_days": lambda ground, spot: {"wanted": [_choices(ground, spot).days[0].key]},
    "reports:newsletter_block": lambda ground, spot: {"body": "We try.", "seen": 9},
    "reports:newsletter_block_move": lambda ground, spot: {"till": "upp"},
    "reports:newsletter_block_remove": lambda ground, spot: {"x": "1"},
}
FIELDS = ("title", "context", "did", "result", "copy", "wanted")


def grow_newsletters(ground: Ground, times: int) -> None:
    """So many more of each kind, and parts in the draft."""
    by, at = ground.actor(Role.PROCESS_LEADER, At("a")), At("a")
    draft = Newsletter.objects.filter(county=ground.place(at), state="draft").order_by("pk")[0]
    for number in range(times):
        blocks.add(by=by, newsletter=draft, kind="text", words={"body": f"Del {number}"})
        commands.begin(by=by, county=ground.place(at), filled=True)
        _published(ground, at)
