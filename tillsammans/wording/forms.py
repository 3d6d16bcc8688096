"""A text with its names in braces, and the county's logotype."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from tillsammans.core.errors import DomainError
from tillsammans.core.text import SOURCE_LANGUAGE
from tillsammans.ui.artwork import check_size
from tillsammans.wording import queries
from tillsammans.wording.commands import LONGEST_ALT
from tillsammans.wording.queries import TextPage
from tillsammans.wording.registry import REPORT
from tillsammans.wording.rules import logotypes, texts


class TextForm(forms.Form):
    """The words that are in force now, or those of an earlier version; what is wrong stands at its field."""

    subject = forms.CharField(label=_("Ämne"), required=False)
    body = forms.CharField(label=_("Text"), required=False, widget=forms.Textarea(attrs={"rows": 18}))
    seen = forms.IntegerField(required=False, min_value=0, max_value=2**31, widget=forms.HiddenInput)

    def __init__(self, *args: Any, page: TextPage, again: tuple[str, str] | None = None, **more: Any) -> None:
        now = (page.own.subject, page.own.body) if page.own else page.standard
        subject, body = again or now
        more["initial"] = {"subject": subject, "body": body, "seen": page.number}
        super().__init__(*args, **more)
        self.page = page
        if not page.kind.with_subject:
            del self.fields["subject"]
        if not page.kind.with_body:
            del self.fields["body"]
        if page.kind.kind == REPORT:
            self.fields["subject"].label = _("Rubrik")
            if "body" in self.fields:
                self.fields["body"].widget.attrs["rows"] = 6
        for one in self.visible_fields():
            one.field.widget.attrs["lang"] = page.language

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        words = {name: texts.cleaned(given.get(name) or "") for name in ("subject", "body")}
        if found := self.page.kind.fault_in(words["subject"], words["body"], self.page.names):
            self.add_error(found.field, found.sentence)
        return {**given, **words}

    def shown(self) -> tuple[str, str]:
        """With the example in, in the text's language."""
        with override(self.page.language):
            return self.page.kind.shown(self.cleaned_data["subject"], self.cleaned_data["body"])


class LogotypeForm(forms.Form):
    file = forms.FileField(
        label=_("Logotyp"),
        help_text=_("PNG eller JPEG, högst 0,5 MB och gärna minst 600 bildpunkter bred. Helst på vit botten."),
        error_messages={"required": _("Välj en bild."), "empty": _("Filen är tom. Välj en annan.")},
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
    )  # fmt: skip

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for code, name in queries.languages():
            own = code == SOURCE_LANGUAGE
            wrong = gettext("Skriv på svenska vad logotypen visar. Det läses upp för den som inte ser den.")
            self.fields[f"alt_{code}"] = forms.CharField(
                label=gettext("Vad visar logotypen? På %(language)s") % {"language": name}, required=own, max_length=LONGEST_ALT,
                help_text=gettext("Till exempel: Sjölands läns logotyp.") if own else "",
                widget=forms.TextInput(attrs={"lang": code}), error_messages={"required": wrong},
            )  # fmt: skip

    def clean_file(self) -> UploadedFile:
        """Size is asked before a byte is read; what the file is, the command tells."""
        file: UploadedFile = self.cleaned_data["file"]
        try:
            check_size(file.size or 0, logotypes.LIMITS)
        except DomainError as refusal:
            raise forms.ValidationError(refusal.message) from None
        return file

    def alt(self) -> dict[str, str]:
        return {code: self.cleaned_data[f"alt_{code}"] for code, _name in queries.languages()}
