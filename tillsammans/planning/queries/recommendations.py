"""The eight final recommendations of the accompanying research, as short prompts with their questions for reflection."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

_FILE = Path(__file__).parent.parent / "data" / "recommendations.yaml"


@dataclass(frozen=True)
class Prompt:
    """code: as a plan holds the answer. Texts are in Swedish: the report is."""

    code: str
    title: str
    text: str
    questions: tuple[str, ...]


@cache
def prompts() -> tuple[Prompt, ...]:
    """The eight, in the report's order."""
    read = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    (final,) = [study for study in read["studies"] if study["final"]]
    return tuple(
        Prompt(
            one["code"],
            one["title_sv"],
            one["text_sv"],
            tuple(asked["text_sv"] for asked in one["reflection_questions"]),
        )
        for one in final["recommendations"]
    )
