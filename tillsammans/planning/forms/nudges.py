from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tillsammans.planning.forms.writing import WritingForm, chosen, day_field, text_field
from tillsammans.planning.models import NudgeState
from tillsammans.planning.rules.nudges import NudgeContent


class NudgeForm(WritingForm):
    """How it is with a nudge at one's own place."""

    state = chosen(_("Hur är det hos er?"), _("Välj hur det är hos er."), widget=forms.RadioSelect)
    since = day_field(_("Från när?"), required=False, help_text=_("Ungefär räcker."))
    became = text_field(
        _("Vad blev det av den?"),
        help_text=_(
            "Vad märkte ni? Andra i länet läser det när knuffen finns på plats. Skriv inte om enskilda barn."
        ),
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.offer("state", [(key, str(label).capitalize()) for key, label in NudgeState.choices])

    def content(self) -> NudgeContent:
        given = self.cleaned_data
        return NudgeContent(given["state"], given["since"], given["became"])
