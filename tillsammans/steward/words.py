"""The audit trail's fixed keys in plain words, and links made clickable in a letter that is shown."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from tillsammans.steward.queries import EventRow

_LINK = re.compile(r"(https?://\S+)")


# What each kind of event is called. An action without words of its own shows its key; a test finds it.
ACTIONS = {
    "access.grant_issued": gettext_lazy("personlig länk gjord"),
    "access.grants_dropped": gettext_lazy("personliga länkar raderade"),
    "access.grants_revoked": gettext_lazy("personlig länk återkallad"),
    "accounts.account_opened": gettext_lazy("konto öppnat"),
    "accounts.account_closed": gettext_lazy("konto stängt"),
    "accounts.account_reopened": gettext_lazy("konto öppnat igen"),
    "accounts.account_erased": gettext_lazy("konto raderat"),
    "accounts.details_changed": gettext_lazy("egna uppgifter ändrade"),
    "accounts.invitation_accepted": gettext_lazy("inbjudan antagen"),
    "accounts.signed_in": gettext_lazy("inloggning"),
    "accounts.signed_out": gettext_lazy("utloggning"),
    "accounts.sign_in_failed": gettext_lazy("inloggning som inte gick"),
    "followup.addresses_forgotten": gettext_lazy("adresser i gamla omgångar gallrade"),
    "followup.draft_saved": gettext_lazy("utkast till självskattning sparat"),
    "followup.invitations_sent": gettext_lazy("inbjudningar skickade"),
    "followup.reminders_sent": gettext_lazy("påminnelser skickade"),
    "followup.principal_report_sent": gettext_lazy("huvudmannens svar skickat"),
    "followup.report_handed_over": gettext_lazy("självskattning lämnad till en kollega"),
    "followup.report_moved": gettext_lazy("självskattning flyttad till ny chef"),
    "followup.report_sent": gettext_lazy("självskattning skickad"),
    "followup.report_taken_back": gettext_lazy("självskattning tagen tillbaka från en kollega"),
    "followup.rollup_rebuilt": gettext_lazy("sammanräkning gjord om"),
    "followup.round_changed": gettext_lazy("omgång ändrad"),
    "followup.round_created": gettext_lazy("omgång skapad"),
    "followup.round_removed": gettext_lazy("omgång borttagen"),
    "followup.round_opened": gettext_lazy("omgång öppnad"),
    "followup.round_closed": gettext_lazy("omgång stängd"),
    "followup.round_reopened": gettext_lazy("omgång öppnad igen"),
    "followup.units_asked": gettext_lazy("fler enheter tillfrågade i omgången"),
    "followup.unit_withdrawn": gettext_lazy("enhet tagen ur omgången"),
    "followup.closing_day_moved": gettext_lazy("sista svarsdag flyttad"),
    "organisations.account_tied": gettext_lazy("konto kopplat till roll"),
    "organisations.county_made": gettext_lazy("län skapat"),
    "organisations.holdings_disposed": gettext_lazy("avslutade rollinnehav gallrade"),
    "organisations.holdings_read": gettext_lazy("rollinnehavare lästa"),
    "organisations.import_previewed": gettext_lazy("inläsning förhandsvisad"),
    "organisations.import_read": gettext_lazy("inläsning läst"),
    "organisations.import_committed": gettext_lazy("inläsning genomförd"),
    "organisations.import_abandoned": gettext_lazy("inläsning avbruten"),
    "organisations.imports_forgotten": gettext_lazy("gamla inläsningar gallrade"),
    "organisations.place_opened": gettext_lazy("plats öppnad"),
    "organisations.place_renamed": gettext_lazy("plats bytte namn"),
    "organisations.place_moved": gettext_lazy("plats flyttad"),
    "organisations.place_closed": gettext_lazy("plats stängd"),
    "organisations.place_reopened": gettext_lazy("plats öppnad igen"),
    "organisations.place_merged": gettext_lazy("enheter sammanslagna"),
    "organisations.role_appointed": gettext_lazy("roll tillsatt"),
    "organisations.role_ended": gettext_lazy("roll avslutad"),
    "organisations.role_handed_over": gettext_lazy("roll överlämnad"),
    "organisations.role_decided": gettext_lazy("beslut om roll"),
    "organisations.role_decision_withdrawn": gettext_lazy("beslut om roll taget tillbaka"),
    "organisations.settings_changed": gettext_lazy("huvudmannens val ändrade"),
    "planning.nudge_noted": gettext_lazy("läge för knuff noterat"),
    "planning.message_planned": gettext_lazy("budskap planerat"),
    "planning.message_changed": gettext_lazy("budskap ändrat"),
    "planning.message_sent": gettext_lazy("budskap markerat som skickat"),
    "planning.message_not_sent": gettext_lazy("budskap inte skickat längre"),
    "planning.message_removed": gettext_lazy("budskap borttaget"),
    "planning.forum_added": gettext_lazy("forum inlagt"),
    "planning.forum_changed": gettext_lazy("forum ändrat"),
    "planning.forum_closed": gettext_lazy("forum avslutat"),
    "planning.deadline_added": gettext_lazy("hålltid inlagd"),
    "planning.deadline_changed": gettext_lazy("hålltid ändrad"),
    "planning.deadline_removed": gettext_lazy("hålltid borttagen"),
    "planning.lens_tagged": gettext_lazy("del av en lins kopplad till planen"),
    "planning.lens_untagged": gettext_lazy("koppling mellan lins och plan borttagen"),
    "planning.lens_noted": gettext_lazy("anteckning i en lins skriven"),
    "planning.adopters_placed": gettext_lazy("grupp placerad i spridningen"),
    "planning.adopters_removed": gettext_lazy("grupp i spridningen borttagen"),
    "planning.report_taken_up": gettext_lazy("självskattning tagen upp i registret"),
    "planning.activity_created": gettext_lazy("aktivitet skapad"),
    "planning.activity_changed": gettext_lazy("aktivitet ändrad"),
    "planning.activity_state_set": gettext_lazy("aktivitetens läge ändrat"),
    "planning.activity_shared": gettext_lazy("aktivitet delad i länet"),
    "planning.activity_kept_to_own": gettext_lazy("aktivitet inte delad längre"),
    "planning.activity_removed": gettext_lazy("aktivitet borttagen"),
    "planning.wait_added": gettext_lazy("aktivitet väntar på en annan"),
    "planning.wait_removed": gettext_lazy("aktivitet väntar inte längre på en annan"),
    "planning.checklist_started": gettext_lazy("checklista påbörjad"),
    "planning.checklist_ticked": gettext_lazy("punkt i checklista avprickad"),
    "planning.checklist_unticked": gettext_lazy("punkt i checklista öppnad igen"),
    "planning.checklist_closed": gettext_lazy("checklista avslutad"),
    "planning.plan_started": gettext_lazy("plan påbörjad"),
    "planning.plan_version_begun": gettext_lazy("ny version av plan påbörjad"),
    "planning.plan_draft_saved": gettext_lazy("utkast till plan sparat"),
    "planning.plan_part_removed": gettext_lazy("del av utkast till plan borttagen"),
    "planning.plan_imported": gettext_lazy("Word-plan inläst i utkast"),
    "planning.plan_decision_asked": gettext_lazy("beslut om plan begärt"),
    "planning.plan_decided": gettext_lazy("plan beslutad"),
    "planning.plan_closed": gettext_lazy("plan avslutad"),
    "programmes.commenters_forgotten": gettext_lazy("vem som lämnat gamla synpunkter gallrat"),
    "programmes.comments_requested": gettext_lazy("synpunkter begärda"),
    "programmes.stairs_commented": gettext_lazy("synpunkt lämnad"),
    "programmes.stairs_recalled": gettext_lazy("utkast taget tillbaka"),
    "programmes.loaded": gettext_lazy("program inlästa"),
    "programmes.criterion_added": gettext_lazy("kriterium tillagt"),
    "programmes.criterion_edited": gettext_lazy("kriterium ändrat"),
    "programmes.criterion_removed": gettext_lazy("kriterium borttaget"),
    "programmes.item_added": gettext_lazy("punkt i modellen tillagd"),
    "programmes.item_edited": gettext_lazy("punkt i modellen ändrad"),
    "programmes.item_removed": gettext_lazy("punkt i modellen borttagen"),
    "programmes.model_about_edited": gettext_lazy("modellens inledning ändrad"),
    "programmes.model_drafted": gettext_lazy("utkast till modell gjort"),
    "programmes.model_discarded": gettext_lazy("utkast till modell kastat"),
    "programmes.model_published": gettext_lazy("modell publicerad"),
    "programmes.stairs_about_edited": gettext_lazy("trappans inledning ändrad"),
    "programmes.stairs_drafted": gettext_lazy("utkast till trappa gjort"),
    "programmes.stairs_discarded": gettext_lazy("utkast till trappa kastat"),
    "programmes.stairs_published": gettext_lazy("trappa publicerad"),
    "programmes.step_added": gettext_lazy("steg tillagt"),
    "programmes.step_edited": gettext_lazy("steg ändrat"),
    "programmes.step_removed": gettext_lazy("steg borttaget"),
    "programmes.adaptation_registered": gettext_lazy("anpassning registrerad"),
    "programmes.adaptation_edited": gettext_lazy("anpassning ändrad"),
    "programmes.adaptation_ended": gettext_lazy("anpassning avslutad eller återupptagen"),
    "programmes.adaptation_reviewed": gettext_lazy("anpassning besvarad av modellförvaltaren"),
    "programmes.initiative_registered": gettext_lazy("satsning registrerad"),
    "programmes.initiative_edited": gettext_lazy("satsning ändrad"),
    "programmes.initiative_closed": gettext_lazy("satsning avslutad eller återupptagen"),
    "programmes.theory_about_edited": gettext_lazy("programteorins inledning ändrad"),
    "programmes.theory_discarded": gettext_lazy("utkast till programteori kastat"),
    "programmes.theory_drafted": gettext_lazy("utkast till programteori gjort"),
    "programmes.theory_loaded": gettext_lazy("programteori inläst"),
    "programmes.theory_measures_set": gettext_lazy("mått på ett led i programteorin valda"),
    "programmes.theory_published": gettext_lazy("programteori publicerad"),
    "programmes.theory_row_added": gettext_lazy("rad i programteorin tillagd"),
    "programmes.theory_row_edited": gettext_lazy("rad i programteorin ändrad"),
    "programmes.theory_row_removed": gettext_lazy("rad i programteorin borttagen"),
    "programmes.wheel_loaded": gettext_lazy("hjulet inläst"),
    "programmes.wheel_drafted": gettext_lazy("utkast till hjul gjort"),
    "programmes.wheel_discarded": gettext_lazy("utkast till hjul kastat"),
    "programmes.wheel_published": gettext_lazy("hjul publicerat"),
    "programmes.wheel_standing_edited": gettext_lazy("vems hjulets områden är, ändrat"),
    "programmes.wheel_texts_edited": gettext_lazy("hjulets texter ändrade"),
    "programmes.wheel_review_set": gettext_lazy("granskning av hjulets texter ändrad"),
    "programmes.wheel_area_added": gettext_lazy("område i hjulet tillagt"),
    "programmes.wheel_area_edited": gettext_lazy("område i hjulet ändrat"),
    "programmes.wheel_area_moved": gettext_lazy("område i hjulet flyttat"),
    "programmes.wheel_area_removed": gettext_lazy("område i hjulet borttaget"),
    "programmes.wheel_level_added": gettext_lazy("svar i hjulet tillagt"),
    "programmes.wheel_level_edited": gettext_lazy("svar i hjulet ändrat"),
    "programmes.wheel_level_removed": gettext_lazy("svar i hjulet borttaget"),
    "programmes.wheel_contact_added": gettext_lazy("kontakt i hjulet tillagd"),
    "programmes.wheel_contact_edited": gettext_lazy("kontakt i hjulet ändrad"),
    "programmes.wheel_contact_removed": gettext_lazy("kontakt i hjulet borttagen"),
    "programmes.wheel_heading_added": gettext_lazy("rubrik i mall tillagd"),
    "programmes.wheel_heading_moved": gettext_lazy("rubrik i mall flyttad"),
    "programmes.wheel_heading_removed": gettext_lazy("rubrik i mall borttagen"),
    "programmes.wheel_artwork_uploaded": gettext_lazy("bild av hjulet inlagd"),
    "programmes.wheel_artwork_removed": gettext_lazy("bild av hjulet borttagen"),
    "programmes.steps_mapped": gettext_lazy("gamla steg jämförda med nya"),
    "strategies.barrier_lifted": gettext_lazy("hinder lyft"),
    "strategies.determinant_answered": gettext_lazy("svar på lyft hinder fört till registret"),
    "strategies.determinant_edited": gettext_lazy("hinder eller möjliggörare ändrad"),
    "strategies.determinant_gave_back": gettext_lazy("sammanslagning i registret löst"),
    "strategies.determinant_lifted": gettext_lazy("hinder i registret lyft"),
    "strategies.determinant_merged": gettext_lazy("rad i registret sammanslagen med en annan"),
    "strategies.determinant_prioritised": gettext_lazy("hinder eller möjliggörare prioriterad"),
    "strategies.determinant_state_changed": gettext_lazy("läge för hinder eller möjliggörare ändrat"),
    "strategies.determinant_took_in": gettext_lazy("rad i registret tog in en annan"),
    "strategies.determinant_unmerged": gettext_lazy("rad i registret tagen ur en sammanslagning"),
    "strategies.determinant_withdrawn": gettext_lazy("lyft hinder taget tillbaka i registret"),
    "strategies.determinant_written": gettext_lazy("hinder eller möjliggörare skriven"),
    "strategies.lift_answered": gettext_lazy("lyft hinder besvarat"),
    "strategies.lift_withdrawn": gettext_lazy("lyft taget tillbaka"),
    "strategies.strategy_changed": gettext_lazy("strategi ändrad"),
    "strategies.strategy_effect_told": gettext_lazy("effekt av strategi berättad"),
    "strategies.strategy_removed": gettext_lazy("strategi borttagen"),
    "strategies.strategy_state_set": gettext_lazy("strategins läge ändrat"),
    "strategies.strategy_written": gettext_lazy("strategi skriven"),
    "steward.accounts_read": gettext_lazy("konton lästa"),
    "steward.audit_read": gettext_lazy("granskningslogg läst"),
    "steward.letter_read": gettext_lazy("utskick läst"),
    "steward.mail_read": gettext_lazy("utskick lästa"),
    "steward.role_given": gettext_lazy("roll given"),
    "workshops.left": gettext_lazy("telefon lämnade en workshop"),
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
