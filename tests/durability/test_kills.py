"""R5: server and worker are killed at random moments while reports are sent. What was confirmed is there, once.

Twice thirty kills in a run of all tests, thirty for each database; DURABILITY_KILLS says another number (1,000 in the bench).
"""

import os
import random
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as MessageHandler

from tests.durability.conftest import Prepared
from tests.durability.phone import Phone
from tests.durability.running import Installation
from tools.processes import free_port

KILLS = int(os.environ.get("DURABILITY_KILLS", "30"))
WRITERS, QUESTIONS = 6, 2
WHOLE_EVERY = 10  # every tenth kill takes the master too, as when the machine stops
SHORTEST_PAUSE, LONGEST_PAUSE = (
    0.8,
    3.0,
)  # the longest time in seconds between two kills, where all goes well and where not
MAIL_GOES_OUT_SECONDS = 60

pytestmark = pytest.mark.skipif(
    not os.path.isdir("/proc/self/task"), reason="finds the server's processes in /proc (Linux)"
)


class Mailbox(MessageHandler):
    """A mail server that takes its time, so that a kill comes in the middle."""

    def __init__(self) -> None:
        super().__init__()
        self.received: list[tuple[str, str, str]] = []

    def handle_message(self, message: Message) -> None:
        time.sleep(0.01)
        self.received.append(
            (str(message["Message-ID"]), str(message["X-RcptTo"]), str(message.get_payload()))
        )


@contextmanager
def mail_server() -> Iterator[tuple[int, Mailbox]]:
    box = Mailbox()
    port = free_port()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield port, box
    finally:
        controller.stop()


def write_until(stop: threading.Event, phone: Phone, problems: list[BaseException]) -> None:
    """Send report after report, each with something changed."""
    try:
        phone.fill_in(QUESTIONS)
        while True:
            phone.send()
            if stop.is_set():
                return
            phone.answer(phone.chance.randint(1, QUESTIONS), phone.chance.randint(0, 3))
    except BaseException as problem:  # noqa: BLE001 - told in the test's own thread
        problems.append(problem)


def kill_at_random(installation: Installation, chance: random.Random, phones: list[Phone]) -> Counter[str]:
    """So many kills: one worker, both, or everything; the outbox's worker beside. Longer pauses where nothing gets through."""
    made: Counter[str] = Counter()
    longest, through = SHORTEST_PAUSE, 0
    while made["server"] < KILLS:
        time.sleep(chance.uniform(0.05, longest))
        now = sum(len(phone.sent) for phone in phones)
        longest = SHORTEST_PAUSE if now > through else min(longest * 1.5, LONGEST_PAUSE)
        through = now
        if (made["server"] + 1) % WHOLE_EVERY == 0:
            installation.kill_all()
            made["server"] += 1
            installation.start()
        else:
            made["server"] += installation.kill_workers(chance.choice((1, 2)))
        made["mail"] += installation.kill_worker() if chance.random() < 0.5 else 0
    return made


def test_what_was_confirmed_survives_every_kill_and_nothing_is_doubled(prepared: Prepared) -> None:
    installation, chance = prepared.installation, random.Random(20261122)
    phones = [Phone(installation.port, token, seed) for seed, token in enumerate(prepared.links[:WRITERS])]
    stop, problems = threading.Event(), []
    threads = [threading.Thread(target=write_until, args=(stop, phone, problems)) for phone in phones]
    with mail_server() as (port, box):
        worker = installation.start_worker(port)
        try:
            for thread in threads:
                thread.start()
            kills = kill_at_random(installation, chance, phones)
            stop.set()
            for thread in threads:
                thread.join()
            assert not problems, problems
            counted = _when_mail_is_out(installation)
        finally:
            stop.set()
            worker.terminate()
            installation.kill_worker()
            worker.wait()
    _nothing_lost_or_doubled(phones, counted)
    _every_letter_went_out(counted, box, kills)
    print(
        f"\n{dict(kills)} kills, {len(counted['keys'])} reports, {sum(phone.retries for phone in phones)} retries"
    )


def _when_mail_is_out(installation: Installation) -> dict[str, Any]:
    deadline = time.monotonic() + MAIL_GOES_OUT_SECONDS
    while True:
        counted: dict[str, Any] = installation.ask("recount")
        if all(one["sent_at"] for one in counted["outbox"]) or time.monotonic() > deadline:
            return counted
        time.sleep(0.2)


def _nothing_lost_or_doubled(phones: list[Phone], counted: dict[str, Any]) -> None:
    kept = Counter(counted["keys"])
    confirmed = {key for phone in phones for key in phone.sent}
    tried = {key for phone in phones for key in phone.tried}
    assert confirmed - set(kept) == set(), "confirmed and lost"
    assert [key for key, times in kept.items() if times > 1] == [], "doubled"
    assert set(kept) - tried == set(), "never sent"
    assert counted["wrong"] == []
    assert all(phone.sent for phone in phones), "every phone got something through"
    assert len(kept) >= KILLS / 2, "too little was sent for the kills to mean anything"


def _every_letter_went_out(counted: dict[str, Any], box: Mailbox, kills: Counter[str]) -> None:
    """None lost. A second copy only after a kill, with the same Message-ID, to the same person, with the same text."""
    received = Counter(message_id for message_id, _to, _text in box.received)
    queued = {one["message_id"]: one["to"] for one in counted["outbox"]}
    assert [one for one in counted["outbox"] if one["given_up_at"] or not one["sent_at"]] == []
    assert queued.keys() - received.keys() == set(), "never sent"
    assert received.keys() - queued.keys() == set(), "sent though never queued"
    assert sum(received.values()) - len(received) <= kills["mail"]
    copies = {(message_id, to, text) for message_id, to, text in box.received}
    assert len(copies) == len(received), "a copy with another text"
    assert all(queued[message_id] == to for message_id, to, _text in copies)
