"""What people fill in about support: asking in three fields, answering, and telling what came of it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tillsammans.governance.forms import fields
from tillsammans.governance.forms.fields import Line
from tillsammans.governance.models import SupportRequest
from tillsammans.governance.rules import support as rules
from tillsammans.governance.rules import visits
from tillsammans.governance.rules.support import SupportContent
from tillsammans.organisations.models import Place

NO_NAMES = _("Skriv inga namn, och inte om enskilda barn.")


class AskForm(forms.Form):
    """Three fields; for which place only where there are several."""

    place = forms.ChoiceField(label=_("För vem?"))
    kind = forms.ChoiceField(
        label=_("Vilket stöd vill ni ha?"), widget=forms.RadioSelect,
        error_messages={"required": _("Välj vilket stöd ni vill ha.")},
    )  # fmt: skip
    about = Line(
        _("Vad ska det handla om?"),
        rules.LONGEST,
        missing=_("Skriv på en rad vad stödet ska handla om."),
        help_text=NO_NAMES,
    )
    suits = Line(
        _("När passar det?"), rules.LONGEST_TIME,
        missing=_("Skriv när det passar er, till exempel en vecka eller en veckodag."),
        help_text=_("Till exempel en torsdag i mars, eller vecka 10."),
    )  # fmt: skip
    key = forms.CharField(required=False, max_length=32, widget=forms.HiddenInput)

    def __init__(self, *args: Any, places: Sequence[Place], **more: Any) -> None:
        super().__init__(*args, **more)
        self.places = {str(one.pk): one for one in places}
        self.fields["place"].choices = [(pk, one.name) for pk, one in self.places.items()]  # type: ignore[attr-defined]
        if len(places) == 1:
            self.fields["place"].required = False
            self.fields["place"].widget = forms.HiddenInput()
            self.initial["place"] = next(iter(self.places))
        language = get_language() or "sv"
        asked = [code for code, kind in visits.kinds().items() if kind.asked]
        self.fields["kind"].choices = [(code, visits.kind_name(code, language)) for code in asked]  # type: ignore[attr-defined]

    @property
    def chosen_place(self) -> Place:
        return self.places[self.cleaned_data.get("place") or next(iter(self.places))]

    def content(self) -> SupportContent:
        given = self.cleaned_data
        return SupportContent(given["kind"], given["about"], given["suits"])


class DayForm(forms.Form):
    """A day, or a sentence: the button pressed is the answer."""

    on = fields.day(_("Vilken dag blir det?"))
    why = Line(_("Eller varför det inte går just nu, i en mening"), rules.LONGEST)
    answer = forms.ChoiceField(
        choices=[(rules.DATED, ""), (rules.NOT_NOW, "")], widget=forms.HiddenInput,
        error_messages={"required": _("Välj ett av svaren."), "invalid_choice": _("Välj ett av svaren.")},
    )  # fmt: skip
    seen = fields.seen()

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("answer") == rules.DATED and not given.get("on") and "on" not in self.errors:
            self.add_error("on", _("Välj en dag."))
        return given


class NextStepForm(forms.Form):
    """One line, or the button that says that nothing has come of it yet."""

    text = Line(
        _("Vad blev nästa steg?"),
        rules.LONGEST,
        help_text=_("En rad räcker. Skriv inga namn, och inte om enskilda barn."),
    )
    answer = forms.CharField(
        max_length=12, widget=forms.HiddenInput, error_messages={"required": _("Välj ett av svaren.")}
    )
    seen = fields.seen()

    def __init__(self, *args: Any, row: SupportRequest, **more: Any) -> None:
        more["initial"] = {"text": row.next_text, "seen": row.revision}
        super().__init__(*args, **more)
