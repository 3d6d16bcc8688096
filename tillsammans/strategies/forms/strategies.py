"""What is sent about a strategy. The choices are those that the page offered; the command asks the rest."""

from collections.abc import Iterable
from dataclasses import asdict
from itertools import groupby
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from tillsammans.access.roles import Role
from tillsammans.core.text import localised
from tillsammans.programmes import measures
from tillsammans.strategies.models import StrategyState
from tillsammans.strategies.queries.chain import Cause
from tillsammans.strategies.queries.strategies import FormChoices
from tillsammans.strategies.rules import eric, know_can_will
from tillsammans.strategies.rules import strategies as rules
from tillsammans.strategies.rules.strategies import UNKNOWN_METHOD, StrategyContent

# Roles that hold a strategy, in the order in which they are offered.
HOLDERS = (
    Role.PROCESS_LEADER, Role.HEAD, Role.CONTACT_PERSON, Role.UNIT_MANAGER, Role.BBA, Role.COORDINATOR, Role.MODEL_MANAGER,
    Role.STEERING_MEMBER,
)  # fmt: skip
MOST_NEAR = 4
GONE = gettext_lazy("Ett av valen finns inte längre. Läs in sidan på nytt och välj igen.")


class _Numbers(forms.TypedMultipleChoiceField):
    def __init__(self, **more: Any) -> None:
        super().__init__(
            coerce=int, widget=forms.CheckboxSelectMultiple, error_messages={"invalid_choice": GONE}, **more
        )


class StrategyForm(forms.Form):
    """The four things first: which barrier, what we want, how, when we look again."""

    title = forms.CharField(label=gettext_lazy("Strategins namn"), max_length=rules.LONGEST["title"])
    direction = forms.CharField(
        label=gettext_lazy("Vad vi vill"),
        max_length=rules.LONGEST["direction"],
        help_text=gettext_lazy(
            "Riktningen, med egna ord. Vad ni gör steg för steg blir aktiviteter. Skriv inte om enskilda barn."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    barriers = _Numbers(label=gettext_lazy("Hinder som strategin ska lösa"))
    facilitators = _Numbers(label=gettext_lazy("Möjliggörare att bygga på"), required=False)
    methods = forms.TypedMultipleChoiceField(
        coerce=int,
        required=False,
        error_messages={"invalid_choice": UNKNOWN_METHOD},
        label=gettext_lazy("Metoder"),
    )
    strengthens = forms.MultipleChoiceField(
        label=gettext_lazy("Strategin stärker"), required=False, widget=forms.CheckboxSelectMultiple
    )
    dose = forms.CharField(
        label=gettext_lazy("Hur mycket och hur ofta"), required=False, max_length=rules.LONGEST["dose"],
        help_text=gettext_lazy("Till exempel: en timme varje månad under ett år."),
    )  # fmt: skip
    responsible_role = forms.ChoiceField(label=gettext_lazy("Roll som håller i"), required=False)
    responsible_text = forms.CharField(
        label=gettext_lazy("Eller med egna ord"), required=False, max_length=rules.LONGEST["responsible_text"],
        help_text=gettext_lazy("En funktion, inte en person."),
    )  # fmt: skip
    measure = forms.ChoiceField(label=gettext_lazy("Hur vi märker att det lyckas"), required=False)
    measure_text = forms.CharField(
        label=gettext_lazy("Eller med egna ord"), required=False, max_length=rules.LONGEST["measure_text"]
    )
    review_on = forms.DateField(
        label=gettext_lazy("När vi tittar igen"), required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("Dagen då ni följer upp vad det blev av det."),
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *given: Any, choices: FormChoices, **more: Any) -> None:
        super().__init__(*given, **more)
        self._choices = choices
        self._set("barriers", _causes(choices.barriers))
        self._set("facilitators", _causes(choices.facilitators))
        self._set("methods", [(one.number, one.code) for one in eric.load().methods])
        self._set("strengthens", _parts())
        self._set(
            "responsible_role", [("", _("Ingen vald än")), *((one.value, str(one.label)) for one in HOLDERS)]
        )
        self._set("measure", _measures(choices.measures))

    def _set(self, name: str, choices: list) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def content(self) -> StrategyContent:
        data = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        many = ("barriers", "facilitators", "methods", "strengthens")
        given: dict[str, Any] = {
            name: tuple(value) if name in many else value for name, value in data.items()
        }
        return StrategyContent(**given)

    def near(self, domain: str) -> set[int]:
        """Facilitators of the barrier's own domain: the first of what one may build on."""
        found = [one.id for one in self._choices.facilitators if one.domain == domain]
        return set(found[:MOST_NEAR])

    def chosen_methods(self) -> set[int]:
        """Numbers that are ticked as the form stands, typed or kept."""
        given = (
            self.data.getlist("methods")
            if self.is_bound and hasattr(self.data, "getlist")
            else self.initial.get("methods", ())
        )
        return {int(one) for one in given if str(one).isdecimal() and len(str(one)) < 4}


def _causes(found: Iterable[Cause]) -> list[tuple[int, str]]:
    return [(one.id, one.text) for one in found]


def _parts() -> list[tuple[str, str]]:
    """Veta, kunna, vilja with the question that each asks."""
    language = get_language() or "sv"
    if language != "sv":
        return [(one.code, localised(one.name, language).text) for one in know_can_will.load()]
    return [(one.code, f"{one.name['sv']}: {one.question}") for one in know_can_will.load()]


def _measures(found: Iterable[measures.Measure]) -> list:
    """Nothing, then the measures under the words for their kind."""
    grouped = [
        (measures.label_of(kind).capitalize(), [(one.key, measures.words(one)) for one in group])
        for kind, group in groupby(found, key=lambda one: one.kind)
    ]
    return [("", _("Inget valt än")), *grouped]


def initial_of(content: StrategyContent, revision: int) -> dict[str, Any]:
    return asdict(content) | {"seen": revision}


class StateForm(forms.Form):
    state = forms.ChoiceField(choices=StrategyState.choices)
    seen = forms.IntegerField(min_value=0)


class EffectForm(forms.Form):
    """What became of it, and when to look again."""

    effect = forms.CharField(
        label=gettext_lazy("Vad blev det av det?"), max_length=rules.LONGEST["effect"],
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Det som gick bra först, sedan det som inte blev som ni tänkt. Skriv inte om enskilda barn."),
    )  # fmt: skip
    review_on = forms.DateField(
        label=gettext_lazy("När vi tittar igen"), required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
