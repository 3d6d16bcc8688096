"""What people fill in about meetings: when, the agenda, what each tells beforehand, and the notes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tillsammans.governance.forms import fields
from tillsammans.governance.forms.fields import Line
from tillsammans.governance.models import BoardMember, Meeting, MeetingItem, MeetingSeat, Presence
from tillsammans.governance.rules import meetings as rules
from tillsammans.governance.rules.content import DecisionContent, cleaned
from tillsammans.governance.rules.meetings import ItemContent, MeetingContent, MeetingWays, NotesContent
from tillsammans.planning.rules.activities import ActivityContent

NO_CHILD = _("Skriv om arbetet, aldrig om ett enskilt barn eller en enskild familj.")


class TimeInput(forms.TimeInput):
    input_type = "time"


class MeetingForm(forms.Form):
    on = fields.day(_("Vilken dag?"), missing=_("Välj en dag."))
    at = forms.TimeField(
        label=_("Vilken tid?"), widget=TimeInput(format="%H:%M"), input_formats=["%H:%M"],
        error_messages={"required": _("Välj en tid."), "invalid": _("Skriv tiden som tt:mm, till exempel 13:00.")},
    )  # fmt: skip
    where = Line(_("Var?"), 160, help_text=_("En lokal, en adress eller ett videomöte."))
    seen = fields.seen()

    def __init__(self, *args: Any, meeting: Meeting | None = None, **more: Any) -> None:
        if meeting is not None:
            here = timezone.localtime(meeting.starts_at)
            more["initial"] = {
                "on": here.date(), "at": here.time(), "where": meeting.where, "seen": meeting.revision,
            }  # fmt: skip
        super().__init__(*args, **more)

    def content(self) -> MeetingContent:
        given = self.cleaned_data
        return MeetingContent(timezone.make_aware(datetime.combine(given["on"], given["at"])), given["where"])


class Lines(forms.CharField):
    """Short lines, one on each row."""

    def __init__(self, label: Any, rows: int, **more: Any) -> None:
        super().__init__(label=label, max_length=6000, widget=forms.Textarea(attrs={"rows": rows}), **more)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> tuple[str, ...]:
        return tuple(one for one in cleaned(super().clean(value)).splitlines() if one)


class ItemForm(forms.Form):
    title = Line(
        _("Vad handlar punkten om?"),
        160,
        missing=_("Skriv i några ord vad punkten handlar om."),
        help_text=NO_CHILD,
    )
    text = Line(_("Underlag i korthet"), 2000, rows=3)
    links = Lines(
        _("Länkar till underlag"), 2, required=False, help_text=_("Hela adressen, en på varje rad.")
    )
    seen = fields.seen()

    def __init__(self, *args: Any, item: MeetingItem | None = None, **more: Any) -> None:
        if item is not None:
            more["initial"] = {
                "title": item.title, "text": item.text, "links": item.links, "seen": item.revision,
            }  # fmt: skip
        super().__init__(*args, **more)

    def content(self) -> ItemContent:
        given = self.cleaned_data
        return ItemContent(given["title"], given["text"], given["links"])


class WaysForm(forms.Form):
    """How a board holds its meetings."""

    agenda = Lines(
        _("Fasta punkter på dagordningen"), 6, help_text=_("En på varje rad. Det som är öppet läggs in före den sista."),
        error_messages={"required": _("Skriv minst en punkt.")},
    )  # fmt: skip
    questions = Lines(
        _("Frågor till ledamöterna före mötet"), 4, help_text=_("En på varje rad. Tre korta räcker."),
        error_messages={"required": _("Skriv minst en fråga.")},
    )  # fmt: skip
    remind_days = forms.IntegerField(
        label=_("Hur många dagar före mötet påminns den som inte har svarat?"), min_value=1, max_value=30,
        error_messages={
            "required": _("Skriv ett antal dagar."), "invalid": _("Skriv antalet dagar med siffror."),
            "min_value": _("Skriv ett antal dagar mellan 1 och 30."), "max_value": _("Skriv ett antal dagar mellan 1 och 30."),
        },
    )  # fmt: skip
    first = forms.ChoiceField(
        label=_("Vem justerar anteckningarna?"), required=False,
        help_text=_("Välj två platser om anteckningarna ska justeras. Annars låses de efter en vecka för synpunkter."),
    )  # fmt: skip
    second = forms.ChoiceField(label=_("Vem mer justerar?"), required=False)
    seen = fields.seen()

    def __init__(
        self, *args: Any, seats: Sequence[BoardMember], ways: MeetingWays, seen: int, **more: Any
    ) -> None:
        chosen = [str(pk) for pk in ways.adjusters] + ["", ""]
        more["initial"] = {
            "agenda": list(ways.agenda), "questions": list(ways.questions), "remind_days": ways.remind_days,
            "first": chosen[0], "second": chosen[1], "seen": seen,
        }  # fmt: skip
        super().__init__(*args, **more)
        choices = [("", gettext("ingen")), *((str(one.pk), one.title) for one in seats)]
        for name in ("first", "second"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def ways(self) -> MeetingWays:
        given = self.cleaned_data
        chosen = tuple(int(given[name]) for name in ("first", "second") if given[name])
        return MeetingWays(given["agenda"], given["questions"], given["remind_days"], chosen)


class SituationForm(forms.Form):
    """The meeting's own questions."""

    seen = fields.seen()

    def __init__(self, *args: Any, seat: MeetingSeat, **more: Any) -> None:
        kept = {f"q{n}": text for n, text in enumerate(seat.answers)}
        more["initial"] = {**kept, "seen": seat.revision}
        super().__init__(*args, **more)
        self.asked = [str(one) for one in seat.meeting.questions]
        for n, question in enumerate(self.asked):
            self.fields[f"q{n}"] = Line(question, rules.LONGEST_ANSWER, rows=3)

    def answers(self) -> list[str]:
        return [self.cleaned_data[f"q{n}"] for n in range(len(self.asked))]


class NotesForm(forms.Form):
    notes = Line(_("Anteckningar"), 8000, rows=5, help_text=NO_CHILD)
    proposal = Line(_("Förslag"), 2000, rows=2)
    seen = fields.seen()

    def __init__(self, *args: Any, item: MeetingItem, beside: bool = False, **more: Any) -> None:
        """beside: it stands on a page with many, which says once what all of them say."""
        more["initial"] = {"notes": item.notes, "proposal": item.proposal, "seen": item.revision}
        super().__init__(*args, **more)
        if beside:
            self.fields["notes"].help_text = ""

    def content(self) -> NotesContent:
        return NotesContent(self.cleaned_data["notes"], self.cleaned_data["proposal"])


class PresenceForm(forms.Form):
    """One row of choices for each seat."""

    seen = fields.seen()

    def __init__(self, *args: Any, seats: Sequence[MeetingSeat], seen: int, **more: Any) -> None:
        more["initial"] = {f"s{one.pk}": one.presence for one in seats} | {"seen": seen}
        super().__init__(*args, **more)
        self.seats = seats
        for one in seats:
            self.fields[f"s{one.pk}"] = forms.ChoiceField(
                label=one.title, required=False, choices=Presence.choices,
                widget=forms.RadioSelect,
            )  # fmt: skip

    def presence(self) -> dict[int, str]:
        """What is ticked; a seat that is not ticked stays as it was."""
        told = {one.pk: self.cleaned_data.get(f"s{one.pk}", "") for one in self.seats}
        return {pk: state for pk, state in told.items() if state}


class ItemDecisionForm(forms.Form):
    """A decision as it is taken: what it lacks is pointed out on its own page."""

    title = Line(_("Vad heter beslutet?"), 120, missing=_("Skriv i några ord vad beslutet heter."))
    what = Line(_("Vad ska göras?"), 2000, rows=3, help_text=NO_CHILD)
    holder_role = fields.role(_("Vem ansvarar?"))
    by_on = fields.day(_("Klart senast"))

    def content(self, item: MeetingItem) -> DecisionContent:
        given = self.cleaned_data
        number = gettext("§ %(n)s") % {"n": item.order}
        day = timezone.localdate(item.meeting.starts_at)
        return DecisionContent(
            title=given["title"], what=given["what"], holder_role=given["holder_role"], by_on=given["by_on"], decided_on=day,
            number=number,
        )  # fmt: skip


class TaskForm(forms.Form):
    title = Line(_("Vad ska göras?"), 120, missing=_("Skriv vad som ska göras."))
    responsible_role = fields.role(_("Vem ansvarar?"))
    ends_on = fields.day(_("Klart senast"), missing=_("Välj en dag."))

    def content(self) -> ActivityContent:
        given = self.cleaned_data
        return ActivityContent(
            title=given["title"], ends_on=given["ends_on"], responsible_role=given["responsible_role"]
        )


class CommentForm(forms.Form):
    text = Line(_("Din synpunkt"), 2000, rows=3, missing=_("Skriv vad du vill säga."), help_text=NO_CHILD)
