"""Forms of the wheel's editor. Pictures and colours are chosen by name, with the picture beside it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.conf.locale import LANG_INFO
from django.core.files.uploadedfile import UploadedFile
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tillsammans.core.errors import DomainError
from tillsammans.core.text import SOURCE_LANGUAGE
from tillsammans.programmes.models import Basis, Review
from tillsammans.programmes.queries.wheel_writing import TextRow
from tillsammans.programmes.rules import wheel_choices as choices
from tillsammans.programmes.rules import wheel_editing as editing
from tillsammans.programmes.rules.wheel import LINE, LIST, MOST_RINGS
from tillsammans.ui import artwork
from tillsammans.ui.icons import icon

ROWS = {LINE: 2, LIST: 5}
SHORT = 48  # signs that a field of one line shows whole, on a telephone too
LONGEST_FIELD = 4000


def _pictures(names: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Choices with the picture before its name, in the order of the list."""
    return [(name, format_html("{} {}", icon(name), words)) for name, words in names.items()]


def _radio(
    label: Any, options: Iterable[tuple[Any, Any]], *, coerce: Any = str, hint: Any = ""
) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, choices=list(options), coerce=coerce, widget=forms.RadioSelect, help_text=hint,
        error_messages={"required": gettext("Välj en."), "invalid_choice": gettext("Välj en ur listan.")},
    )  # fmt: skip


def _name(label: Any, hint: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, max_length=editing.LONGEST[LINE], help_text=hint,
        error_messages={"required": gettext("Skriv ett namn på svenska. De andra språken visar det tills de har ett eget.")},
    )  # fmt: skip


class SeenForm(forms.Form):
    """seen: a mark of what the form showed (rules.seen)."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)


class StandingForm(forms.Form):
    basis = forms.ChoiceField(
        label=_("Vems områden är det?"), choices=Basis.choices,
        help_text=_("Allt som inte står i länets underlag märks på den öppna sidan."),
    )  # fmt: skip
    preliminary = forms.BooleanField(
        label=_("Områdena är preliminära och kan ändras när länet har bestämt sig"), required=False
    )


class AreaForm(SeenForm):
    """is_new: asks for a name too; one that is there has its name among the texts."""

    def __init__(self, *args: Any, is_new: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_new:
            self.fields["name"] = _name(
                _("Namn"), _("Kort, gärna ett ord. Ett streck | visar var ett längre namn får delas.")
            )
        colours = [
            (slot, format_html('<span class="swatch q9" data-s="{}"></span> {}', slot, name))
            for slot, name in choices.COLOURS.items()
        ]
        self.fields["slot"] = _radio(_("Färg"), colours, coerce=int)
        self.fields["icon"] = _radio(_("Bild"), _pictures(choices.PICTURES))
        if not is_new:
            self.fields |= {f"picture_{n}": self._picture(n) for n in (1, 2, 3)}

    def _picture(self, number: int) -> forms.ChoiceField:
        return forms.ChoiceField(
            label=gettext("Bild %(n)s bredvid frågan till de yngsta") % {"n": number}, required=False,
            choices=[("", gettext("Ingen")), *choices.PICTURES.items()],
        )  # fmt: skip

    def pictures(self) -> list[str]:
        """Each once: a picture that was chosen twice is one thing to point at."""
        chosen = (self.cleaned_data.get(f"picture_{n}") for n in (1, 2, 3))
        return list(dict.fromkeys(name for name in chosen if name))


class LevelForm(SeenForm):
    """is_new: as for AreaForm."""

    def __init__(self, *args: Any, is_new: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_new:
            self.fields["name"] = _name(
                _("Svaret i ord"), _("Inget svar är rätt eller fel. Skriv hur det är, inte hur bra det är.")
            )
        self.fields["face"] = _radio(_("Ansikte i bilden"), choices.FACES.items(), coerce=int)
        rings = [(n, gettext("Bara en prickad kant") if n == 0 else str(n)) for n in range(MOST_RINGS + 1)]
        self.fields["fill"] = _radio(_("Hur många ringar fylls?"), rings, coerce=int)
        self.fields["icon"] = _radio(_("Bild på knappen"), _pictures(choices.LEVEL_PICTURES))


class ContactForm(SeenForm):
    """is_new: as for AreaForm."""

    def __init__(self, *args: Any, is_new: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_new:
            self.fields["name"] = _name(_("Namn"))
        self.fields["number"] = forms.CharField(
            label=_("Telefonnummer"), required=False, max_length=60,
            help_text=_("Lämna tomt om det inte finns ett nummer för hela länet."),
        )  # fmt: skip


class SectionForm(forms.Form):
    title = _name(_("Rubrik"), _("Under rubriken kommer ett fält att skriva i."))


class MoveForm(forms.Form):
    """position: the place that is wished for, from 1."""

    position = forms.IntegerField(min_value=1, max_value=99)


class WordsForm(SeenForm):
    """The texts of one part in one language. rows: queries.TextRow; a field for each, by its name."""

    def __init__(
        self, *args: Any, rows: Iterable[TextRow], language: str, direction: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.rows = tuple(rows)
        for row in self.rows:
            self.fields[row.field] = self._field(row, {"lang": language, "dir": direction})

    def _field(self, row: TextRow, attrs: dict[str, Any]) -> forms.CharField:
        widget = (
            forms.TextInput(attrs=attrs)
            if row.kind == LINE and max(len(row.now), *map(len, row.source), 0) <= SHORT
            else forms.Textarea(attrs=attrs | {"rows": ROWS.get(row.kind, 3)})
        )
        hint = gettext("En rad för varje.") if row.kind == LIST else ""
        return forms.CharField(
            label=row.label,
            initial=row.now,
            required=False,
            strip=True,
            widget=widget,
            max_length=LONGEST_FIELD,
            help_text=hint,
        )

    def clean(self) -> dict[str, Any]:
        """Too long a text is told at its own field, and what was typed stays."""
        data = super().clean() or {}
        for row in self.rows:
            try:
                editing.cleaned(row.kind, data.get(row.field) or "")
            except DomainError as refusal:
                self.add_error(row.field, refusal.message)
        return data

    def texts(self) -> dict[str, str]:
        """Key → what was typed."""
        return {row.key: self.cleaned_data[row.field] for row in self.rows}


class ReviewForm(forms.Form):
    state = _radio(_("Hur långt har granskningen kommit?"), Review.choices)


class ArtworkForm(forms.Form):
    """The picture, for which language, and what it shows in each."""

    language = forms.ChoiceField(label=_("För vilket språk?"), required=False)
    file = forms.FileField(
        label=_("Bild"), help_text=_("PNG, JPEG, WebP eller SVG, högst 1,5 MB. Hela hjulet ska synas, kvadratiskt är bäst."),
        error_messages={"required": gettext("Välj en bild."), "empty": gettext("Filen är tom. Välj en annan.")},
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp,image/svg+xml"}),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [("", gettext("Alla som inte har en egen")), *settings.LANGUAGES]  # type: ignore[attr-defined]
        for code, name in settings.LANGUAGES:
            own = code == SOURCE_LANGUAGE
            self.fields[f"alt_{code}"] = forms.CharField(
                label=gettext("Vad visar bilden? På %(language)s") % {"language": name}, required=own, max_length=300,
                widget=forms.TextInput(attrs={"lang": code, "dir": "rtl" if LANG_INFO[code]["bidi"] else "ltr"}),
                error_messages={
                    "required": gettext("Beskriv på svenska vad bilden visar. Det läses upp för den som inte ser den.")
                },
            )  # fmt: skip

    def clean_file(self) -> UploadedFile:
        """Size is asked before a byte is read; what the file is, the command tells."""
        file: UploadedFile = self.cleaned_data["file"]
        try:
            artwork.check_size(file.size or 0)
        except DomainError as refusal:
            raise forms.ValidationError(refusal.message) from None
        return file

    def alt(self) -> dict[str, str]:
        return {code: self.cleaned_data[f"alt_{code}"] for code, _language in settings.LANGUAGES}
