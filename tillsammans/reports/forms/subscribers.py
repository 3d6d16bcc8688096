"""What a reader of the newsletter fills in: an address and a language."""

from django import forms
from django.conf import settings
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from tillsammans.organisations.rules.codes import email_address


def languages() -> list[tuple[str, str]]:
    """Each by its own name."""
    names = ((code, str(get_language_info(code)["name_local"])) for code, _name in settings.LANGUAGES)
    return [(code, name[:1].upper() + name[1:]) for code, name in names]


class LanguageForm(forms.Form):
    language = forms.ChoiceField(
        label=_("Språk"), choices=languages,
        help_text=_("Det som ännu inte är översatt kommer på svenska."),
        error_messages={
            "required": _("Välj ett av språken i listan."), "invalid_choice": _("Välj ett av språken i listan."),
        },
    )  # fmt: skip


class SubscribeForm(LanguageForm):
    email = forms.CharField(
        label=_("E-postadress"), max_length=254, strip=True,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr", "spellcheck": "false"}),
        error_messages={
            "required": _("Skriv din e-postadress."), "max_length": _("Adressen är för lång. Kontrollera den."),
        },
    )  # fmt: skip
    field_order = ("email", "language")

    def clean_email(self) -> str:
        address = email_address(self.cleaned_data["email"])
        if address is None:
            raise forms.ValidationError(_("Adressen ser inte hel ut. Skriv den som namn@exempel.se."))
        return address
