"""Addresses of plans, timeline, lenses and what supports them, each area in its own file. All below /arbetsyta/."""

from tillsammans.planning.urls import from_reports, lenses, plans, support, timeline

app_name = "planning"
urlpatterns = [
    *plans.urlpatterns,
    *timeline.urlpatterns,
    *support.urlpatterns,
    *lenses.urlpatterns,
    *from_reports.urlpatterns,
]
