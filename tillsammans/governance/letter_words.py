"""What an editor is told of the letters about boards, meetings, decisions and support, and examples to show them with."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tillsammans.governance.drawing.meetings import when
from tillsammans.notify import areas
from tillsammans.notify.own_words import Label, Placeholder, Told, Words, part, tell, word


def _link(says: Label) -> Placeholder:
    return Placeholder("länk", says, word("link"), must=True, in_subject=False)


BOARD = Placeholder("grupp", _("Gruppens namn."), word("board"))
DAY = Placeholder("dag", _("Mötets dag."), word("day"))
WHEN = Placeholder("tid", _("Mötets dag och klockslag."), word("when"))
PLACE = Placeholder("verksamhet", _("Huvudmannen eller enheten som det gäller."), word("place"))
KIND = Placeholder("stöd", _("Vad för stöd det är, till exempel en workshop."), word("kind"))
ABOUT = Placeholder("om", _("Vad stödet handlar om."), word("about"))
TITLE = Placeholder("beslut", _("Beslutets namn."), word("title"))
DECIDER = Placeholder("beslutare", _("Den som har fattat beslutet."), word("decider"))

FRIDAY, MORNING = date(2026, 11, 27), datetime(2026, 11, 27, 8, tzinfo=UTC)


def _long(on: date) -> str:
    return date_format(on, "j F Y")


def _meeting() -> Mapping[str, Any]:
    return {
        "board": gettext("Länsstyrgruppen"), "day": date_format(FRIDAY, "j F"), "when": when(MORNING),
        "until": _long(date(2026, 12, 4)),
        "questions": [gettext("Vad går bra hos er?"), gettext("Vad hindrar er?"), gettext("Vad behöver ni av oss andra?")],
        "link": settings.BASE_URL + "/lagesbild/exempel", "own": True,
    }  # fmt: skip


def _decision() -> Mapping[str, Any]:
    return {
        "title": gettext("Alla förskolor provar hjulet"), "place": "Ekviks kommun", "decider": gettext("Länsstyrgruppen"),
        "by_on": _long(FRIDAY), "link": settings.BASE_URL + "/arbetsyta/styrning/beslut/exempel", "silent": True,
    }  # fmt: skip


def _support() -> Mapping[str, Any]:
    return {
        "place": "Norrbackens förskola", "kind": gettext("en workshop"), "about": gettext("att komma i gång med hjulet"),
        "suits": gettext("en onsdag i november"), "answer": "", "day": _long(date(2026, 11, 25)),
        "link": settings.BASE_URL + "/arbetsyta/styrning/stod/exempel",
    }  # fmt: skip


def _introduction() -> Words:
    link = settings.BASE_URL + "/arbetsyta/styrning/grupper/exempel"
    return {"board": gettext("Länsstyrgruppen"), "title": gettext("ledamot för skolan"), "link": link}


def register() -> None:
    """Called once, after the letters."""
    _tell_boards()
    _tell_decisions()
    _tell_support()


def _tell_boards() -> None:
    own = _link(_("Ledamotens egen länk till mötet."))
    asked = [own, BOARD, DAY, WHEN]
    questions = Placeholder(
        "frågor", _("De tre frågorna, en på varje rad."), part("governance/_questions.txt"), in_subject=False
    )
    tell(
        "governance/introduction",
        Told(
            areas.BOARDS, _("Välkommen till en grupp"), _("Till den som har fått en plats i en grupp."),
            [_link(_("Länken till introduktionen.")), BOARD, Placeholder("plats", _("Platsens namn i gruppen."), word("title"))],
            _introduction,
        ),
    )  # fmt: skip
    tell(
        "governance/situation_asked",
        Told(
            areas.BOARDS, _("Frågan om lägesbild"), _("Till gruppens ledamöter, före ett möte."), [*asked, questions], _meeting
        ),
    )  # fmt: skip
    tell(
        "governance/situation_reminder",
        Told(
            areas.BOARDS, _("Påminnelse om lägesbild"), _("Till den som inte har svarat än, när någon väljer att påminna."),
            asked, _meeting,
        ),
    )  # fmt: skip
    note = Placeholder(
        "länkinfo", _("Att länken är personlig, eller att man behöver logga in."), part("governance/_link_note.txt"),
        in_subject=False,
    )  # fmt: skip
    tell(
        "governance/minutes_sent",
        Told(
            areas.BOARDS, _("Minnesanteckningarna är utskickade"), _("Till gruppens ledamöter, när anteckningarna skickas ut."),
            [own, BOARD, DAY, WHEN, Placeholder("synpunkter", _("Sista dagen för synpunkter."), word("until")), note], _meeting,
        ),
    )  # fmt: skip


def _tell_decisions() -> None:
    link = _link(_("Länken där man svarar på beslutet."))
    tell(
        "governance/decision_came",
        Told(
            areas.DECISIONS, _("Ett beslut har kommit"),
            _("Till den som svarar för en huvudman eller enhet som beslutet gäller."),
            [link, TITLE, PLACE, DECIDER,
             Placeholder("klart", _("En mening om när det ska vara klart, om beslutet har en dag."), part("governance/_due.txt"),
                         in_subject=False)],
            _decision,
        ),
    )  # fmt: skip
    tell(
        "governance/reminder",
        Told(
            areas.DECISIONS, _("Påminnelse om ett beslut"),
            _("Till den som inte har svarat, eller när sista dagen har passerat."),
            [link, TITLE, PLACE, DECIDER,
             Placeholder("läge", _("En mening om vad som väntar: ett svar, eller att det ska bli klart."),
                         part("governance/_waits.txt"), in_subject=False)],
            _decision,
        ),
    )  # fmt: skip


def _tell_support() -> None:
    link = _link(_("Länken till sidan om stödet."))
    tell(
        "governance/support_asked",
        Told(
            areas.SUPPORT, _("Någon ber om stöd"), _("Till dem som svarar på länets förfrågningar om stöd."),
            [link, PLACE, KIND, ABOUT, Placeholder("passar", _("När det skulle passa."), word("suits"))], _support,
        ),
    )  # fmt: skip
    tell(
        "governance/support_answered",
        Told(
            areas.SUPPORT, _("Svar på en förfrågan om stöd"), _("Till den som har bett om stöd."),
            [link, PLACE, KIND, ABOUT,
             Placeholder("rubrik", _("Dagen och stödet, eller att det är ett svar."),
                         part("governance/_answer_subject.txt")),
             Placeholder("besked", _("Vilken dag det blir, eller varför det inte går."), part("governance/_answer.txt"),
                         must=True, in_subject=False)],
            _support,
        ),
    )  # fmt: skip
    tell(
        "governance/next_step",
        Told(
            areas.SUPPORT, _("Vad blev nästa steg?"), _("Till den som fick stöd, sex veckor efteråt."),
            [link, PLACE, KIND, ABOUT, Placeholder("dag", _("Dagen när stödet gavs."), word("day"))], _support,
        ),
    )  # fmt: skip
