"""Addresses of status reports: below /arbetsyta/statusrapporter/, and of those opened to everybody below /statusrapporter/.
Newsletters: below /arbetsyta/nyhetsbrev/, and published below /nyhetsbrev/."""

from django.urls import path

from tillsammans.reports.views import files, open_newsletters, status, subscribing

app_name = "reports"
OWN, OPEN = "arbetsyta/statusrapporter/", "statusrapporter/"
COUNTY = "lan/<slug:key>/nyhetsbrev/"  # lasting, whatever host is asked
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
    path("nyhetsbrev/", open_newsletters.newsletters, name="open_newsletters"),
    path("nyhetsbrev/<int:number>/", open_newsletters.newsletter, name="open_newsletter"),
    path(COUNTY, open_newsletters.newsletters, name="county_open_newsletters"),
    path(f"{COUNTY}<int:number>/", open_newsletters.newsletter, name="county_open_newsletter"),
    path("nyhetsbrev/prenumerera/", subscribing.subscribe, name="subscribe"),
    path("nyhetsbrev/prenumerera/skickat/", subscribing.subscribe_sent, name="subscribe_sent"),
    path(f"{COUNTY}prenumerera/", subscribing.subscribe, name="county_subscribe"),
    path(f"{COUNTY}prenumerera/skickat/", subscribing.subscribe_sent, name="county_subscribe_sent"),
    path("nyhetsbrev/bekrafta/<str:token>/", subscribing.confirm, name="subscribe_confirm"),
    path("nyhetsbrev/mitt/<str:token>/", subscribing.language, name="subscription"),
    path("nyhetsbrev/sluta/<str:token>/", subscribing.stop, name="subscription_stop"),
]
