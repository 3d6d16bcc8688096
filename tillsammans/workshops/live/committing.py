"""What phones send is committed together: all that has arrived within a moment in one transaction, by one thread.

Only after the commit is anybody answered. When a whole batch fails (another process took the same key, the database was
restarted), each is tried by itself, so that one cannot hinder the others.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db import DatabaseError, close_old_connections
from django.utils.translation import gettext_lazy as _

from tillsammans.workshops.commands.sending import Result

log = logging.getLogger("tillsammans.live")
Sent = TypeVar("Sent")

GATHER_SECONDS = 0.02
LARGEST_BATCH = 250
MOST_WAITING = 5000  # of all phones
MOST_OF_ONE = 8  # that one phone may have on its way at a time

NOT_SAVED = _("Det gick inte att spara just nu. Vi försöker igen om en stund.")
TOO_FAST = _("Du skickar för snabbt. Vänta ett ögonblick och försök igen.")


@dataclass(frozen=True)
class _Waiting(Generic[Sent]):
    sent: Sent
    room: int
    answer: "asyncio.Future[Result]"
    since: float


class Committer(Generic[Sent]):
    """carry_out: the command that takes a batch. writer: an executor of one thread. done: told which rooms it was about."""

    def __init__(
        self, carry_out: Callable[[Sequence[Sent]], list[Result]], writer: Executor, done: Callable[[set[int]], None]
    ) -> None:  # fmt: skip
        self._carry_out, self._writer, self._done = carry_out, writer, done
        self._waiting: list[_Waiting[Sent]] = []
        self._of_one: Counter[int] = Counter()
        self._task: asyncio.Task[None] | None = None

    async def send(self, sent: Sent, room: int, phone: int) -> Result:
        """The answer, once it is committed. phone: the one that sends, so that none fills the queue."""
        if len(self._waiting) >= MOST_WAITING:
            return Result(ok=False, message=NOT_SAVED, status=503)
        if self._of_one[phone] >= MOST_OF_ONE:
            return Result(ok=False, message=TOO_FAST, status=429)
        self._of_one[phone] += 1
        try:
            return await self._queued(sent, room)
        finally:
            self._of_one[phone] -= 1
            if not self._of_one[phone]:
                del self._of_one[phone]

    def _queued(self, sent: Sent, room: int) -> "asyncio.Future[Result]":
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Result] = loop.create_future()
        self._waiting.append(_Waiting(sent, room, answer, loop.time()))
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._work())
        return answer

    async def _work(self) -> None:
        loop = asyncio.get_running_loop()
        while self._waiting:
            await asyncio.sleep(max(0.0, self._waiting[0].since + GATHER_SECONDS - loop.time()))
            taken, self._waiting = self._waiting[:LARGEST_BATCH], self._waiting[LARGEST_BATCH:]
            batch = [one.sent for one in taken]
            results = await loop.run_in_executor(self._writer, self._carried_out, batch)
            for one, result in zip(taken, results, strict=True):
                if not one.answer.done():  # whoever has hung up meanwhile asks again with the same key
                    one.answer.set_result(result)
            self._done({one.room for one in taken})

    def _carried_out(self, batch: Sequence[Sent]) -> list[Result]:
        """In the writer's thread."""
        close_old_connections()
        try:
            return self._carry_out(batch)
        except DatabaseError as problem:
            log.warning("a batch of %d is tried one by one: %s", len(batch), type(problem).__name__)
            return [self._alone(sent) for sent in batch]
        except Exception as problem:  # noqa: BLE001 - a fault in one must not leave all without an answer
            _log(problem)
            return [self._alone(sent) for sent in batch]

    def _alone(self, sent: Sent) -> Result:
        close_old_connections()
        try:
            return self._carry_out([sent])[0]
        except Exception as problem:  # noqa: BLE001 - it is answered, and the log says where
            _log(problem)
            return Result(ok=False, message=NOT_SAVED, status=503)


def _log(problem: Exception) -> None:
    """Where it failed, never what was typed."""
    trace = problem.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "?"
    log.error("%s at %s", type(problem).__name__, where)
