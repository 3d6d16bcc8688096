"""What a self-report says, on its way into the register."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tillsammans.planning.rules.from_reports import Told
from tillsammans.strategies.models import Domain
from tillsammans.strategies.rules.register import DOMAIN_ORDER


class TakeUpForm(forms.Form):
    """Begins with the report's own words."""

    text = forms.CharField(
        label=_("Så står det i registret"), widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("En mening räcker. Skriv inte om enskilda barn eller namngivna personer."),
    )  # fmt: skip
    domain = forms.ChoiceField(
        label=_("Vad handlar det mest om?"), choices=[(code, Domain(code).label) for code in DOMAIN_ORDER],
        widget=forms.RadioSelect,
    )  # fmt: skip

    @classmethod
    def of(cls, told: Told, **more: Any) -> "TakeUpForm":
        return cls(initial={"text": told.text, "domain": told.domain}, **more)
