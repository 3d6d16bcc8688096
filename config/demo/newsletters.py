"""Sjöland's newsletters: one that was published a month ago, and a draft of the next with what has come since."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from config.demo.sjoland import read
from tillsammans.access.actor import Actor, nobody
from tillsammans.access.models import Grant
from tillsammans.access.queries import actor_for_token, link_token
from tillsammans.organisations.models import Place
from tillsammans.reports.commands import newsletter_blocks as blocks
from tillsammans.reports.commands import newsletters as commands
from tillsammans.reports.commands import subscribers
from tillsammans.reports.models import BlockKind, Newsletter
from tillsammans.reports.policies import CONFIRM_READER
from tillsammans.reports.queries import newsletter_sources as sources
from tillsammans.reports.rules import newsletters as rules

PUBLISHED_BEFORE = timedelta(days=30)
READERS = (("alva@utanfor.example", "sv"), ("noor@utanfor.example", "ar"), ("sam@utanfor.example", "en"))
NEWS, DAYS = 2, 4  # so many are picked into the published one

Acting = Callable[[date, int], Actor]


def fill(county: Place, *, acting: Acting, today: date) -> None:
    """After what there is to tell of. acting: the system's own work at an hour of a day."""
    told = read("newsletters")
    _published(county, told["published"], acting, today - PUBLISHED_BEFORE)
    draft = commands.begin(by=acting(today, 8), county=county, filled=True)
    _write(acting(today, 9), draft, told["draft"])


def _published(county: Place, told: Mapping[str, Any], acting: Acting, on: date) -> None:
    by = acting(on, 9)
    made = commands.begin(by=by, county=county, filled=False)
    _write(by, made, told)
    example = blocks.add(by=by, newsletter=made, kind=BlockKind.EXAMPLE, words=told["example"]["sv"])
    blocks.write(by=by, block=example, language="en", words=told["example"]["en"], revision=example.revision)
    if news := [one.source for one in sources.choices(by, made).news[:NEWS]]:
        blocks.pick_news(by=by, newsletter=made, wanted=news)
    if days := [one.key for one in sources.proposed(by, county)[:DAYS]]:
        blocks.pick_days(by=by, newsletter=made, wanted=days)
    made.refresh_from_db()
    commands.publish(by=acting(on, 10), newsletter=made, revision=made.revision)
    for email, language in READERS:
        _subscribe(county, email, language, acting(on, 11).at)


def _subscribe(county: Place, email: str, language: str, at: datetime) -> None:
    """By the mailed link, as anybody does it."""
    subscribers.ask_to_subscribe(by=nobody(at), county=county, email=email, language=language)
    token = link_token(Grant.objects.filter(purpose=CONFIRM_READER).latest("pk"))
    subscribers.confirm(by=actor_for_token(token, CONFIRM_READER, at), language=language)


def _write(by: Actor, made: Newsletter, told: Mapping[str, Any]) -> None:
    """The title and the greeting, in the languages that there are."""
    made.refresh_from_db()
    for language, title in told["title"].items():
        seen = rules.mark(made.title.get(language, ""))
        made = commands.name(by=by, newsletter=made, language=language, title=title, seen=seen)
    for language, words in told["greeting"].items():
        first = made.blocks.all()[0]
        blocks.write(by=by, block=first, language=language, words=words, revision=first.revision)
