"""Everything between installing and serving: tables, rate-limit table, static files, what counties lack of what is shipped.

What Django's `check` finds wrong stops it here, with a sentence each: nothing is served on a reference file that lacks a code.
"""

import sys

from django.core.checks import run_checks
from django.core.management import call_command

from tillsammans.access.actor import system
from tillsammans.core import clock
from tillsammans.programmes import commands


def main(arguments: list[str]) -> int:
    faults = [fault.msg for fault in run_checks() if fault.is_serious()]
    if faults:
        print("\n".join(faults), file=sys.stderr)
        return 1
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    by = system(clock.now(), origin="command")
    commands.load_missing_wheels(by=by)
    commands.load_missing_theories(by=by)
    return 0
