"""Everything between installing and serving: tables, rate-limit table, compressed static files."""

from django.core.management import call_command


def main(arguments: list[str]) -> int:
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    return 0
