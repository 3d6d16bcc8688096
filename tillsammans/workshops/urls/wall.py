"""The wall on the projector: /arbetsyta/workshoppar/<id>/vagg/…."""

from django.urls import URLPattern, path

from tillsammans.workshops.views import wall

ROOM = "arbetsyta/workshoppar/<int:workshop_id>/"
urlpatterns: list[URLPattern] = [
    path(f"{ROOM}vagg/", wall.wall, name="wall"),
    path(f"{ROOM}vagg/lista/", wall.wall_list, name="wall_list"),
]
