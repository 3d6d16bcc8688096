from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from tillsammans.access.roles import Role
from tillsammans.steward.commands import ROLE_KINDS


class LetInForm(forms.Form):
    """Whom to invite, as what, where."""

    email = forms.EmailField(
        label=_("E-postadress i tjänsten"), widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    role = forms.ChoiceField(label=_("Roll"))
    place = forms.TypedChoiceField(label=_("Plats"), coerce=int)
    language = forms.ChoiceField(label=_("Mejlets språk"), choices=settings.WORK_LANGUAGES)

    def __init__(self, *args: object, places: list[tuple[int, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["place"].choices = places  # type: ignore[attr-defined]
        self.fields["role"].choices = [(role.value, role.label) for role in ROLE_KINDS]  # type: ignore[attr-defined]

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"])
