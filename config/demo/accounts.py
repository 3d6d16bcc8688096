"""Who one can sign in as in the demo: one account a role, all with the same printed password."""

from dataclasses import dataclass

from django.conf import settings

from tillsammans.access.actor import Actor
from tillsammans.access.roles import Role
from tillsammans.accounts import commands
from tillsammans.accounts.models import User
from tillsammans.core.errors import NotAllowed

PASSWORD = "sjoland-demo-2026"  # nosec B105 (printed on purpose; nobody gets in with it outside demo mode)
COUNTY = ""  # where a role is held at the county itself


@dataclass(frozen=True)
class DemoAccount:
    """where: for a county role COUNTY, else the principal's name. units: names of the units that one is manager of."""

    email: str
    role: Role
    county: str
    where: str = COUNTY
    units: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """In words for the printed table."""
        names = {"sjoland": "länet Sjöland", "sormland": "länet Sörmland (utan svar)"}
        if self.units:
            return f"{' och '.join(self.units)}, {self.where}"
        return self.where or names[self.county]


ACCOUNTS = (
    DemoAccount("processledare@sjoland.example", Role.PROCESS_LEADER, "sjoland"),
    DemoAccount("forvaltningschef@sjoland.example", Role.HEAD, "sjoland", "Ekvik"),
    DemoAccount("kontaktperson@sjoland.example", Role.CONTACT_PERSON, "sjoland", "Ekvik"),
    DemoAccount(
        "enhetschef@sjoland.example",
        Role.UNIT_MANAGER,
        "sjoland",
        "Ekvik",
        ("Lindskolan", "Lindskolans fritidshem"),
    ),
    DemoAccount("styrgrupp@sjoland.example", Role.STEERING_MEMBER, "sjoland"),
    DemoAccount("forskare@sjoland.example", Role.RESEARCHER, "sjoland"),
    DemoAccount("modellforvaltare@sjoland.example", Role.MODEL_MANAGER, "sjoland"),
    DemoAccount("redaktor@sjoland.example", Role.EDITOR, "sjoland"),
    DemoAccount("systemforvaltare@sjoland.example", Role.SYSTEM_MANAGER, "sjoland"),
    DemoAccount("processledare@sormland.example", Role.PROCESS_LEADER, "sormland"),
    DemoAccount("systemforvaltare@sormland.example", Role.SYSTEM_MANAGER, "sormland"),
)


def of_county(key: str) -> list[DemoAccount]:
    """The accounts that belong to one county, in the order they are printed."""
    return [one for one in ACCOUNTS if one.county == key]


def open_account(*, by: Actor, account: DemoAccount) -> User:
    """The account with the printed password; one that is there already is left alone. Raises NotAllowed outside demo mode."""
    if not settings.DEMO:
        raise NotAllowed("Demokonton finns bara i demoläget.")
    if found := User.objects.filter(email=account.email).first():
        return found
    user = commands.open_account(by=by, email=account.email, is_demo=True)
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])
    return user


def listed() -> str:
    """The table that start.py prints."""
    rows = [(one.email, str(Role(one.role).label), one.place) for one in ACCOUNTS]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
    return "\n".join([f"Konton i demon, alla med lösenordet {PASSWORD}:", *(f"  {line}" for line in lines)])
