"""The audit trail's fixed keys in plain words, and links made clickable in a letter that is shown."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _lazy

from tillsammans.steward.queries import EventRow

_LINK = re.compile(r"(https?://\S+)")


# What each kind of event is called. An action without words of its own shows its key; a test finds it.
ACTIONS = {
    "access.grant_issued": _lazy("personlig länk gjord"),
    "access.grants_revoked": _lazy("personlig länk återkallad"),
    "accounts.account_opened": _lazy("konto öppnat"),
    "accounts.account_closed": _lazy("konto stängt"),
    "accounts.account_reopened": _lazy("konto öppnat igen"),
    "accounts.account_erased": _lazy("konto raderat"),
    "accounts.details_changed": _lazy("egna uppgifter ändrade"),
    "accounts.invitation_accepted": _lazy("inbjudan antagen"),
    "accounts.signed_in": _lazy("inloggning"),
    "accounts.signed_out": _lazy("utloggning"),
    "accounts.sign_in_failed": _lazy("inloggning som inte gick"),
    "followup.draft_saved": _lazy("utkast till självskattning sparat"),
    "followup.invitations_sent": _lazy("inbjudningar skickade"),
    "followup.reminders_sent": _lazy("påminnelser skickade"),
    "followup.principal_report_sent": _lazy("huvudmannens svar skickat"),
    "followup.report_handed_over": _lazy("självskattning lämnad till en kollega"),
    "followup.report_moved": _lazy("självskattning flyttad till ny chef"),
    "followup.report_sent": _lazy("självskattning skickad"),
    "followup.report_taken_back": _lazy("självskattning tagen tillbaka från en kollega"),
    "followup.rollup_rebuilt": _lazy("sammanräkning gjord om"),
    "followup.round_changed": _lazy("omgång ändrad"),
    "followup.round_created": _lazy("omgång skapad"),
    "followup.round_removed": _lazy("omgång borttagen"),
    "followup.round_opened": _lazy("omgång öppnad"),
    "followup.round_closed": _lazy("omgång stängd"),
    "followup.round_reopened": _lazy("omgång öppnad igen"),
    "followup.unit_withdrawn": _lazy("enhet tagen ur omgången"),
    "followup.closing_day_moved": _lazy("sista svarsdag flyttad"),
    "organisations.account_tied": _lazy("konto kopplat till roll"),
    "organisations.county_made": _lazy("län skapat"),
    "organisations.holdings_disposed": _lazy("avslutade rollinnehav gallrade"),
    "organisations.holdings_read": _lazy("rollinnehavare lästa"),
    "organisations.import_previewed": _lazy("inläsning förhandsvisad"),
    "organisations.import_read": _lazy("inläsning läst"),
    "organisations.import_committed": _lazy("inläsning genomförd"),
    "organisations.import_abandoned": _lazy("inläsning avbruten"),
    "organisations.imports_forgotten": _lazy("gamla inläsningar gallrade"),
    "organisations.place_opened": _lazy("plats öppnad"),
    "organisations.place_renamed": _lazy("plats bytte namn"),
    "organisations.place_moved": _lazy("plats flyttad"),
    "organisations.place_closed": _lazy("plats stängd"),
    "organisations.place_reopened": _lazy("plats öppnad igen"),
    "organisations.place_merged": _lazy("enheter sammanslagna"),
    "organisations.role_appointed": _lazy("roll tillsatt"),
    "organisations.role_ended": _lazy("roll avslutad"),
    "organisations.role_handed_over": _lazy("roll överlämnad"),
    "organisations.role_decided": _lazy("beslut om roll"),
    "organisations.role_decision_withdrawn": _lazy("beslut om roll taget tillbaka"),
    "organisations.settings_changed": _lazy("huvudmannens val ändrade"),
    "programmes.comments_requested": _lazy("synpunkter begärda"),
    "programmes.stairs_commented": _lazy("synpunkt lämnad"),
    "programmes.stairs_recalled": _lazy("utkast taget tillbaka"),
    "programmes.loaded": _lazy("program inlästa"),
    "programmes.criterion_added": _lazy("kriterium tillagt"),
    "programmes.criterion_edited": _lazy("kriterium ändrat"),
    "programmes.criterion_removed": _lazy("kriterium borttaget"),
    "programmes.item_added": _lazy("punkt i modellen tillagd"),
    "programmes.item_edited": _lazy("punkt i modellen ändrad"),
    "programmes.item_removed": _lazy("punkt i modellen borttagen"),
    "programmes.model_about_edited": _lazy("modellens inledning ändrad"),
    "programmes.model_drafted": _lazy("utkast till modell gjort"),
    "programmes.model_discarded": _lazy("utkast till modell kastat"),
    "programmes.model_published": _lazy("modell publicerad"),
    "programmes.stairs_about_edited": _lazy("trappans inledning ändrad"),
    "programmes.stairs_drafted": _lazy("utkast till trappa gjort"),
    "programmes.stairs_discarded": _lazy("utkast till trappa kastat"),
    "programmes.stairs_published": _lazy("trappa publicerad"),
    "programmes.step_added": _lazy("steg tillagt"),
    "programmes.step_edited": _lazy("steg ändrat"),
    "programmes.step_removed": _lazy("steg borttaget"),
    "programmes.steps_mapped": _lazy("gamla steg jämförda med nya"),
    "steward.accounts_read": _lazy("konton lästa"),
    "steward.audit_read": _lazy("granskningslogg läst"),
    "steward.letter_read": _lazy("utskick läst"),
    "steward.mail_read": _lazy("utskick lästa"),
    "steward.role_given": _lazy("roll given"),
}


def of_action(action: str) -> str:
    """What happened, in a few words."""
    return str(ACTIONS.get(action, action))


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
