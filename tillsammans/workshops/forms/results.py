"""Which cards become work: a tick each, and for a next step who and when."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from tillsammans.planning.drawing.timeline_choices import holding_roles
from tillsammans.planning.forms.activities import DayInput
from tillsammans.strategies.models import Domain
from tillsammans.strategies.rules.register import DOMAIN_ORDER
from tillsammans.workshops.commands.results import FromCard, FromStep
from tillsammans.workshops.queries.results import Candidate, ResultsPage


class ResultsForm(forms.Form):
    """A field take_<card> for each card that has become nothing yet; domain_, role_ and day_ where the card needs them."""

    def __init__(self, *args: Any, page: ResultsPage, **more: Any) -> None:
        super().__init__(*args, **more)
        self.determinants: list[Candidate] = []
        self.steps: list[Candidate] = []
        for part in page.parts:
            for one in part.candidates:
                if one.outcome is None:
                    self._add(one, is_step=not part.kind)

    def _add(self, one: Candidate, *, is_step: bool) -> None:
        number, text = one.card.pk, one.card.text
        self.fields[f"take_{number}"] = forms.BooleanField(label=text, required=False, initial=one.proposed)
        if is_step:
            self.steps.append(one)
            self.fields[f"role_{number}"] = forms.ChoiceField(
                label=_("Vem ansvarar?"), required=False, choices=[("", _("ingen än")), *holding_roles()]
            )
            self.fields[f"day_{number}"] = forms.DateField(
                label=_("När ska det vara klart?"), required=False, widget=DayInput(), input_formats=["%Y-%m-%d"],
                error_messages={"invalid": _("Skriv dagen som åååå-mm-dd, till exempel 2026-10-01.")},
            )  # fmt: skip
            return
        self.determinants.append(one)
        if not one.card.domain and one.there is None:
            choices = [("", _("välj")), *((code, str(Domain(code).label)) for code in DOMAIN_ORDER)]
            self.fields[f"domain_{number}"] = forms.ChoiceField(
                label=_("Vad handlar det mest om?"), required=False, choices=choices
            )

    def clean(self) -> dict[str, Any]:
        """What is ticked is complete."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        for one in self.determinants:
            self._ask_for(f"domain_{one.card.pk}", _("Välj en av rubrikerna."), one)
        for one in self.steps:
            self._ask_for(f"day_{one.card.pk}", _("Välj en dag."), one)
        if not any(given.get(f"take_{one.card.pk}") for one in (*self.determinants, *self.steps)):
            self.add_error(None, _("Kryssa för minst ett kort."))
        return given

    def _ask_for(self, name: str, message: str, one: Candidate) -> None:
        given = self.cleaned_data
        if given.get(f"take_{one.card.pk}") and name in self.fields and name in given and not given[name]:
            self.add_error(name, message)

    def chosen(self) -> dict[str, list[Any]]:
        """As `commands.results.take_up` takes them."""
        given = self.cleaned_data
        return {
            "determinants": [
                FromCard(one.card.pk, given.get(f"domain_{one.card.pk}", ""))
                for one in self.determinants
                if given[f"take_{one.card.pk}"]
            ],
            "steps": [
                FromStep(one.card.pk, given[f"day_{one.card.pk}"], given[f"role_{one.card.pk}"])
                for one in self.steps
                if given[f"take_{one.card.pk}"]
            ],
        }

    def row(self, one: Candidate) -> list[forms.BoundField]:
        """The fields of one card, the tick first."""
        names = (f"{name}_{one.card.pk}" for name in ("take", "domain", "role", "day"))
        return [self[name] for name in names if name in self.fields]
