"""Forms of the leader's pages: setting up, one more question, a card from paper."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tillsammans.organisations.models import Place
from tillsammans.strategies.models import DeterminantKind, Domain
from tillsammans.workshops.models import Question, QuestionKind
from tillsammans.workshops.rules import limits, setting_up
from tillsammans.workshops.rules.sets import Asked
from tillsammans.workshops.rules.setting_up import SetUp

KIND_WORDS = {
    QuestionKind.DETERMINANTS: _("Hinder och möjliggörare, under fem rubriker"),
    QuestionKind.FREE: _("Fria tankar"),
    QuestionKind.STEPS: _("Nästa steg"),
}
FIRST_ROWS = 2  # of an own set of questions


class DayInput(forms.DateInput):
    """The browser's own date field."""

    input_type = "date"


def _minutes(label: Any) -> forms.IntegerField:
    wrong = _("Välj mellan 1 och 120 minuter, eller ingen tid alls.")
    return forms.IntegerField(
        label=label, required=False, min_value=1, max_value=setting_up.MOST_MINUTES,
        error_messages={"invalid": wrong, "min_value": wrong, "max_value": wrong},
    )  # fmt: skip


class QuestionForm(forms.Form):
    """One question. Without words it is left out."""

    kind = forms.ChoiceField(label=_("Slag"), choices=KIND_WORDS.items())
    text = forms.CharField(label=_("Frågan"), max_length=setting_up.LONGEST_QUESTION, required=False)
    text_en = forms.CharField(label=_("På engelska"), max_length=setting_up.LONGEST_QUESTION, required=False)
    minutes = _minutes(_("Minuter att skriva"))

    def asked(self) -> Asked:
        given = self.cleaned_data
        return Asked(given["kind"], given["text"], given["text_en"], given["minutes"])


class SetUpForm(forms.Form):
    """A workshop in two minutes: all but the title has an answer already."""

    title = forms.CharField(
        label=_("Vad ska workshoppen heta?"), max_length=setting_up.LONGEST_TITLE,
        error_messages={"required": _("Skriv vad workshoppen ska heta.")},
    )  # fmt: skip
    held_on = forms.DateField(
        label=_("Vilken dag?"), widget=DayInput(format="%Y-%m-%d"), input_formats=["%Y-%m-%d"],
        error_messages={"required": _("Välj en dag."), "invalid": _("Skriv dagen som åååå-mm-dd, till exempel 2026-10-01.")},
    )  # fmt: skip
    place = forms.ChoiceField(label=_("Vems workshop är det?"))
    groups = forms.CharField(
        label=_("Bord eller grupper"), required=False, max_length=3000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("En på varje rad. Lämna tomt om ingen ska fråga efter grupp."),
    )  # fmt: skip
    ask_sector = forms.BooleanField(label=_("Fråga var deltagarna arbetar"), required=False)
    hidden = forms.TypedChoiceField(
        label=_("När syns korten på väggen?"), widget=forms.RadioSelect, coerce=lambda value: value == "1",
        choices=[("1", _("När jag visar dem")), ("0", _("Genast, medan alla skriver"))],
    )  # fmt: skip
    english = forms.BooleanField(label=_("Deltagarna kan välja engelska"), required=False)
    votes_each = forms.IntegerField(
        label=_("Röster till var och en"), min_value=1, max_value=limits.VOTES_EACH_AT_MOST,
        error_messages={"required": _("Skriv hur många röster var och en har.")},
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, places: Sequence[Place], **more: Any) -> None:
        super().__init__(*args, **more)
        self.rows: list[QuestionForm] = []
        self.places = {str(one.pk): one for one in places}
        self.fields["place"].choices = [(key, one.name) for key, one in self.places.items()]  # type: ignore[attr-defined]
        if len(self.places) < 2:
            del self.fields["place"]

    @property
    def chosen_place(self) -> Place:
        return self.places.get(self.cleaned_data.get("place", "")) or next(iter(self.places.values()))

    def is_valid(self) -> bool:
        """All of it, its questions too."""
        return all([super().is_valid(), *(one.is_valid() for one in self.rows)])

    def content(self, question_set: str) -> SetUp:
        given = self.cleaned_data
        asked = [one.asked() for one in self.rows if one.cleaned_data["text"]]
        return SetUp(
            given["title"], given["held_on"], tuple(asked), question_set, tuple(given["groups"].splitlines()),
            given["ask_sector"], ("sv", "en") if given["english"] else ("sv",), given["hidden"], given["votes_each"],
        )  # fmt: skip


def said(content: SetUp, revision: int = 0) -> dict[str, Any]:
    """A workshop as its form shows it."""
    return {
        "title": content.title, "held_on": content.held_on, "groups": "\n".join(content.groups), "ask_sector": content.ask_sector,
        "hidden": "1" if content.hidden else "0", "english": "en" in content.languages, "votes_each": content.votes_each,
        "seen": revision,
    }  # fmt: skip


def question_forms(
    data: Mapping[str, Any] | None, asked: Sequence[Asked], *, more: int = 0
) -> list[QuestionForm]:
    """A form for each question and one that is empty, or as many as were sent. more: empty ones to add."""
    if data is None:
        empty = FIRST_ROWS if not asked else 1
        rows = [
            QuestionForm(prefix=f"q{n}", initial={name: getattr(one, name) for name in ("kind", "text", "text_en", "minutes")})
            for n, one in enumerate(asked, start=1)
        ]  # fmt: skip
        return [*rows, *_empty(len(rows), empty)]
    count = sum(f"q{n}-text" in data for n in range(1, setting_up.MOST_QUESTIONS + 1))
    sent = [QuestionForm(data, prefix=f"q{n}") for n in range(1, count + 1)]
    return [*sent, *_empty(count, more)]


def _empty(there: int, count: int) -> list[QuestionForm]:
    last = min(there + count, setting_up.MOST_QUESTIONS)
    return [QuestionForm(prefix=f"q{n}") for n in range(there + 1, last + 1)]


class EntryForm(forms.Form):
    """A card from paper. Enter sends it, and the next one begins."""

    kind = forms.ChoiceField(label=_("Hinder eller möjliggörare?"), widget=forms.RadioSelect)
    domain = forms.ChoiceField(label=_("Rubrik"), required=False)
    group = forms.ChoiceField(label=_("Grupp"), required=False)
    text = forms.CharField(
        label=_("Vad står det på kortet?"), max_length=limits.CARD_LENGTH,
        help_text=_("Tryck på Enter för nästa. Skriv inte om enskilda barn, och nämn inga namn."),
        error_messages={"required": _("Skriv något på kortet.")},
    )  # fmt: skip
    dots = forms.IntegerField(label=_("Röster på kortet"), required=False, min_value=0, max_value=10_000)
    key = forms.CharField(widget=forms.HiddenInput, max_length=limits.KEY_LENGTH)

    def __init__(self, *args: Any, question: Question, groups: Sequence[str], **more: Any) -> None:
        more["initial"] = {"key": str(uuid4()), **more.get("initial", {})}
        super().__init__(*args, **more)
        self.fields["kind"].choices = [(one.value, str(one.label).capitalize()) for one in DeterminantKind]  # type: ignore[attr-defined]
        self.fields["domain"].choices = [("", gettext("Utan rubrik")), *Domain.choices]  # type: ignore[attr-defined]
        self.fields["group"].choices = [("", gettext("Ingen")), *((name, name) for name in groups)]  # type: ignore[attr-defined]
        self.fields["text"].widget.attrs["autocomplete"] = "off"
        if question.kind != QuestionKind.DETERMINANTS:
            del self.fields["kind"], self.fields["domain"]
        if not groups:
            del self.fields["group"]

    def kept(self) -> dict[str, Any]:
        """What the next card begins with."""
        return {name: self.cleaned_data.get(name, "") for name in ("kind", "domain", "group")}
