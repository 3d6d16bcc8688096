"""`tillsammans audit-verify [--anchor FILE]`: prove the chain unbroken; exit status 0 only if it is.

The anchor is a line `count hash` kept elsewhere: it shows a tail that was cut off, head row and all.
"""

import argparse
from pathlib import Path

from tillsammans.audit import queries as audit


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="tillsammans audit-verify")
    parser.add_argument(
        "--anchor", type=Path, help="compare with, and then update, the end kept in this file"
    )
    options = parser.parse_args(arguments)
    verdict = audit.verify_chain()
    if verdict.broken_at is not None:
        print(f"The chain is broken at event {verdict.broken_at}: {verdict.why}.")
        return 1
    if options.anchor and not _holds(options.anchor, verdict.count):
        print(f"The chain has {verdict.count} events and does not hold the end kept in {options.anchor}.")
        return 1
    if options.anchor:
        options.anchor.write_text(f"{verdict.count} {verdict.last_hash}\n")
    print(f"The chain is unbroken: {verdict.count} events, last hash {verdict.last_hash or '-'}.")
    return 0


def _holds(anchor: Path, count: int) -> bool:
    if not anchor.exists():
        return True
    kept_count, kept_hash = anchor.read_text().split()
    return int(kept_count) <= count and audit.hash_of_event(int(kept_count)) == kept_hash
