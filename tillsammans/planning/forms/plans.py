"""Forms of a plan's draft: one small form for each kind of part, and the addresses of the parts."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tillsammans.access.roles import Role
from tillsammans.planning.queries.plan_drafts import PartPage
from tillsammans.planning.rules import plan_content as rules
from tillsammans.planning.rules.plan_content import (
    ABOUT,
    GOAL,
    PARTICIPATION,
    POINTER,
    POINTER_KINDS,
    PROMPT,
    SECTION,
)

HOLDERS = (Role.HEAD, Role.CONTACT_PERSON, Role.UNIT_MANAGER, Role.BBA, Role.COORDINATOR, Role.PROCESS_LEADER)
# Words of addresses: "mal-3" is the part "goal:3", "mal-nytt" one more.
PATHS = {
    GOAL: "mal",
    POINTER: "hanvisning",
    SECTION: "avsnitt",
    PROMPT: "fraga",
    ABOUT: "om",
    PARTICIPATION: "delaktighet",
}
NEW = "ny"
_PATH = re.compile(r"([a-z]+)(?:-(.+))?")


def path_of(key: str) -> str:
    """The address' word for a part, or for one more of a kind ("goal")."""
    kind, _sep, rest = key.partition(":")
    if rest:
        return f"{PATHS[kind]}-{rest}"
    return f"{PATHS[kind]}-{NEW}" if kind in rules.NUMBERED else PATHS[kind]


def key_of(path: str) -> str | None:
    """The part that an address is about; None for none that a plan can have."""
    found = _PATH.fullmatch(path)
    kind = next((kind for kind, word in PATHS.items() if found and found[1] == word), None)
    if found is None or kind is None:
        return None
    if found[2] == NEW:
        return kind if kind in rules.NUMBERED else None
    key = f"{kind}:{found[2]}" if found[2] else kind
    return key if rules.kind_of(key) else None


class DayInput(forms.DateInput):
    """The browser's own date field."""

    input_type = "date"


def _day(label: Any, **more: Any) -> forms.CharField:
    """As text: the rules of the plan judge it, so that the page and the command say the same."""
    return forms.CharField(label=label, widget=DayInput(), required=False, **more)


def _line(label: Any, **more: Any) -> forms.CharField:
    """No `maxlength`: a browser cuts what is pasted, unseen. The rules say how much too long it is."""
    return forms.CharField(label=label, required=False, **more)


def _text(label: Any, *, rows: int = 4, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, widget=forms.Textarea(attrs={"rows": rows}), **more)


class PartForm(forms.Form):
    """A part of a draft. What is wrong is said by the command's rules (`faults`), once. folded: fields that are rarely needed."""

    kind = ""
    folded: tuple[str, ...] = ()
    use_required_attribute = False

    def __init__(self, *args: Any, page: PartPage | None = None, **more: Any) -> None:
        more.setdefault("auto_id", "id_%s")
        super().__init__(*args, **more)
        self.page = page

    def clean(self) -> dict[str, Any]:
        typed = dict(self.cleaned_data)
        for wrong in rules.faults(self.kind, rules.cleaned(self.kind, typed)):
            self.add_error(wrong.field, wrong.message)
        return typed

    @property
    def first(self) -> list[forms.BoundField]:
        return [bound for bound in self if bound.name not in self.folded]

    @property
    def rest(self) -> list[forms.BoundField]:
        return [bound for bound in self if bound.name in self.folded]

    @property
    def rest_is_open(self) -> bool:
        return any(bound.value() or bound.errors for bound in self.rest)


class AboutForm(PartForm):
    kind = ABOUT
    folded = ("joint_with",)
    title = _line(_("Planens namn"))
    period_from = _day(_("Gäller från"))
    period_to = _day(_("Gäller till"))
    review_on = _day(
        _("När ser ni över planen igen?"),
        help_text=_("En gång i kvartalet räcker långt."),
    )
    joint_with = _line(
        _("Gäller planen tillsammans med andra?"),
        help_text=_("Skriv vilka, till exempel socialnämnden och barn- och utbildningsnämnden."),
    )  # fmt: skip


class ParticipationForm(PartForm):
    kind = PARTICIPATION
    text = _text(
        _("Så har barn, unga och vårdnadshavare varit med"), rows=5,
        help_text=_("Till exempel elevråd, samtal, enkät, referensgrupp. Skriv inte om enskilda barn."),
    )  # fmt: skip


class GoalForm(PartForm):
    kind = GOAL
    folded = ("county_goal", "component", "mission")
    want = _text(
        _("Det här vill vi"), rows=2,
        help_text=_("En mening om något som märks i vardagen. Skriv inte om enskilda barn."),
    )  # fmt: skip
    do = _text(_("Det här gör vi"), rows=3)
    role = forms.ChoiceField(label=_("Vem håller i det?"), required=False)
    responsible = _line(_("Eller med egna ord"), help_text=_("Skriv funktionen, inte personens namn."))
    review_on = _day(_("När ser ni över det?"))
    county_goal = forms.ChoiceField(label=_("Vilket av länets mål bidrar det till?"), required=False)
    component = forms.ChoiceField(label=_("Vilken kärnkomponent gäller det?"), required=False)
    mission = _line(
        _("Vilken del av ert eget uppdrag utvecklar det?"),
        help_text=_("Till exempel elevhälsans förebyggande arbete."),
    )  # fmt: skip

    def __init__(self, *args: Any, page: PartPage | None = None, **more: Any) -> None:
        super().__init__(*args, page=page, **more)
        none = ("", _("Välj, eller skriv med egna ord"))
        roles = [(role.value, str(role.label).capitalize()) for role in HOLDERS]
        self._offer("role", [none, *roles])
        if page is not None and page.county_goals:
            self._offer("county_goal", [("", _("Inget särskilt")), *page.county_goals])
        else:
            del self.fields["county_goal"]
        if page is not None and page.components:
            self._offer(
                "component", [("", _("Ingen särskild")), *((one.code, one.name) for one in page.components)]
            )
        else:
            del self.fields["component"]

    def _offer(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        """What is chosen already stays a choice, even when it is not offered any more."""
        chosen = str(self.initial.get(name) or "")
        if chosen and chosen not in dict(choices):
            choices = [*choices, (chosen, chosen)]
        self.fields[name].choices = choices  # type: ignore[attr-defined]


class PointerForm(PartForm):
    kind = POINTER
    document = _line(
        _("Vad heter dokumentet eller processen?"),
        help_text=_("Till exempel Verksamhetsplan 2026."),
    )
    kind_field = forms.ChoiceField(label=_("Vad är det för något?"), required=False)
    where = _line(
        _("Var i det står modellen?"),
        help_text=_("Till exempel avsnitt 3, tidiga insatser."),
    )
    since = _day(_("Sedan när?"))
    decided_by = _line(_("Vem har beslutat det?"), help_text=_("Till exempel nämnden."))

    def __init__(self, *args: Any, page: PartPage | None = None, **more: Any) -> None:
        from tillsammans.planning.drawing.plan_words import pointer_kind

        initial = {**(more.pop("initial", None) or {})}
        initial["kind_field"] = initial.pop("kind", "") or POINTER_KINDS[0]
        super().__init__(*args, page=page, initial=initial, **more)
        self.fields["kind_field"].choices = [(key, pointer_kind(key)) for key in POINTER_KINDS]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        self.cleaned_data["kind"] = self.cleaned_data.pop("kind_field", "")
        return super().clean()

    def add_error(self, field: str | None, error: Any) -> None:
        super().add_error("kind_field" if field == "kind" else field, error)


class SectionForm(PartForm):
    kind = SECTION
    heading = _line(_("Rubrik"))
    text = _text(_("Text"), rows=8)


class PromptForm(PartForm):
    kind = PROMPT
    text = _text(_("Ert svar"), rows=2, help_text=_("Två rader räcker. Skriv inte om enskilda barn."))


FORMS: dict[str, type[PartForm]] = {
    form.kind: form for form in (AboutForm, ParticipationForm, GoalForm, PointerForm, SectionForm, PromptForm)
}


class StartForm(AboutForm):
    """A new plan: whose it is, and what it is about. way: writes goals, or points at what stands elsewhere."""

    folded = ("joint_with",)
    place = forms.TypedChoiceField(label=_("Vems plan är det?"), coerce=int, empty_value=None, required=False)
    way = forms.ChoiceField(
        label=_("Hur vill ni göra?"), required=False, initial=GOAL, widget=forms.RadioSelect,
        choices=[
            (GOAL, _("Skriva en plan: vad ni vill, vad ni gör, vem som håller i det")),
            (POINTER, _("Peka på var modellen redan står, till exempel i verksamhetsplanen. Det räknas fullt ut.")),
        ],
    )  # fmt: skip
    field_order = ("place", "way", "title", "period_from", "period_to", "review_on", "joint_with")

    def __init__(self, *args: Any, places: list[tuple[int, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["place"].choices = places  # type: ignore[attr-defined]
        if len(places) == 1:
            self.fields["place"].widget = forms.HiddenInput()
            self.fields["place"].initial = places[0][0]


class DecideForm(forms.Form):
    """Who decided, and on which day."""

    use_required_attribute = False
    decided_by = forms.CharField(
        label=_("Vem har beslutat?"), max_length=200, help_text=_("Ledningsgruppen eller nämnden, inte en persons namn."),
        error_messages={"required": _("Skriv vem som har beslutat, till exempel ledningsgruppen eller nämnden.")},
    )  # fmt: skip
    decided_on = forms.DateField(
        label=_("Vilken dag?"), widget=DayInput(format="%Y-%m-%d"), input_formats=["%Y-%m-%d"],
        error_messages={"required": _("Välj dagen för beslutet."), "invalid": _("Välj dagen för beslutet.")},
    )  # fmt: skip


class WordFileForm(forms.Form):
    use_required_attribute = False
    file = forms.FileField(
        label=_("Word-fil"), help_text=_("En .docx, högst 5 MB. Filen sparas inte, bara dess rubriker och text."),
        allow_empty_file=True, widget=forms.FileInput(attrs={"accept": ".docx"}),
        error_messages={"required": _("Välj en fil.")},
    )  # fmt: skip
