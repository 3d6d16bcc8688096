from tillsammans.notify.models import OutboxMessage

PAGE = 50


def mail_of_county(county_id: int, *, before: int | None = None) -> list[OutboxMessage]:
    """The county's newest mail first, a page at a time: `before` is the last id of the page before."""
    rows = OutboxMessage.objects.filter(county_id=county_id).order_by("-id")
    return list(rows.filter(id__lt=before)[:PAGE] if before else rows[:PAGE])
