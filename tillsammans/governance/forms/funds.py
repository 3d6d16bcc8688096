"""What people fill in about assignments and funds: amounts are read as people write them and kept as whole öre."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tillsammans.governance.forms import fields
from tillsammans.governance.forms.fields import Line
from tillsammans.governance.models import Assignment
from tillsammans.governance.rules import money
from tillsammans.governance.rules.funds import AssignmentContent, UseContent
from tillsammans.organisations.models import Place

NO_NAMES = _("Skriv inga namn, och inte om enskilda barn.")


class Amount(forms.CharField):
    """Kronor as people write them: `1 234,50`. Gives whole öre, or None for an empty field."""

    def __init__(self, label: Any, *, missing: Any = "", **more: Any) -> None:
        wrong = {"required": missing} if missing else {}
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(label=label, required=bool(missing), error_messages=wrong, widget=widget, **more)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            return money.parse_ore(text)
        except ValueError as wrong:
            raise ValidationError(str(wrong)) from wrong

    def prepare_value(self, value: Any) -> Any:
        return money.written(value) if isinstance(value, int) else value


class AssignmentForm(forms.Form):
    title = Line(_("Vad heter uppdraget?"), 120, missing=_("Skriv vad uppdraget heter."))
    what = Line(_("Vad ska göras?"), 2000, rows=3, help_text=NO_NAMES)
    from_whom = Line(_("Vem har gett uppdraget?"), 120)
    total_ore = Amount(
        _("Hur mycket medel finns, i kronor?"), missing=_("Skriv ett belopp. Skriv 0 om det inte följer några medel med."),
        help_text=_("Till exempel 1 250 000 eller 1 234,50."),
    )  # fmt: skip
    purpose = Line(_("Vad ska medlen gå till?"), 1000, rows=2)
    starts_on = fields.day(_("Från och med"))
    ends_on = fields.day(_("Till och med"))
    report_on = fields.day(_("Återrapport senast"), help_text=_("Dagen syns i huvudmännens kalendrar."))
    holder_role = fields.role(
        _("Vem ansvarar?"), help_text=_("En roll, så att ansvaret följer med när någon slutar.")
    )
    seen = fields.seen()

    def __init__(self, *args: Any, row: Assignment | None = None, **more: Any) -> None:
        if row is not None:
            now = {name: getattr(row, name) for name in AssignmentContent.__dataclass_fields__}
            more["initial"] = {**now, "seen": row.revision}
        super().__init__(*args, **more)

    def content(self) -> AssignmentContent:
        return AssignmentContent(
            **{name: self.cleaned_data[name] for name in AssignmentContent.__dataclass_fields__}
        )


class SharesForm(forms.Form):
    """An amount a principal; empty: no share."""

    seen = fields.seen()

    def __init__(
        self, *args: Any, rows: Sequence[tuple[Place, int | None]], revision: int, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.fields["seen"].initial = revision
        for place, ore in rows:
            self.fields[f"share_{place.pk}"] = Amount(place.name, initial=ore)

    def amounts(self) -> dict[int, int | None]:
        named = [name for name in self.cleaned_data if name.startswith("share_")]
        return {int(name.removeprefix("share_")): self.cleaned_data[name] for name in named}


class UseForm(forms.Form):
    """A day, a purpose and an amount."""

    purpose = Line(
        _("Vad gick pengarna till?"),
        200,
        missing=_("Skriv på en rad vad pengarna gick till."),
        help_text=NO_NAMES,
    )
    amount = Amount(
        _("Hur mycket, i kronor?"),
        missing=_("Skriv ett belopp."),
        help_text=_("Skriv minus framför det som har betalats tillbaka."),
    )
    used_on = fields.day(_("Vilken dag?"), missing=_("Välj en dag."))
    key = forms.CharField(required=False, max_length=32, widget=forms.HiddenInput)

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["used_on"].initial = today

    def content(self) -> UseContent:
        given = self.cleaned_data
        return UseContent(given["used_on"], given["purpose"], given["amount"])


class FundReportForm(forms.Form):
    text = Line(
        _("Vad ledde medlen till?"),
        2000,
        rows=6,
        missing=_("Skriv några rader om vad medlen ledde till."),
        help_text=NO_NAMES,
    )
    seen = fields.seen()
