"""Visits and support that the demo tells of: the words of their addresses."""

from typing import Any


def support_words(county_id: int) -> dict[str, dict[str, Any]]:
    """The latest visit, the one that is planned, what Lindskolan has asked, and what it was given six weeks ago with its link."""
    from tillsammans.access.actor import system
    from tillsammans.access.models import Grant
    from tillsammans.access.queries import link_token
    from tillsammans.core import clock
    from tillsammans.governance.commands.support import ask_next_steps
    from tillsammans.governance.models import FundUse, SupportRequest, Visit
    from tillsammans.governance.support_policies import SUPPORT_KIND

    ask_next_steps(by=system(clock.now()))
    mine = SupportRequest.objects.filter(county=county_id)
    visit = Visit.objects.filter(county=county_id, logged_at__isnull=False, support=None).order_by(
        "-held_on"
    )[0]
    planned = mine.get(state="dated")
    new = mine.get(state="asked", place__name="Lindskolan")
    given = mine.get(state="done", next_step="")
    link = Grant.objects.get(target_kind=SUPPORT_KIND, target_id=given.pk)
    use = FundUse.objects.filter(share__principal__name="Ekvik").order_by("pk")[0]
    return {
        "assignment": {"assignment_id": use.share.assignment_id},
        "fund_share": {"share_id": use.share_id},
        "fund_use": {"use_id": use.pk},
        "visit": {"visit_id": visit.pk},
        "visit_planned": {"visit_id": planned.visit_id},
        "support_new": {"request_id": new.pk},
        "support_given": {"request_id": given.pk},
        "support_link": {"token": link_token(link)},
    }
