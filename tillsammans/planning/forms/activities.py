from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tillsammans.planning.drawing.timeline_choices import holding_roles
from tillsammans.planning.models import Activity, ActivityKind
from tillsammans.planning.queries.activities import FormChoices
from tillsammans.planning.rules import activities as rules
from tillsammans.planning.rules.activities import ActivityContent

FIRST_SHOWN = ("title", "responsible_role", "ends_on")


class DayInput(forms.DateInput):
    """The browser's own date field."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def _day(label: Any, **more: Any) -> forms.DateField:
    wrong = {
        "required": _("Välj en dag."), "invalid": _("Skriv dagen som åååå-mm-dd, till exempel 2026-10-01."),
    }  # fmt: skip
    return forms.DateField(
        label=label, widget=DayInput(), input_formats=["%Y-%m-%d"], error_messages=wrong, **more
    )


class ActivityForm(forms.Form):
    """Three fields first: what, who, when. The rest is folded."""

    title = forms.CharField(
        label=_("Vad ska göras?"), max_length=160, error_messages={"required": _("Skriv vad som ska göras.")}
    )
    responsible_role = forms.ChoiceField(
        label=_("Vem ansvarar?"),
        required=False,
        help_text=_("En roll, så att ansvaret följer med när någon slutar."),
    )
    ends_on = _day(_("När ska det vara klart?"))

    kind = forms.ChoiceField(
        label=_("Vad är det?"), choices=[(key, str(label).capitalize()) for key, label in ActivityKind.choices],
        widget=forms.RadioSelect, initial=ActivityKind.ACTIVITY, required=False,
        help_text=_("En aktivitet pågår en tid. En milstolpe är en dag då något ska vara nått."),
    )  # fmt: skip
    starts_on = _day(_("När börjar det?"), required=False)
    responsible_text = forms.CharField(
        label=_("Ansvarig med egna ord"), max_length=120, required=False,
        help_text=_("Om ingen roll stämmer, till exempel elevhälsan. Skriv inga namn."),
    )  # fmt: skip
    place = forms.ChoiceField(label=_("Var görs det?"), required=False)
    goal = forms.ChoiceField(label=_("Vilket mål i planen tjänar det?"), required=False)
    strategy = forms.ChoiceField(label=_("Vilken strategi hör det till?"), required=False)
    contributes_to = forms.ChoiceField(
        label=_("Är det en del av något länet gör?"), required=False,
        help_text=_("Då ser länet aktiviteten och räknar er när den är klar."),
    )  # fmt: skip
    needs_principals = forms.IntegerField(
        label=_("Hur många huvudmän ska ha gjort sin del?"), required=False, min_value=1, max_value=rules.MOST_PRINCIPALS,
        help_text=_("Bara för en milstolpe. Den blir klar först när så många är klara."),
    )  # fmt: skip
    component_code = forms.ChoiceField(label=_("Kärnkomponent"), required=False)
    note = forms.CharField(
        label=_("Anteckning för er själva"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Syns bara hos er. Skriv inte om enskilda barn."),
    )  # fmt: skip
    shared = forms.BooleanField(label=_("Dela med de andra i länet"), required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, choices: FormChoices, activity: Activity | None = None, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.places = {str(one.pk): one for one in choices.places}
        if activity is not None:
            self.places[str(activity.place_id)] = activity.place
        none = [("", _("inget av dem"))]
        self._offer("responsible_role", [("", _("ingen än")), *_with(holding_roles(), activity)])
        self._offer("place", [(key, one.name) for key, one in self.places.items()])
        self._offer("goal", [*none, *choices.goals])
        self._offer("strategy", [*none, *choices.strategies])
        self._offer("contributes_to", [*none, *choices.milestones])
        self._offer("component_code", [*none, *((one.code, one.name) for one in choices.components)])
        self._leave_out(activity, choices)

    def _offer(self, name: str, choices: Any) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def _leave_out(self, activity: Activity | None, choices: FormChoices) -> None:
        """What cannot be answered here is not asked."""
        kinds = {one.kind for one in self.places.values()} if activity is None else {activity.place.kind}
        empty = [
            (activity is not None or len(self.places) == 1, "place"), (not choices.goals, "goal"),
            (not choices.strategies, "strategy"), (not choices.milestones or kinds == {"county"}, "contributes_to"),
            ("county" not in kinds, "needs_principals"), (kinds == {"county"}, "shared"),
            (not choices.components, "component_code"),
        ]  # fmt: skip
        for leave_out, name in empty:
            if leave_out:
                del self.fields[name]

    @property
    def chosen_place(self) -> Any:
        """Where it is done; the widest place that one works at unless another is chosen."""
        chosen = self.cleaned_data.get("place") or self.initial.get("place")
        return self.places.get(str(chosen)) or next(iter(self.places.values()))

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("title") and given.get("ends_on"):
            for fault in rules.faults(self.content(), at_county=self.chosen_place.kind == "county"):
                self.add_error(fault.field if fault.field in self.fields else None, fault.message)
        return given

    def content(self) -> ActivityContent:
        given = self.cleaned_data
        plan, _mark, goal = (given.get("goal") or "").partition(":")
        return ActivityContent(
            title=given["title"], ends_on=given["ends_on"], kind=given.get("kind") or ActivityKind.ACTIVITY,
            starts_on=given.get("starts_on"), responsible_role=given.get("responsible_role", ""),
            responsible_text=given.get("responsible_text", ""), component_code=given.get("component_code", ""),
            plan_id=_id(plan), goal_key=goal, strategy_id=_id(given.get("strategy")),
            contributes_to_id=_id(given.get("contributes_to")), needs_principals=given.get("needs_principals"),
            note=given.get("note", ""), shared=bool(given.get("shared")),
        )  # fmt: skip

    @property
    def rest_is_open(self) -> bool:
        """Whether what is folded says something, or has something to correct."""
        told = (
            "starts_on", "responsible_text", "goal", "strategy", "contributes_to", "needs_principals", "component_code", "note",
        )  # fmt: skip
        return any(name not in FIRST_SHOWN for name in self.errors) or any(
            self[name].value() for name in told if name in self.fields
        )


def _with(roles: list[tuple[str, str]], activity: Activity | None) -> list[tuple[str, str]]:
    """The roles that can be chosen, and the one that is chosen already."""
    if activity is None or not activity.responsible_role or activity.responsible_role in dict(roles):
        return roles
    return [*roles, (activity.responsible_role, activity.get_responsible_role_display().capitalize())]


def _id(text: Any) -> int | None:
    return int(text) if text else None


def initial_of(activity: Activity) -> dict[str, Any]:
    """What stands in an activity, as the form has it."""
    goal = f"{activity.plan_id}:{activity.goal_key}" if activity.goal_key else activity.plan_id or ""
    same = (
        "title",
        "responsible_role",
        "ends_on",
        "kind",
        "starts_on",
        "responsible_text",
        "needs_principals",
        "note",
        "shared",
    )
    return {name: getattr(activity, name) for name in same} | {
        "goal": goal, "strategy": activity.strategy_id or "", "contributes_to": activity.contributes_to_id or "",
        "component_code": activity.component_code, "revision": activity.revision, "place": activity.place_id,
    }  # fmt: skip
