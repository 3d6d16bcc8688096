"""What a phone fills in: a code, a group, a card. Each field has its Swedish sentence; the commands have the last word."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from tillsammans.workshops import phone_words
from tillsammans.workshops.models import QuestionKind, Workshop

ABOUT_WORK = _("Högst 140 tecken. Skriv om arbetet, inte om enskilda barn eller namngivna personer.")


class JoinForm(forms.Form):
    """Group and sector, where the workshop asks. key: so that a form that is sent twice lets in one phone."""

    key = forms.CharField(max_length=36, required=False, widget=forms.HiddenInput)

    def __init__(self, workshop: Workshop, data: Any = None) -> None:
        super().__init__(data, initial={"key": str(uuid4())})
        if workshop.groups:
            self.fields["group"] = forms.ChoiceField(
                label=_("Var sitter du?"), choices=[(name, name) for name in workshop.groups], widget=forms.RadioSelect,
                error_messages={"required": _("Välj vilken grupp du sitter i.")},
            )  # fmt: skip
        if workshop.ask_sector:
            self.fields["sector"] = forms.ChoiceField(
                label=_("Var arbetar du?"), choices=list(phone_words.SECTORS.items()), widget=forms.RadioSelect,
                required=False, help_text=_("Vi räknar bara hur många som är här från varje område."),
            )  # fmt: skip


class CardForm(forms.Form):
    """A card of a question. Of one of determinants: what it is, and where it belongs if one knows.

    All fields are in the page whatever the question is: the script shows those that the next one needs. How long a text may
    be is the command's to say, and no browser cuts what is pasted.
    """

    use_required_attribute = False
    key = forms.CharField(max_length=36, widget=forms.HiddenInput)
    question = forms.IntegerField(min_value=1, max_value=2**62, widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=_("Vad är det?"), choices=list(phone_words.KINDS.items()), widget=forms.RadioSelect, required=False,
        error_messages={"required": _("Välj om det är ett hinder eller en möjliggörare.")},
    )  # fmt: skip
    text = forms.CharField(
        label=_("Med egna ord"), help_text=ABOUT_WORK, error_messages={"required": _("Skriv något på kortet.")},
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )  # fmt: skip
    domain = forms.ChoiceField(
        label=_("Var hör det hemma?"), widget=forms.RadioSelect, required=False,
        help_text=_("Vet du inte kan du hoppa över det."),
        choices=[(domain, format_lazy("{}: {}", *words)) for domain, words in phone_words.HEADINGS.items()],
    )  # fmt: skip

    def __init__(self, question: Mapping[str, Any] | None, data: Any = None) -> None:
        super().__init__(
            data, auto_id="kort_%s", initial={"key": str(uuid4()), "question": question and question["id"]}
        )
        kind = QuestionKind(question["kind"]) if question else QuestionKind.DETERMINANTS
        self.fields["kind"].required = kind == QuestionKind.DETERMINANTS
        self.fields["text"].label = phone_words.FIELD[kind]
