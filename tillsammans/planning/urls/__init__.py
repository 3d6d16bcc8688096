"""Addresses of plans, timeline, lenses and what supports them, each area in its own file. All below /arbetsyta/."""

from tillsammans.planning.urls import lenses, plans, support, timeline

app_name = "planning"
urlpatterns = [*plans.urlpatterns, *timeline.urlpatterns, *support.urlpatterns, *lenses.urlpatterns]
