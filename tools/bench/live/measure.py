"""The part `live` of the benchmark: rooms on a database of their own, the rounds on them, and the lines of the table."""

from __future__ import annotations

import asyncio
import os
import shutil
import statistics
from pathlib import Path

from tools.bench import places
from tools.bench.lines import Line, Section
from tools.bench.live import rounds
from tools.bench.live.rounds import Kill, Round, Watch, share
from tools.bench.live.server import Server

PHONES, MORE, FEW, ROOMS, IN_EACH, CARDS = 1000, 2000, 100, 20, 50, 30
TIMES = 3
FILES = 8192  # open files that two thousand phones with two lines each need in the client


def live(_sizes: tuple[int, ...], _ruler: str) -> Section:
    """P10 and P11: a thousand phones in one room, twenty rooms at once, and a kill -9 in the middle."""
    if not Path("/proc/self/task").exists():
        return Section("Live workshops", remarks=["Not measured: this system has no /proc."])
    _many_files()
    folder = places.HOME / "live"
    shutil.rmtree(folder, ignore_errors=True)
    database = folder / "live.sqlite3"
    server = Server(folder, places.environment(database), core=min(os.sched_getaffinity(0)))
    [warm] = server.rows("fill", "1", "20", str(CARDS))
    cores = os.sched_getaffinity(0)
    load = os.getloadavg()[0]
    try:
        rounds.first()
        lines = _measured(server, warm, database)
    finally:
        server.stop()
        os.sched_setaffinity(0, cores)
    if said := server.said().strip():
        raise OSError(said[-2000:])
    return Section(
        "Live workshops",
        lines,
        [*_REMARKS, f"Load of the machine (1 min) before the phones came: {load:.1f}."],
    )


def _measured(server: Server, warm: dict, database: Path) -> list[Line]:
    server.start()
    rounds.first(server)
    asyncio.run(rounds.votes(server, [warm], 0))
    idle = server.memory()
    few = [_round(server, 1, FEW, n) for n in range(TIMES)]
    many = [_round(server, 1, PHONES, n) for n in range(TIMES)]
    grown = server.memory() - idle
    rooms = [_round(server, ROOMS, IN_EACH, n) for n in range(TIMES)]
    larger = [_round(server, 1, MORE, n) for n in range(TIMES)]
    few_see, many_see = (
        [_round(server, 1, phones, n, database) for n in range(TIMES)] for phones in (FEW, PHONES)
    )
    [room] = server.rows("more", "1", str(PHONES), str(CARDS))
    streams = asyncio.run(rounds.watched(server, room, database, polling=False))
    polling = asyncio.run(rounds.watched(server, room, database, polling=True))
    [room] = server.rows("more", "1", str(PHONES), str(CARDS))
    kill = asyncio.run(rounds.killed(server, room, 1))
    peak = max(grown, *(one.grown for one in many))
    lines = [*_of_votes(few, many, rooms, peak), *_of_more(larger), *_of_seen(few_see, many_see)]
    return [*lines, *_of_kill(kill), *_of_watching(streams, polling)]


def _round(server: Server, count: int, phones: int, seed: int, seen_in: Path | None = None) -> Round:
    """seen_in: the database, when votes are shown to all as they come."""
    made = server.rows("more", str(count), str(phones), str(CARDS))
    if seen_in:
        rounds.reveal(seen_in, made)
    return asyncio.run(rounds.votes(server, made, seed))


def _middle(found: list[Round], what: str, part: float) -> float:
    """Milliseconds: the middle of the rounds."""
    return statistics.median(share(getattr(one, what), part) for one in found) * 1000


def _all(found: list[Round], what: str, part: float) -> str:
    told = sorted(share(getattr(one, what), part) * 1000 for one in found)
    return "the rounds: " + ", ".join(f"{one:.0f}" for one in told)


def _of_votes(few: list[Round], many: list[Round], rooms: list[Round], grown: int) -> list[Line]:
    a_phone, a_phone_of_few = (min(one.cpu_a_phone for one in found) for found in (many, few))
    refused = sum(one.refused for one in (*few, *many, *rooms))
    room, twenty = f"{PHONES:,} phones in 3 s", f"{ROOMS} rooms of {IN_EACH} at once"
    return [
        Line("", f"{room}: confirmed, middle", _middle(many, "confirmed", 0.5), "ms"),
        Line("P10", f"{room}: confirmed, p95", _middle(many, "confirmed", 0.95), "ms", 100,
             note=_all(many, "confirmed", 0.95)),
        Line("P10", f"{room}: on the screen, p95", _middle(many, "shown", 0.95), "ms", 400,
             note=_all(many, "shown", 0.95)),
        Line("P10", f"{twenty}: confirmed, p95", _middle(rooms, "confirmed", 0.95), "ms", 100,
             note=_all(rooms, "confirmed", 0.95)),
        Line("P10", f"{twenty}: on the screen, p95", _middle(rooms, "shown", 0.95), "ms", 400,
             note=_all(rooms, "shown", 0.95)),
        Line("", f"server's CPU a phone and vote, {PHONES:,} phones", a_phone, "ms"),
        Line("P10", f"the same over that of {FEW} phones", a_phone / a_phone_of_few, limit=1.2,
             note=f"{a_phone_of_few:.2f} ms"),
        Line("P10", f"the live process over idle, {PHONES:,} phones", grown / 1e6, "MB", 256),
        Line("P10", "votes that were refused", refused, "", 0),
    ]  # fmt: skip


def _of_more(found: list[Round]) -> list[Line]:
    return [
        Line("P10", f"{MORE:,} phones in 3 s: confirmed, p95", _middle(found, "confirmed", 0.95), "ms", 250,
             note=_all(found, "confirmed", 0.95)),
    ]  # fmt: skip


def _of_seen(few: list[Round], many: list[Round]) -> list[Line]:
    """The hard case: what one sends changes what all see."""
    a_phone, a_phone_of_few = (min(one.cpu_a_phone for one in found) for found in (many, few))
    seen = f"votes shown to all {PHONES:,} phones as they come"
    return [
        Line("P10", f"{seen}: confirmed, p95", _middle(many, "confirmed", 0.95), "ms", 100,
             note=_all(many, "confirmed", 0.95)),
        Line("P10", f"{seen}: on the screen, p95", _middle(many, "shown", 0.95), "ms", 400,
             note=_all(many, "shown", 0.95)),
        Line("P10", f"{seen}: CPU a phone over that of {FEW} phones", a_phone / a_phone_of_few, limit=1.2,
             note=f"{a_phone:.2f} and {a_phone_of_few:.2f} ms"),
    ]  # fmt: skip


def _of_kill(kill: Kill) -> list[Line]:
    again = kill.tries - kill.confirmed
    told = f"{kill.confirmed:,} confirmed, {kill.confirmed_before:,} of them before it; {again:,} sent again"
    came = f"{len(kill.back):,} phones, middle {share(kill.back, 0.5):.1f} s; {kill.down:.1f} s until it took calls"
    return [
        Line("P11", "kill -9 in the middle: confirmed votes that are lost", kill.lost, "", 0, note=told),
        Line("P11", "votes that are counted twice, or that nobody confirmed", kill.doubled, "", 0),
        Line("P11", f"all {PHONES:,} streams back, from the kill", max(kill.back, default=float("inf")), "s", 5,
             note=came),
        Line("P11", "the screen counts them all, from the last confirmation", kill.right, "s", 5),
    ]  # fmt: skip


def _of_watching(streams: Watch, polling: Watch) -> list[Line]:
    def lines(what: str, found: Watch) -> list[Line]:
        return [
            Line("", f"{what}: until a phone knows of a change, p95", share(found.heard, 0.95) * 1000, "ms"),
            Line("", f"{what}: server's CPU for {PHONES:,} phones, 12 s, four changes", found.cpu, "s",
                 note=f"{found.received / 1e6:.1f} MB sent"),
        ]  # fmt: skip

    return [*lines("streams", streams), *lines("polling each 2 s", polling)]


def _many_files() -> None:
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < FILES:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(FILES, hard), hard))


_SET_UP = """\
One live process on one core, the phones (Python's asyncio: an open stream each, and short requests) on the other, both before \
other work on the machine. SQLite, synchronous=FULL: confirmed means on disk. A hidden workshop with 30 cards; each phone gives \
one dot. Times by the phones' clock from the press of the button; the middle of three rounds, CPU the least of three. \
Where votes are shown as they come, all phones are told twice a second."""
_SCREEN = (
    "On the screen: from the press until the wall's state counts as many votes as had been confirmed with it."
)
_KILL = """\
The kill: two votes each within six seconds, kill -9 after two and a half, started again at once. What the phones' own record \
says was confirmed is compared with the rows in the database."""
_REMARKS = [_SET_UP, _SCREEN, _KILL]
