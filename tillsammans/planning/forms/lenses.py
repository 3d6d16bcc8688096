from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tillsammans.organisations.models import Place
from tillsammans.planning.commands.lenses import Notes, PlacingContent
from tillsammans.planning.drawing.lens_words import category_name, plain
from tillsammans.planning.forms.writing import NO_CHILDREN, WritingForm, chosen, line_field, text_field
from tillsammans.planning.rules.lenses import LensData


class NotesForm(WritingForm):
    """What has been noted on each part of a lens. ticks: each part has a box beside its note."""

    def __init__(self, *args: Any, lens: LensData, ticks: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        self.lens, self.ticks = lens, ticks
        for part in lens.parts:
            said = plain(part.name)
            if ticks:
                self.fields[f"tick_{part.code}"] = forms.BooleanField(label=said, required=False)
            area = forms.Textarea(attrs={"rows": 2})
            label = gettext("Så tänker jag: %(what)s") % {"what": said} if ticks else said
            self.fields[f"text_{part.code}"] = forms.CharField(
                label=label, max_length=1000, required=False, widget=area
            )

    @property
    def grouped(self) -> list[tuple[Any, list[tuple[Any, Any]]]]:
        """(heading, [(box or None, note)]) for the page."""
        return [
            (group, [self._fields(part.code) for part in self.lens.parts if part.group == group.code])
            for group in self.lens.groups
        ]

    def _fields(self, code: str) -> tuple[Any, Any]:
        return self[f"tick_{code}"] if self.ticks else None, self[f"text_{code}"]

    def notes(self) -> Notes:
        given = self.cleaned_data
        return {
            part.code: (given.get(f"tick_{part.code}", False), given[f"text_{part.code}"])
            for part in self.lens.parts
        }

    def differences(self, theirs: Mapping[str, Any]) -> list[tuple[str, str, str]]:
        """What the other emptied counts too: it is not in theirs."""
        everything: dict[str, Any] = {
            name: False if name.startswith("tick_") else "" for name in self.fields if name != "seen"
        }
        return super().differences({**everything, **theirs})


class PlacingForm(WritingForm):
    """Where a group of staff mostly stands. Groups, never persons."""

    place = chosen(_("Var finns gruppen?"))
    group = line_field(
        _("Vilken grupp?"),
        120,
        _("Skriv vilken grupp det är."),
        help_text=_("En yrkesgrupp eller ett arbetslag, aldrig en person."),
    )
    category = chosen(
        _("Var befinner den sig mest?"), _("Välj var gruppen befinner sig mest."), widget=forms.RadioSelect
    )
    needs = text_field(_("Vad behöver den för att komma vidare?"), help_text=NO_CHILDREN)

    def __init__(self, *args: Any, lens: LensData, places: list[Place], **more: Any) -> None:
        super().__init__(*args, **more)
        self.places = {str(one.pk): one for one in places}
        self.offer("place", [(key, one.name) for key, one in self.places.items()])
        self.offer("category", [(one.code, f"{category_name(one)}: {plain(one.text)}") for one in lens.parts])
        if len(self.places) < 2:
            del self.fields["place"]

    @property
    def chosen_place(self) -> Any:
        return self.places.get(self.cleaned_data.get("place", "")) or next(iter(self.places.values()))

    def content(self) -> PlacingContent:
        given = self.cleaned_data
        return PlacingContent(given["group"], given["category"], given["needs"])
