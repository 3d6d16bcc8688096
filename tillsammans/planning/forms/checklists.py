from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tillsammans.organisations.models import Place
from tillsammans.planning.forms.activities import DayInput


class StartForm(forms.Form):
    """Where, and from which day the days are counted."""

    place = forms.ChoiceField(label=_("Var?"), required=False)
    started_on = forms.DateField(
        label=_("Från vilken dag?"), widget=DayInput(), input_formats=["%Y-%m-%d"],
        help_text=_("Dagarna i listan räknas härifrån."),
        error_messages={"required": _("Välj en dag."), "invalid": _("Skriv dagen som åååå-mm-dd, till exempel 2026-10-01.")},
    )  # fmt: skip

    def __init__(self, *args: Any, places: Sequence[Place], today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.places = {str(one.pk): one for one in places}
        self.fields["place"].choices = [(key, one.name) for key, one in self.places.items()]  # type: ignore[attr-defined]
        self.fields["started_on"].initial = today
        if len(self.places) == 1:
            del self.fields["place"]

    @property
    def chosen_place(self) -> Place:
        return self.places.get(self.cleaned_data.get("place", "")) or next(iter(self.places.values()))
