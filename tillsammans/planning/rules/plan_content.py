"""What a version of a plan says, in parts, so that two people in one draft never write over each other unseen.

content: {"parts": {key: {field: text}}, "changed": {key: revision}, "floor": revision, "made": n, "order": [key]}. changed: when
each part was written in this draft; what it began with was written at its floor. made: the highest number given to a part. order:
of the goals, once somebody has moved one; those that are not in it come last, as they were written.
A part's key is its kind and, where there may be several, a number that is never used again: "about", "participation", "goal:3",
"pointer:1", "prompt:d4-1", "section:2". Days are ISO text. A goal's key as activities hold it is "g" and the number.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

Part = dict[str, str]
Content = Mapping[str, Any]

ABOUT, PARTICIPATION, GOAL, POINTER, PROMPT, SECTION = (
    "about", "participation", "goal", "pointer", "prompt", "section",
)  # fmt: skip
ORDER = "order"  # of the goals: no part, but changed by somebody at a revision as parts are
NUMBERED = (GOAL, POINTER, SECTION)
# The most signs of each field. Days have none: they are checked as days.
FIELDS: dict[str, dict[str, int]] = {
    ABOUT: {"title": 120, "joint_with": 300, "period_from": 0, "period_to": 0, "review_on": 0},
    PARTICIPATION: {"text": 2000},
    GOAL: {
        "want": 300, "do": 1000, "role": 20, "responsible": 120, "review_on": 0, "county_goal": 12, "component": 60,
        "mission": 300,
    },
    POINTER: {"kind": 20, "document": 200, "where": 300, "since": 0, "decided_by": 200},
    PROMPT: {"text": 400},
    SECTION: {"heading": 200, "text": 8000},
}  # fmt: skip
MOST = {GOAL: 20, POINTER: 20, SECTION: 60}
POINTER_KINDS = ("verksamhetsplan", "elevhalsoplan", "franvarorutin", "vardoverenskommelse", "annat")
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)
_KEY = re.compile(r"(goal|pointer|section):([1-9]\d{0,5})|prompt:(d4-[1-8])|about|participation")


@dataclass(frozen=True)
class Wrong:
    """What cannot be used: the name of the field, and the sentence."""

    field: str
    message: str


@dataclass(frozen=True)
class Goal:
    """key: as activities hold it. county_goal: the key of the county's goal that it serves. mission: the part of the own core
    mission that it develops."""

    key: str
    want: str
    do: str = ""
    role: str = ""
    responsible: str = ""
    review_on: date | None = None
    county_goal: str = ""
    component: str = ""
    mission: str = ""


@dataclass(frozen=True)
class Pointer:
    """An existing document where the model stands already."""

    key: str
    document: str
    kind: str = "annat"
    where: str = ""
    since: date | None = None
    decided_by: str = ""


@dataclass(frozen=True)
class Section:
    key: str
    heading: str
    text: str


@dataclass(frozen=True)
class PlanContent:
    """prompts: text by the recommendation's code, only those that say something."""

    title: str
    joint_with: str
    participation: str
    goals: tuple[Goal, ...]
    pointers: tuple[Pointer, ...]
    prompts: Mapping[str, str]
    sections: tuple[Section, ...]

    @property
    def says_something(self) -> bool:
        return bool(self.goals or self.pointers or self.sections)

    @property
    def only_points(self) -> bool:
        """Whether it is a plan that points at what stands elsewhere, and says nothing of its own."""
        return bool(self.pointers) and not self.goals and not self.sections


def read(content: Content) -> PlanContent:
    """The content as objects, in the order in which things were written, the goals as they have been put."""
    parts = parts_of(content)
    about = parts.get(ABOUT, {})
    return PlanContent(
        title=about.get("title", ""),
        joint_with=about.get("joint_with", ""),
        participation=parts.get(PARTICIPATION, {}).get("text", ""),
        goals=tuple(_goal(key, part) for key, part in _goals(content)),
        pointers=tuple(_pointer(key, part) for key, part in _numbered(parts, POINTER)),
        prompts={
            key.partition(":")[2]: part["text"]
            for key, part in sorted(parts.items())
            if key.startswith(f"{PROMPT}:") and part.get("text")
        },
        sections=tuple(
            Section(key, part.get("heading", ""), part.get("text", ""))
            for key, part in _numbered(parts, SECTION)
        ),
    )


def goal_names(content: Content) -> dict[str, str]:
    """What each goal wants, by the key that activities hold."""
    return {goal.key: goal.want for goal in read(content).goals}


def _numbered(parts: Mapping[str, Part], kind: str) -> list[tuple[str, Part]]:
    """Databases do not keep the order of a map: the number does."""
    found = [(key, part) for key, part in parts.items() if key.startswith(f"{kind}:")]
    return sorted(found, key=lambda pair: int(pair[0].partition(":")[2]))


def _goals(content: Content) -> list[tuple[str, Part]]:
    places = {key: place for place, key in enumerate(content.get("order", ()))}
    return sorted(_numbered(parts_of(content), GOAL), key=lambda pair: places.get(pair[0], len(places)))


def with_goal_moved(content: Content, key: str, *, up: bool, revision: int) -> dict[str, Any] | None:
    """The content after a goal has changed places with the one above or below it; None where there is none. Never the same
    object."""
    keys = [one for one, _part in _goals(content)]
    here = keys.index(key) if key in keys else -1
    there = here - 1 if up else here + 1
    if here < 0 or not 0 <= there < len(keys):
        return None
    keys[here], keys[there] = keys[there], keys[here]
    changed = {**content.get("changed", {}), ORDER: revision}
    return {**content, "order": keys, "changed": changed}


def order_changed_since(content: Content, seen: int) -> bool:
    """Whether somebody has moved a goal after the revision that was seen."""
    return int(content.get("changed", {}).get(ORDER, 0)) > seen


def _goal(key: str, part: Part) -> Goal:
    given = {name: part.get(name, "") for name in FIELDS[GOAL] if name != "review_on"}
    return Goal(goal_key(key), review_on=day_of(part.get("review_on", "")), **given)


def _pointer(key: str, part: Part) -> Pointer:
    given = {name: part.get(name, "") for name in FIELDS[POINTER] if name != "since"}
    return Pointer(key, since=day_of(part.get("since", "")), **given)


def goal_key(part_key: str) -> str:
    """ "goal:3" as activities hold it: "g3"."""
    return f"g{part_key.partition(':')[2]}"


def part_of_goal(key: str) -> str:
    return f"{GOAL}:{key.removeprefix('g')}"


def parts_of(content: Content) -> dict[str, Part]:
    return dict(content.get("parts", {}))


def kind_of(key: str) -> str | None:
    """The kind of a part; None for what no plan can have."""
    return key.partition(":")[0] if _KEY.fullmatch(key) else None


def day_of(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


# --- writing --------------------------------------------------------------------------------------------------------------


def cleaned(kind: str, typed: Mapping[str, Any]) -> Part:
    """Only the fields that the part has, as text without air round it."""
    return {name: _text(typed.get(name)) for name in FIELDS[kind]}


def _text(given: Any) -> str:
    if given is None:
        return ""
    if isinstance(given, date):
        return given.isoformat()
    return str(given).replace("\r\n", "\n").replace("\x00", "").strip()


def faults(kind: str, part: Part) -> list[Wrong]:
    """Everything that is wrong with a part by itself, field by field."""
    found = [
        Wrong(name, too_long(most, len(part[name])))
        for name, most in FIELDS[kind].items()
        if most and len(part[name]) > most
    ]
    found += [
        Wrong(name, _("Välj en dag mellan år 2000 och 2100."))
        for name, most in FIELDS[kind].items()
        if not most and part[name] and not _is_day(part[name])
    ]
    return found + list(_kind_faults(kind, part))


def too_long(most: int, length: int) -> str:
    """The sentence for a text that is too long."""
    over = length - most
    said = ngettext(
        "Texten är %(n)s tecken för lång. Högst %(most)s tecken får plats: korta den.",
        "Texten är %(n)s tecken för lång. Högst %(most)s tecken får plats: korta den.",
        over,
    )
    return said % {"n": over, "most": most}


def _is_day(text: str) -> bool:
    day = day_of(text)
    return day is not None and FIRST_DAY <= day <= LAST_DAY


def _kind_faults(kind: str, part: Part) -> Iterable[Wrong]:
    if kind == GOAL and not part["want"]:
        yield Wrong("want", _("Skriv vad ni vill. En mening räcker."))
    if kind == POINTER and not part["document"]:
        yield Wrong("document", _("Skriv vad dokumentet eller processen heter."))
    if kind == POINTER and part["kind"] not in POINTER_KINDS:
        yield Wrong("kind", _("Välj vad det är för sorts dokument."))
    if kind == SECTION and not part["heading"]:
        yield Wrong("heading", _("Skriv en rubrik."))
    if kind == ABOUT:
        yield from _about_faults(part)


def _about_faults(part: Part) -> Iterable[Wrong]:
    if not part["title"]:
        yield Wrong("title", _("Skriv vad planen heter."))
    first, last, review = (day_of(part[name]) for name in ("period_from", "period_to", "review_on"))
    if first and last and last < first:
        yield Wrong("period_to", _("Planen slutar innan den börjar. Byt den ena dagen."))
    if first and review and review < first:
        yield Wrong("review_on", _("Planen ses över innan den börjar gälla. Byt den ena dagen."))


def theirs_if_conflicting(content: Content, key: str, typed: Part, *, seen: int) -> Part | None:
    """What stands there now, if saving `typed` would write over what its writer has not seen; an empty part when it is gone.

    seen: the revision that the form was shown with. None: no conflict. The same text is none.
    """
    there = parts_of(content).get(key)
    written = content.get("changed", {}).get(key, content.get("floor", 0))
    return None if written <= seen or there == typed else there or {}


def with_part(content: Content, key: str, part: Part | None, *, revision: int) -> dict[str, Any]:
    """The content after saving a part, or with None after taking it away. Never the same object."""
    parts = {name: one for name, one in parts_of(content).items() if name != key}
    if part is not None:
        parts[key] = part
    number = int(key.partition(":")[2]) if kind_of(key) in NUMBERED else 0
    changed = {**content.get("changed", {}), key: revision}
    return {**content, "parts": parts, "changed": changed, "made": max(content.get("made", 0), number)}


def new_key(content: Content, kind: str) -> str:
    """A key for one more part of a kind: a number that no version of the plan has used."""
    return f"{kind}:{content.get('made', 0) + 1}"


def room_refusal(content: Content, kind: str) -> str | None:
    """Why there is no room for one more of a kind; None: there is."""
    if kind not in MOST or len(_numbered(parts_of(content), kind)) < MOST[kind]:
        return None
    return {
        GOAL: _("En plan har högst %(n)s mål. Slå ihop några, så blir den lättare att följa."),
        POINTER: _("En plan pekar på högst %(n)s dokument."),
        SECTION: _("En plan har högst %(n)s egna avsnitt. Slå ihop några av dem."),
    }[kind] % {"n": MOST[kind]}


def settled(content: Content) -> dict[str, Any]:
    """The content as it is decided: without the marks of the writing."""
    order = {"order": list(content["order"])} if content.get("order") else {}
    return {"parts": parts_of(content), "made": content.get("made", 0), **order}


def copied(content: Content, *, revision: int) -> dict[str, Any]:
    """The content of a next version. A page that was shown before `revision` has not seen what it begins with."""
    return {**settled(content), "floor": revision}


# --- what is missing ------------------------------------------------------------------------------------------------------


def decision_refusal(content: PlanContent) -> str | None:
    """Why a draft cannot be decided yet; None: it can."""
    if not content.says_something:
        return _("Planen säger inget än. Skriv ett mål, eller peka på ett dokument där modellen redan står.")
    return None


def gaps(content: PlanContent, period_to: date | None, review_on: date | None) -> list[str]:
    """What is worth a thought before the decision, in sentences. None of it stands in the way."""
    found = []
    if not content.participation:
        found.append(_("Det står inte hur barn, unga och vårdnadshavare har varit med."))
    found += [text for count, text in _goal_gaps(content) if count]
    if review_on is None:
        found.append(_("Det står inte när ni ser över planen igen."))
    late = [goal for goal in content.goals if goal.review_on and period_to and goal.review_on > period_to]
    if late:
        found.append(_("Ett mål ses över först efter att planen har slutat gälla."))
    return found


def _goal_gaps(content: PlanContent) -> Iterable[tuple[int, str]]:
    without = [goal for goal in content.goals if not goal.do]
    text = ngettext("Ett mål säger inte vad ni gör.", "%(n)s mål säger inte vad ni gör.", len(without))
    yield len(without), text % {"n": len(without)}
    without = [goal for goal in content.goals if not (goal.role or goal.responsible)]
    text = ngettext(
        "Ett mål har ingen som håller i det.", "%(n)s mål har ingen som håller i dem.", len(without)
    )
    yield len(without), text % {"n": len(without)}
