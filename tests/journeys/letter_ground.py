"""What the journeys' site has of calendars and letters."""

from datetime import timedelta

from tillsammans.access import commands as access
from tillsammans.access.actor import Actor, nobody
from tillsammans.access.models import Grant
from tillsammans.access.queries import actor_for_token, link_token
from tillsammans.access.roles import Permission
from tillsammans.organisations.models import Place
from tillsammans.reminders.models import FrameOrigin, QuietPeriod
from tillsammans.reminders.policies import DIGEST_OF, DIGEST_STOP
from tillsammans.reports.commands import subscribers
from tillsammans.reports.policies import CONFIRM_READER, OWN_READER


def letters(by: Actor) -> dict[str, dict[str, object]]:
    """A holiday, a site that may show the pages, and the link that ends one person's weekly letters."""
    grant = access.issue_grant(
        by=by, purpose=DIGEST_STOP, target=(DIGEST_OF, by.user_id or 0), permissions=[Permission.WORK_READ],
        expires_at=by.at + timedelta(days=90), county_id=by.county_id,
    )  # fmt: skip
    row, origin = QuietPeriod.objects.order_by("starts_on")[0], FrameOrigin.objects.order_by("pk")[0]
    frame = {"origin_id": origin.pk}
    return {
        "frame_origin": frame,
        "quiet_period": {"period_id": row.pk},
        "link_digest": {"token": link_token(grant)},
        **_readers(by),
    }


def _readers(by: Actor) -> dict[str, dict[str, object]]:
    """The link of somebody who has asked for the newsletter, and of somebody who gets it."""
    county = Place.objects.get(pk=by.county_id)
    for email in ("fragar@utanfor.example", "laser@utanfor.example"):
        subscribers.ask_to_subscribe(by=nobody(by.at), county=county, email=email, language="sv")
    asked, wanted = Grant.objects.filter(purpose=CONFIRM_READER).order_by("-pk")[:2][::-1]
    subscribers.confirm(by=actor_for_token(link_token(wanted), CONFIRM_READER, by.at), language="sv")
    own = Grant.objects.filter(purpose=OWN_READER).latest("pk")
    return {"link_confirm": {"token": link_token(asked)}, "link_reader": {"token": link_token(own)}}
