"""Decided plans that anybody may read: below /planer/, outside the workspace."""

from django.urls import URLPattern, path

from tillsammans.planning.views import open_plans

urlpatterns: list[URLPattern] = [
    path("planer/<int:plan_id>/", open_plans.show, name="open_plan"),
    path("planer/<int:plan_id>/version/<int:number>/", open_plans.version, name="open_plan_version"),
]
