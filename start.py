#!/usr/bin/env python3
"""Start Tillsammans on this machine, with two counties to look at: `python3 start.py`.

Makes .venv from the hashed lock file, compiles the translations, migrates and fills the demo database in var/,
starts the server and the worker and tells where they answer. Ctrl-C ends both. Needs Python 3.11 or newer and nothing
else. Written for Windows and macOS too, but tried on Linux alone.
"""

import sys

if sys.version_info < (3, 11):
    sys.exit("Tillsammans behöver Python 3.11 eller nyare. Detta är Python %d.%d." % sys.version_info[:2])

import argparse
import os
import secrets
import subprocess
import time
from pathlib import Path
from typing import NoReturn

from tools import environment
from tools.environment import CONSOLE, PYTHON, ROOT, Refusal, run
from tools.processes import Children, Stopped, answers, port_is_free, stop_signals

HOST = "127.0.0.1"
DEFAULT_PORT = 8000
FIRST_ANSWER_SECONDS = 60
VAR = Path(os.environ.get("TILLSAMMANS_VAR", ROOT / "var"))
DATABASE = VAR / "tillsammans.sqlite3"
_OURS = {"TILLSAMMANS_MODE": "demo", "TILLSAMMANS_VAR": str(VAR), "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"}


def main() -> int:
    options = _options()
    try:
        with stop_signals():
            _start(options)
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except (KeyboardInterrupt, Stopped):
        print("\nAvslutat.")
        return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="start.py",
        description="Startar Tillsammans på den här datorn. PORT i miljön väljer en annan port än 8000.",
    )
    parser.add_argument("--reset", action="store_true", help="töm demodatabasen och börja om från början")
    parser.add_argument("--yes", action="store_true", help="fråga inte innan demodatabasen töms")
    return parser.parse_args()


def _start(options: argparse.Namespace) -> NoReturn:
    port = _port()
    _say("Ser efter vad som behövs …")
    if environment.ensure("runtime"):
        _say("Paketen är på plats i .venv.")
    VAR.mkdir(parents=True, exist_ok=True)
    settings = _demo_settings(port)
    if options.reset:
        _reset(settings, options.yes)
    _prepare(settings)
    _serve(settings, port)


def _port() -> int:
    """The port from PORT, or 8000. Raises Refusal when it is no port or somebody already listens there."""
    text = os.environ.get("PORT") or str(DEFAULT_PORT)
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 65536:
        raise Refusal(f"PORT är {text!r}, men ska vara ett tal mellan 1 och 65535.")
    port = int(text)
    try:
        free = port_is_free(port, HOST)
    except OSError as reason:
        raise Refusal(
            f"Port {port} får inte användas ({reason.strerror}). Välj en annan, till exempel: {_retry(8080)}"
        ) from None
    if not free:
        raise Refusal(
            f"Port {port} är upptagen. Stäng det program som använder den, eller välj en annan: {_retry(port + 1)}"
        )
    return port


def _retry(port: int) -> str:
    return f"set PORT={port} & python start.py" if os.name == "nt" else f"PORT={port} python3 start.py"


def _demo_settings(port: int) -> dict[str, str]:
    """This process's environment, with what the demo needs added.

    The same stands in var/environment, where the console script reads it when it is run by hand. What somebody has
    added to that file stays; the key that signs sessions and links is made at the first start and kept.
    """
    file = VAR / "environment"
    kept = _read_environment(file)
    kept.setdefault("SECRET_KEY", secrets.token_urlsafe(50))
    kept.update(TILLSAMMANS_MODE="demo", BASE_URL=f"http://{HOST}:{port}")
    _write_private(file, "".join(f"{name}={value}\n" for name, value in kept.items()))
    return {**kept, **os.environ, **_OURS, "BASE_URL": kept["BASE_URL"]}


def _read_environment(file: Path) -> dict[str, str]:
    if not file.exists():
        return {}
    pairs = (
        line.partition("=")
        for line in file.read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    )
    return {name.strip(): value.strip() for name, sign, value in pairs if sign}


def _write_private(path: Path, text: str) -> None:
    """Write a file that its owner alone may read."""
    with os.fdopen(
        os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
    ) as file:
        file.write(text)


def _reset(settings: dict[str, str], yes: bool) -> None:
    if settings.get("DATABASE_URL"):
        raise Refusal(
            "--reset tömmer bara demons egen fil. Med DATABASE_URL i miljön måste databasen tömmas för hand."
        )
    if not yes and input(f"Allt i {DATABASE} tas bort. Skriv ja för att fortsätta: ").strip().lower() != "ja":
        raise Refusal("Inget är ändrat.")
    for ending in ("", "-wal", "-shm", "-journal"):
        DATABASE.with_name(DATABASE.name + ending).unlink(missing_ok=True)
    _say("Demodatabasen är tömd.")


def _prepare(settings: dict[str, str]) -> None:
    """Translations, tables, static files and the two counties. Each step does nothing when there is nothing to do."""
    if run(PYTHON, "-m", "tools.messages", "compile", env=settings).returncode:
        raise Refusal("Översättningarna kunde inte läsas. Ovan står vilken fil det gäller.")
    _say("Förbereder databasen …")
    _console(settings, "prepare")
    _console(settings, "seed-demo")


def _console(settings: dict[str, str], *words: str) -> None:
    if run(CONSOLE, *words, env=settings).returncode:
        raise Refusal(f"Steget ”tillsammans {words[0]}” misslyckades. Ovan står varför.")


def _serve(settings: dict[str, str], port: int) -> NoReturn:
    """Run the two children until somebody stops us. Ends only by Refusal (one of them died), Stopped or KeyboardInterrupt."""
    server = [str(PYTHON), "-m", "uvicorn", "config.asgi:application", "--host", HOST, "--port", str(port)]
    children = Children()
    try:
        children.start(
            "servern",
            [*server, "--log-level", "warning", "--no-access-log", "--timeout-graceful-shutdown", "3"],
            settings,
            ROOT,
        )
        children.start("bakgrundsarbetet", [str(CONSOLE), "worker"], settings, ROOT)
        accounts = run(
            CONSOLE, "demo-accounts", env=settings, stdout=subprocess.PIPE, encoding="utf-8"
        ).stdout
        _wait_for_answer(children, f"http://{HOST}:{port}/healthz")
        print(
            f"\nTillsammans finns nu på  http://{HOST}:{port}/\n\n{accounts.strip()}\n\nAvsluta med Ctrl-C.",
            flush=True,
        )
        while True:
            _refuse_if_ended(children, "Oväntat stopp")
            time.sleep(0.5)
    except KeyboardInterrupt:
        children.wait(
            3
        )  # a terminal's Ctrl-C reaches the children too: no second signal while they are ending
        raise
    finally:
        children.stop()


def _wait_for_answer(children: Children, address: str) -> None:
    deadline = time.monotonic() + FIRST_ANSWER_SECONDS
    while not answers(address):
        _refuse_if_ended(children, "Starten misslyckades")
        if time.monotonic() > deadline:
            raise Refusal(f"Servern svarade inte på {address} inom {FIRST_ANSWER_SECONDS} sekunder.")
        time.sleep(0.1)


def _refuse_if_ended(children: Children, what: str) -> None:
    gone = children.ended()
    if gone:
        raise Refusal(f"{what}: {gone[0]} avslutades (status {gone[1]}). Ovan står varför.")


def _say(sentence: str) -> None:
    print(sentence, flush=True)


if __name__ == "__main__":
    sys.exit(main())
