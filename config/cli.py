"""The console script `tillsammans`: our own commands by name, and Django's for the rest (migrate, check, shell …)."""

import os
import sys
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
    "rebuild-rollup": "rebuild_rollup",
}


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    name = sys.argv[1] if len(sys.argv) > 1 else "help"
    if name in COMMANDS:
        import django

        django.setup()
        return import_module(f"config.console.{COMMANDS[name]}").main(sys.argv[2:])
    if name in {"help", "--help", "-h"}:
        print("tillsammans " + " | ".join(sorted(COMMANDS)) + " | …")
        return 0
    from django.core.management import execute_from_command_line

    execute_from_command_line(["tillsammans", *sys.argv[1:]])
    return 0


if __name__ == "__main__":
    sys.exit(main())
