"""What people fill in about boards and the seats in them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tillsammans.governance.forms import fields
from tillsammans.governance.forms.fields import Line
from tillsammans.governance.models import Board, BoardKind, BoardMember, BoardPart
from tillsammans.governance.rules.content import BoardContent, SeatContent
from tillsammans.organisations.models import Place


class BoardForm(forms.Form):
    place = forms.ChoiceField(label=_("Vilken nivå hör gruppen till?"))
    name = Line(_("Vad heter gruppen?"), 120, missing=_("Skriv vad gruppen heter."))
    kind = forms.ChoiceField(label=_("Vilket slags grupp?"), choices=BoardKind.choices)
    rhythm = Line(_("Hur ofta möts den?"), 160, help_text=_("Till exempel sex gånger om året, torsdagar."))
    seen = fields.seen()

    def __init__(
        self, *args: Any, places: Sequence[Place] = (), board: Board | None = None, **more: Any
    ) -> None:
        if board is not None:
            more["initial"] = {
                "name": board.name,
                "kind": board.kind,
                "rhythm": board.rhythm,
                "seen": board.revision,
            }
        super().__init__(*args, **more)
        self.places = {str(one.pk): one for one in places}
        self.fields["place"].choices = [(pk, one.name) for pk, one in self.places.items()]  # type: ignore[attr-defined]
        if board is not None or len(places) == 1:
            del self.fields["place"]

    @property
    def chosen_place(self) -> Place:
        return self.places[self.cleaned_data.get("place") or next(iter(self.places))]

    def content(self) -> BoardContent:
        given = self.cleaned_data
        return BoardContent(given["name"], given["kind"], given["rhythm"])


class SeatForm(forms.Form):
    """A seat is a role, not a person: who sits there is found by the address of the role."""

    title = Line(
        _("Vems plats är det?"), 120, missing=_("Skriv vems plats det är."),
        help_text=_("En roll, till exempel skolchef, Ekvik. Skriv inget namn."),
    )  # fmt: skip
    part = forms.ChoiceField(
        label=_("Uppgift i gruppen"), choices=BoardPart.choices, initial=BoardPart.MEMBER
    )
    stands_for = forms.ChoiceField(label=_("Ersätter"), required=False)
    email = forms.EmailField(
        label=_("Arbetsmejl till den som sitter där"), required=False,
        help_text=_("Den som är ny får en introduktion med mejl. Lämna tomt om platsen är vakant."),
        error_messages={"invalid": _("Skriv en hel mejladress, till exempel namn@kommun.se.")},
    )  # fmt: skip
    starts_on = fields.day(_("Från och med"), missing=_("Välj en dag."))

    def __init__(
        self,
        *args: Any,
        seats: Sequence[BoardMember],
        today: date,
        member: BoardMember | None = None,
        **more: Any,
    ) -> None:
        if member is not None:
            more["initial"] = {
                "title": member.title,
                "part": member.part,
                "stands_for": str(member.stands_for_id or ""),
            }
        super().__init__(*args, **more)
        choices = [("", gettext("ingen särskild")), *((str(one.pk), one.title) for one in seats)]
        self.fields["stands_for"].choices = choices  # type: ignore[attr-defined]
        self.fields["starts_on"].initial = today
        if member is not None:
            del self.fields["starts_on"]
            self._ask_who(member)
        if not seats:
            del self.fields["stands_for"]

    def _ask_who(self, member: BoardMember) -> None:
        """Whoever sits there stays unless somebody says otherwise: the address itself is not shown."""
        if member.holding_id is None:
            return
        choices = [
            ("stays", gettext("Samma person sitter kvar")),
            ("other", gettext("Någon annan, eller vakant")),
        ]
        self.fields["who"] = forms.ChoiceField(
            label=_("Vem sitter där?"), choices=choices, initial="stays", widget=forms.RadioSelect
        )
        self.order_fields(["title", "part", "stands_for", "who", "email"])

    @property
    def keeps_holder(self) -> bool:
        return self.cleaned_data.get("who") == "stays"

    def content(self) -> SeatContent:
        given = self.cleaned_data
        stands_for = given.get("stands_for")
        return SeatContent(
            given["title"], given["part"], given["email"], int(stands_for) if stands_for else None
        )


class EndForm(forms.Form):
    on = fields.day(_("Sista dagen"), missing=_("Välj en dag."))
