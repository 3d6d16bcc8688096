"""What the journeys look at of meetings: one whose members are asked, a seat and its link, the locked one; and one begun here."""

from typing import Any

from tillsammans.access.actor import Actor


def meetings(by: Actor) -> dict[str, dict[str, Any]]:
    from tillsammans.access.models import Grant
    from tillsammans.access.queries import link_token
    from tillsammans.governance.commands import meetings, minutes
    from tillsammans.governance.models import Meeting, MeetingSeat
    from tillsammans.governance.rules.meetings import MeetingContent

    rows = Meeting.objects.filter(county=by.county_id)
    asked, locked = rows.get(state="planned", asked_at__isnull=False), rows.get(state="locked")
    made = meetings.plan_meeting(by=by, board=asked.board, content=MeetingContent(by.at, "Sal 3"))
    minutes.begin(by=by, meeting=made)
    seat = MeetingSeat.objects.get(meeting=asked, title="Förvaltningschef, Ekvik")
    grant = Grant.objects.get(target_kind="governance.meeting_seat", target_id=seat.pk, revoked_at=None)
    return {
        "meeting": {"meeting_id": asked.pk}, "meeting_held": {"meeting_id": made.pk}, "meeting_locked": {"meeting_id": locked.pk},
        "meeting_item": {"item_id": asked.items.order_by("order")[0].pk},
        "meeting_held_item": {"item_id": made.items.order_by("order")[0].pk},
        "meeting_own_seat": {"seat_id": seat.pk}, "meeting_link": {"token": link_token(grant)},
    }  # fmt: skip
