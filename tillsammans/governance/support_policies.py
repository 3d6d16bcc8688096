"""Who may do what with visits and support. Process leaders log what they take part in and answer who asks for support; a place
asks for itself and reads what concerns it and what lies below."""

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.access.reach import below
from tillsammans.access.roles import Permission
from tillsammans.core.errors import Conflict
from tillsammans.governance.models import SupportRequest, SupportState, Visit
from tillsammans.governance.rules import support as rules
from tillsammans.organisations.models import Place
from tillsammans.organisations.policies import own_work

VISITED = ("principal", "unit")
SUPPORT_KIND = "governance.supportrequest"  # what a personal link about the next step opens
NEXT_STEP = "support_next_step"  # the purpose of such a link
NOT_YOUR_VISIT = gettext_lazy("Besök loggas av länets processledare.")


def may_visit(by: Actor) -> Q:
    """Principals and units of the county whose work one leads: where one logs what one has taken part in."""
    return Q(kind__in=VISITED) & below("path", by.paths_with(Permission.COUNTY_WORK))


def may_log_visit(by: Actor) -> Q:
    """Visits in the county whose work one leads."""
    return below("county__path", by.paths_with(Permission.COUNTY_WORK))


def may_read_visit(by: Actor) -> Q:
    """Those that one logs, and those at one's own places and below."""
    return may_log_visit(by) | own_work("place", by)


def may_count_visit(by: Actor) -> Q:
    """Visits that one may count per principal: all in the county for who reads its picture, else those one reads."""
    return below("county__path", by.paths_with(Permission.COUNTY_PICTURE_READ)) | may_read_visit(by)


def check_log(by: Actor, place: Place) -> None:
    """Raises NotAllowed unless one leads the county's work and the place is a principal or a unit."""
    check.require(by, may_visit, place, str(NOT_YOUR_VISIT))


def check_change(by: Actor, visit: Visit) -> None:
    check.require(by, may_log_visit, visit, _("Bara länets processledare ändrar ett besök."))


# --- support --------------------------------------------------------------------------------------------------------


def may_ask_support(by: Actor) -> Q:
    """One's own principal or unit, and what lies below, for which one asks."""
    return Q(kind__in=VISITED) & own_work("", by)


def may_answer_support(by: Actor) -> Q:
    """What has been asked in the county whose work one leads."""
    return below("county__path", by.paths_with(Permission.COUNTY_WORK))


def may_read_support(by: Actor) -> Q:
    """Those one answers, and those of one's own places and below."""
    return may_answer_support(by) | own_work("place", by)


def may_take_back_support(by: Actor) -> Q:
    """Those of one's own places: whoever holds the role speaks for the place."""
    return own_work("place", by)


def may_tell_next_step(by: Actor) -> Q:
    """Those of one's own places, and the one that a personal link opens."""
    return own_work("place", by) | Q(pk__in=by.granted(SUPPORT_KIND, Permission.NEXT_STEP_TELL))


def check_ask(by: Actor, place: Place) -> None:
    """Raises NotAllowed unless one works at the place, Conflict when it is closed."""
    message = _("Du ber om stöd för din egen huvudman eller enhet.")
    check.require(by, may_ask_support, place, message)
    if place.closed_on is not None:
        raise Conflict(_("Enheten är stängd. Be om stöd för en enhet som är öppen."))


def check_answer(by: Actor, request: SupportRequest, to: str) -> None:
    """Raises NotAllowed unless one leads the county's work, Conflict when it cannot become `to`."""
    message = _("Det är länets processledare som svarar på den som ber om stöd.")
    check.require(by, may_answer_support, request, message)
    if refusal := rules.move_refusal(request.state, to):
        raise Conflict(refusal)


def check_take_back(by: Actor, request: SupportRequest) -> None:
    """Raises NotAllowed unless it is one's own place's, Conflict once it has been carried out."""
    message = _("Bara den som har bett om stödet tar tillbaka frågan.")
    check.require(by, may_take_back_support, request, message)
    if refusal := rules.move_refusal(request.state, rules.WITHDRAWN):
        raise Conflict(refusal)


def check_tell(by: Actor, request: SupportRequest) -> None:
    """Raises NotAllowed unless it is one's own place's or one's link's, Conflict before the visit has been."""
    message = _("Det är den som fick stödet som svarar på vad nästa steg blev.")
    check.require(by, may_tell_next_step, request, message)
    if request.state != SupportState.DONE:
        raise Conflict(_("Stödet är inte genomfört än. Frågan kommer sex veckor efter besöket."))
