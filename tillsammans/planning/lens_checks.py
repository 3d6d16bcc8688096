"""What Django's `check` asks of the lenses and the nudges: a file that lacks a code stops the start with a sentence."""

from collections.abc import Callable, Iterable
from typing import Any

from django.core.checks import CheckMessage, Error, register

from tillsammans.planning.rules import lenses, nudges
from tillsammans.strategies.rules.reading import ReferenceFault

READERS: tuple[Callable[[], object], ...] = (
    *(lambda code=code: lenses.load(code) for code in lenses.PARSERS),
    lenses.kotter_links,
    nudges.library,
)


@register
def reference_files(**_asked: Any) -> list[CheckMessage]:
    return [Error(sentence, id="planning.E001") for sentence in faults(READERS)]


def faults(readers: Iterable[Callable[[], object]]) -> list[str]:
    found = []
    for reader in readers:
        try:
            reader()
        except ReferenceFault as fault:
            found.append(str(fault))
    return found
