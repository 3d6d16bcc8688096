"""R8: what is written leaves an event, reading others' addresses leaves one, and no trail or log holds a word of them."""

import json
import logging
import re

import pytest

from tests.access import matrix, orders
from tests.access.asking import Answer, Asker, address
from tests.access.matrix import Case
from tests.access.spots import CANARY_NAME, CANARY_NOTE, INVITED, OWN, PASSWORD

pytestmark = pytest.mark.django_db

# Every e-mail and name that the ground has made. Those of the frame and of examples are none of them.
EMAIL = re.compile(r"[\w.+-]+@(?:a|arbete)\.example")
# The sign-in library's form of one's own account, and what is written when somebody just types.
NOT_CONTENT = {"django_session"}
# A county has one draft of its wheel, and the ground's is open already: tests/programmes/test_commands_wheel.py starts one.
DONE_BEFORE = {"programmes:wheel_draft"}


# A search is posted so that no e-mail address stays in an address; it changes nothing.
SEARCHES = {"steward:accounts"}


def _once(asker: Asker, method: str) -> list[Case]:
    """One person of each kind that may, for each row and object nearest."""
    seen: set[tuple[str, str, object]] = set()
    found = []
    for case in matrix.cases(asker.ground, method):
        key = (case.row.name, case.row.on, case.person.role)
        if case.allowed and case.spot == OWN and key not in seen and not _open_to_all(case):
            seen.add(key)
            found.append(case)
    return found


def _open_to_all(case: Case) -> bool:
    who = case.row.opening(case.method)
    return who is not None and who.to_all


def _asked(asker: Asker, case: Case) -> Answer:
    data = orders.ORDERS[case.row.name](asker.ground, case.spot) if case.method == "POST" else None
    return asker.ask(case.person, case.method, address(case.row.name, case.thing), data)


def test_every_order_that_changes_something_leaves_an_event_and_every_order_can_change_something(
    asker: Asker,
):
    silent, tried, done = [], set(), set()
    for case in [*_once(asker, "POST"), *_by_link(asker, "POST")]:
        answer = _asked(asker, case)
        tried.add(case.row.name)
        if answer.changed - NOT_CONTENT:
            done.add(case.row.name)
            if not answer.events:
                silent.append(f"{case}: changed {sorted(answer.changed)}")
    assert not silent, "\n".join(silent)
    idle = tried - done - DONE_BEFORE - SEARCHES
    assert not idle, f"orders that no one could carry out with the form in orders.py: {sorted(idle)}"


def _by_link(asker: Asker, method: str) -> list[Case]:
    """The holder of a personal link, who is nobody else."""
    return [
        case for case in matrix.cases(asker.ground, method)
        if case.allowed and case.spot == OWN and case.person.user is None and case.row.on.startswith(("link", "invitation"))
    ]  # fmt: skip


def test_every_page_that_shows_anothers_address_or_name_leaves_an_event(asker: Asker):
    silent = []
    for case in [*_once(asker, "GET"), *_by_link(asker, "GET")]:
        answer = _asked(asker, case)
        own = {case.person.user.email} if case.person.user else set()
        own |= {INVITED} if case.row.on == "invitation" else set()
        others = set(EMAIL.findall(answer.body)) - own
        if answer.status == 200 and (others or CANARY_NAME in answer.body) and not answer.events:
            silent.append(f"{case}: shows {sorted(others)[:3] or 'a name'} and leaves no event")
    assert not silent, "\n".join(silent)


def test_no_event_and_no_line_of_the_log_holds_an_address_a_name_or_what_was_written(
    asker: Asker, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.DEBUG)
    words = (
        CANARY_NAME,
        CANARY_NOTE,
        PASSWORD,
        "en egen anteckning",
        "Nytt namn",
        "Bra trappa",
        "Ett annat namn",
    )
    told = []
    for case in [*_once(asker, "POST"), *_by_link(asker, "POST"), *_once(asker, "GET")]:
        answer = _asked(asker, case)
        for action, detail in answer.details:
            kept = json.dumps([action, detail], ensure_ascii=False)
            if EMAIL.search(kept) or any(word in kept for word in words):
                told.append(f"{case}: the event says {kept}")
    lines = [record.getMessage() for record in caplog.records if not record.name.startswith("django.db")]
    told += [
        f"the log says: {line[:200]}"
        for line in lines
        if EMAIL.search(line) or any(word in line for word in words)
    ]
    assert not told, "\n".join(sorted(set(told))[:40])


def test_every_refusal_of_a_forged_sign_in_is_in_the_trail(asker: Asker):
    nobody = asker.ground.people[0]
    answer = asker.ask(
        nobody, "POST", "/konto/logga-in/", {"login": "nagon@arbete.example", "password": "gissning"}
    )
    assert [action for action, _detail in answer.details] == ["accounts.sign_in_failed"]
