from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Entry:
    """Something with a day or a period, both ends included. No notes and no names.

    key: never changes ("planning.activity.12"), so that a calendar updates it instead of adding a second. path: its page here.
    revision: rises when it changes. over: it is done, and is shown as such. called_off: it will not be. own: the person is to do
    something; else it is told ahead and never as waiting. standing: it has no day of its own and stands open; `last` is then
    any day. kind: a rules.kinds.Kind, set by the registry.
    """

    key: str
    title: str
    first: date
    last: date
    path: str
    revision: int = 0
    over: bool = False
    called_off: bool = False
    own: bool = True
    standing: bool = False
    kind: str = "other"
