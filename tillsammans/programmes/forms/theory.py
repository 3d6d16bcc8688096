"""Forms of the programme theory: what it says of itself, one line, and what measures one link."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tillsammans.programmes import measures
from tillsammans.programmes.forms.model import TextsForm, order_field, shown, text_fields
from tillsammans.programmes.models import Basis, TheoryRow
from tillsammans.programmes.queries import EndChoices
from tillsammans.programmes.rules import theory


class TheoryAboutForm(TextsForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= text_fields("about", gettext("Om programteorin"), rows=4)


class TheoryRowForm(TextsForm):
    """One line. ends: what it may begin and end in."""

    def __init__(self, *args: Any, ends: EndChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["components"] = forms.MultipleChoiceField(
            label=theory.stage_label(theory.COMPONENT), choices=ends.components, widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Välj minst en kärnkomponent.")},
        )  # fmt: skip
        for stage in theory.WRITTEN:
            self.fields |= text_fields(
                stage, theory.stage_label(stage), rows=2, required=True, hint=theory.stage_meaning(stage),
                longest=theory.LONGEST_LINK,
            )  # fmt: skip
        self.fields["outcome"] = forms.ChoiceField(
            label=theory.stage_label(theory.OUTCOME), choices=[("", gettext("Välj")), *ends.outcomes],
            error_messages={"required": _("Välj vilket utfall raden leder till.")},
        )  # fmt: skip
        self.fields |= text_fields(
            "if_then", gettext("Som en mening: om … så …"), rows=2, required=True, longest=theory.LONGEST_SENTENCE,
            hint=gettext("Läs den högt för någon som inte har varit med. Förstår hen?"),
        )  # fmt: skip
        self.fields["basis"] = forms.ChoiceField(label=_("Vems text är det?"), choices=Basis.choices)
        self.fields["order"] = order_field()

    def values(self) -> dict[str, Any]:
        """What the commands take."""
        data = self.cleaned_data
        return {
            "components": data["components"], "texts": {stage: self.texts(stage) for stage in theory.WRITTEN},
            "outcome": data["outcome"], "if_then": self.texts("if_then"), "basis": data["basis"], "order": data["order"],
        }  # fmt: skip


def row_initial(row: TheoryRow, seen: str) -> dict[str, Any]:
    """A line as the form's first values."""
    texts: dict[str, Any] = {}
    for stage in (*theory.WRITTEN, "if_then"):
        texts |= shown(stage, getattr(row, stage))
    return texts | {
        "components": row.components, "outcome": row.outcome, "basis": row.basis, "order": row.order, "seen": seen
    }  # fmt: skip


class MeasuresForm(forms.Form):
    """What measures one link: a group of boxes for each kind. choices: kind → (key, words)."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def __init__(
        self,
        *args: Any,
        choices: Mapping[str, Sequence[tuple[str, str]]],
        chosen: Sequence[str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._kinds = list(choices)
        for kind, offered in choices.items():
            self.fields[f"kind_{kind}"] = forms.MultipleChoiceField(
                label=measures.label_of(kind), choices=offered, required=False, widget=forms.CheckboxSelectMultiple,
                initial=[key for key in chosen if key.startswith(f"{kind}:")],
            )  # fmt: skip

    def chosen(self) -> list[str]:
        """Keys, kind by kind."""
        return [key for kind in self._kinds for key in self.cleaned_data[f"kind_{kind}"]]
