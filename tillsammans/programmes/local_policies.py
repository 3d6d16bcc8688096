"""Who may do what with adaptations and initiatives. Both are told to be shared: everyone with a role in the county reads them."""

from django.db.models import Q
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.access.reach import below
from tillsammans.access.roles import Permission
from tillsammans.core.errors import Conflict
from tillsammans.organisations.models import Place, PlaceKind
from tillsammans.organisations.policies import own_work, shown_work
from tillsammans.programmes.models import Adaptation, Initiative
from tillsammans.programmes.rules import local


def may_read_adaptation(by: Actor) -> Q:
    """What it is and why. The model manager's answer is for the own principal alone (queries.adaptations)."""
    return shown_work("county", by)


def may_keep_adaptation(by: Actor) -> Q:
    """A principal's own, for those who speak for the principal."""
    return own_work("principal", by)


def may_adapt_at(by: Actor) -> Q:
    """Principals whose adaptations one registers."""
    return Q(kind=PlaceKind.PRINCIPAL) & own_work("", by)


def may_review_adaptation(by: Actor) -> Q:
    """Model managers answer what touches the core of their county's model."""
    return below("county__path", by.paths_with(Permission.PROGRAMME_EDIT))


def may_read_initiative(by: Actor) -> Q:
    """An initiative is no secret."""
    return shown_work("county", by)


def may_keep_initiative(by: Actor) -> Q:
    """The own level's."""
    return own_work("place", by)


def may_begin_at(by: Actor) -> Q:
    """Places whose initiatives one registers."""
    return own_work("", by)


def _only_principal() -> str:
    return _(
        "Bara huvudmannens egen kontaktperson eller chef registrerar och ändrar huvudmannens anpassningar."
    )


def _only_level() -> str:
    return _("Varje nivå registrerar och ändrar sina egna satsningar. Be den som arbetar på den nivån.")


def check_adapt(by: Actor, principal: Place) -> None:
    """Raises NotAllowed unless `by` speaks for the principal, Conflict when it is closed."""
    check.require(by, may_adapt_at, principal, _only_principal())
    if principal.closed_on is not None:
        raise Conflict(_("Huvudmannen är stängd. Det går inte att registrera något nytt där."))


def check_keep_adaptation(by: Actor, adaptation: Adaptation) -> None:
    """Raises NotAllowed unless `by` speaks for the principal."""
    check.require(by, may_keep_adaptation, adaptation, _only_principal())


def check_review(by: Actor, adaptation: Adaptation) -> None:
    """Raises NotAllowed unless `by` keeps the county's model, Conflict when there is nothing to answer."""
    check.require(
        by,
        may_review_adaptation,
        adaptation,
        _("Bara länets modellförvaltare svarar på anpassningar som rör kärnan."),
    )
    if local.REVIEWED not in local.NEXT[adaptation.state]:
        raise Conflict(_("Anpassningen rör inte kärnan, så det finns inget att svara på."))


def check_begin(by: Actor, place: Place) -> None:
    """Raises NotAllowed unless `by` works at the place, Conflict when it is closed."""
    check.require(by, may_begin_at, place, _only_level())
    if place.closed_on is not None:
        raise Conflict(_("Enheten är stängd. Det går inte att registrera något nytt där."))


def check_keep_initiative(by: Actor, initiative: Initiative) -> None:
    """Raises NotAllowed unless it is of the own level."""
    check.require(by, may_keep_initiative, initiative, _only_level())
