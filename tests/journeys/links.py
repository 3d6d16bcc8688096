"""`python -m tests.journeys.links`: the paths of personal links to silent workplaces that answered the last time."""


def main() -> None:
    import django

    django.setup()
    from tillsammans.access.queries import link_token
    from tillsammans.followup.models import ReportRequest

    answered = ReportRequest.objects.filter(state="sent", round__name="Vår 2026").values("unit_id")
    silent = ReportRequest.objects.filter(round__state="open", state="silent", unit_id__in=answered)
    for request in silent.exclude(grant=None).select_related("grant").order_by("pk")[:20]:
        print(f"/svar/{link_token(request.grant)}/")


if __name__ == "__main__":
    main()
