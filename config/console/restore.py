"""`tillsammans restore FILE --yes [--key-file KEY]`: put a backup in place of the database. Stop server and worker first."""

import argparse
import sys
from pathlib import Path

from django.core.management import call_command
from django.db import connections

from config.console import backups
from tillsammans.audit import queries as audit


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="tillsammans restore")
    parser.add_argument("file", type=Path)
    parser.add_argument("--key-file", type=Path)
    parser.add_argument(
        "--yes", action="store_true", help="yes, what is in the database now is to be replaced"
    )
    options = parser.parse_args(arguments)
    if not options.yes:
        print(
            "Everything in the database is replaced by the backup. Add --yes when that is what you want.",
            file=sys.stderr,
        )
        return 1
    try:
        key = options.key_file.read_bytes() if options.key_file else None
        label, content = backups.unseal(options.file.read_bytes(), key=key)
        connections.close_all()
        backups.load(content)
    except (backups.BackupRefused, OSError) as refusal:
        print(refusal, file=sys.stderr)
        return 1
    return _looked_over(label.taken_at)


def _looked_over(taken_at: str) -> int:
    """Bring an older backup up to this version, and prove the audit chain before anybody trusts it."""
    call_command("migrate", interactive=False, verbosity=0)
    verdict = audit.verify_chain()
    if verdict.broken_at is not None:
        print(
            f"Restored, but the audit chain is broken at event {verdict.broken_at}: {verdict.why}.",
            file=sys.stderr,
        )
        return 1
    print(f"Restored as it was {taken_at}. The audit chain is unbroken: {verdict.count} events.")
    return 0
