"""The console script `tillsammans`: our own commands by name, and Django's for the rest (migrate, check, shell …)."""

import os
import select
import sys
from collections.abc import Sequence
from importlib import import_module

# name → module in config.console with `main(arguments: list[str]) -> int`
COMMANDS = {
    "prepare": "prepare",
    "seed-demo": "seed_demo",
    "demo-accounts": "demo_accounts",
    "new-county": "new_county",
    "import-units": "import_units",
    "audit-verify": "audit_verify",
    "backup": "backup",
    "restore": "restore",
    "worker": "worker",
    "invite": "invite",
    "take-bounces": "take_bounces",
    "rebuild-rollup": "rebuild_rollup",
}


def main() -> int:
    """Run a command. Its exit status; 1 when nobody reads to the end what it writes (`tillsammans … | head`)."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        status = _run(sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:
        if not _nobody_reads():
            raise
        _let_the_rest_go()
        return 1
    return status


def _run(words: Sequence[str]) -> int:
    name = words[0] if words else "help"
    if name in COMMANDS:
        import django

        django.setup()
        return import_module(f"config.console.{COMMANDS[name]}").main(list(words[1:]))
    if name in {"help", "--help", "-h"}:
        print("tillsammans " + " | ".join(sorted(COMMANDS)) + " | …")
        return 0
    from django.core.management import execute_from_command_line

    execute_from_command_line(["tillsammans", *words])
    return 0


def _nobody_reads() -> bool:
    """Whether it is our own output that nobody takes any more, and not another connection that broke."""
    if not hasattr(select, "poll"):  # Windows
        return True
    output = select.poll()
    output.register(sys.stdout.fileno(), 0)
    return any(event & (select.POLLERR | select.POLLHUP) for _number, event in output.poll(0))


def _let_the_rest_go() -> None:
    """Python would try once more to write what is left when it ends, and complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
