"""Readers of the newsletter: the open form, and the links that confirm, change and end a subscription."""

from collections.abc import Callable, Mapping

from tests.access.opening import LEADER, PUBLIC, Row
from tests.access.spots import NOT_THERE, PER_COUNTY, At, Ground, Thing
from tillsammans.access.actor import nobody
from tillsammans.access.models import Grant
from tillsammans.access.queries import actor_for_token, link_token
from tillsammans.reports.commands import subscribers
from tillsammans.reports.models import Reader
from tillsammans.reports.policies import CONFIRM_READER, OWN_READER

FORM, LINK = "nothing", "link_reader"
ROWS = [
    Row("reports:subscribe", FORM, get=PUBLIC, post=PUBLIC),
    Row("reports:county_subscribe", "county_key", get=PUBLIC, post=PUBLIC),
    Row("reports:subscribe_sent", FORM, get=PUBLIC),
    Row("reports:county_subscribe_sent", "county_key", get=PUBLIC),
    Row("reports:subscribe_confirm", "link_confirm", get=PUBLIC, post=PUBLIC, done=(200,)),
    Row("reports:subscription", LINK, get=PUBLIC, post=PUBLIC),
    Row("reports:newsletter_send", "letter_published", get=LEADER, post=LEADER),
    Row("reports:subscription_stop", LINK, get=PUBLIC, post=PUBLIC, done=(200,)),
]
_WRITTEN = {"email": "ny@utanfor.example", "language": "sv"}
ORDERS: Mapping[str, Callable[[Ground, str], dict[str, object]]] = {
    "reports:subscribe": lambda ground, spot: _WRITTEN,
    "reports:county_subscribe": lambda ground, spot: _WRITTEN,
    "reports:subscribe_confirm": lambda ground, spot: {"x": "1"},
    "reports:subscription": lambda ground, spot: {"language": "en"},
    "reports:newsletter_send": lambda ground, spot: {"to": ["subscribers"], "expected": "9"},
    "reports:subscription_stop": lambda ground, spot: {"List-Unsubscribe": "One-Click"},
}


def add_readers(ground: Ground) -> None:
    """Of each county one who has confirmed and one who has not; a link that was taken back, and one that never was."""
    for kind in ("link_confirm", LINK):
        ground.things[kind] = {NOT_THERE: Thing(None, {"token": "x" * 32})}
    for spot, at in PER_COUNTY.items():
        ground.things["link_confirm"][spot] = Thing(at, {"token": _asked(ground, at, "ny")})
        by = actor_for_token(_asked(ground, at, "trogen"), CONFIRM_READER, ground.world.at)
        reader = subscribers.confirm(by=by, language="sv")
        ground.things[LINK][spot] = Thing(at, {"token": _own(reader)})
    gone = Grant.objects.filter(purpose=OWN_READER).order_by("pk")[0]
    taken = Grant.objects.create(
        token_hash="0" * 64, nonce="0" * 32, purpose=OWN_READER, target_kind=gone.target_kind, target_id=gone.target_id,
        permissions=gone.permissions, issued_at=gone.issued_at, expires_at=gone.expires_at, revoked_at=gone.issued_at,
    )  # fmt: skip
    ground.things[LINK]["revoked"] = Thing(None, {"token": link_token(taken)})


def _asked(ground: Ground, at: At, name: str) -> str:
    email = f"{name}.{at.county}@utanfor.example"
    by = nobody(ground.world.at)
    subscribers.ask_to_subscribe(by=by, county=ground.place(at), email=email, language="sv")
    return link_token(Grant.objects.filter(purpose=CONFIRM_READER).latest("pk"))


def _own(reader: Reader) -> str:
    return link_token(Grant.objects.get(pk=Reader.objects.get(pk=reader.pk).grant_id))
