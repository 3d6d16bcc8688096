"""Who has waited for a lock decides on what is true after the wait. PostgreSQL alone lets two writers meet on a row."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, transaction

from tests.followup.scenes import Scene, make_scene
from tests.worlds import make_world
from tillsammans.core.errors import Conflict, DomainError
from tillsammans.followup import commands
from tillsammans.followup.models import ReportingRound, ReportRequest, RoundState
from tillsammans.notify.models import OutboxMessage
from tillsammans.organisations.models import Place

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite takes one writer at a time"),
]
# pg_stat_activity would not do: it stands still within a transaction.
WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted"

MOST_TRIES = 3000  # half a minute: a test that has gone wrong ends


@pytest.fixture
def lasting(at) -> Scene:
    """The open round, committed, so that two connections see it."""
    return make_scene(make_world(at))


@contextmanager
def waited_for(act: Callable[[], object]) -> Iterator[list[object]]:
    """What is done inside holds the lock until `act`, in a thread of its own, stands and waits for it."""
    told: list[object] = []

    def run() -> None:
        try:
            told.append(act())
        except DomainError as refusal:
            told.append(refusal)
        finally:
            connection.close()

    other = threading.Thread(target=run)
    with transaction.atomic():
        yield told
        other.start()
        tries = 0
        while other.is_alive() and not _somebody_waits() and (tries := tries + 1) < MOST_TRIES:
            other.join(0.01)
    other.join()


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(WAITING)
        return bool(cursor.fetchone()[0])


def test_two_who_remind_at_once_send_one_letter_each(lasting: Scene) -> None:
    def late() -> object:
        return commands.remind(by=lasting.leader, round=lasting.round)

    with waited_for(late) as told:
        commands.remind(by=lasting.leader, round=lasting.round)
    assert isinstance(told[0], Conflict)
    assert OutboxMessage.objects.filter(template="followup/reminder").count() == 2


def test_whoever_waited_while_the_round_closed_invites_nobody(lasting: Scene) -> None:
    ReportRequest.objects.update(invited_at=None)

    def late() -> object:
        return commands.send_invitations(by=lasting.leader, round=lasting.round)

    with waited_for(late) as told:
        commands.close_round(by=lasting.leader, round=lasting.round)
    assert isinstance(told[0], Conflict)


def _closed_while_held(request: ReportRequest) -> None:
    """The round closes while somebody holds the request."""
    ReportRequest.objects.select_for_update().get(pk=request.pk)
    ReportingRound.objects.filter(pk=request.round_id).update(state=RoundState.CLOSED)
    ReportRequest.objects.filter(pk=request.pk).update(reminders=1)


def test_whoever_waited_while_the_round_closed_hands_nothing_over(lasting: Scene) -> None:
    request, manager = lasting.request(lasting.unit), lasting.manager

    def late() -> object:
        return commands.hand_over(by=manager, request=request, email="kollega@ekvik.example")

    with waited_for(late) as told:
        _closed_while_held(request)
    assert isinstance(told[0], Conflict)
    assert not ReportRequest.objects.exclude(delegated_to="").exists()


def test_a_unit_that_closes_after_the_round_did_stays_in_it(lasting: Scene) -> None:
    request = lasting.request(lasting.unit)

    def late() -> object:
        return commands.withdraw_closed_units(lasting.leader, [lasting.unit.pk])

    with waited_for(late) as told:
        _closed_while_held(request)
    assert told == [None]
    assert not ReportRequest.objects.exclude(withdrawn_at=None).exists()
    assert Place.objects.filter(pk=lasting.unit.pk).exists()
