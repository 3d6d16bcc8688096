from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Entry:
    """Something with a day or a period, both ends included. No notes and no names.

    key: never changes ("planning.activity.12"), so that a calendar updates it instead of adding a second. path: its page here.
    revision: rises when it changes. over: it is done, and is shown as such. called_off: it will not be.
    """

    key: str
    title: str
    first: date
    last: date
    path: str
    revision: int = 0
    over: bool = False
    called_off: bool = False
