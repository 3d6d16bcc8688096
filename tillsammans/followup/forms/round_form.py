from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tillsammans.followup.queries.rounds import Choices
from tillsammans.organisations.models import Sector


class DayInput(forms.DateInput):
    """The browser's own date field."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def _day(label: Any, **more: Any) -> forms.DateField:
    missing = {
        "required": _("Välj en dag."),
        "invalid": _("Skriv dagen som åååå-mm-dd, till exempel 2026-10-01."),
    }
    return forms.DateField(
        label=label, widget=DayInput(), input_formats=["%Y-%m-%d"], error_messages=missing, **more
    )


class RoundForm(forms.Form):
    """Everything about a round. Who may take part and what can be asked comes with `choices`."""

    name = forms.CharField(
        label=_("Namn"), max_length=60, help_text=_("Till exempel Höst 2026. Namnet står i mejlen."),
        error_messages={"required": _("Ge omgången ett namn, till exempel Höst 2026.")},
    )  # fmt: skip
    period_from = _day(_("Perioden börjar"))
    period_to = _day(_("Perioden slutar"))
    opens_on = _day(_("Första svarsdag"))
    closes_on = _day(_("Sista svarsdag"))
    stairs = forms.MultipleChoiceField(
        label=_("Samverkansmodell"), widget=forms.CheckboxSelectMultiple,
        help_text=_("Väljer du två ställs de gemensamma frågorna en gång."),
        error_messages={"required": _("Välj vilken trappa omgången ska fråga om.")},
    )  # fmt: skip
    sectors = forms.MultipleChoiceField(
        label=_("Verksamhetsområden"), choices=Sector.choices, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Välj minst ett verksamhetsområde.")},
    )  # fmt: skip
    principals = forms.MultipleChoiceField(
        label=_("Huvudmän"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Välj minst en huvudman.")},
    )  # fmt: skip

    def __init__(self, *args: Any, choices: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["principals"].choices = choices.principals  # type: ignore[attr-defined]
        self.fields["stairs"].choices = choices.stairs  # type: ignore[attr-defined]


class ClosingDayForm(forms.Form):
    """A new last answering day."""

    closes_on = _day(_("Ny sista svarsdag"))
