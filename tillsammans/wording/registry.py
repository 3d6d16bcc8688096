"""Texts that a county may change: every letter (`notify.own_words`), and what packages above register here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tillsammans.notify import areas, own_words
from tillsammans.notify.own_words import Label, Told
from tillsammans.wording.rules import texts
from tillsammans.wording.rules.texts import Fault, Name

LETTER, REPORT = "letter", "report"
Pair = tuple[str, str]


@dataclass(frozen=True)
class TextKind:
    """kind: LETTER or REPORT. standard: subject and body as they are without a change, in the language of now, with names.
    shown: subject and body with the example in. with_subject, with_body: which of the two may be changed."""

    key: str
    kind: str
    area: Label
    name: Label
    goes: Label
    names: Callable[[], Sequence[Name]]
    standard: Callable[[], Pair]
    shown: Callable[[str, str], Pair]
    with_subject: bool = True
    with_body: bool = True

    def fault_in(self, subject: str, body: str, names: Sequence[Name]) -> Fault | None:
        """The first thing that stops the words from being used; None: nothing. names: as they are in the words' language."""
        return texts.fault(
            subject, body, names,
            with_subject=self.with_subject, with_body=self.with_body, heading=self.kind == REPORT,
        )  # fmt: skip


_KINDS: dict[str, TextKind] = {}


def register(kind: TextKind) -> None:
    _KINDS[kind.key] = kind


def kinds() -> list[TextKind]:
    """All of them, in the order of `areas.ORDER`. Raises ValueError for an area that is not there."""
    every = [*(_letter(*one) for one in own_words.changeable().items()), *_KINDS.values()]
    order = [str(area) for area in areas.ORDER]
    return sorted(every, key=lambda one: order.index(str(one.area)))


def kind_of(key: str) -> TextKind | None:
    told = own_words.changeable().get(key)
    return _letter(key, told) if told else _KINDS.get(key)


def _letter(key: str, told: Told) -> TextKind:
    def names() -> list[Name]:
        words = told.example()
        return [
            Name(one.name, one.says, one.value(words), one.must, one.in_subject) for one in told.placeholders
        ]

    def shown(subject: str, body: str) -> Pair:
        words = told.example()
        return own_words.filled(key, (subject, body), words) or own_words.written_as_standard(key, words)

    return TextKind(
        key, LETTER, told.area, told.name, told.goes, names, lambda: own_words.standard(key), shown
    )
