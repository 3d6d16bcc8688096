"""What people fill in about workplaces, imports and roles."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tillsammans.access.roles import Role
from tillsammans.organisations.models import Form, Place, PlaceKind, RoleScope, Sector

Choices = Sequence[tuple[Any, str]]


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def day(label: Any, help_text: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label, help_text=help_text, widget=DayInput(), input_formats=["%Y-%m-%d"], localize=False
    )


def place_choices(places: Sequence[Place], *, indented: bool = False) -> list[tuple[str, str]]:
    """Places in a list to choose from; departments and units stand under their principal."""
    return [
        (str(one.pk), f"– {one.name}" if indented and one.kind != PlaceKind.PRINCIPAL else one.name)
        for one in places
    ]


class _DayForm(forms.Form):
    """A form with a day, which is today unless somebody says otherwise."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.DateField) and field.required:
                field.initial = today


class OpenUnitForm(_DayForm):
    name = forms.CharField(label=_("Enhetens namn"), max_length=200)
    parent = forms.ChoiceField(label=_("Huvudman eller förvaltning"))
    sector = forms.ChoiceField(label=_("Verksamhetsområde"), choices=Sector.choices)
    form = forms.ChoiceField(label=_("Driftsform"), choices=Form.choices)
    code = forms.CharField(label=_("Enhetskod"), max_length=50, required=False)
    on = day(_("Öppnade"))

    def __init__(self, *args: Any, places: Sequence[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].choices = place_choices(places, indented=True)  # type: ignore[attr-defined]


class RenameForm(_DayForm):
    name = forms.CharField(label=_("Nytt namn"), max_length=200)
    on = day(_("Gäller från"))


class MoveForm(_DayForm):
    to = forms.ChoiceField(label=_("Ny huvudman eller förvaltning"))
    on = day(_("Gäller från"))

    def __init__(self, *args: Any, places: Sequence[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = place_choices(places, indented=True)  # type: ignore[attr-defined]


class DayForm(_DayForm):
    on = day(_("Dag"))


class MergeForm(_DayForm):
    into = forms.ChoiceField(label=_("Enheten som tar över"))
    on = day(_("Gäller från"))

    def __init__(self, *args: Any, places: Sequence[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].choices = place_choices(places)  # type: ignore[attr-defined]


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("Fil med enheter"),
        help_text=_("Excel (.xlsx) eller .csv, högst 20 MB. Filen sparas inte, bara det som lästs ur den."),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm,.csv,.txt,.tsv,.skv"}),
    )
    principal = forms.TypedChoiceField(
        label=_("Alla rader hör till"), help_text=_("Välj en huvudman om filen inte själv säger vilken."),
        coerce=int, empty_value=None, required=False,
    )  # fmt: skip

    def __init__(self, *args: Any, principals: Sequence[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("det står i filen")), *place_choices(principals)]
        self.fields["principal"].choices = choices  # type: ignore[attr-defined]


class CommitForm(forms.Form):
    """missing: what to do with units that the register has and the file has not."""

    shown = forms.CharField(widget=forms.HiddenInput, max_length=64)
    leave_out = forms.BooleanField(label=_("Läs in resten och lämna de här raderna"), required=False)
    missing = forms.ChoiceField(
        label=_("Enheter som inte finns i filen"), required=False, widget=forms.RadioSelect, initial="leave",
        choices=[("leave", _("Lämna som de är")), ("chosen", _("Stäng dem som jag kryssar i")), ("all", _("Stäng alla"))],
    )  # fmt: skip
    close = forms.TypedMultipleChoiceField(
        label=_("Enheter att stänga"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, missing: Choices, errors: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["close"].choices = missing  # type: ignore[attr-defined]
        if not missing:
            del self.fields["missing"], self.fields["close"]
        if not errors:
            del self.fields["leave_out"]

    def closing(self) -> list[int] | None:
        """Ids of the units to close; None for all that are missing."""
        choice = self.cleaned_data.get("missing")
        return None if choice == "all" else self.cleaned_data.get("close", []) if choice == "chosen" else []


class SettingsForm(forms.Form):
    units_open_to_county = forms.BooleanField(
        label=_("Processledaren får se hur varje enhet svarat"), required=False,
        help_text=_("Utan kryss ser länet bara antal och spridning, och bara från tre enheter. Styrgruppen ser aldrig enheter."),
    )  # fmt: skip
    notes_shared_with_county = forms.BooleanField(
        label=_("Processledaren får läsa enheternas anteckningar"), required=False,
        help_text=_("Gäller bara om enheterna är öppna. Andra huvudmän får aldrig läsa dem."),
    )  # fmt: skip


class DecisionForm(_DayForm):
    role = forms.ChoiceField(
        label=_("Roll"), choices=[(Role.BBA, Role.BBA.label), (Role.COORDINATOR, Role.COORDINATOR.label)]
    )
    sector = forms.ChoiceField(
        label=_("Verksamhetsområde"),
        required=False,
        choices=[("", _("alla verksamhetsområden")), *Sector.choices],
    )
    scope = forms.ChoiceField(
        label=_("Rollen ska finnas"), choices=RoleScope.choices, widget=forms.RadioSelect
    )
    number = forms.IntegerField(
        label=_("Antal"), min_value=1, max_value=500, initial=1,
        help_text=_("Hur många på varje enhet, hur många områden, eller hur många gemensamt."),
    )  # fmt: skip
    decided_on = day(_("Beslutat"))
    decided_by = forms.CharField(
        label=_("Beslutat av"),
        required=False,
        max_length=120,
        help_text=_("Skriv rollen eller ledningsgruppen, inte en person."),
    )


class AppointForm(_DayForm):
    role = forms.ChoiceField(
        label=_("Roll"),
        choices=[(role.value, role.label) for role in (Role.BBA, Role.COORDINATOR, Role.UNIT_MANAGER)],
    )
    place = forms.ChoiceField(label=_("Enhet, förvaltning eller hela huvudmannen"))
    sector = forms.ChoiceField(
        label=_("Verksamhetsområde"),
        required=False,
        choices=[("", _("enhetens eget, eller alla")), *Sector.choices],
    )
    email = forms.EmailField(
        label=_("E-post i arbetet"), widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    name = forms.CharField(
        label=_("Namn"), max_length=200, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    starts_on = day(_("Från och med"))

    def __init__(self, *args: Any, places: Sequence[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = place_choices(places, indented=True)  # type: ignore[attr-defined]


class EndForm(_DayForm):
    on = day(_("Sista dag"))


class HandOverForm(_DayForm):
    to_email = forms.EmailField(
        label=_("E-post i arbetet till den som tar över"),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    to_name = forms.CharField(
        label=_("Namn"), max_length=200, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    on = day(_("Tar över från och med"), _("Den som lämnar har rollen till och med dagen innan."))
