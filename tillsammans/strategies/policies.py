"""Who may do what with registers and lifts. A `may_…` filters a list and answers for one row alike."""

from datetime import date
from typing import Protocol

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tillsammans.access import check
from tillsammans.access.actor import EVERYWHERE, Actor
from tillsammans.access.reach import LEVEL_DIGITS, below
from tillsammans.access.roles import ROLE_PERMISSIONS, Permission
from tillsammans.core.errors import Conflict, Invalid, NotAllowed
from tillsammans.organisations.models import Place
from tillsammans.organisations.policies import own_work, shown_work
from tillsammans.strategies.models import Determinant, Lift
from tillsammans.strategies.rules import register as rules


class Level(Protocol):
    """A place as far as its register's rules ask: a row of the tree, or what a page has read of it."""

    @property
    def kind(self) -> str: ...
    @property
    def path(self) -> str | None: ...
    @property
    def closed_on(self) -> date | None: ...


NOT_YOURS = gettext_lazy(
    "Varje nivå skriver i sitt eget register: dess chefer och kontaktperson, eller länets processledare."
)
CLOSED = gettext_lazy("Enheten är stängd. Registret går att läsa, men inte att skriva i.")


def may_keep_register(by: Actor) -> Q:
    """Places whose register one writes in: the own level's, and for a principal's people those below it."""
    return own_work("", by)


def may_read_register(by: Actor) -> Q:
    """Places whose register one reads: those one writes in, and the county's own."""
    return own_work("", by) | _own_county(by)


def _own_county(by: Actor) -> Q:
    paths = by.paths_with(Permission.WORK_READ)
    if EVERYWHERE in paths:
        return Q(kind="county")
    return Q(kind="county", path__in=sorted({path[:LEVEL_DIGITS] for path in paths}))


def may_keep_determinant(by: Actor) -> Q:
    """Barriers and facilitators of the registers one writes in."""
    return own_work("place", by)


def may_read_determinant(by: Actor) -> Q:
    """Those of the registers one reads. Nobody reads another level's: not what is above it, and not what is beside it."""
    return own_work("place", by) | (Q(place__kind="county") & shown_work("county", by))


def may_receive_lift(by: Actor) -> Q:
    """Lifts that came to the levels that one works at: the one way in which a level reads another's barrier."""
    return own_work("to_place", by)


def may_withdraw_lift(by: Actor) -> Q:
    """Lifts that the levels one works at have made."""
    return own_work("from_place", by)


def may_answer_lift(by: Actor) -> Q:
    """Lifts to the level that one leads: process leaders the county's, heads their principal's and department's.

    Each role at its own height: a process leader leads the county, not the principals in it.
    """
    paths = [held.path for held in by.holdings if Permission.LIFT_ANSWER in ROLE_PERMISSIONS[held.role]]
    county = Q(to_place__kind="county") & below(
        "to_place__path", [p for p in paths if len(p) <= LEVEL_DIGITS]
    )
    local = ~Q(to_place__kind="county") & below(
        "to_place__path", [p for p in paths if len(p) > LEVEL_DIGITS or p == EVERYWHERE]
    )
    return county | local


def may_read_patterns(by: Actor) -> Q:
    """Counties (places) whose barriers one may see counted over principals: never a text, never a name."""
    return Q(kind="county") & below("path", by.paths_with(Permission.PATTERNS_READ))


def reads_cfir(by: Actor, place: Level) -> bool:
    """CFIR's own names and numbers are for the county's process leaders; everybody else reads the everyday headings."""
    return by.may_at(Permission.COUNTY_WORK, place.path or "-")


def keeps(by: Actor, place: Level) -> bool:
    """Of a register that `by` reads, whether `by` writes in it: below the county nobody reads what is not the own level's."""
    return place.kind != "county" or by.may_at(Permission.COUNTY_WORK, place.path or "-")


def check_write(by: Actor, place: Place) -> None:
    """Raises NotAllowed unless `by` keeps the place's register, Conflict when the place is closed."""
    check.require(by, may_keep_register, place, str(NOT_YOURS))
    if refusal := closed_refusal(place):
        raise Conflict(refusal)


def closed_refusal(place: Level) -> str | None:
    return str(CLOSED) if place.closed_on is not None else None


def check_keep(by: Actor, row: Determinant) -> None:
    """Raises NotAllowed unless `by` keeps the register it stands in, Conflict when that place is closed."""
    check.require(by, may_keep_determinant, row, str(NOT_YOURS))
    if refusal := closed_refusal(row.place):
        raise Conflict(refusal)


def check_change(by: Actor, row: Determinant) -> None:
    """Raises as `check_keep`, and Conflict when the row is merged with another."""
    check_keep(by, row)
    _refuse(rules.change_refusal(row.state))


def check_move(by: Actor, row: Determinant, to: str) -> None:
    """Raises as `check_keep`, and Conflict when the level cannot say `to` of it."""
    check_keep(by, row)
    _refuse(rules.move_refusal(row.state, to))


def check_merge(by: Actor, row: Determinant, kept: Determinant) -> None:
    """Raises as `check_keep`, NotAllowed for another level's row, and Conflict where the two cannot be one."""
    check_keep(by, row)
    check.require(by, may_keep_determinant, kept, str(NOT_YOURS))
    refusal = rules.merge_refusal(
        row.state, kept.state, same_row=row.pk == kept.pk, same_place=row.place_id == kept.place_id,
        same_kind=row.kind == kept.kind,
    )  # fmt: skip
    _refuse(refusal)


def check_undo_merge(by: Actor, row: Determinant, kept: Determinant) -> None:
    """Raises as `check_keep`, and Conflict when there is nothing to take apart, or another has to be taken apart first."""
    check_keep(by, row)
    refusal = rules.undo_refusal(row.state, kept.state if kept.pk == row.merged_into_id else "")
    _refuse(refusal)


def lift_refusal(row: Determinant) -> str | None:
    """Why this cannot be lifted now; None: it can."""
    if row.place.kind == "county":
        return _("Länet är den översta nivån. Härifrån finns det ingenstans att lyfta.")
    return closed_refusal(row.place) or rules.lift_refusal(row.kind, row.state)


def check_lift(by: Actor, row: Determinant) -> None:
    """Raises NotAllowed unless `by` keeps the register it stands in, Conflict when it cannot be lifted now."""
    check.require(by, may_keep_determinant, row, str(NOT_YOURS))
    _refuse(lift_refusal(row))


ANSWERED = gettext_lazy("Hindret har redan fått ett svar. Läs det på sidan innan ni gör något mer.")


WITHDRAWN = gettext_lazy("De som lyfte hindret har tagit tillbaka det. Det behöver inget svar.")


def answer_refusal(by: Actor, lift: Lift) -> str | None:
    """Why `by` cannot answer this lift; None: `by` can."""
    if lift.answer == rules.WITHDRAWN:
        return str(WITHDRAWN)
    if lift.answer:
        return str(ANSWERED)
    return None if check.allows(by, may_answer_lift, lift) else not_the_answerer()


def not_the_answerer() -> str:
    return _("Det är chefen på den nivå som hindret lyftes till som svarar. Påminn gärna.")


def check_answer(by: Actor, lift: Lift) -> None:
    """Raises NotAllowed unless `by` leads the level it was lifted to, Conflict when it has been answered."""
    if refusal := answer_refusal(by, lift):
        raise Conflict(refusal) if lift.answer else NotAllowed(refusal)


def check_withdraw(by: Actor, lift: Lift) -> None:
    """Raises NotAllowed unless `by` works at the level that lifted it, Conflict when it has been answered or withdrawn."""
    check.require(by, may_withdraw_lift, lift, str(NOT_YOURS))
    if lift.answer == rules.WITHDRAWN:
        raise Conflict(_("Lyftet är redan taget tillbaka."))
    if lift.answer:
        raise Conflict(_("Hindret har redan fått ett svar, och då går lyftet inte att ta tillbaka."))


def _refuse(refusal: str | None) -> None:
    if refusal:
        raise Conflict(refusal)


def check_length(text: str, most: int) -> None:
    """Raises Invalid for a text that is too long to keep."""
    if refusal := rules.length_refusal(text, most):
        raise Invalid(refusal)
