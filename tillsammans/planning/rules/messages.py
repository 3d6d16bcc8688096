"""A line of the communication plan: what it holds and how it stands."""

from dataclasses import dataclass
from datetime import date

SENT, LATE, COMING = "sent", "late", "coming"


@dataclass(frozen=True)
class MessageContent:
    """plan_id: the plan that the message belongs to. material: an address or the name of a document."""

    message: str
    target_group: str
    channel: str
    on: date
    responsible_role: str = ""
    responsible_text: str = ""
    material: str = ""
    plan_id: int | None = None
    shared: bool = False


def standing(on: date, sent_on: date | None, today: date) -> str:
    """Sent, late (its day has been and nobody has said that it was sent) or coming."""
    if sent_on is not None:
        return SENT
    return LATE if on < today else COMING


def is_address(material: str) -> bool:
    """Whether the material is a page to open; else it is the name of a document."""
    return material.startswith(("https://", "http://")) and " " not in material
