"""Readers of the newsletter: one's own by its link, and whose addresses are no longer to be kept."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.core.errors import NotVisible
from tillsammans.organisations.models import Place, RoleHolding
from tillsammans.organisations.queries.holdings import running
from tillsammans.organisations.rules.days import day_of
from tillsammans.programmes import queries as programmes
from tillsammans.programmes.queries.public import PublicCounty
from tillsammans.reports import policies
from tillsammans.reports.models import Reader, ReaderState
from tillsammans.reports.rules import readers as rules

AT_A_TIME = 500  # values in a statement


def parts(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[start : start + AT_A_TIME] for start in range(0, len(ids), AT_A_TIME))


def public_county(host: str, key: str) -> PublicCounty:
    """The county of an open page. Raises NotVisible."""
    return programmes.county_by_key(key) if key else programmes.public_county(host)


def place_of(county: PublicCounty) -> Place:
    return check.found(Place.objects.filter(pk=county.id).first())


def own_reader(by: Actor, *, lock: bool = False) -> Reader:
    """The reader of the link. Raises NotVisible."""
    rows = (
        Reader.objects.select_for_update()
        if lock
        else Reader.objects.select_related("county__county_profile")
    )
    return check.found(rows.filter(pk=policies.check_own_reader(by)).first())


def key_of(row: Reader) -> str:
    return str(row.county.county_profile.key)


def to_confirm(by: Actor, *, lock: bool = False) -> Reader:
    """The reader whose address is to be confirmed. Raises NotVisible when that is too late."""
    rows = (
        Reader.objects.select_for_update()
        if lock
        else Reader.objects.select_related("county__county_profile")
    )
    row = rows.filter(pk=policies.check_own_reader(by)).first()
    if row is None or row.asked_at is None or row.asked_at <= by.at - rules.CONFIRM_WITHIN:
        raise NotVisible(_("Länken gällde i sju dagar. Anmäl dig igen, så får du en ny."))
    return row


def asked_lately(county: Place, since: datetime) -> int:
    return Reader.objects.filter(county=county, asked_at__gt=since).count()


def is_on_staff(row: Reader, at: datetime) -> bool:
    """Whether the address is that of somebody with a role in the county now."""
    held = RoleHolding.objects.filter(running(day_of(at)), place__county_id=row.county_id)
    return row.email is not None and held.filter(email__iexact=row.email).exists()


def never_confirmed(at: datetime) -> list[int]:
    rows = Reader.objects.filter(state=ReaderState.ASKED, asked_at__lte=at - rules.CONFIRM_WITHIN)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def left_staff(state: ReaderState, at: datetime) -> list[int]:
    """Readers in this state whose address is kept, and is nobody's on staff any more."""
    held = RoleHolding.objects.filter(running(day_of(at)), place__county_id=OuterRef("county_id"))
    rows = Reader.objects.filter(
        ~Exists(held.filter(email__iexact=OuterRef("email"))), state=state, email__isnull=False
    )
    return list(rows.order_by("pk").values_list("pk", flat=True))


def ended_long_ago(at: datetime) -> list[int]:
    rows = Reader.objects.filter(state=ReaderState.ENDED, ended_at__lt=at - rules.ENDED_KEPT)
    return list(rows.order_by("pk").values_list("pk", flat=True))
