"""What a process leader taps when something has been: where and what, with today's day already there."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tillsammans.governance.forms import fields
from tillsammans.governance.forms.fields import Line
from tillsammans.governance.models import Visit
from tillsammans.governance.queries.visits import LogPage
from tillsammans.governance.rules import visits as rules
from tillsammans.governance.rules.visits import VisitContent
from tillsammans.organisations.models import Place


class VisitForm(forms.Form):
    """Three taps; with whom and a line are folded."""

    place = forms.ChoiceField(
        label=_("Var?"), widget=forms.RadioSelect,
        error_messages={"required": _("Välj var det var."), "invalid_choice": _("Välj en av platserna.")},
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=_("Vad?"), widget=forms.RadioSelect, error_messages={"required": _("Välj vad det var.")}
    )
    held_on = fields.day(_("Vilken dag?"), missing=_("Välj en dag."))
    met = forms.MultipleChoiceField(
        label=_("Med vilka roller?"), choices=[(one.value, one.label) for one in rules.MET], required=False,
        widget=forms.CheckboxSelectMultiple, error_messages={"invalid_choice": _("Välj bland rollerna i listan.")},
    )  # fmt: skip
    line = Line(
        _("Vad handlade det om, på en rad?"), rules.LONGEST_LINE,
        help_text=_("Skriv inga namn, och inte om enskilda barn."),
    )  # fmt: skip
    key = forms.CharField(required=False, max_length=32, widget=forms.HiddenInput)
    seen = fields.seen()

    def __init__(
        self,
        *args: Any,
        page: LogPage,
        today: date,
        row: Visit | None = None,
        held_on: date | None = None,
        **more: Any,
    ) -> None:
        """row: the visit that is corrected, or the planned one that has been; held_on: another day to begin with."""
        if row is not None:
            more["initial"] = {
                "place": str(row.place_id), "kind": row.kind, "held_on": held_on or row.held_on, "met": row.met, "line": row.line,
                "seen": row.revision,
            }  # fmt: skip
        super().__init__(*args, **more)
        shown = (*page.latest, *page.units, *([page.within] if page.within else []), *page.principals)
        self.places: Mapping[str, Place] = {str(one.pk): one for one in shown}
        language = get_language() or "sv"
        self.fields["place"].choices = [(pk, one.name) for pk, one in self.places.items()]  # type: ignore[attr-defined]
        self.fields["kind"].choices = [(code, rules.kind_name(code, language)) for code in rules.kinds()]  # type: ignore[attr-defined]
        if row is None:
            self.fields["held_on"].initial = today

    @property
    def rest(self) -> list[forms.BoundField]:
        return [self["met"], self["line"]]

    @property
    def unfolded(self) -> bool:
        return any(one.errors or one.value() for one in self.rest)

    @property
    def chosen_place(self) -> Place:
        return self.places[self.cleaned_data["place"]]

    def content(self) -> VisitContent:
        given = self.cleaned_data
        return VisitContent(given["kind"], given["held_on"], tuple(given["met"]), given["line"])
