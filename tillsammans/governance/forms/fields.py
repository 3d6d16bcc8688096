"""Fields that the forms of this package share: what is missing and what is too long is said in a sentence."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tillsammans.access.roles import Role

NO_CHILDREN = _("Skriv inte om enskilda barn.")
MOST_DIGITS = 18
_ROLES = (
    Role.PROCESS_LEADER, Role.MODEL_MANAGER, Role.HEAD, Role.CONTACT_PERSON, Role.UNIT_MANAGER, Role.COORDINATOR, Role.BBA,
)  # fmt: skip


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class Line(forms.CharField):
    """One line of text; a text that is too long is said so and not cut."""

    def __init__(self, label: Any, most: int, *, missing: Any = "", rows: int = 0, **more: Any) -> None:
        wrong = {"required": missing} if missing else {}
        widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
        super().__init__(
            label=label, max_length=most, required=bool(missing), error_messages=wrong, widget=widget, **more
        )

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}


def day(label: Any, *, missing: Any = "", **more: Any) -> forms.DateField:
    wrong = {"invalid": _("Skriv dagen som åååå-mm-dd, till exempel 2026-10-01."), "required": missing}
    return forms.DateField(
        label=label,
        required=bool(missing),
        widget=DayInput(),
        input_formats=["%Y-%m-%d"],
        error_messages=wrong,
        **more,
    )


def role(label: Any, **more: Any) -> forms.ChoiceField:
    """A role, so that it follows with whoever holds it."""
    choices = [("", _("ingen än")), *((one.value, one.label) for one in _ROLES)]
    return forms.ChoiceField(label=label, choices=choices, required=False, **more)


def seen() -> forms.IntegerField:
    """The revision that the form was shown with."""
    return forms.IntegerField(required=False, min_value=0, max_value=2**31, widget=forms.HiddenInput)


def number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS else None
