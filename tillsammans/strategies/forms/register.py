"""What people fill in about barriers and facilitators: three fields first, the rest folded."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tillsammans.organisations.models import Place
from tillsammans.strategies.models import Determinant, DeterminantKind, Domain, LiftAnswer, Priority
from tillsammans.strategies.queries.register import Level
from tillsammans.strategies.rules import cfir
from tillsammans.strategies.rules.register import (
    DOMAIN_ORDER,
    LONGEST_AFFECTED,
    LONGEST_REASON,
    LONGEST_TEXT,
)

ABOUT_PEOPLE = _("Skriv om arbetet. Skriv inte om enskilda barn eller namngivna personer.")
KINDS = [
    (DeterminantKind.BARRIER, _("Ett hinder: något som gör det svårare")),
    (DeterminantKind.FACILITATOR, _("En möjliggörare: något som hjälper")),
]
HINTS = {
    Domain.INNER_SETTING: _("Hos oss: tid, ledning, rutiner, lokaler, kultur"),
    Domain.OUTER_SETTING: _("Runt omkring oss: lagar, pengar, andra huvudmän, omvärlden"),
    Domain.IMPLEMENTATION_PROCESS: _("Arbetets gång: hur vi planerar, provar och följer upp"),
    Domain.INNOVATION: _("Modellen och hjulet: hur de är gjorda och uppfattas"),
    Domain.INDIVIDUALS: _("Vi som arbetar: vad vi vet, kan och vill"),
}


class Words(forms.CharField):
    """Says when a text is too long and cuts nothing: a browser that stops at a length throws away what was pasted."""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}


class DeterminantForm(forms.Form):
    """seen: the revision of the row that the form was made from; absent for a new one."""

    kind = forms.ChoiceField(label=_("Vad är det?"), choices=KINDS, widget=forms.RadioSelect)
    text = Words(
        label=_("Beskriv det i en mening"), max_length=LONGEST_TEXT, help_text=ABOUT_PEOPLE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    domain = forms.ChoiceField(
        label=_("Vad handlar det mest om?"), choices=[(code, HINTS[Domain(code)]) for code in DOMAIN_ORDER],
        widget=forms.RadioSelect,
    )  # fmt: skip
    affected = Words(
        label=_("Vem berör det?"), max_length=LONGEST_AFFECTED, required=False,
        help_text=_("En grupp eller en roll, till exempel lärare i årskurs 7–9."),
    )  # fmt: skip
    priority = forms.ChoiceField(
        label=_("Hur bråttom är det?"), choices=Priority.choices, initial=Priority.NORMAL
    )
    seen = forms.IntegerField(required=False, min_value=0, max_value=2**31, widget=forms.HiddenInput)

    folded = ("affected", "priority")

    def __init__(self, *args: Any, levels: Sequence[Level] = (), **kwargs: Any) -> None:
        """levels: the registers that one may write in, where there are several."""
        super().__init__(*args, **kwargs)
        if len(levels) > 1:
            choices = [(str(one.id), "– " * one.depth + one.name) for one in levels]
            self.fields["place"] = forms.ChoiceField(
                label=_("I vilket register?"), choices=choices, required=False
            )

    @property
    def first(self) -> list[forms.BoundField]:
        return [one for one in self if one.name not in self.folded]

    @property
    def rest(self) -> list[forms.BoundField]:
        return [self[name] for name in self.folded]

    @property
    def unfolded(self) -> bool:
        """Whether something in the fold is filled in or has to be put right."""
        return any(self[name].errors for name in self.folded) or bool(self["affected"].value())

    def words(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("kind", "text", "domain", "affected", "priority")}


def of_row(row: Determinant) -> dict[str, Any]:
    """What the form for changing a row begins with."""
    return {
        "kind": row.kind, "text": row.text, "domain": row.domain, "affected": row.affected, "priority": row.priority,
        "seen": row.revision,
    }  # fmt: skip


class LiftForm(forms.Form):
    to = forms.ChoiceField(label=_("Vem kan ta bort hindret?"), widget=forms.RadioSelect)
    why = Words(
        label=_("Varför kan ni inte ta bort det själva?"), max_length=LONGEST_REASON,
        help_text=_("Den nivå som hindret lyfts till läser det här och hindrets text. Skriv inte om enskilda barn."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(self, *args: Any, levels: Sequence[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [(str(one.pk), one.name) for one in levels]  # type: ignore[attr-defined]
        if levels:
            self.fields["to"].initial = str(levels[0].pk)


class AnswerForm(forms.Form):
    """One line and three buttons: the button pressed is the answer."""

    text = Words(
        label=_("Svar med en rad"), max_length=LONGEST_REASON, required=False,
        help_text=_("Vad ni gör. Den behövs om ni svarar inte nu eller lyfter vidare: skriv varför."),
        widget=forms.TextInput(),
    )  # fmt: skip
    own_words = Words(
        label=_("Så skriver vi hindret i vårt register"), max_length=LONGEST_TEXT, required=False,
        help_text=_("Svarar ni ”Vi gör det” får ert eget register den här raden. Skriv den så att den inte pekar ut någon."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    answer = forms.ChoiceField(
        choices=[one for one in LiftAnswer.choices if one[0] != LiftAnswer.WITHDRAWN],
        widget=forms.HiddenInput,
    )


class MergeForm(forms.Form):
    same_as = forms.TypedChoiceField(
        label=_("Vilken rad säger samma sak?"), coerce=int, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, rows: Sequence[Determinant], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["same_as"].choices = [(str(one.pk), one.text) for one in rows]  # type: ignore[attr-defined]


class ConstructForm(forms.Form):
    construct = forms.ChoiceField(label=_("Begrepp i CFIR"), required=False)
    seen = forms.IntegerField(min_value=0, max_value=2**31, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["construct"].choices = [("", _("inte sorterat än")), *_constructs()]  # type: ignore[attr-defined]


def _constructs() -> list[tuple[str, list[tuple[str, str]]]]:
    """CFIR's own names and numbers, by domain."""
    framework = cfir.load()
    return [
        (
            f"{domain.ref} {domain.name['en']}",
            [
                (one.code, f"{one.ref} {one.name['en']} ({one.name['sv']})")
                for one in framework.of_domain(domain.code)
            ],
        )
        for domain in framework.domains
    ]


class StateForm(forms.Form):
    """One tap: what is wanted, and the revision that the page was shown with."""

    state = forms.CharField(max_length=12, required=False)
    priority = forms.CharField(max_length=12, required=False)
    seen = forms.IntegerField(min_value=0, max_value=2**31)
