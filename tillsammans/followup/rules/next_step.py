"""The next small step: what the receipt shows when a self-report has been sent, in words for that unit."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


@dataclass(frozen=True)
class UnitWord:
    """What a workplace and its manager are called. All in the form they have in the middle of a sentence."""

    definite: str | Promise  # "förskolan"
    plural: str | Promise  # "förskolor"
    manager: str | Promise  # "rektor"


PRESCHOOL = UnitWord(gettext_lazy("förskolan"), gettext_lazy("förskolor"), gettext_lazy("rektor"))
SCHOOL = UnitWord(gettext_lazy("skolan"), gettext_lazy("skolor"), gettext_lazy("rektor"))
HEALTH_CENTRE = UnitWord(
    gettext_lazy("vårdcentralen"), gettext_lazy("vårdcentraler"), gettext_lazy("vårdcentralschef")
)
CLINIC = UnitWord(gettext_lazy("mottagningen"), gettext_lazy("mottagningar"), gettext_lazy("enhetschef"))
UNIT = UnitWord(gettext_lazy("enheten"), gettext_lazy("enheter"), gettext_lazy("enhetschef"))

WORD_BY_SECTOR = {"preschool": PRESCHOOL, "school": SCHOOL, "health_care": CLINIC}


@dataclass(frozen=True)
class Criterion:
    """One observable criterion, its text already in the reader's language."""

    code: str
    text: str


@dataclass(frozen=True)
class Upcoming:
    """The step above the chosen one, for one core component. criteria: in the stairs' order."""

    number: int
    name: str
    criteria: Sequence[Criterion]


@dataclass(frozen=True)
class NextStep:
    """Sentences through gettext. items: what is not done yet, in the stairs' order; may be empty."""

    heading: str
    sentence: str
    items: tuple[Criterion, ...] = ()

    @property
    def smallest(self) -> Criterion | None:
        """Where to begin: the first that is not done. None when nothing is left."""
        return self.items[0] if self.items else None


def unit_word(sector: str, name: str = "") -> UnitWord:
    """The words for a unit. In health care its own name tells a vårdcentral from another clinic."""
    if sector == "health_care" and "vårdcentral" in name.lower():
        return HEALTH_CENTRE
    return WORD_BY_SECTOR.get(sector, UNIT)


def next_small_step(
    step: int,
    upcoming: Upcoming | None,
    ticked: Collection[str],
    *,
    unit_word: UnitWord,
    staying: bool = False,
) -> NextStep:
    """What the unit may take on after `step`, for one core component.

    upcoming: the step above with its criteria; None at the top of the stairs. ticked: criterion codes done
    already.
    staying: the unit has said "vi stannar här": that is a full answer, and what comes next is shown for
    later.
    """
    if upcoming is None:
        return _at_the_top(unit_word)
    left = tuple(item for item in upcoming.criteria if item.code not in ticked)
    if staying:
        return _staying(step, left)
    return _ahead(upcoming, left, unit_word) if left else _all_done(upcoming)


def _at_the_top(word: UnitWord) -> NextStep:
    sentence = _("Dela gärna ett exempel. Andra %(units)s kan lära av hur ni gör.") % {"units": word.plural}
    return NextStep(_("Ni är högst upp på trappan"), sentence)


def _staying(step: int, left: tuple[Criterion, ...]) -> NextStep:
    heading = _("Ni stannar på steg %(step)s") % {"step": step} if step else _("Ni väntar med att börja")
    if not left:
        return NextStep(heading, _("Det är ett fullgott svar."))
    return NextStep(heading, _("Det är ett fullgott svar. Den dag ni vill gå vidare kan ni börja här."), left)


def _ahead(upcoming: Upcoming, left: tuple[Criterion, ...], word: UnitWord) -> NextStep:
    heading = _("För att nå steg %(step)s, %(name)s") % {"step": upcoming.number, "name": upcoming.name}
    sentence = _("%(unit)s kan börja här. Ta en sak i taget.") % {"unit": word.definite}
    return NextStep(heading, capfirst(sentence), left)


def _all_done(upcoming: Upcoming) -> NextStep:
    numbered = {"step": upcoming.number, "name": upcoming.name}
    return NextStep(
        _("Ni gör redan allt som hör till steg %(step)s, %(name)s") % numbered,
        _("Stäm av med varandra om ni står där. Nästa gång kan ni välja det steget."),
    )
