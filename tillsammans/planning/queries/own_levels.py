"""The places at which somebody works: those where the role is held, and those below."""

from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.access.roles import Permission
from tillsammans.core.errors import NotVisible
from tillsammans.organisations.models import Place
from tillsammans.planning.timeline_policies import may_work_at


def own_levels(by: Actor) -> list[Place]:
    """Where one's roles are held, the widest first; empty for who works at no level. One query."""
    paths = {*by.paths_with(Permission.COUNTY_WORK), *by.paths_with(Permission.LOCAL_WORK)}
    rows = check.within(Place.objects.filter(path__in=paths, closed_on=None), may_work_at, by)
    return list(rows.order_by("path"))


def chosen_level(levels: list[Place], place_id: int | None) -> Place | None:
    """The one that is asked for, else the first. None: there is none."""
    return next((one for one in levels if one.pk == place_id), levels[0] if levels else None)


def require_reader(by: Actor) -> None:
    """Raises NotVisible for who reads no work in the county."""
    if not by.has(Permission.WORK_READ):
        raise NotVisible(_("Sidan finns inte, eller så har du inte tillgång till den."))
