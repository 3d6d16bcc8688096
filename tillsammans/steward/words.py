"""The audit trail's fixed keys in plain words, and links made clickable in a letter that is shown."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString
from django.utils.html import format_html
from django.utils.translation import gettext as _

from tillsammans.steward.queries import EventRow

_LINK = re.compile(r"(https?://\S+)")


def of_action(action: str) -> str:
    """What happened, in a few words; an action without words of its own shows its key."""
    known = {
        "access.grant_issued": _("personlig länk gjord"),
        "access.grants_revoked": _("personlig länk återkallad"),
        "accounts.account_opened": _("konto öppnat"),
        "accounts.account_closed": _("konto stängt"),
        "accounts.account_reopened": _("konto öppnat igen"),
        "accounts.details_changed": _("egna uppgifter ändrade"),
        "accounts.invitation_accepted": _("inbjudan antagen"),
        "accounts.signed_in": _("inloggning"),
        "accounts.signed_out": _("utloggning"),
        "accounts.sign_in_failed": _("inloggning som inte gick"),
        "organisations.account_tied": _("konto kopplat till roll"),
        "organisations.holdings_read": _("rollinnehavare lästa"),
        "steward.accounts_read": _("konton lästa"),
        "steward.audit_read": _("granskningslogg läst"),
        "steward.letter_read": _("utskick läst"),
        "steward.mail_read": _("utskick lästa"),
        "steward.role_given": _("roll given"),
    }
    return known.get(action, action)


@dataclass(frozen=True)
class ToldEvent:
    number: int
    at: datetime
    what: str
    key: str
    who: str
    about: str


def told(rows: Iterable[EventRow]) -> list[ToldEvent]:
    return [ToldEvent(r.number, r.at, of_action(r.action), r.action, r.who, r.about) for r in rows]


def with_links(body: str | None) -> list[SafeString | str]:
    """The letter in pieces, its addresses as links. Pieces that are not links are escaped by the template."""
    pieces = _LINK.split(body or "")
    return [format_html('<a href="{}">{}</a>', p, p) if _LINK.fullmatch(p) else p for p in pieces]
