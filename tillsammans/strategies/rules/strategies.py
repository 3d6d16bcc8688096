"""What may be said of a strategy, where it may go next, and what it lacks. The moment is given; without the database."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

PLANNED, ONGOING, DONE, STOPPED = "planned", "ongoing", "done", "stopped"
NEXT: Mapping[str, frozenset[str]] = {
    PLANNED: frozenset({ONGOING, STOPPED}),
    ONGOING: frozenset({PLANNED, DONE, STOPPED}),
    DONE: frozenset({ONGOING}),
    STOPPED: frozenset({PLANNED, ONGOING}),
}
ACTIVE = (PLANNED, ONGOING)

NO_ACTIVITY, NO_REVIEW, REVIEW_PAST = "no_activity", "no_review", "review_past"
LACKS: Mapping[str, object] = {
    NO_ACTIVITY: gettext_lazy("ingen aktivitet än"),
    NO_REVIEW: gettext_lazy("ingen uppföljning satt"),
    REVIEW_PAST: gettext_lazy("dagen för uppföljning har passerat"),
}

LAST_DAY = date(2100, 12, 31)
LONGEST = {
    "title": 120, "direction": 1000, "dose": 200, "responsible_text": 120, "measure_text": 300, "effect": 1000,
}  # fmt: skip
UNKNOWN_METHOD = gettext_lazy("En av metoderna finns inte. Läs in sidan på nytt och välj igen.")


@dataclass(frozen=True)
class Wrong:
    """What cannot be used: the name of the field, and the sentence."""

    field: str
    message: str


@dataclass(frozen=True)
class StrategyContent:
    """What somebody writes of a strategy. barriers, facilitators: ids of determinants. methods: numbers of ERIC.

    measure: a criterion or an indicator as "kind:code"; "": told in words alone, or not yet.
    """

    title: str
    direction: str
    barriers: tuple[int, ...]
    facilitators: tuple[int, ...] = ()
    methods: tuple[int, ...] = ()
    strengthens: tuple[str, ...] = ()
    dose: str = ""
    responsible_role: str = ""
    responsible_text: str = ""
    measure: str = ""
    measure_text: str = ""
    review_on: date | None = None

    def changed_from(self, other: "StrategyContent") -> list[str]:
        """Names of what differs."""
        return [one.name for one in fields(self) if getattr(self, one.name) != getattr(other, one.name)]


@dataclass(frozen=True)
class Known:
    """What a content may point at. measures: keys that the county has. roles: keys of roles."""

    methods: Collection[int]
    parts: Collection[str]
    roles: Collection[str]
    measures: Collection[str]


def faults(
    content: StrategyContent, known: Known, today: date, before: StrategyContent | None = None
) -> list[Wrong]:
    """Everything that is wrong, field by field. before: as it stood; what has not been touched since is not held against it."""
    found = [*_texts(content), *_choices(content, known, before)]
    if not content.barriers:
        found.append(Wrong("barriers", _("Välj minst ett hinder som strategin ska lösa.")))
    day = content.review_on
    if (
        day is not None
        and (before is None or day != before.review_on)
        and (fault := review_fault(day, today))
    ):
        found.append(Wrong("review_on", fault))
    return found


def _texts(content: StrategyContent) -> Iterable[Wrong]:
    if not content.title:
        yield Wrong("title", _("Ge strategin ett namn."))
    if not content.direction:
        yield Wrong("direction", _("Skriv vad ni vill åstadkomma."))
    for name in ("title", "direction", "dose", "responsible_text", "measure_text"):
        if fault := length_fault(getattr(content, name), name):
            yield Wrong(name, fault)


def _choices(content: StrategyContent, known: Known, before: StrategyContent | None) -> Iterable[Wrong]:
    if not set(content.methods) <= set(known.methods):
        yield Wrong("methods", str(UNKNOWN_METHOD))
    if not set(content.strengthens) <= set(known.parts):
        yield Wrong("strengthens", _("Välj bland veta, kunna och vilja."))
    if content.responsible_role and content.responsible_role not in known.roles:
        yield Wrong("responsible_role", _("Rollen finns inte. Välj en i listan, eller skriv med egna ord."))
    kept = before is not None and before.measure == content.measure
    if content.measure and content.measure not in known.measures and not kept:
        yield Wrong("measure", _("Måttet finns inte längre. Välj ett annat, eller skriv med egna ord."))


def review_fault(day: date, today: date) -> str | None:
    """Why a day cannot be set for the next review; None: it can."""
    if day < today:
        return _("Dagen har redan varit. Välj en dag från och med i dag.")
    if day > LAST_DAY:
        return _("Välj en dag före år 2101.")
    return None


def length_fault(text: str, name: str) -> str | None:
    most = LONGEST[name]
    if len(text) <= most:
        return None
    return _("Texten är %(given)s tecken lång. Korta den till högst %(most)s.") % {
        "given": len(text),
        "most": most,
    }


def move_refusal(state: str, to: str) -> str | None:
    """Why a strategy in `state` cannot become `to`; None: it can."""
    if to in NEXT[state]:
        return None
    return _("Strategin kan inte gå dit från läget den har nu. Läs in sidan på nytt och välj igen.")


def lacks(
    state: str, review_on: date | None, effect_told_on: date | None, *, has_activity: bool, today: date
) -> tuple[str, ...]:
    """What is pointed out: keys of LACKS. A finished or stopped strategy lacks nothing more."""
    if state not in ACTIVE:
        return ()
    found = [] if has_activity else [NO_ACTIVITY]
    if review_on is None:
        found.append(NO_REVIEW)
    elif review_on < today and (effect_told_on is None or effect_told_on < review_on):
        found.append(REVIEW_PAST)
    return tuple(found)
