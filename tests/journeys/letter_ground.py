"""What the journeys' site has of calendars and letters."""

from datetime import timedelta

from tillsammans.access import commands as access
from tillsammans.access.actor import Actor
from tillsammans.access.queries import link_token
from tillsammans.access.roles import Permission
from tillsammans.reminders.models import FrameOrigin, QuietPeriod
from tillsammans.reminders.policies import DIGEST_OF, DIGEST_STOP


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
    }
