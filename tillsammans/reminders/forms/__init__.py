"""How a person wants the weekly letter, and what a county decides: quiet weeks, and where its pages may stand."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tillsammans.reminders import registry
from tillsammans.reminders.commands.digests import QuietContent
from tillsammans.reminders.queries.digests import Wanted
from tillsammans.reminders.rules.kinds import LABELS

WEEKDAYS = (
    (0, _("måndag")), (1, _("tisdag")), (2, _("onsdag")), (3, _("torsdag")), (4, _("fredag")), (5, _("lördag")), (6, _("söndag")),
)  # fmt: skip
AHEAD = ((7, _("en vecka")), (14, _("två veckor")), (28, _("fyra veckor")), (56, _("åtta veckor")))
ON, OFF = "on", "off"


class DigestForm(forms.Form):
    comes = forms.ChoiceField(
        label=_("Vill du ha veckobrevet?"), widget=forms.RadioSelect,
        choices=[(ON, _("Ja, när något är på gång")), (OFF, _("Nej, skicka inget"))],
    )  # fmt: skip
    weekday = forms.TypedChoiceField(label=_("Vilken dag?"), choices=WEEKDAYS, coerce=int)
    ahead_days = forms.TypedChoiceField(label=_("Hur långt fram?"), choices=AHEAD, coerce=int)
    kinds = forms.MultipleChoiceField(
        label=_("Vad ska stå i det?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, wanted: Wanted, **more: Any) -> None:
        known = registry.kinds()
        more["initial"] = {
            "comes": OFF if wanted.off else ON,
            "weekday": wanted.weekday,
            "ahead_days": wanted.ahead_days,
            "kinds": [kind.value for kind in known if kind.value not in wanted.left_out],
        }
        super().__init__(*args, **more)
        self.fields["kinds"].choices = [(kind.value, LABELS[kind]) for kind in known]  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        given = self.cleaned_data
        left_out = tuple(kind.value for kind in registry.kinds() if kind.value not in given["kinds"])
        return Wanted(given["weekday"], given["ahead_days"], left_out, given["comes"] == OFF)


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def _day(label: Any) -> forms.DateField:
    wrong = {
        "required": _("Välj en dag."),
        "invalid": _("Skriv dagen som åååå-mm-dd, till exempel 2026-10-01."),
    }
    return forms.DateField(label=label, widget=DayInput(), input_formats=["%Y-%m-%d"], error_messages=wrong)


class QuietForm(forms.Form):
    name = forms.CharField(
        label=_("Vilket lov?"), max_length=80,
        error_messages={"required": _("Skriv vad lovet heter, till exempel höstlov.")},
    )  # fmt: skip
    starts_on = _day(_("Första dagen"))
    ends_on = _day(_("Sista dagen"))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last = given.get("starts_on"), given.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", gettext("Sista dagen kan inte vara före den första."))
        if first and last and (last - first).days > MOST_DAYS:
            self.add_error(
                "ends_on", gettext("Ett lov kan vara högst tolv veckor. Dela upp det om det är längre.")
            )
        return given

    def content(self) -> QuietContent:
        given = self.cleaned_data
        return QuietContent(given["name"], given["starts_on"], given["ends_on"])


MOST_DAYS = 84


class FrameForm(forms.Form):
    origin = forms.CharField(
        label=_("Webbplatsens adress"), max_length=300, help_text=_("Till exempel https://teams.microsoft.com."),
        error_messages={"required": _("Skriv webbplatsens adress, till exempel https://teams.microsoft.com.")},
    )  # fmt: skip
