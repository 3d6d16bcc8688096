"""What an editor is told of the letters about accounts. Two of them are not the county's: they are about safety."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from tillsammans.notify import areas
from tillsammans.notify.own_words import Placeholder, Standard, Told, day, tell, word


def _example() -> Mapping[str, Any]:
    return {"link": settings.BASE_URL + "/konto/exempel", "until": datetime(2026, 11, 27, 12, tzinfo=UTC)}


def register() -> None:
    """Called once, after the letters."""
    whose = "a letter of safety belongs to the account, which may be of several counties"
    tell("accounts/password_reset", Standard(whose))
    tell("accounts/account_changed", Standard(whose))
    tell(
        "accounts/invitation",
        Told(
            areas.ACCOUNTS, _("Inbjudan till ett konto"), _("Till den som har fått en roll och ska kunna logga in."),
            [Placeholder("länk", _("Länken där man väljer lösenord."), word("link"), must=True, in_subject=False),
             Placeholder("sistadag", _("Sista dagen som länken gäller."), day("until"))],
            _example,
        ),
    )  # fmt: skip
