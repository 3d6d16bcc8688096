from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tillsammans.planning.forms.writing import (
    NO_CHILDREN,
    WritingForm,
    chosen,
    day_field,
    line_field,
    role_field,
)
from tillsammans.planning.models import PlannedMessage
from tillsammans.planning.queries.messages import MessageChoices
from tillsammans.planning.rules.messages import MessageContent

FIRST = ("message", "target_group", "channel", "on", "responsible_role")


class MessageForm(WritingForm):
    """A line of the communication plan. Four things are asked; the rest may be left."""

    message = line_field(_("Vad ska sägas?"), 300, _("Skriv vad som ska sägas."), help_text=NO_CHILDREN)
    target_group = line_field(
        _("Till vem?"),
        160,
        _("Skriv vem det är till."),
        help_text=_("Till exempel alla rektorer eller vårdnadshavare."),
    )
    channel = line_field(
        _("Hur?"),
        160,
        _("Skriv hur det sägs."),
        help_text=_("Till exempel nyhetsbrev, arbetsplatsträff eller webbsida."),
    )
    on = day_field(_("Vilken dag?"))
    responsible_role = role_field(_("Vem ansvarar?"))
    responsible_text = line_field(
        _("Ansvarig med egna ord"),
        120,
        help_text=_("Om ingen roll stämmer, till exempel kommunikationsenheten."),
    )
    material = line_field(_("Material"), 300, help_text=_("En webbadress eller namnet på ett dokument."))
    place = chosen(_("Vems budskap är det?"))
    plan_id = chosen(_("Hör till planen"))
    shared = forms.BooleanField(label=_("Dela med de andra i länet"), required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        choices: MessageChoices,
        row: PlannedMessage | None = None,
        now: Any = None,
        **more: Any,
    ) -> None:
        more["initial"] = {"revision": row.revision if row else 0, **more.get("initial", {})}
        super().__init__(*args, now=_with_text(now) if now else None, **more)
        self.places = {str(one.pk): one for one in choices.places}
        self.offer("place", [(key, one.name) for key, one in self.places.items()])
        self.offer("plan_id", [("", gettext("ingen särskild")), *_with(choices.plans, row)])
        self.offer_roles("responsible_role")
        at_county = (
            row.place.kind == "county"
            if row
            else len(self.places) == 1 and choices.places[0].kind == "county"
        )
        if row or len(self.places) == 1:
            del self.fields["place"]
        if not self.fields["plan_id"].choices[1:]:  # type: ignore[attr-defined]
            del self.fields["plan_id"]
        if at_county:
            del self.fields["shared"]

    @property
    def first(self) -> list[Any]:
        """What is asked in sight; the rest is folded."""
        return [self[name] for name in FIRST]

    @property
    def rest(self) -> list[Any]:
        return [field for field in self.visible_fields() if field.name not in FIRST]

    @property
    def rest_is_open(self) -> bool:
        """Whether what is folded says something, or has something to correct."""
        told = ("responsible_text", "material", "plan_id", "shared")
        return any(name not in FIRST for name in self.errors) or any(
            self[name].value() for name in told if name in self.fields
        )

    @property
    def chosen_place(self) -> Any:
        return self.places.get(self.cleaned_data.get("place", "")) or next(iter(self.places.values()))

    def content(self) -> MessageContent:
        given = self.cleaned_data
        same = (
            "message",
            "target_group",
            "channel",
            "on",
            "responsible_role",
            "responsible_text",
            "material",
        )
        plan = given.get("plan_id")
        return MessageContent(
            **{name: given[name] for name in same},
            plan_id=int(plan) if plan else None,
            shared=given.get("shared", False),
        )

    def now_shown(self, theirs: Mapping[str, Any], revision: int = 0) -> None:
        super().now_shown(theirs, revision)
        self.data["revision"] = str(revision)  # type: ignore[index]

    def differences(self, theirs: Mapping[str, Any]) -> list[tuple[str, str, str]]:
        return super().differences(_with_text(theirs))


def _with_text(now: Mapping[str, Any]) -> dict[str, Any]:
    """The plan as its choice is written."""
    return {**now, "plan_id": str(now["plan_id"] or "")}


def _with(plans: tuple[tuple[str, str], ...], row: PlannedMessage | None) -> list[tuple[str, str]]:
    """The plans one can choose, and the one that is chosen already."""
    if row is None or row.plan is None or str(row.plan_id) in dict(plans):
        return list(plans)
    return [*plans, (str(row.plan_id), row.plan.title)]
