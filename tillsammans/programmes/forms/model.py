"""Forms of the model and the stairs. A text in several languages is one field per language: name_sv, name_en …"""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tillsammans.core.text import SOURCE_LANGUAGE
from tillsammans.programmes.models import AboutTopic, Basis

LONGEST_NAME = 120
LONGEST_TEXT = 4000


def text_fields(
    name: str, label: str, *, rows: int = 0, required: bool = False, hint: str = "", longest: int = 0
) -> dict[str, forms.CharField]:
    """One field per language. rows: 0 for a line, else the height of a text box. Only Swedish can be required.

    longest: signs; as long as names and texts may be if not said.
    """
    made = {}
    for language, language_name in settings.WORK_LANGUAGES:
        own = language == SOURCE_LANGUAGE
        widget = (
            forms.Textarea(attrs={"rows": rows, "lang": language})
            if rows
            else forms.TextInput(attrs={"lang": language})
        )
        made[f"{name}_{language}"] = forms.CharField(
            label=f"{label}, {language_name}", required=required and own, widget=widget,
            help_text=hint if own else "", max_length=longest or (LONGEST_TEXT if rows else LONGEST_NAME),
            error_messages={"required": gettext("Skriv texten på svenska. De andra språken visar den tills de har en egen.")},
        )  # fmt: skip
    return made


def shown(name: str, texts: Mapping[str, str] | None) -> dict[str, str]:
    """Stored texts as a form's first values."""
    return {f"{name}_{language}": text for language, text in (texts or {}).items()}


def shown_topics(about: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """An edition's texts about itself as a form's first values."""
    return {name: text for topic, texts in about.items() for name, text in shown(topic, texts).items()}


class TextsForm(forms.Form):
    """A form of texts per language, with a mark of what it showed (rules.seen_mark)."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def texts(self, name: str) -> dict[str, str]:
        """What was typed for one text: language → words, those left empty too."""
        return {
            language: self.cleaned_data[f"{name}_{language}"] for language, _name in settings.WORK_LANGUAGES
        }


def order_field() -> forms.IntegerField:
    return forms.IntegerField(
        label=_("Plats i ordningen"), min_value=1, max_value=999, required=False,
        help_text=_("1 står först. Lämna tomt för att inte välja."),
    )  # fmt: skip


def _basis_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Vems text är det?"), choices=Basis.choices,
        help_text=_("Allt som inte står i länets underlag märks på den öppna sidan."),
    )  # fmt: skip


class ItemForm(TextsForm):
    """One thing of the model. parents: (code, name) of the core components it may belong to; empty: it belongs to none."""

    def __init__(
        self, *args: Any, parents: Sequence[tuple[str, str]] = (), is_component: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= text_fields("name", gettext("Namn"), required=True)
        if is_component:
            self.fields |= text_fields(
                "short_name", gettext("Kort namn"), hint=gettext("För tabeller och små skärmar.")
            )
        self.fields |= text_fields("description", gettext("Beskrivning"), rows=4)
        if parents:
            choices = [("", gettext("Ingen särskild")), *parents]
            self.fields["parent_code"] = forms.ChoiceField(
                label=_("Hör till kärnkomponenten"), choices=choices, required=False
            )
        self.fields["basis"] = _basis_field()
        self.fields["source"] = forms.CharField(label=_("Källa"), required=False, max_length=300)
        self.fields["order"] = order_field()
        if is_component:
            self.fields["common"] = forms.BooleanField(
                label=_("Gemensam för länets program: frågas en gång när en omgång gäller flera"),
                required=False,
            )

    def values(self) -> dict[str, Any]:
        """What the commands take."""
        data = self.cleaned_data
        short = self.texts("short_name") if "short_name_sv" in self.fields else {}
        return {
            "name": self.texts("name"), "short_name": short, "description": self.texts("description"),
            "basis": data["basis"], "source": data["source"], "parent_code": data.get("parent_code", ""),
            "common": data.get("common", False),
        }  # fmt: skip


class AboutForm(TextsForm):
    """What an edition of the model says of itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for topic in AboutTopic:
            self.fields |= text_fields(topic, str(topic.label), rows=4)

    def about(self) -> dict[str, dict[str, str]]:
        return {str(topic): self.texts(topic) for topic in AboutTopic}


class StairsAboutForm(TextsForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= text_fields("title", gettext("Rubrik"), required=True)
        self.fields |= text_fields("about", gettext("Inledning"), rows=6)
        self.fields["is_proposal"] = forms.BooleanField(
            label=_("Trappan är fortfarande ett förslag och inte länets beslutade text"), required=False
        )


class StepForm(TextsForm):
    """A step. components: (code, name); each has words of its own for the report form. steps: where a new one may go."""

    def __init__(
        self,
        *args: Any,
        components: Sequence[tuple[str, str]] = (),
        steps: Sequence[tuple[str, str]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.components = [code for code, _name in components]
        self.fields |= text_fields("name", gettext("Namn"), required=True)
        self.fields |= text_fields("summary", gettext("Sammanfattning"), rows=2)
        for code, name in components:
            self.fields |= text_fields(f"description-{code}", name, rows=2)
        if steps:
            self.fields["after"] = forms.TypedChoiceField(
                label=_("Steget kommer efter"), choices=steps, coerce=int
            )

    def descriptions(self) -> dict[str, dict[str, str]]:
        return {code: self.texts(f"description-{code}") for code in self.components}


class CriterionForm(TextsForm):
    """A criterion. Where it hangs (step, component) is decided by the page one came from."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hint = gettext("Något som går att se eller höra. En sak i varje kriterium.")
        self.fields |= text_fields("text", gettext("Kriterium"), rows=3, required=True, hint=hint)
        self.fields["basis"] = _basis_field()
        self.fields["order"] = order_field()


class MappingForm(forms.Form):
    """For each old step: the step it corresponds to, or "cannot be compared". Nothing is taken for granted."""

    def __init__(
        self, *args: Any, old: Sequence[Any], choices: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for step in old:
            self.fields[f"step_{step.number}"] = forms.ChoiceField(
                label=gettext("Gamla steg %(n)s: %(name)s") % {"n": step.number, "name": step.name},
                choices=[("", gettext("Välj")), *choices], initial=step.chosen,
                error_messages={"required": gettext("Välj ett steg, eller att det inte går att jämföra.")},
            )  # fmt: skip

    def mapping(self, not_comparable: str) -> dict[int, int | None]:
        """Old step → new step, None where it cannot be compared."""
        pairs = ((int(name.removeprefix("step_")), value) for name, value in self.cleaned_data.items())
        return {old: None if new == not_comparable else int(new) for old, new in pairs}


class GroupsForm(forms.Form):
    """Whom to ask, and until when. Every chosen role is asked at every chosen place and below."""

    def __init__(
        self, *args: Any, roles: Sequence[tuple[str, str]], places: Sequence[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        none = {"required": gettext("Välj minst en.")}
        self.fields["roles"] = forms.MultipleChoiceField(
            label=_("Vilka roller?"), choices=[(key, label.capitalize()) for key, label in roles],
            widget=forms.CheckboxSelectMultiple, error_messages=none,
        )  # fmt: skip
        self.fields["places"] = forms.TypedMultipleChoiceField(
            label=_("Var?"), choices=places, coerce=int, widget=forms.CheckboxSelectMultiple, error_messages=none,
            help_text=_("Alla med rollen på platsen och under den får ett mejl."),
        )  # fmt: skip
        self.fields["closes_on"] = forms.DateField(
            label=_("Sista dag för synpunkter"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            error_messages={"invalid": gettext("Skriv dagen som år-månad-dag, till exempel 2026-11-30.")},
        )  # fmt: skip


class CommentForm(forms.Form):
    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about_code"] = forms.ChoiceField(
            label=_("Vad gäller det?"), choices=choices, required=False
        )
        self.fields["text"] = forms.CharField(
            label=_("Din synpunkt"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5}),
            help_text=_("Modellförvaltaren ser din roll och var du arbetar, inte ditt namn. Skriv inget om enskilda barn."),
            error_messages={"required": gettext("Skriv din synpunkt.")},
        )  # fmt: skip
