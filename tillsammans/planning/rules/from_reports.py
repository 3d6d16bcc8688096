"""What a self-report says that belongs in the register."""

from dataclasses import dataclass
from typing import Protocol

BARRIER, FACILITATOR = "barrier", "facilitator"
LONGEST = 500  # what a row of the register holds


class Report(Protocol):
    hindered: str
    hindered_domain: str
    helped: str


@dataclass(frozen=True)
class Told:
    """domain: as the report has it; "" where nobody chose one."""

    kind: str
    text: str
    domain: str

    @property
    def is_whole(self) -> bool:
        """Whether it can be taken up as it stands, with one click."""
        return bool(self.domain) and len(self.text) <= LONGEST


def told_of(report: Report, kind: str) -> Told | None:
    """What hindered or what helped; None where nothing is written."""
    if kind == BARRIER:
        return (
            Told(kind, report.hindered.strip(), report.hindered_domain) if report.hindered.strip() else None
        )
    if kind == FACILITATOR and report.helped.strip():
        return Told(kind, report.helped.strip(), "")
    return None
