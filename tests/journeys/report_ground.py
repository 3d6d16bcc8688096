"""Of what the demo tells: the published report, which is open to all, the draft, and Ekvik's short version."""


def status_reports() -> dict[str, dict[str, object]]:
    from tillsammans.organisations.models import Place
    from tillsammans.reports.models import StatusReport

    published, draft = (
        StatusReport.objects.filter(state=one).order_by("pk")[0].pk for one in ("published", "draft")
    )
    principal = Place.objects.get(kind="principal", name="Ekvik")
    return {
        "status_published": {"report_id": published}, "status_draft": {"report_id": draft},
        "status_section": {"report_id": draft, "key": "decisions"},
        "status_short": {"report_id": published, "principal_id": principal.pk},
    }  # fmt: skip
