"""Of what the demo tells: the published report, which is open to all, the draft, and Ekvik's short version."""


def status_reports() -> dict[str, dict[str, object]]:
    from tillsammans.organisations.models import Place
    from tillsammans.reports.models import StatusReport

    published, draft = (
        StatusReport.objects.filter(state=one).order_by("pk")[0].pk for one in ("published", "draft")
    )
    principal = Place.objects.get(kind="principal", name="Ekvik")
    return {
        "own_text": {"area": "governance", "name": "introduction", "language": "sv"},
        "status_published": {"report_id": published}, "status_draft": {"report_id": draft},
        "status_section": {"report_id": draft, "key": "decisions"},
        "status_short": {"report_id": published, "principal_id": principal.pk}, **newsletters(),
    }  # fmt: skip


def newsletters() -> dict[str, dict[str, object]]:
    """The one that is published, and the draft with a part of each kind but the example."""
    from tillsammans.reports.models import Newsletter

    published, draft = (
        Newsletter.objects.filter(state=one).order_by("pk")[0] for one in ("published", "draft")
    )
    of = {"newsletter_id": draft.pk}
    first = {**of, "block_id": draft.blocks.all()[0].pk}
    return {
        "newsletter": of, "letter_published": {"newsletter_id": published.pk}, "letter_language": {**of, "language": "en"},
        "letter_new_block": {**of, "kind": "exempel"}, "letter_new_text": {**of, "kind": "text"}, "letter_block": first,
        "letter_block_language": {**first, "language": "en"}, "letter_number": {"number": published.number},
    }  # fmt: skip
