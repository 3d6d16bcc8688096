"""From cards to work, and the record: /arbetsyta/workshoppar/<id>/resultat/ and …/protokoll/…."""

from django.urls import URLPattern, path

from tillsammans.workshops.urls.wall import ROOM
from tillsammans.workshops.views import record, results

urlpatterns: list[URLPattern] = [
    path(f"{ROOM}resultat/", results.results, name="results"),
    path(f"{ROOM}protokoll/", record.record, name="record"),
    path(f"{ROOM}protokoll/<str:ending>/", record.file, name="record_file"),
]
