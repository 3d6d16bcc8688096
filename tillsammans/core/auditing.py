"""What the audit trail must know of whoever acts. `access.Actor` fulfils it; `audit` lies below `access`."""

from datetime import datetime
from typing import Protocol


class Acting(Protocol):
    @property
    def user_id(self) -> int | None: ...
    @property
    def grant_id(self) -> int | None: ...
    @property
    def at(self) -> datetime: ...
    @property
    def county_id(self) -> int | None: ...
    @property
    def origin(self) -> str: ...
