"""What an editor is told of the letters about the model: a new stairs to say something of, and adaptations."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tillsammans.notify import areas
from tillsammans.notify.own_words import Placeholder, Told, tell, word

LINK = Placeholder(
    "länk", _("Länken till sidan där man läser och svarar."), word("link"), must=True, in_subject=False
)


def _example() -> Mapping[str, Any]:
    return {
        "programme": gettext("Tillsammans för barnens bästa"), "day": date_format(date(2026, 11, 27), "j F Y"),
        "principal": "Ekviks kommun",
        "link": settings.BASE_URL + "/arbetsyta/modellen/exempel",
    }  # fmt: skip


def register() -> None:
    """Called once, after the letters."""
    tell(
        "programmes/stairs_comment",
        Told(
            areas.WORK, _("Tyck till om en ny trappa"), _("Till dem som får säga vad de tycker om ett utkast till trappa."),
            [LINK, Placeholder("modell", _("Modellens namn."), word("programme")),
             Placeholder("sistadag", _("Sista dagen att svara."), word("day"))],
            _example,
        ),
    )  # fmt: skip
    tell(
        "programmes/adaptation_flagged",
        Told(
            areas.WORK, _("En anpassning rör modellens kärna"), _("Till modellförvaltaren, när en huvudman ber om råd."),
            [LINK, Placeholder("huvudman", _("Huvudmannens namn."), word("principal"))], _example,
        ),
    )  # fmt: skip
    tell(
        "programmes/adaptation_reviewed",
        Told(
            areas.WORK, _("Svar om en anpassning"), _("Till huvudmannen, när modellförvaltaren har svarat."), [LINK], _example
        ),
    )  # fmt: skip
