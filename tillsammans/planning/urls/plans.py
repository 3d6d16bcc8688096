from django.urls import URLPattern, path

from tillsammans.planning.views import open_plans, plan_writing, plans

DRAFT = "planer/<int:plan_id>/utkast"

urlpatterns: list[URLPattern] = [
    path("planer/", plans.listing, name="plans"),
    path("planer/ny/", plan_writing.start, name="plan_start"),
    path("planer/huvudman/<int:principal_id>/", plans.of_principal, name="plans_of"),
    path("planer/<int:plan_id>/", plans.show, name="plan"),
    path("planer/<int:plan_id>/version/<int:number>/", plans.version, name="plan_version"),
    path("planer/<int:plan_id>/version/<int:number>/visa-for-alla/", open_plans.choose, name="plan_open"),
    path("planer/<int:plan_id>/version/<int:number>/sluta-visa/", open_plans.withdraw, name="plan_withdraw"),
    path("planer/<int:plan_id>/version/<int:number>/<str:ending>/", plans.file, name="plan_file"),
    path("planer/<int:plan_id>/jamfor/", plans.compare, name="plan_compare"),
    path("planer/<int:plan_id>/ny-version/", plan_writing.next_version, name="plan_next"),
    path("planer/<int:plan_id>/avsluta/", plan_writing.close, name="plan_close"),
    path(f"{DRAFT}/", plan_writing.draft, name="plan_draft"),
    path(f"{DRAFT}/beslut/", plan_writing.decide, name="plan_decide"),
    path(f"{DRAFT}/be-om-beslut/", plan_writing.ask, name="plan_ask"),
    path(f"{DRAFT}/las-in/", plan_writing.read_file, name="plan_import"),
    path(f"{DRAFT}/<str:part>/", plan_writing.part, name="plan_part"),
    path(f"{DRAFT}/<str:part>/flytta/", plan_writing.move, name="plan_part_move"),
    path(f"{DRAFT}/<str:part>/ta-bort/", plan_writing.remove, name="plan_part_remove"),
]
