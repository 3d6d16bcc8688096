"""What people fill in about newsletters: the title, a part in a language, what is picked, and that it is published."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tillsammans.reports.drawing import newsletter_words as words
from tillsammans.reports.rules import newsletters as rules

HOW = _(
    "En tom rad ger ett nytt stycke. Rader som börjar med bindestreck blir en lista. Webbadresser blir länkar."
)
EXAMPLE = {
    "heading": (_("Vad handlar det om?"), ""),
    "context": (_("Hur var det innan?"), _("Vad behövde bli bättre, och för vem?")),
    "did": (_("Vad gjorde ni?"), ""),
    "result": (_("Vad ledde det till?"), _("Också det som inte blev som ni tänkt.")),
    "copy": (_("Vad kan andra ta efter?"), _("Det lilla steg som någon annan kan börja med.")),
}
PLAIN = {"heading": (_("Rubrik"), ""), "body": (_("Text"), HOW)}


def _seen() -> forms.IntegerField:
    return forms.IntegerField(required=False, min_value=0, max_value=2**32, widget=forms.HiddenInput)


class NameForm(forms.Form):
    title = forms.CharField(
        label=_("Rubrik"), required=False, max_length=rules.LONGEST_HEADING,
        help_text=_("Den står också som ämne i mejlet."),
    )  # fmt: skip
    seen = _seen()

    def __init__(self, *args: Any, title: str, **more: Any) -> None:
        super().__init__(*args, **{**more, "initial": {"title": title, "seen": rules.mark(title)}})
        self.fields["title"].widget.attrs.pop("maxlength", None)


class BlockForm(forms.Form):
    """The fields of a part's kind; of days one for each. now: its words in the language, by field."""

    seen = _seen()

    def __init__(
        self, *args: Any, kind: str, days: Iterable[Mapping[str, Any]] = (), now: Mapping[str, str], seen: int = 0, **more: Any
    ) -> None:  # fmt: skip
        super().__init__(*args, **more)
        asked = EXAMPLE if kind == rules.EXAMPLE else PLAIN
        self._told = {name: name for name in rules.FIELDS[kind]}
        for name in rules.FIELDS[kind]:
            self.fields[name] = _text(name, *asked[name])
        for number, one in enumerate(days):
            self._told[f"day{number}"] = f"{rules.DAY}{one['key']}"
            self.fields[f"day{number}"] = _line(words.day_of(one))
        self.initial = {"seen": seen, **{name: now.get(said, "") for name, said in self._told.items()}}

    def words(self) -> dict[str, str]:
        """By the names that the texts have."""
        return {said: self.cleaned_data[name] for name, said in self._told.items()}

    def label_of(self, said: str) -> str:
        """What the form calls a field of the texts."""
        return next((str(self.fields[name].label) for name, own in self._told.items() if own == said), "")


def _text(name: str, label: Any, hint: Any) -> forms.CharField:
    if name == "heading":
        return forms.CharField(label=label, help_text=hint, required=False, max_length=rules.LONGEST_HEADING)
    box = forms.Textarea(attrs={"rows": 8 if name == "body" else 4})
    made = forms.CharField(label=label, help_text=hint, required=False, max_length=rules.LONGEST, widget=box)
    made.widget.attrs.pop("maxlength", None)
    return made


def _line(label: str) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=rules.LONGEST_HEADING)


class PickForm(forms.Form):
    """Boxes to tick. already: those that are ticked from the beginning."""

    wanted = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)

    def __init__(
        self,
        *args: Any,
        label: Any,
        choices: Iterable[tuple[str, str]],
        ticked: Iterable[str] = (),
        **more: Any,
    ) -> None:
        super().__init__(*args, **{**more, "initial": {"wanted": list(ticked)}})
        self.fields["wanted"] = forms.MultipleChoiceField(
            label=label, widget=forms.CheckboxSelectMultiple, choices=list(choices), initial=list(ticked),
            error_messages={
                "required": _("Välj minst en."),
                "invalid_choice": _("En av dem går inte att välja längre. Läs in sidan på nytt."),
            },
        )  # fmt: skip


class SeenForm(forms.Form):
    """Only that one has read it as it is now."""

    seen = _seen()

    def __init__(self, *args: Any, revision: int, **more: Any) -> None:
        super().__init__(*args, **{**more, "initial": {"seen": revision}})
