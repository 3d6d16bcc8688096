"""What an editor is told of the letters about self-reports, and examples to show them with."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from tillsammans.followup.models import FilledBy
from tillsammans.notify import areas
from tillsammans.notify.own_words import Placeholder, Told, Words, day, joined, part, tell, word

LINKS = Placeholder(
    "länkar", _("Länken till enhetens självskattning, eller en för varje enhet."), part("followup/_links.txt"),
    must=True, in_subject=False,
)  # fmt: skip
AFTER = Placeholder(
    "villkor", _("Vad som händer med svaret, vem man frågar och hur länge länken fungerar."), part("followup/_after.txt"),
    must=True, in_subject=False,
)  # fmt: skip
UNIT = Placeholder("enhet", _("Enhetens namn."), word("unit"))
UNITS = Placeholder(
    "enhet", _("Enhetens namn, eller ”era enheter” till den som är chef för flera."), part("followup/_asked_about.txt")
)  # fmt: skip
ROUND = Placeholder("omgång", _("Omgångens namn."), word("round"))
COUNTY = Placeholder("län", _("Länets namn."), word("county"))
MODELS = Placeholder("modell", _("Modellens namn."), joined("programmes"))
LAST_DAY = Placeholder("sistadag", _("Sista dagen att svara, med årtal."), day("closes_on"))
LAST = Placeholder("dag", _("Sista dagen att svara, utan årtal."), day("closes_on", "j F"))
PRINCIPAL = Placeholder("huvudman", _("Huvudmannens namn."), word("principal"))


def _questions(words: Words) -> str:
    number: int = words["questions"]
    return ngettext("%(n)s fråga", "%(n)s frågor", number) % {"n": number}


def _time(words: Words) -> str:
    return day("sent_at", "H:i")(words)


def _asked() -> Mapping[str, Any]:
    link = settings.BASE_URL + "/svara/exempel"
    return {
        "county": "Sjölands län", "round": "hösten 2026", "closes_on": date(2026, 11, 27), "principal": "Ekviks kommun",
        "principals": ["Ekviks kommun"], "programmes": [gettext("Tillsammans för barnens bästa")], "questions": 4,
        "units": [{"name": "Norrbackens förskola", "link": link}], "several": False, "unit": "Norrbackens förskola",
        "link": link, "manager": gettext("rektor"),
    }  # fmt: skip


def _sent() -> Mapping[str, Any]:
    row = {
        "name": gettext("Gemensamt förhållningssätt"), "step": 2, "step_name": gettext("Vi provar"),
        "heading": gettext("Nästa lilla steg"), "smallest": gettext("Prata om hjulet på nästa arbetsplatsträff."),
    }  # fmt: skip
    sent_at = datetime(2026, 11, 12, 13, 35, tzinfo=UTC)
    return {
        **_asked(), "number": 1, "sent_at": sent_at, "rows": [row],
        "filled_by": str(FilledBy.MANAGER.label),
    }  # fmt: skip


def register() -> None:
    """Called once, after the letters."""
    tell(
        "followup/invitation",
        Told(
            areas.SELF_REPORTS, _("Inbjudan att svara"), _("Till den som svarar för en enhet, när en omgång öppnar."),
            [LINKS, AFTER, UNITS, COUNTY, MODELS, ROUND, LAST_DAY, LAST,
             Placeholder("vem", _("En mening om varför just den här personen får frågan."), part("followup/_whom.txt"),
                         in_subject=False),
             Placeholder("frågor", _("Hur många frågor det är, till exempel ”4 frågor”."), _questions)],
            _asked,
        ),
    )  # fmt: skip
    tell(
        "followup/reminder",
        Told(
            areas.SELF_REPORTS, _("Påminnelse att svara"), _("Till den som inte har svarat, när någon väljer att påminna."),
            [LINKS, AFTER, UNITS, LAST_DAY, LAST,
             Placeholder("läge", _("En mening om vilken enhet och vilken omgång det saknas svar från."),
                         part("followup/_missing.txt"), in_subject=False)],
            _asked,
        ),
    )  # fmt: skip
    tell(
        "followup/handed_over",
        Told(
            areas.SELF_REPORTS, _("En kollega ber någon att svara"), _("Till kollegan, när chefen lämnar över självskattningen."),
            [LINKS, AFTER, UNIT, COUNTY, MODELS, ROUND, LAST_DAY], _asked,
        ),
    )  # fmt: skip
    tell(
        "followup/handed_on",
        Told(
            areas.SELF_REPORTS, _("Uppgiften är lämnad vidare"), _("Till chefen, när en kollega har fått uppgiften."),
            [UNIT, ROUND, PRINCIPAL], _asked,
        ),
    )  # fmt: skip
    tell(
        "followup/receipt",
        Told(
            areas.SELF_REPORTS, _("Kvitto på svaret"), _("Till den som har svarat, direkt när svaret är skickat."),
            [Placeholder("länk", _("Länken till svaret."), word("link"), must=True, in_subject=False),
             Placeholder("steg", _("Var enheten står och nästa lilla steg, en rad för varje kärnkomponent."),
                         part("followup/_steps.txt"), must=True, in_subject=False),
             Placeholder("mottaget", _("Att svaret eller ändringen är mottagen, med enhetens namn."),
                         part("followup/_received.txt")),
             UNIT, ROUND, LAST_DAY, PRINCIPAL,
             Placeholder("mottagetdag", _("Dagen när svaret kom."), day("sent_at")),
             Placeholder("version", _("Versionens nummer: 1 första gången, sedan ett till för varje ändring."), word("number")),
             Placeholder("klockslag", _("Klockslaget när svaret kom."), _time),
             Placeholder("svarade", _("Vem som lämnade svaret: chefen, en kollega eller någon annan."), word("filled_by"))],
            _sent,
        ),
    )  # fmt: skip
