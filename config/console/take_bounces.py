"""`tillsammans take-bounces [--maildir FOLDER]`: read mail that came back, one on standard input or all new of a Maildir.

Of a Maildir what was ours is removed, since it holds addresses; what was not is marked as seen, for a person to look at.
"""

import argparse
import mailbox
import sys
from pathlib import Path

from django.db import OperationalError

from tillsammans.access.actor import system
from tillsammans.core import clock
from tillsammans.notify import commands
from tillsammans.notify.bounces import LONGEST

TRY_AGAIN = 75  # EX_TEMPFAIL: the mail server keeps the mail and comes back with it


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="tillsammans take-bounces", description=__doc__)
    parser.add_argument(
        "--maildir", type=Path, help="a folder with new, cur and tmp; without it: standard input"
    )
    folder = parser.parse_args(arguments).maildir
    try:
        return _standard_input() if folder is None else _maildir(folder)
    except OperationalError:
        print("the database does not answer: nothing was lost, try again", file=sys.stderr)
        return TRY_AGAIN


def _standard_input() -> int:
    print("taken" if _take(sys.stdin.buffer.read(LONGEST)) else "not a letter of ours that came back")
    return 0


def _maildir(folder: Path) -> int:
    if not (folder / "new").is_dir():
        print(f"{folder} is no Maildir: it has no folder named new", file=sys.stderr)
        return 1
    box, taken, left = mailbox.Maildir(folder, create=False), 0, 0
    for name, letter in list(box.items()):
        if "S" in letter.get_flags():
            continue
        if _take(box.get_bytes(name)):
            box.discard(name)
            taken += 1
        else:
            letter.set_subdir("cur")
            letter.add_flag("S")
            box[name] = letter
            left += 1
    print(f"{taken} taken and removed, {left} left as seen")
    return 0


def _take(raw: bytes) -> bool:
    return commands.take_bounce(by=system(clock.now(), origin="command"), raw=raw)
