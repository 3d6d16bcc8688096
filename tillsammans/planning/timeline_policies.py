"""Who may do what with activities and checklists. Each level writes its own; notes are its own; what is shared is read by all."""

from django.db.models import Model, Q
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.organisations.policies import own_work, shown_work


def may_work_at(by: Actor) -> Q:
    """Places where one may write activities and start checklists."""
    return own_work("", by)


def may_read_activity(by: Actor) -> Q:
    """One's own level's activities, the county's, and those that others have shared in it."""
    return own_work("place", by) | (shown_work("county", by) & (Q(shared=True) | Q(place__kind="county")))


def may_edit_activity(by: Actor) -> Q:
    """One's own level's activities alone; it also decides who reads the note."""
    return own_work("place", by)


def may_keep_checklist(by: Actor) -> Q:
    """Checklists of one's own level: nobody else sees them."""
    return own_work("place", by)


def edit_refusal() -> str:
    return _("Aktiviteten hör till en annan nivå. Bara den nivån ändrar den.")


def check_edit_activity(by: Actor, activity: Model) -> None:
    """Raises NotAllowed unless the activity is of one's own level."""
    check.require(by, may_edit_activity, activity, edit_refusal())


def check_work_at(by: Actor, place: Model) -> None:
    """Raises NotAllowed unless one works at the place."""
    check.require(by, may_work_at, place, _("Du kan bara planera för din egen del av organisationen."))


def check_keep_checklist(by: Actor, checklist: Model) -> None:
    """Raises NotAllowed unless the checklist is of one's own level."""
    check.require(
        by, may_keep_checklist, checklist, _("Checklistan hör till en annan del av organisationen.")
    )
