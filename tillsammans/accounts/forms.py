from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tillsammans.accounts.models import User


class InvitationForm(forms.Form):
    """A first password, twice, so that a slip of the finger locks nobody out."""

    password = forms.CharField(
        label=_("Lösenord"),
        help_text=_("Minst 12 tecken. En mening som bara du kommer på fungerar bra."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
    )
    again = forms.CharField(
        label=_("Lösenordet en gång till"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
    )

    def __init__(self, *args: object, user: User, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.user = user

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        validate_password(password, self.user)
        return password

    def clean_again(self) -> str:
        again = self.cleaned_data["again"]
        if "password" in self.cleaned_data and again != self.cleaned_data["password"]:
            raise ValidationError(_("Lösenorden är inte lika. Skriv samma lösenord i båda fälten."))
        return again


class DetailsForm(forms.Form):
    name = forms.CharField(
        label=_("Ditt namn"),
        help_text=_("Visas för dem som får se vem som har en roll. Du kan lämna det tomt."),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    language = forms.ChoiceField(label=_("Språk i arbetsytan och i e-post"), choices=settings.WORK_LANGUAGES)
