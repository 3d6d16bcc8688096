"""The library of nudges (data/nudges.yaml), checked whole: what each changes and in which moment of an ordinary day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

from tillsammans.strategies.rules.reading import Row, Texts, code_of, field, known, once, part, read

FILE = "nudges.yaml"
FOLDER = Path(__file__).parent.parent / "data"
STATUSES = {"in-use", "planned"}
IN_PLACE = "in_place"
STATES = {IN_PLACE, "planned", "not_for_us"}  # a test holds them to models.NudgeState
TOLD = ("name", "moment", "change", "begin")


@dataclass(frozen=True)
class Nudge:
    """Texts by language. status: "in-use" or "planned" in a published county plan, "" where it tells nothing of it."""

    code: str
    name: Texts
    moment: Texts
    change: Texts
    begin: Texts
    experience: Texts
    status: str


@dataclass(frozen=True)
class NudgeContent:
    """What a place says of a nudge. since: from when it is in place, or will be."""

    state: str
    since: date | None = None
    became: str = ""


@cache
def library() -> Mapping[str, Nudge]:
    """By code, in the file's order. Raises ReferenceFault."""
    return parse(read(FILE, FOLDER), read("determinants.yaml"))


def parse(given: Row, plan: Row) -> Mapping[str, Nudge]:
    """Raises ReferenceFault for what lacks a code or a text, and for a nudge of the county plan that the library lacks."""
    statuses = {
        code_of("determinants.yaml", row, "nudges"): row.get("status", "") for row in plan.get("nudges", ())
    }
    for code, status in statuses.items():
        known("determinants.yaml", status, STATUSES, of=f'the nudge "{code}"', kind="status")
    found = [_nudge(row, statuses) for row in part(FILE, given, "nudges")]
    once(FILE, (one.code for one in found), "nudge")
    codes = {one.code for one in found}
    for code in statuses:
        known("determinants.yaml", code, codes, of="the county plan", kind="nudge")
    return {one.code: one for one in found}


def _nudge(row: Row, statuses: Mapping[str, str]) -> Nudge:
    code = code_of(FILE, row, "nudges")
    texts = {name: _texts(row, name, code) for name in TOLD}
    status = statuses.get(code, "")
    experience = _texts(row, "experience", code) if status else {}
    return Nudge(code=code, experience=experience, status=status, **texts)


def _texts(row: Row, name: str, code: str) -> Texts:
    return {lang: str(field(FILE, row, f"{name}_{lang}", of=f'the nudge "{code}"')) for lang in ("sv", "en")}


def fault(content: NudgeContent, today: date) -> str | None:
    """Why this cannot be said of a nudge; None: it can."""
    if content.state not in STATES:
        return _("Det läget finns inte. Läs in sidan på nytt och välj igen.")
    if content.state == IN_PLACE and content.since and content.since > today:
        return _("Dagen har inte varit än. Välj ”på väg” om knuffen kommer senare.")
    return None
