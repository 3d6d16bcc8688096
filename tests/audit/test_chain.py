"""The audit trail: one event a write, in the same transaction, in a chain where every change shows."""

import random

import pytest
from django.db import transaction

from config.console import audit_verify
from tillsammans.access.actor import system
from tillsammans.audit import commands, queries, rules
from tillsammans.audit.models import AuditEvent, AuditHead

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(at):
    return system(at)


def _fill(by, count=20):
    for number in range(count):
        commands.record(
            by=by, action="tests.something_done", target=("tests.thing", number), detail={"å": number}
        )


def test_an_unbroken_chain_is_proved(by, capsys):
    _fill(by)
    assert queries.verify_chain().broken_at is None
    assert audit_verify.main([]) == 0
    assert "20 events" in capsys.readouterr().out


def test_an_event_is_undone_with_what_it_tells_of(by):
    with pytest.raises(RuntimeError), transaction.atomic():
        commands.record(by=by, action="tests.something_done")
        raise RuntimeError
    assert not AuditEvent.objects.exists()
    assert queries.verify_chain().count == 0


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("action", "tests.other"),
        ("user_id", 99),
        ("detail", {"å": 7000}),
        ("target_id", 4711),
        ("origin", "web"),
    ],
)
def test_a_changed_event_is_found(by, field, value):
    _fill(by)
    AuditEvent.objects.filter(number=7).update(**{field: value})
    assert queries.verify_chain().broken_at == 7


def test_a_removed_event_is_found(by, capsys):
    _fill(by)
    AuditEvent.objects.filter(number=7).delete()
    assert queries.verify_chain().broken_at == 7
    assert audit_verify.main([]) == 1


def test_two_reordered_events_are_found(by):
    _fill(by)
    first, second = AuditEvent.objects.filter(number__in=(7, 8)).order_by("number")
    AuditEvent.objects.filter(pk=first.pk).update(number=1000)
    AuditEvent.objects.filter(pk=second.pk).update(number=7)
    AuditEvent.objects.filter(pk=first.pk).update(number=8)
    assert queries.verify_chain().broken_at == 7


def test_a_cut_tail_is_found_by_the_head_row(by):
    _fill(by)
    AuditEvent.objects.filter(number__gt=15).delete()
    assert queries.verify_chain().broken_at == 16


def test_a_cut_tail_with_its_head_row_is_found_by_the_anchor(by, tmp_path):
    _fill(by)
    anchor = tmp_path / "anchor"
    assert audit_verify.main(["--anchor", str(anchor)]) == 0
    AuditEvent.objects.filter(number__gt=15).delete()
    kept = AuditEvent.objects.get(number=15)
    AuditHead.objects.update(count=15, last_hash=kept.hash)
    assert audit_verify.main([]) == 0
    assert audit_verify.main(["--anchor", str(anchor)]) == 1


def test_every_one_of_many_random_tamperings_is_found(at):
    """R8: changed, removed, swapped and inserted events, without a database, so that there can be many."""
    chain = _chain(60, at)
    chance = random.Random(20261014)
    found = sum(rules.verify(_tampered(chain, chance)).broken_at is not None for _ in range(2000))
    assert found == 2000


def _chain(count, at):
    events, previous = [], ""
    for number in range(1, count + 1):
        event = {
            "number": number, "at": at, "action": "tests.done", "target_kind": "t", "target_id": number, "county_id": 1,
            "user_id": number % 3, "grant_id": None, "origin": "web", "detail": {"n": number},
        }  # fmt: skip
        event |= {"previous_hash": previous, "hash": rules.event_hash(previous, event)}
        previous = event["hash"]
        events.append(event)
    return events


def _tampered(chain, chance):
    """One random change anywhere but in the last event, whose removal only a head outside can show."""
    events = [dict(event) for event in chain]
    spot = chance.randrange(len(events) - 1)
    match chance.choice(("change", "remove", "swap", "insert")):
        case "change":
            events[spot]["user_id"] += 1
        case "remove":
            del events[spot]
        case "swap":
            events[spot], events[spot + 1] = events[spot + 1], events[spot]
        case "insert":
            events.insert(spot, dict(events[spot]))
    return events
