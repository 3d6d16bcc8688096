"""What the small forms of the workspace share: the mark of what was shown, days, and the words of what another wrote."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tillsammans.planning.drawing import activity_words as words
from tillsammans.planning.drawing.timeline_choices import holding_roles
from tillsammans.planning.rules.seen import mark_of

NO_CHILDREN = gettext_lazy("Skriv inte om enskilda barn, och nämn inga namn.")


class DayInput(forms.DateInput):
    """The browser's own date field."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def day_field(label: Any, **more: Any) -> forms.DateField:
    wrong = {
        "required": gettext_lazy("Välj en dag."),
        "invalid": gettext_lazy("Skriv dagen som åååå-mm-dd, till exempel 2026-10-01."),
    }
    return forms.DateField(
        label=label, widget=DayInput(), input_formats=["%Y-%m-%d"], error_messages=wrong, **more
    )


def line_field(label: Any, length: int, missing: Any = "", **more: Any) -> forms.CharField:
    """One line of text. missing: the sentence when it is empty; without, it may be."""
    wrong = {"required": missing} if missing else {}
    return forms.CharField(
        label=label, max_length=length, required=bool(missing), error_messages=wrong, **more
    )


def text_field(label: Any, length: int = 1000, help_text: Any = NO_CHILDREN) -> forms.CharField:
    """Some lines of text, which may be empty."""
    area = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, max_length=length, required=False, widget=area, help_text=help_text)


def chosen(label: Any, missing: Any = "", **more: Any) -> forms.ChoiceField:
    wrong = {"invalid_choice": gettext_lazy("Det finns inte att välja längre. Välj något annat.")}
    if missing:
        wrong["required"] = missing
    return forms.ChoiceField(label=label, required=bool(missing), error_messages=wrong, **more)


def role_field(label: Any) -> forms.ChoiceField:
    return chosen(label, help_text=gettext_lazy("En roll, så att ansvaret följer med när någon slutar."))


class WritingForm(forms.Form):
    """A form about one row. seen: the mark of the row's content when the form was shown."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, now: Mapping[str, Any] | None = None, **more: Any) -> None:
        """now: what stands in the row; it is shown, and marked."""
        if now is not None:
            more["initial"] = {**now, "seen": mark_of(now), **more.get("initial", {})}
        super().__init__(*args, **more)

    def offer(self, name: str, choices: Any) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def offer_roles(self, name: str) -> None:
        kept = self.initial.get(name)
        roles = [("", _("ingen än")), *holding_roles()]
        self.offer(
            name, roles if not kept or kept in dict(roles) else [*roles, (kept, words.holder(kept, ""))]
        )

    def now_shown(self, theirs: Mapping[str, Any], revision: int = 0) -> None:
        """From here on the form is sent against what another wrote, which stands beside it."""
        self.data = {**self.data.dict(), "seen": mark_of(theirs)}  # type: ignore[attr-defined]

    def differences(self, theirs: Mapping[str, Any]) -> list[tuple[str, str, str]]:
        """(field, the other's words, one's own) where the two differ."""
        mine = self.cleaned_data
        return [
            (str(self.fields[name].label), self._said(name, value), self._said(name, mine.get(name)))
            for name, value in theirs.items()
            if name in self.fields and (value or "") != (mine.get(name) or "")
        ]

    def _said(self, name: str, value: Any) -> str:
        choices = dict(getattr(self.fields[name], "choices", ()))
        if value in choices:
            return str(choices[value])
        if isinstance(value, bool):
            return _("ja") if value else _("nej")
        return words.day(value) if hasattr(value, "year") else str(value or _("tomt"))
