"""`tillsammans rebuild-rollup [--dry-run]`: count every round up from its answers and put right what differs.

Prints each row that differed. Exit status 0 when all was equal, 1 when something was (with --dry-run: is) wrong.
"""

import argparse

from tillsammans.access.actor import system
from tillsammans.core import clock
from tillsammans.followup.commands import rollup
from tillsammans.followup.models import ReportingRound


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="tillsammans rebuild-rollup", description=__doc__)
    parser.add_argument("--dry-run", action="store_true", help="tell what differs and write nothing")
    options = parser.parse_args(arguments)
    by = None if options.dry_run else system(clock.now(), origin="command")
    wrong = 0
    for row in ReportingRound.objects.order_by("pk"):
        for line in rollup.rebuild(row, by=by):
            print(f"round {row.pk}: {line}")
            wrong += 1
    print(f"{wrong} rows differed" if wrong else "all rounds are equal to a recount")
    return 1 if wrong else 0
