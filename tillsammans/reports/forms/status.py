"""What people fill in about status reports: the period, a section's text, and to whom it is opened."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tillsammans.reports.models import Every, ReportSection, StatusReport
from tillsammans.reports.rules import prose


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def _day(label: Any) -> forms.DateField:
    wrong = {
        "invalid": _("Skriv dagen som åååå-mm-dd, till exempel 2026-10-01."),
        "required": _("Välj en dag."),
    }
    return forms.DateField(label=label, widget=DayInput(), input_formats=["%Y-%m-%d"], error_messages=wrong)


class PeriodForm(forms.Form):
    """Filled in beforehand with the time since the latest published."""

    first = _day(_("Från och med"))
    last = _day(_("Till och med"))

    def __init__(self, *args: Any, proposed: tuple[date, date], **more: Any) -> None:
        more["initial"] = {"first": proposed[0], "last": proposed[1]}
        super().__init__(*args, **more)


class SectionForm(forms.Form):
    text = forms.CharField(
        label=_("Text"), required=False, widget=forms.Textarea(attrs={"rows": 8}), max_length=prose.LONGEST,
        help_text=_("En tom rad ger ett nytt stycke. Skriv inte om enskilda barn och inga namn."),
    )  # fmt: skip
    left_out = forms.BooleanField(label=_("Ta inte med avsnittet i rapporten"), required=False)
    seen = forms.IntegerField(required=False, min_value=0, max_value=2**31, widget=forms.HiddenInput)

    def __init__(self, *args: Any, section: ReportSection, **more: Any) -> None:
        now = {"text": section.text, "left_out": section.left_out, "seen": section.revision}
        super().__init__(*args, **{**more, "initial": now})
        self.fields["text"].widget.attrs.pop("maxlength", None)


class PublishForm(forms.Form):
    opened = forms.ChoiceField(
        label=_("Vem ska kunna läsa rapporten?"), widget=forms.RadioSelect, initial="signed_in",
        choices=[
            ("signed_in", _("Alla som är inloggade i länet")),
            ("everybody", _("Vem som helst som har adressen")),
        ],
        error_messages={"required": _("Välj vem som ska kunna läsa rapporten.")},
    )  # fmt: skip
    seen = forms.IntegerField(required=False, min_value=0, max_value=2**31, widget=forms.HiddenInput)

    def __init__(self, *args: Any, report: StatusReport, **more: Any) -> None:
        more["initial"] = {"opened": "signed_in", "seen": report.revision}
        super().__init__(*args, **more)

    @property
    def for_everybody(self) -> bool:
        return bool(self.cleaned_data["opened"] == "everybody")


class ScheduleForm(forms.Form):
    every = forms.ChoiceField(
        label=_("Hur ofta ska ett utkast göras av sig självt?"), required=False, choices=Every.choices,
        help_text=_("När perioden är slut görs ett utkast och du får ett mejl. Inget publiceras av sig självt."),
    )  # fmt: skip
