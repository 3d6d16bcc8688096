"""What an editor is told of the letters about plans."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from tillsammans.notify import areas
from tillsammans.notify.own_words import Placeholder, Told, tell, word


def _example() -> Mapping[str, Any]:
    link = settings.BASE_URL + "/arbetsyta/planer/exempel"
    return {"place": "Ekviks kommun", "number": 37, "link": link}


def register() -> None:
    """Called once, after the letters."""
    tell(
        "planning/decision_asked",
        Told(
            areas.WORK, _("En plan väntar på beslut"), _("Till den som skriver ner ledningens beslut, när ett utkast är klart."),
            [Placeholder("länk", _("Länken till utkastet."), word("link"), must=True, in_subject=False),
             Placeholder("nivå", _("Vems plan det är."), word("place")),
             Placeholder("nummer", _("Versionens nummer."), word("number"))],
            _example,
        ),
    )  # fmt: skip
