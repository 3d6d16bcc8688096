"""What an editor is told of the letters about status reports, and of those to readers of the newsletter."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from tillsammans.notify import areas
from tillsammans.notify.own_words import Placeholder, Standard, Told, tell, word
from tillsammans.reports.commands.subscribers import ALREADY, CONFIRM, LETTER
from tillsammans.reports.drawing.words import period


def _example() -> Mapping[str, Any]:
    link = settings.BASE_URL + "/arbetsyta/rapporter/exempel"
    return {"county": "Sjölands län", "period": period(date(2026, 7, 1), date(2026, 9, 30)), "link": link}


def _reader() -> Mapping[str, Any]:
    return {"county": "Sjölands län", "link": settings.BASE_URL + "/nyhetsbrev/exempel"}


def register() -> None:
    """Called once, after the letters."""
    tell(LETTER, Standard("a newsletter is written whole each time"))
    county = Placeholder("län", _("Länets namn."), word("county"))
    tell(
        CONFIRM,
        Told(
            areas.NEWSLETTER, _("Bekräfta anmälan"), _("Till den som har anmält sin adress till nyhetsbrevet."),
            [Placeholder("länk", _("Länken där anmälan bekräftas."), word("link"), must=True, in_subject=False),
             county],
            _reader,
        ),
    )  # fmt: skip
    tell(
        ALREADY,
        Told(
            areas.NEWSLETTER, _("Prenumererar redan"), _("Till den som anmäler sig till nyhetsbrevet en gång till."),
            [Placeholder("länk", _("Länken där man byter språk eller slutar."), word("link"), must=True, in_subject=False),
             county],
            _reader,
        ),
    )  # fmt: skip
    tell(
        "reports/draft_made",
        Told(
            areas.REPORTS, _("Ett utkast är gjort"), _("Till processledarna, när ett utkast har gjorts av sig självt."),
            [Placeholder("länk", _("Länken till utkastet."), word("link"), must=True, in_subject=False),
             Placeholder("period", _("Perioden som rapporten gäller."), word("period")),
             Placeholder("län", _("Länets namn."), word("county"))],
            _example,
        ),
    )  # fmt: skip
