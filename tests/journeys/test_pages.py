"""Every kind of page in a real browser: accessible, within the window, quiet, and called by a name of its own."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from config.languages import is_work
from tests.journeys import kinds
from tests.journeys.kinds import CONTACT, LEADER, MANAGER, MODEL, NOBODY, SYSTEM, Kind
from tests.journeys.looks import WIDTHS, faults
from tests.journeys.visits import Visitors

DATABASE = "pages.sqlite3"
Words = dict[str, dict[str, Any]]
TITLES: dict[str, set[str]] = defaultdict(set)
LOOKS = [(kind, who) for kind in kinds.PAGES for who in dict.fromkeys((kind.who, *kind.also))]
LOOK_NAMES = [f"{kind.name} as {who.partition('@')[0] or 'nobody'}" for kind, who in LOOKS]


def names(patterns: list[Any], space: str = "") -> Iterator[str]:
    """The name of every address that the resolver knows."""
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from names(one.url_patterns, f"{one.namespace}:" if one.namespace else space)
        elif isinstance(one, URLPattern) and one.name:
            yield f"{space}{one.name}"


def test_every_address_is_a_kind_of_page_or_none() -> None:
    placed = {kind.name for kind in kinds.PAGES} | kinds.SAME.keys() | kinds.IN_SIGN_IN | kinds.NO_PAGE
    placed |= kinds.BY_PHONE
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
    widths = WIDTHS if who == kind.who else WIDTHS[:1]
    assert not (wrong := faults(visit, widths=widths)), "\n".join(wrong)


def test_no_two_kinds_of_page_have_the_same_title() -> None:
    shared = {
        title: found for title, found in TITLES.items() if len(found) > 1 and found not in kinds.SAME_TITLE
    }
    assert not shared


@pytest.mark.parametrize("name", kinds.IN_ENGLISH)
def test_the_page_is_accessible_in_english(visitors: Visitors, words: Words, name: str) -> None:
    kind = next(one for one in kinds.PAGES if one.name == name)
    visit = visitors.visit(kind.who)
    assert visit.open(f"/en{address(kind, words)}") == 200
    assert not (wrong := faults(visit, language="en", widths=(390,))), "\n".join(wrong)


@pytest.mark.parametrize("language", kinds.OTHER_LANGUAGES)
def test_the_open_pages_are_accessible_in_every_language(
    visitors: Visitors, words: Words, language: str
) -> None:
    visit, wrong = visitors.visit(), []
    paths = [address(kind, words) for kind in kinds.PAGES if kind.who == NOBODY]
    for path in [f"/{language}{one}" for one in paths if not is_work(one)]:
        assert visit.open(path) == 200, path
        wrong += [f"{path}: {one}" for one in faults(visit, language=language, widths=(390,))]
    assert not wrong, "\n".join(wrong)


def test_the_gallery_is_accessible_from_right_to_left(visitors: Visitors) -> None:
    visit = visitors.visit()
    visit.open(reverse("ui:gallery"))
    visit.page.evaluate("document.documentElement.dir = 'rtl'")
    assert not (wrong := faults(visit)), "\n".join(wrong)


REFUSALS = {
    "not there": ("/arbetsyta/finns-inte/", MANAGER, 404),
    "not allowed": ("/arbetsyta/konton/", MANAGER, 403),
    "nobody's": ("/finns-inte/", NOBODY, 404),
    "a dead link": (f"/svar/{'x' * 32}/", NOBODY, 404),
}


@pytest.mark.parametrize(("path", "who", "status"), REFUSALS.values(), ids=REFUSALS)
def test_a_refusal_is_a_whole_page(visitors: Visitors, path: str, who: str, status: int) -> None:
    visit = visitors.visit(who)
    assert visit.open(path) == status
    assert not (wrong := faults(visit)), "\n".join(wrong)


EMPTY_FORMS = {
    "sign-in": ("account_login", "", NOBODY), "a round": ("followup:round_create", "", LEADER),
    "a workplace": ("organisations:unit_open", "", LEADER), "an import": ("organisations:import", "", SYSTEM),
    "a question": ("followup:report_link_question", "link_question", NOBODY),
    "a role": ("organisations:appoint", "principal", CONTACT),
    "a criterion": ("programmes:criterion_add", "new_criterion", MODEL),
    "a colleague": ("followup:report_link_hand_over", "link", NOBODY),
}  # fmt: skip


@pytest.mark.parametrize(("name", "on", "who"), EMPTY_FORMS.values(), ids=EMPTY_FORMS)
def test_a_form_with_nothing_filled_in_says_what_to_do(
    visitors: Visitors, words: Words, name: str, on: str, who: str
) -> None:
    """The summary gets focus, leads to the fields, and the page is as accessible as before."""
    visit = visitors.visit(who)
    visit.open(reverse(name, kwargs=words[on] if on else None))
    visit.page.evaluate(
        "document.querySelectorAll('main form').forEach((form) => { form.noValidate = true; })"
    )
    with visit.page.expect_navigation():
        visit.page.locator("main form[method=post]").first.locator(
            "button:visible:not([type=button]):not(.vh):not(.line)"
        ).first.click()
    assert visit.page.locator(".errs").count() == 1
    assert visit.page.evaluate("document.activeElement.closest('.errs') !== null"), (
        "the summary has the focus"
    )
    for link in visit.page.locator(".errs a[href^='#']").all():
        target = link.get_attribute("href") or ""
        assert visit.page.locator(f"[id='{target[1:]}']").count() == 1, f"{target} is nowhere"
    assert not (wrong := faults(visit, widths=(390,))), "\n".join(wrong)
