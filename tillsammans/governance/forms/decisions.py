"""What people fill in about decisions: writing, sending, answering, passing on and replacing."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tillsammans.governance.forms import fields
from tillsammans.governance.forms.fields import NO_CHILDREN, Line
from tillsammans.governance.models import Decision
from tillsammans.governance.queries.answering import Group
from tillsammans.governance.queries.writing import Decider
from tillsammans.governance.rules.content import Answer, DecisionContent
from tillsammans.governance.rules.decisions import LONGEST_LINE
from tillsammans.organisations.models import Place, Sector

Choices = Sequence[tuple[str, str]]
FIRST = ("decider", "title", "what", "holder_role", "by_on")


class DecisionForm(forms.Form):
    """What, who and by when are asked first. None of them stops: what is missing is pointed out on the page."""

    decider = forms.ChoiceField(label=_("Vem har beslutat?"))
    title = Line(_("Vad heter beslutet?"), 120, missing=_("Skriv i några ord vad beslutet heter."))
    what = Line(_("Vad ska göras?"), 2000, rows=3, help_text=NO_CHILDREN)
    holder_role = fields.role(
        _("Vem ansvarar?"), help_text=_("En roll, så att ansvaret följer med när någon slutar.")
    )
    by_on = fields.day(_("Klart senast"))
    holder_text = Line(
        _("Ansvarig med egna ord"),
        120,
        help_text=_("Om ingen roll stämmer, till exempel kommunikationsenheten."),
    )
    why = Line(_("Varför?"), 2000, rows=3)
    done_means = Line(_("Vad räknas som klart?"), 1000, rows=2)
    from_on = fields.day(_("Gäller från"))
    decided_on = fields.day(_("Vilken dag fattades beslutet?"))
    number = Line(
        _("Paragraf eller nummer"), 20, help_text=_("Som det står i anteckningarna, till exempel § 3.")
    )
    seen = fields.seen()

    def __init__(
        self, *args: Any, deciders: Sequence[Decider] = (), row: Decision | None = None, **more: Any
    ) -> None:
        """row: the draft that is changed; who decided it stays."""
        if row is not None:
            now = {name: getattr(row, name) for name in DecisionContent.__dataclass_fields__}
            more["initial"] = {**now, "seen": row.revision}
        super().__init__(*args, **more)
        if row is not None or len(deciders) == 1:
            del self.fields["decider"]
        else:
            self.fields["decider"].choices = [(one.key, one.label) for one in deciders]  # type: ignore[attr-defined]
        self.deciders = {one.key: one for one in deciders}

    @property
    def first(self) -> list[forms.BoundField]:
        return [self[name] for name in FIRST if name in self.fields]

    @property
    def rest(self) -> list[forms.BoundField]:
        return [one for one in self.visible_fields() if one.name not in FIRST]

    @property
    def unfolded(self) -> bool:
        return any(one.errors or one.value() for one in self.rest)

    @property
    def chosen(self) -> Decider:
        return self.deciders[self.cleaned_data.get("decider") or next(iter(self.deciders))]

    def content(self) -> DecisionContent:
        return DecisionContent(
            **{name: self.cleaned_data[name] for name in DecisionContent.__dataclass_fields__}
        )


class Ticks(forms.MultipleChoiceField):
    """Boxes to tick."""

    def __init__(self, label: Any, **more: Any) -> None:
        wrong = {
            "required": _("Välj minst en."),
            "invalid_choice": _("En av dem går inte att välja längre. Läs in sidan på nytt."),
        }
        super().__init__(label=label, widget=forms.CheckboxSelectMultiple, error_messages=wrong, **more)


class SendForm(forms.Form):
    """To which principals, and which parts of them."""

    places = Ticks(_("Vilka huvudmän gäller beslutet?"))
    sectors = Ticks(
        _("Gäller det bara några verksamhetsområden?"), choices=Sector.choices, required=False,
        help_text=_("Lämna tomt om det gäller alla. Huvudmän utan verksamhet i området får inte beslutet."),
    )  # fmt: skip

    def __init__(self, *args: Any, principals: Iterable[Place], first: bool, **more: Any) -> None:
        """first: nobody has it yet; all are ticked, and sectors can be chosen."""
        super().__init__(*args, **more)
        choices = [(str(one.pk), one.name) for one in principals]
        self.fields["places"].choices = choices  # type: ignore[attr-defined]
        if first:
            self.fields["places"].initial = [pk for pk, _name in choices]
        else:
            del self.fields["sectors"]


class UnitsForm(forms.Form):
    """Units by sector. concerned: sectors whose units are ticked from the beginning."""

    def __init__(
        self, *args: Any, groups: Sequence[Group], concerned: Iterable[str] = (), **more: Any
    ) -> None:
        super().__init__(*args, **more)
        for group in groups:
            choices = [(str(one.pk), one.name) for one in group.units]
            ticked = [pk for pk, _name in choices] if group.sector in concerned else []
            self.fields[f"units_{group.sector}"] = Ticks(
                group.label.capitalize(), choices=choices, initial=ticked, required=False
            )

    def chosen(self) -> list[int]:
        return [int(pk) for found in self.cleaned_data.values() for pk in found]


class AnswerForm(forms.Form):
    """One line and four buttons: the button pressed is the answer. The rest is folded."""

    text = Line(
        _("Svar på en rad"), LONGEST_LINE,
        help_text=_(
            "Hur ni gör, vad som visar att det är klart eller varför det inte är aktuellt. Skriv inte om enskilda barn."
        ),
    )  # fmt: skip
    activity = forms.ChoiceField(label=_("Hör ihop med en aktivitet hos er"), required=False)
    own_body = Line(_("Eget beslut: vem beslutade?"), 120)
    own_on = fields.day(_("Eget beslut: vilken dag?"))
    state = forms.CharField(
        max_length=12, widget=forms.HiddenInput, error_messages={"required": _("Välj ett av svaren.")}
    )
    seen = fields.seen()

    def __init__(self, *args: Any, activities: Choices = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["activity"].choices = [("", gettext("ingen")), *activities]  # type: ignore[attr-defined]
        if not activities:
            del self.fields["activity"]

    @property
    def rest(self) -> list[forms.BoundField]:
        return [self[name] for name in ("activity", "own_body", "own_on") if name in self.fields]

    @property
    def unfolded(self) -> bool:
        return any(one.errors or one.value() for one in self.rest)

    def answer(self) -> Answer:
        given = self.cleaned_data
        activity = given.get("activity")
        return Answer(
            given["state"],
            given["text"],
            int(activity) if activity else None,
            given["own_body"],
            given["own_on"],
        )


class WithdrawForm(forms.Form):
    why = Line(
        _("Varför dras beslutet tillbaka?"),
        LONGEST_LINE,
        missing=_("Skriv på en rad varför beslutet dras tillbaka."),
    )


class SupersedeForm(forms.Form):
    new = forms.ChoiceField(
        label=_("Vilket beslut gäller i stället?"), widget=forms.RadioSelect,
        error_messages={"required": _("Välj det beslut som gäller i stället.")},
    )  # fmt: skip

    def __init__(self, *args: Any, rows: Iterable[Decision], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["new"].choices = [(str(one.pk), f"{one.number} {one.title}".strip()) for one in rows]  # type: ignore[attr-defined]


class NoForm(forms.Form):
    """A tap that asks for nothing."""
