"""The kinds of visits (data/visit_kinds.yaml), and what a logged visit must hold. Without the database."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml
from django.utils.translation import gettext as _

from tillsammans.access.roles import Role
from tillsammans.core.text import localised

_FILE = Path(__file__).parent.parent / "data" / "visit_kinds.yaml"
LONGEST_LINE = 300
MET = (
    Role.UNIT_MANAGER, Role.HEAD, Role.CONTACT_PERSON, Role.COORDINATOR, Role.BBA, Role.STAFF, Role.STEERING_MEMBER,
)  # fmt: skip
_KEY = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class Kind:
    """name: by language. asked: it can be asked for as support."""

    code: str
    name: Mapping[str, str]
    asked: bool


@dataclass(frozen=True)
class VisitContent:
    """met: keys of the roles that took part, never names. line: what it was about."""

    kind: str
    held_on: date
    met: tuple[str, ...] = ()
    line: str = ""


@cache
def kinds() -> Mapping[str, Kind]:
    """By code, in the file's order."""
    told = yaml.safe_load(_FILE.read_text(encoding="utf-8"))["kinds"]
    return {row["code"]: Kind(row["code"], row["name"], row["asked"]) for row in told}


def kind_name(code: str, language: str) -> str:
    """`handledning`; of a kind that the file no longer has, its code."""
    known = kinds().get(code)
    return localised(known.name, language).text if known else code


def log_refusal(content: VisitContent, today: date, closed_on: date | None) -> str | None:
    """Why it cannot be logged; None: it can. closed_on: when the place closed."""
    if content.held_on > today:
        return _("Dagen har inte kommit än. Logga besöket när det har varit.")
    if closed_on is not None and content.held_on > closed_on:
        return _("Enheten var stängd den dagen. Välj en tidigare dag eller en annan plats.")
    return content_refusal(content)


def content_refusal(content: VisitContent) -> str | None:
    """Why the content is not whole; None: it is."""
    if content.kind not in kinds():
        return _("Välj vad det var.")
    if not set(content.met) <= set(MET):
        return _("Välj bland rollerna i listan.")
    if len(content.line) > LONGEST_LINE:
        text = _("Raden är %(given)s tecken lång. Korta den till högst %(most)s.")
        return text % {"given": len(content.line), "most": LONGEST_LINE}
    return None


def key_refusal(key: str) -> str | None:
    """Why what came with the form is no key of ours; None: it is, or there is none."""
    return (
        None
        if not key or _KEY.fullmatch(key)
        else _("Sidan är för gammal. Läs in den på nytt och logga igen.")
    )
