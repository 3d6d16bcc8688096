from typing import Any

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from tillsammans.organisations.models import Place
from tillsammans.planning.forms.writing import WritingForm, chosen, line_field, role_field
from tillsammans.planning.models.support import DeadlineKind
from tillsammans.planning.rules import year as rules
from tillsammans.planning.rules.year import LONGEST_TOPIC, DeadlineContent, ForumContent


class _OfPlace(WritingForm):
    """A form about a row of a place, which is chosen once."""

    place = chosen(_("Var?"))

    def __init__(self, *args: Any, places: list[Place], **more: Any) -> None:
        super().__init__(*args, **more)
        self.places = {str(one.pk): one for one in places}
        self.offer("place", [(key, one.name) for key, one in self.places.items()])
        if len(self.places) < 2:
            del self.fields["place"]

    @property
    def chosen_place(self) -> Any:
        return self.places.get(self.cleaned_data.get("place", "")) or next(iter(self.places.values()))


class ForumForm(_OfPlace):
    """A meeting that exists already, and what it takes up month by month."""

    name = line_field(
        _("Vad heter forumet?"),
        120,
        _("Skriv vad forumet heter."),
        help_text=_("Ett möte som redan finns, till exempel rektorsgruppen."),
    )
    rhythm = line_field(
        _("Hur ofta möts det?"), 120, help_text=_("Till exempel första torsdagen varje månad.")
    )
    brings_role = role_field(_("Vem tar med modellen dit?"))
    brings_text = line_field(_("Med egna ord"), 120, help_text=_("Om ingen roll stämmer. Skriv inga namn."))
    shared = forms.BooleanField(label=_("Dela med de andra i länet"), required=False)

    def __init__(self, *args: Any, at_county: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        self.offer_roles("brings_role")
        for month in rules.MONTHS:
            label = str(MONTHS[month]).capitalize()
            self.fields[f"month_{month}"] = forms.CharField(
                label=label, max_length=LONGEST_TOPIC, required=False
            )
        if at_county or {one.kind for one in self.places.values()} == {"county"}:
            del self.fields["shared"]

    @property
    def months(self) -> list[Any]:
        return [self[f"month_{month}"] for month in rules.MONTHS]

    @property
    def about(self) -> list[Any]:
        """The fields before the months."""
        return [field for field in self.visible_fields() if not field.name.startswith("month_")]

    def content(self) -> ForumContent:
        given = self.cleaned_data
        same = {name: given[name] for name in ("name", "rhythm", "brings_role", "brings_text")}
        topics = {month: given[f"month_{month}"] for month in rules.MONTHS if given[f"month_{month}"]}
        return ForumContent(**same, shared=given.get("shared", False), topics=topics)


class DeadlineForm(_OfPlace):
    """A day that comes every year."""

    what = line_field(_("Vad ska vara klart?"), 200, _("Skriv vad som ska vara klart."))
    kind = chosen(_("Vad hör det till?"), _("Välj vad det hör till."))
    month = chosen(_("Månad"), _("Välj en månad."))
    day = forms.IntegerField(
        label=_("Dag i månaden"), min_value=1, max_value=31,
        error_messages={"required": _("Skriv vilken dag."), "invalid": _("Skriv dagen med siffror, till exempel 15.")},
    )  # fmt: skip

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.offer("kind", [(key, str(label).capitalize()) for key, label in DeadlineKind.choices])
        self.offer("month", [(str(month), str(MONTHS[month]).capitalize()) for month in rules.MONTHS])

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if (
            given.get("month")
            and given.get("day")
            and (fault := rules.day_fault(int(given["month"]), given["day"]))
        ):
            self.add_error("day", fault)
        return given

    def content(self) -> DeadlineContent:
        given = self.cleaned_data
        return DeadlineContent(given["kind"], int(given["month"]), given["day"], given["what"])
