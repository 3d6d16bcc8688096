"""Everything between installing and serving: tables, rate-limit table, compressed static files, a wheel in every county."""

from django.core.management import call_command

from tillsammans.access.actor import system
from tillsammans.core import clock
from tillsammans.programmes import commands


def main(arguments: list[str]) -> int:
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    commands.load_missing_wheels(by=system(clock.now(), origin="command"))
    return 0
