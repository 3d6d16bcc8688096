"""`python -m tests.durability.mailer FILE`: the real worker in a fork, and a new one whenever it is killed.

FILE holds the living worker's process id. The fork saves the two seconds that loading the program takes.
"""

import os
import sys
from pathlib import Path


def main(file: Path) -> None:
    import django

    django.setup()
    from config.console import worker

    while True:
        child = os.fork()
        if child == 0:
            worker.main([])
            os._exit(0)
        file.write_text(str(child), encoding="ascii")
        _pid, status = os.waitpid(child, 0)
        if os.WIFEXITED(status):
            sys.exit(os.WEXITSTATUS(status))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
