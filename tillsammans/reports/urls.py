"""Addresses of status reports: below /arbetsyta/statusrapporter/, and of those opened to everybody below /statusrapporter/."""

from django.urls import path

from tillsammans.reports.views import files, status

app_name = "reports"
OWN, OPEN = "arbetsyta/statusrapporter/", "statusrapporter/"
urlpatterns = [
    path(OWN, status.reports, name="reports"),
    path(f"{OWN}tidsplan/", status.schedule, name="schedule"),
    path(f"{OWN}<int:report_id>/", status.report, name="report"),
    path(f"{OWN}<int:report_id>/avsnitt/<slug:key>/", status.section, name="section"),
    path(f"{OWN}<int:report_id>/siffror/", status.fetch, name="fetch"),
    path(f"{OWN}<int:report_id>/publicera/", status.publish, name="publish"),
    path(f"{OWN}<int:report_id>/ta-bort/", status.remove, name="remove"),
    path(f"{OWN}<int:report_id>/ratta/", status.correct, name="correct"),
    path(f"{OWN}<int:report_id>/fil/<str:ending>/", files.file, name="file"),
    path(f"{OWN}<int:report_id>/huvudman/<int:principal_id>/", status.short, name="short"),
    path(
        f"{OWN}<int:report_id>/huvudman/<int:principal_id>/fil/<str:ending>/",
        files.short_file,
        name="short_file",
    ),
    path(f"{OPEN}<int:report_id>/", status.open_report, name="open_report"),
    path(f"{OPEN}<int:report_id>/fil/<str:ending>/", files.open_file, name="open_file"),
]
