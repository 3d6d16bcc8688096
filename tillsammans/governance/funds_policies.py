"""Who may do what with assignments and funds: process leaders keep them; a principal keeps its own share and reads no other's."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.access.reach import below
from tillsammans.access.roles import Permission
from tillsammans.core.errors import Conflict
from tillsammans.governance.models import Assignment, FundShare, FundUse
from tillsammans.organisations.models import Place
from tillsammans.organisations.policies import own_work


def may_open_assignment(by: Actor) -> Q:
    """Counties whose work one leads."""
    return Q(kind="county") & below("path", by.paths_with(Permission.COUNTY_WORK))


def may_keep_assignment(by: Actor) -> Q:
    """Those of the county whose work one leads."""
    return below("county__path", by.paths_with(Permission.COUNTY_WORK))


def may_read_assignment(by: Actor) -> Q:
    """All in the county for who reads its picture, and those of which one's own principal has a share."""
    own = Exists(FundShare.objects.filter(own_work("principal", by), assignment_id=OuterRef("pk")))
    return below("county__path", by.paths_with(Permission.COUNTY_PICTURE_READ)) | Q(own)


def may_read_share(by: Actor) -> Q:
    """All in the county for who reads its picture, and one's own principal's."""
    county = below("assignment__county__path", by.paths_with(Permission.COUNTY_PICTURE_READ))
    return county | own_work("principal", by)


def may_keep_share(by: Actor) -> Q:
    """One's own principal's: its contact person and heads."""
    return own_work("principal", by)


def may_keep_use(by: Actor) -> Q:
    return own_work("share__principal", by)


def check_open(by: Actor, county: Place) -> None:
    """Raises NotAllowed unless one leads the county's work."""
    check.require(
        by, may_open_assignment, county, _("Länets processledare lägger upp uppdrag och fördelar medel.")
    )


def check_keep(by: Actor, row: Assignment) -> None:
    """Raises NotAllowed unless one leads the county's work, Conflict when it is closed."""
    check.require(
        by, may_keep_assignment, row, _("Länets processledare lägger upp uppdrag och fördelar medel.")
    )
    _check_open(row)


def check_keep_share(by: Actor, share: FundShare) -> None:
    """Raises NotAllowed unless it is one's own principal's, Conflict when the assignment is closed."""
    check.require(by, may_keep_share, share, _not_yours())
    _check_open(share.assignment)


def check_keep_use(by: Actor, use: FundUse) -> None:
    """Raises NotAllowed unless it is one's own principal's, Conflict when the assignment is closed."""
    check.require(by, may_keep_use, use, _not_yours())
    _check_open(use.share.assignment)


def _not_yours() -> str:
    return _("Andelen sköts av huvudmannens kontaktperson och chefer.")


def _check_open(row: Assignment) -> None:
    if row.closed_on is not None:
        raise Conflict(_("Uppdraget är avslutat. Det går att läsa, men inget nytt kan skrivas."))
