"""What an editor is told of the weekly letter."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tillsammans.notify import areas
from tillsammans.notify.own_words import Placeholder, Told, part, tell, word
from tillsammans.reminders.commands.digests import DIGEST
from tillsammans.reminders.letters import heading
from tillsammans.reminders.rules.digests import Group


def _example() -> Mapping[str, Any]:
    base = settings.BASE_URL + "/arbetsyta/"
    late, soon = (gettext("Beslut: svara senast 12 november"), gettext("Prova hjulet, 27 november"))
    return {
        "subject": gettext("Veckobrev: %(what)s") % {"what": gettext("2 saker väntar")},
        "groups": [
            {"heading": heading(Group.LATE), "lines": [(late, base + "styrning/exempel/")], "more": 0},
            {"heading": heading(Group.SOON), "lines": [(soon, base + "tidslinje/exempel/")], "more": 0},
        ],
        "settings": base + "kalender/veckobrev/", "stop": settings.BASE_URL + "/kalender/sluta-veckobrev/exempel/",
    }  # fmt: skip


def register() -> None:
    """Called once, after the letters."""
    tell(
        DIGEST,
        Told(
            areas.WEEKLY, _("Veckobrevet"), _("Till var och en som har något på gång, en gång i veckan."),
            [Placeholder("lista", _("Det som väntar och det som kommer, med en länk för varje sak."),
                         part("reminders/_groups.txt"), must=True, in_subject=False),
             Placeholder("sluta", _("Länken som avslutar veckobrevet."), word("stop"), must=True, in_subject=False),
             Placeholder("inställningar", _("Länken till sidan där man väljer dag och innehåll."), word("settings"),
                         in_subject=False),
             Placeholder("rubrik", _("Veckobrev, och hur många saker det är."), word("subject"))],
            _example,
        ),
    )  # fmt: skip
