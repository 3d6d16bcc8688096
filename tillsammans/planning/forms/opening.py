"""The keeper's choice to show a plan to everybody."""

from django import forms
from django.utils.translation import gettext_lazy as _


class OpeningForm(forms.Form):
    read = forms.BooleanField(
        label=_("Jag har läst igenom sidan. Ingen person nämns i den."),
        error_messages={"required": _("Läs igenom sidan och kryssa i rutan.")},
    )
