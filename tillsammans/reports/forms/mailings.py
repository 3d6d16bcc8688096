"""To whom a newsletter is sent. The first time the page counts, the second it sends."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tillsammans.reports.queries.mailings import Choice
from tillsammans.reports.rules.mailings import Audience, roles_of

SUBSCRIBERS = "subscribers"


class SendForm(forms.Form):
    to = forms.MultipleChoiceField(
        label=_("Vilka ska få nyhetsbrevet?"), widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Välj minst en grupp som ska få nyhetsbrevet."), "invalid_choice": _("Välj bland grupperna i listan."),
            "invalid_list": _("Välj bland grupperna i listan."),
        },
    )  # fmt: skip
    expected = forms.IntegerField(required=False, min_value=0, max_value=10**7, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, subscribers: int, choices: Iterable[Choice]) -> None:
        super().__init__(data, initial={"to": [SUBSCRIBERS]})
        groups = [(one.key, _group(one)) for one in choices]
        outside = gettext("Prenumeranter (%(n)s)") % {"n": subscribers}
        self.fields["to"].choices = [(SUBSCRIBERS, outside), *groups]  # type: ignore[attr-defined]

    def audience(self) -> Audience:
        chosen = set(self.cleaned_data["to"])
        return Audience(roles_of(chosen - {SUBSCRIBERS}), SUBSCRIBERS in chosen)


def _group(one: Choice) -> str:
    role = str(one.role.label)
    words = {"role": role[:1].upper() + role[1:], "level": one.level.label, "n": one.number}
    return gettext("%(role)s, %(level)s (%(n)s)") % words
