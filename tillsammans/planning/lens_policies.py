"""Who looks through the lenses: the county's process leaders. A personal checklist is its owner's alone."""

from django.db.models import Q
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.access.reach import below
from tillsammans.access.roles import Permission
from tillsammans.organisations.models import Place


def may_use_lenses(by: Actor) -> Q:
    """Counties (places) whose plan one looks at through the lenses."""
    return Q(kind="county") & below("path", by.paths_with(Permission.LENSES_READ))


def may_read_lens_tag(by: Actor) -> Q:
    return _of_county(by)


def may_read_lens_note(by: Actor) -> Q:
    """The process leaders' shared notes, and one's own."""
    return _of_county(by) & (Q(owner_id=None) | Q(owner_id=by.user_id))


def may_read_placing(by: Actor) -> Q:
    return _of_county(by)


def _of_county(by: Actor) -> Q:
    return below("county__path", by.paths_with(Permission.LENSES_READ))


def check_use_lenses(by: Actor, county: Place) -> None:
    """Raises NotAllowed unless one leads the county's process."""
    check.require(by, may_use_lenses, county, _("Linserna är processledarnas. Fråga länets processledare."))
