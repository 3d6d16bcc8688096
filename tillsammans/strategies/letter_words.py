"""What an editor is told of the letters about barriers that are lifted."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from tillsammans.notify import areas
from tillsammans.notify.own_words import Placeholder, Told, tell, word
from tillsammans.strategies.models import LiftAnswer

LINK = Placeholder("länk", _("Länken till hindret."), word("link"), must=True, in_subject=False)
TO = Placeholder("nivå", _("Nivån som hindret är lyft till."), word("to_place"))


def _example() -> Mapping[str, Any]:
    return {
        "from_place": "Norrbackens förskola", "to_place": "Ekviks kommun", "answer": str(LiftAnswer.DO.label),
        "link": settings.BASE_URL + "/arbetsyta/hinder/exempel",
    }  # fmt: skip


def register() -> None:
    """Called once, after the letters."""
    tell(
        "strategies/barrier_lifted",
        Told(
            areas.WORK, _("Ett hinder är lyft"), _("Till cheferna på nivån som hindret är lyft till."),
            [LINK, TO, Placeholder("från", _("Verksamheten som har lyft hindret."), word("from_place"))], _example,
        ),
    )  # fmt: skip
    tell(
        "strategies/lift_answered",
        Told(
            areas.WORK, _("Svar på ett lyft hinder"), _("Till den som har lyft hindret, när svaret har kommit."),
            [LINK, TO, Placeholder("svar", _("Svaret i korthet."), word("answer"))], _example,
        ),
    )  # fmt: skip
