"""Every reference file of the strategies, read and checked whole: what the start asks before anything is served."""

from collections.abc import Callable

from tillsammans.strategies.rules import cfir, eric, example_strategies, examples, know_can_will, matching
from tillsammans.strategies.rules.reading import ReferenceFault

# Those that others point at come first, so that a fault is told of the file it stands in.
READERS: tuple[Callable[[], object], ...] = (
    cfir.load,
    eric.load,
    know_can_will.load,
    matching.load,
    examples.load,
    example_strategies.load,
)


def faults(readers: tuple[Callable[[], object], ...] = READERS) -> list[str]:
    """A sentence for each file that cannot be used, naming file and code; none when all is well."""
    found = []
    for reader in readers:
        try:
            reader()
        except ReferenceFault as fault:
            found.append(str(fault))
    return list(dict.fromkeys(found))
