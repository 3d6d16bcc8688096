"""Every kind of page in a real browser: accessible, within the window, quiet, and called by a name of its own."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.journeys import kinds
from tests.journeys.kinds import Kind
from tests.journeys.looks import faults
from tests.journeys.visits import Visitors

DATABASE = "pages.sqlite3"
Words = dict[str, dict[str, Any]]
TITLES: dict[str, set[str]] = defaultdict(set)
LOOKS = [(kind, who) for kind in kinds.PAGES for who in dict.fromkeys((kind.who, *kind.also))]


def names(patterns: list[Any], space: str = "") -> Iterator[str]:
    """The name of every address that the resolver knows."""
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from names(one.url_patterns, f"{one.namespace}:" if one.namespace else space)
        elif isinstance(one, URLPattern) and one.name:
            yield f"{space}{one.name}"


def test_every_address_is_a_kind_of_page_or_none() -> None:
    placed = {kind.name for kind in kinds.PAGES} | kinds.SAME.keys() | kinds.IN_SIGN_IN | kinds.NO_PAGE
    known = set(names(get_resolver().url_patterns))
    assert known - placed == set(), "place these in tests/journeys/kinds.py"
    assert placed - known == set(), "these addresses are no more"


def address(kind: Kind, words: Words) -> str:
    return reverse(kind.name, kwargs=words[kind.on] if kind.on else None) + kind.query


@pytest.mark.parametrize(
    ("kind", "who"), LOOKS, ids=[f"{kind.name} as {who.partition('@')[0] or 'nobody'}" for kind, who in LOOKS]
)
def test_the_page_is_accessible_and_whole(visitors: Visitors, words: Words, kind: Kind, who: str) -> None:
    visit = visitors.visit(who)
    status = visit.open(address(kind, words))
    assert status == 200, status
    assert visit.path == address(kind, words).partition("?")[0], f"led on to {visit.path}"
    TITLES[visit.page.title()].add(kind.name)
    assert not (wrong := faults(visit)), "\n".join(wrong)


def test_no_two_kinds_of_page_have_the_same_title() -> None:
    shared = {title: sorted(found) for title, found in TITLES.items() if len(found) > 1}
    assert not shared
