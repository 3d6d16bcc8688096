"""What can show that something has come about: a registry that packages fill at start-up, each with the kind it owns.

Used by the programme theory (which link is measured?) and by whoever sets a measure of success.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tillsammans.core.text import Localised

CRITERION, INDICATOR = "criterion", "indicator"


@dataclass(frozen=True)
class Measure:
    """One thing to follow. kind and code: what is stored. component_code: the core component it is about; "" for the whole.

    is_measured: something keeps the figure today; else it has a definition alone. url: where it is explained; may be empty.
    note: how it is counted, or whose step of the stairs.
    """

    kind: str
    code: str
    name: Localised
    component_code: str = ""
    is_measured: bool = True
    url: str = ""
    note: str = ""

    @property
    def key(self) -> str:
        """kind and code as one word, for forms."""
        return f"{self.kind}:{self.code}"


# Given a programme's id and a language: the measures of one kind, in the order they are shown.
Source = Callable[[int, str], Sequence[Measure]]
Label = Callable[[], str]


@dataclass(frozen=True)
class Kind:
    """label: the heading of measures of this kind, in the reader's language."""

    code: str
    label: Label
    source: Source


_kinds: dict[str, Kind] = {}


def register(code: str, label: Label, source: Source) -> None:
    """Called once for each kind, when the owning package starts."""
    _kinds[code] = Kind(code, label, source)


def kinds() -> Mapping[str, Kind]:
    """The kinds, in the order they were registered."""
    return _kinds


def label_of(kind: str) -> str:
    """The heading of a kind; the kind itself when nobody owns it any more."""
    return _kinds[kind].label() if kind in _kinds else kind


def measures(programme_id: int, language: str) -> list[Measure]:
    """Everything that a programme can be followed by, kind by kind. One or two queries a kind, however many there are."""
    return [one for kind in _kinds.values() for one in kind.source(programme_id, language)]


def measures_of(programme_ids: Iterable[int], language: str) -> list[Measure]:
    """As `measures`, over several programmes: what they share is there once, as the first of them says it."""
    found: dict[str, Measure] = {}
    for programme_id in programme_ids:
        for one in measures(programme_id, language):
            found.setdefault(one.key, one)
    return list(found.values())


def words(one: Measure) -> str:
    """A measure in one line: its name, how it is counted, and plainly when nothing keeps the figure yet."""
    more = [one.note] if one.note else []
    if not one.is_measured:
        more.append(_("mäts inte än"))
    return f"{one.name} ({', '.join(more)})" if more else str(one.name)
