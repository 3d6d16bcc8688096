"""Forms of adaptations and initiatives. `seen` is the row's revision when the form was shown."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tillsammans.organisations.models import Place
from tillsammans.programmes.commands import Adapting, Beginning
from tillsammans.programmes.models import Adaptation, Initiative, Programme, Relation
from tillsammans.programmes.queries import Adaptable, CountyComponent, Ingredient, level_of
from tillsammans.programmes.rules import local

YES, NO = "ja", "nej"


def _day(label: Any, *, required: bool = False, hint: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label, required=required, help_text=hint, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Skriv ett datum, som 2026-10-14."), "required": _("Välj ett datum.")},
    )  # fmt: skip


def _words(label: Any, hint: Any = "", *, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, required=required, max_length=local.LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 3})
    )  # fmt: skip


class _SeenForm(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @property
    def revision(self) -> int | None:
        return self.cleaned_data["seen"]


class _FirstUnlessChosen(forms.ChoiceField):
    """A choice that is made already: the first one, until another is."""

    first = ""

    def clean(self, value: Any) -> str:
        return super().clean(value or self.first)


class _PlaceForm(_SeenForm):
    """Of which place: asked only where there are several, with the first one chosen. places: those that one may write at."""

    def ask_place(self, places: Sequence[Place], label: str) -> None:
        self.places = {str(place.pk): place for place in places}
        if len(places) > 1:
            field = _FirstUnlessChosen(label=label, choices=[(str(p.pk), level_of(p)) for p in places])
            field.first = str(places[0].pk)
            self.fields["place"] = field

    @property
    def place(self) -> Place:
        return self.places.get(self.cleaned_data.get("place", "")) or next(iter(self.places.values()))


class AdaptationForm(_PlaceForm):
    """parts: what may be adapted. programmes: id → programme. ingredients: of each programme's theory in force."""

    def __init__(
        self, *args: Any, places: Sequence[Place] = (), parts: Sequence[Adaptable], programmes: Mapping[int, Programme],
        ingredients: Mapping[int, Sequence[Ingredient]], **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.programmes, self._ingredients = programmes, ingredients
        self.ask_place(places, gettext("Huvudman"))
        offered = [(f"{one.programme_id}:{one.code}", one.name.text) for one in parts]
        first = next(iter(programmes))
        self.fields["part"] = forms.ChoiceField(
            label=_("Vad har ni anpassat?"), choices=[*offered, (f"{first}:", gettext("Något annat i modellen"))],
            widget=forms.RadioSelect, error_messages={"required": _("Välj vad ni har anpassat.")},
        )  # fmt: skip
        self.fields["what"] = _words(
            _("Hur gör ni?"), _("Så att en annan huvudman kan pröva samma sak. Skriv inte om enskilda barn eller medarbetare.")
        )  # fmt: skip
        self.fields["why"] = _words(
            _("Varför gör ni så?"), _("Vad som är annorlunda hos er, eller vad ni ville lösa.")
        )
        self.fields["planned"] = forms.ChoiceField(
            label=_("Var det bestämt i förväg?"), widget=forms.RadioSelect,
            choices=[(YES, gettext("Ja, vi bestämde oss för det")), (NO, gettext("Nej, det blev så"))],
            error_messages={"required": _("Välj om det var bestämt eller blev så.")},
        )  # fmt: skip
        self.fields["since"] = _day(_("Sedan när?"), required=True)
        self._ask_of_the_core()

    def _ask_of_the_core(self) -> None:
        """Which active ingredients it touches. Nothing is asked where no theory is in force."""
        choices = [
            (f"{programme_id}:{one.code}", one.text.text)
            for programme_id, own in self._ingredients.items()
            for one in own
        ]
        if not choices:
            return
        self.fields["ingredients"] = forms.MultipleChoiceField(
            label=_("Vilka av modellens aktiva ingredienser rör anpassningen?"), choices=choices, required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("De antas vara det som gör skillnad för barn och unga. Kryssa i dem som ni gör på ett annat sätt."),
        )  # fmt: skip
        self.fields["weakens"] = forms.ChoiceField(
            label=_("Försvinner någon av dem, eller blir den svagare?"), widget=forms.RadioSelect,
            choices=[
                (NO, gettext("Nej, den finns kvar och är lika stark")),
                (YES, gettext("Ja, eller kanske. Då läser modellförvaltaren och svarar er")),
            ],
            error_messages={"required": _("Svara på om något försvinner eller blir svagare.")},
        )  # fmt: skip

    def said(self) -> Adapting:
        """What the commands take. Raises KeyError never: the field's choices hold the programmes."""
        data = self.cleaned_data
        programme_id, _colon, component = data["part"].partition(":")
        own = f"{programme_id}:"
        touched = [key.removeprefix(own) for key in data.get("ingredients", [])]
        return Adapting(
            self.programmes[int(programme_id)], component, data["what"], data["why"], data["planned"] == YES, data["since"],
            touched, data.get("weakens") == YES,
        )  # fmt: skip


def adaptation_initial(row: Adaptation) -> dict[str, Any]:
    """An adaptation as the form's first values."""
    return {
        "part": f"{row.programme_id}:{row.component_code}", "what": row.what, "why": row.why,
        "planned": YES if row.planned else NO, "since": row.since, "weakens": YES if row.touches_core else NO,
        "ingredients": [f"{row.programme_id}:{code}" for code in row.ingredients], "seen": row.revision,
    }  # fmt: skip


class EndForm(_SeenForm):
    """The day when something ended; empty: it goes on."""

    def __init__(self, *args: Any, label: Any, hint: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"] = _day(label, hint=hint)


class ReviewAdaptationForm(_SeenForm):
    review = _words(
        _("Ditt svar till huvudmannen"),
        _(
            "Vad som går bra, vad som behöver finnas kvar och hur det kan gå till. Svaret läses av huvudmannen, inte av andra."
        ),
    )


class InitiativeForm(_PlaceForm):
    """components: of the model; for each, whether the initiative carries it or collides with it, and how."""

    name = forms.CharField(
        label=_("Vad heter satsningen?"),
        max_length=160,
        error_messages={"required": _("Skriv vad satsningen heter.")},
    )
    about = _words(_("Vad går den ut på?"), required=False)
    owner = forms.CharField(
        label=_("Vem äger den?"), max_length=160, required=False,
        help_text=_("En nämnd, förvaltning eller annan organisation. Inget personnamn."),
    )  # fmt: skip
    money = forms.CharField(
        label=_("Hur betalas den?"), max_length=300, required=False,
        help_text=_("Till exempel statsbidrag för två år, eller inom ram."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, places: Sequence[Place] = (), components: Sequence[CountyComponent], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.components = components
        self.fields["starts_on"] = _day(_("Börjar"))
        self.fields["ends_on"] = _day(_("Slutar"), hint=_("Lämna tomt om inget slut är bestämt."))
        for one in components:
            choices = [
                ("", gettext("Varken eller")),
                *((r.value, str(r.label).capitalize()) for r in Relation),
            ]
            self.fields[f"relation_{one.code}"] = forms.ChoiceField(
                label=gettext("%(part)s: bär satsningen den, eller krockar de?") % {"part": one.name}, choices=choices,
                required=False,
            )  # fmt: skip
            self.fields[f"how_{one.code}"] = forms.CharField(
                label=gettext("%(part)s: på vilket sätt?") % {"part": one.name}, max_length=local.LONGEST_HOW, required=False
            )  # fmt: skip
        self.ask_place(places, gettext("På vilken nivå?"))
        if "place" in self.fields:
            self.order_fields(["seen", "place", "name"])

    def said(self) -> Beginning:
        """What the commands take."""
        data = self.cleaned_data
        links = {
            one.code: (data[f"relation_{one.code}"], data[f"how_{one.code}"])
            for one in self.components
            if data[f"relation_{one.code}"]
        }
        return Beginning(
            data["name"],
            data["about"],
            data["owner"],
            data["money"],
            data["starts_on"],
            data["ends_on"],
            links,
        )


def initiative_initial(row: Initiative) -> dict[str, Any]:
    """An initiative as the form's first values."""
    given: dict[str, Any] = {
        name: getattr(row, name) for name in ("name", "about", "owner", "money", "starts_on", "ends_on")
    }
    for link in row.links.all():
        given |= {f"relation_{link.component_code}": link.relation, f"how_{link.component_code}": link.how}
    return given | {"seen": row.revision}
