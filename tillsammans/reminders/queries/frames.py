"""Where a county's published pages may stand, and who says so."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.core.errors import NotVisible
from tillsammans.organisations.models import CountyProfile, Place
from tillsammans.reminders import policies
from tillsammans.reminders.models import FrameOrigin


def origins_at(host: str, key: str) -> list[str]:
    """Of the county that an address names, else of the host's or the installation's own. One query."""
    name = host.partition(":")[0].lower()
    wanted = Q(key=key) if key else Q(host=name) & ~Q(host="") | Q(key=settings.DEFAULT_COUNTY)
    rows = CountyProfile.objects.filter(wanted).values_list("host", "place__frame_origins__origin")
    found = list(rows.order_by("place__frame_origins__origin"))
    of_host = [origin for own, origin in found if own == name]
    return [origin for origin in (of_host or [origin for _own, origin in found]) if origin]


def origins_of(county_id: int) -> list[str]:
    """Of a county, whatever host or address its page is read at. One query."""
    return list(
        FrameOrigin.objects.filter(county_id=county_id).order_by("origin").values_list("origin", flat=True)
    )


@dataclass(frozen=True)
class SharedPage:
    county: Place
    key: str
    origins: list[FrameOrigin]


def shared_page(by: Actor) -> SharedPage:
    """For who leads the county's common work. Raises NotVisible."""
    rows = check.within(Place.objects.filter(pk=by.county_id or 0), policies.may_keep_frames, by)
    county = rows.select_related("county_profile").first()
    if county is None:
        raise NotVisible(_("Sidan finns inte, eller så har du inte tillgång till den."))
    origins = list(FrameOrigin.objects.filter(county=county).order_by("origin"))
    return SharedPage(county, county.county_profile.key, origins)


def get_origin(by: Actor, origin_id: int) -> FrameOrigin:
    """One that `by` may take away. Raises NotVisible."""
    counties = check.within(Place.objects.all(), policies.may_keep_frames, by)
    rows = FrameOrigin.objects.select_related("county").filter(county__in=counties)
    return check.found(rows.filter(pk=origin_id).first())
