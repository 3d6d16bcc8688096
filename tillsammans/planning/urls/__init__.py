"""Addresses of plans, timeline, lenses and what supports them, each area in its own file.

All below /arbetsyta/, but for plans that are open to everybody.
"""

from django.urls import include, path

from tillsammans.planning.urls import from_reports, lenses, open_plans, plans, support, timeline

app_name = "planning"
urlpatterns = [
    path(
        "arbetsyta/",
        include(
            [
                *plans.urlpatterns,
                *timeline.urlpatterns,
                *support.urlpatterns,
                *lenses.urlpatterns,
                *from_reports.urlpatterns,
            ]
        ),
    ),
    *open_plans.urlpatterns,
]
