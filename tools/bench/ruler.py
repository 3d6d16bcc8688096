"""Three rulers, the best that the machine allows: instructions by the processor's own counter, instructions by callgrind,
or CPU time of the process.

A ruler counts one block of work at a time: `with ruler.counting("name"): …`. The middle value of a name's blocks is its cost.
SQLite runs inside the process and is counted with it; the kernel is not.
"""

from __future__ import annotations

import ctypes
import fcntl
import gc
import mmap
import os
import platform
import re
import shutil
import statistics
import struct
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

PERF, CALLGRIND, TIME = "perf", "callgrind", "time"
NAMES = {
    PERF: "instructions in user mode, the processor's own counter",
    CALLGRIND: "instructions counted by callgrind",
    TIME: "CPU time of the process, blocks interleaved",
}


class Ruler(Protocol):
    def begin(self) -> None: ...

    def read(self, name: str) -> float | None:
        """What was used since `begin`; None when it is read afterwards from callgrind's files."""
        ...


class Counting:
    """Blocks by name. `costs` is empty with callgrind: the parent reads the files when the child has ended."""

    def __init__(self, ruler: Ruler) -> None:
        self.ruler = ruler
        self.costs: dict[str, list[float]] = defaultdict(list)

    @contextmanager
    def counting(self, name: str, times: int = 1) -> Iterator[None]:
        """Count a block that does the same thing `times` times; its cost is that of one."""
        gc.collect()
        self.ruler.begin()
        yield
        used = self.ruler.read(f"{name}*{times}")
        if used is not None:
            self.costs[name].append(used / times)


def choose() -> str:
    """The best ruler to be had here."""
    try:
        Hardware().close()
    except OSError:
        return CALLGRIND if can_callgrind() else TIME
    return PERF


def can_callgrind() -> bool:
    return shutil.which("valgrind") is not None and platform.machine() in {"x86_64", "AMD64"}


def named(name: str) -> Ruler:
    return {PERF: Hardware, CALLGRIND: Callgrind, TIME: ProcessTime}[name]()


class ProcessTime:
    """Microseconds of CPU that the process has used. Neighbours on the machine disturb it."""

    def begin(self) -> None:
        self._from = time.process_time_ns()

    def read(self, name: str) -> float:
        return (time.process_time_ns() - self._from) / 1000


# --- the processor's counter (perf_event_open(2)) ---------------------------------------------------------------------

_SYSTEM_CALL = {"x86_64": 298, "aarch64": 241}
_ENABLE, _DISABLE, _RESET = 0x2400, 0x2401, 0x2403
_DISABLED, _NO_KERNEL, _NO_HYPERVISOR = 1 << 0, 1 << 5, 1 << 6
HARDWARE, SOFTWARE = 0, 1  # perf_event_attr.type
INSTRUCTIONS, TASK_CLOCK = 1, 1  # .config of each


class Hardware:
    """One counter over this process. Raises OSError where the kernel or the virtual machine does not give it."""

    def __init__(self, kind: int = HARDWARE, what: int = INSTRUCTIONS) -> None:
        number = _SYSTEM_CALL.get(platform.machine())
        if number is None or not hasattr(ctypes, "CDLL"):
            raise OSError("no performance counters known for this machine")
        flags = _DISABLED | _NO_KERNEL | _NO_HYPERVISOR
        asked = struct.pack("<IIQQQQQ", kind, 112, what, 0, 0, 0, flags).ljust(112, b"\0")
        library = ctypes.CDLL(None, use_errno=True)
        self._file = library.syscall(number, asked, 0, -1, -1, 0)
        if self._file < 0:
            raise OSError(ctypes.get_errno(), "no performance counters here")

    def begin(self) -> None:
        fcntl.ioctl(self._file, _RESET, 0)
        fcntl.ioctl(self._file, _ENABLE, 0)

    def read(self, name: str) -> float:
        fcntl.ioctl(self._file, _DISABLE, 0)
        return float(struct.unpack("<Q", os.read(self._file, 8))[0])

    def close(self) -> None:
        os.close(self._file)


# --- callgrind --------------------------------------------------------------------------------------------------------

# valgrind.h's client request for x86-64: rotations that add up to nothing, then `xchg %rbx, %rbx`, which valgrind knows.
_REQUEST = bytes.fromhex("4889f84889f248c1c70348c1c70d48c1c73d48c1c7334887db4889d0c3")
_BASE = (ord("C") << 24) | (ord("T") << 16)  # callgrind.h
_ZERO, _DUMP_AT, _START, _STOP = _BASE + 1, _BASE + 3, _BASE + 4, _BASE + 5


class Callgrind:
    """Asks the callgrind that this process runs under to count from `begin` and to write the sum to a file at `read`.

    Nothing is counted before the first block: the start of Django then takes seconds and not minutes.
    """

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, mmap.PAGESIZE, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
        self._memory.write(_REQUEST)
        address = ctypes.addressof(ctypes.c_char.from_buffer(self._memory))
        self._ask = ctypes.CFUNCTYPE(ctypes.c_size_t, ctypes.c_void_p, ctypes.c_size_t)(address)
        self._started = False

    def _say(self, *words: int) -> None:
        words_6 = (ctypes.c_size_t * 6)(*words)
        self._ask(ctypes.addressof(words_6), 0)

    def begin(self) -> None:
        if not self._started:
            self._started = True
            self._say(_START)
        self._say(_ZERO)

    def read(self, name: str) -> None:
        text = ctypes.create_string_buffer(name.encode())
        self._say(_DUMP_AT, ctypes.addressof(text))


def callgrind_command(out: Path) -> list[str]:
    return ["valgrind", "--tool=callgrind", "-q", "--instr-atstart=no", f"--callgrind-out-file={out}"]


_TRIGGER = re.compile(r"^desc: Trigger: Client Request: (.+)\*(\d+)$", re.MULTILINE)
_TOTALS = re.compile(r"^(?:summary|totals): (\d+)", re.MULTILINE)


def callgrind_costs(folder: Path) -> dict[str, list[float]]:
    """What a finished child counted, from the files it left: name → instructions of each block."""
    costs: dict[str, list[float]] = defaultdict(list)
    for file in sorted(folder.glob("counted.*"), key=lambda path: int(path.suffix[1:] or 0)):
        text = file.read_text(errors="replace")
        trigger, totals = _TRIGGER.search(text), _TOTALS.search(text)
        if trigger and totals:
            costs[trigger[1]].append(int(totals[1]) / int(trigger[2]))
    return costs


def middle(values: list[float]) -> float:
    return statistics.median(values)
