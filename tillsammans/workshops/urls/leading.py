"""The leader's addresses below /arbetsyta/workshoppar/."""

from django.urls import URLPattern, path

from tillsammans.workshops.views import leading, leading_paper, leading_wall

ALL = "arbetsyta/workshoppar/"
ROOM = f"{ALL}<int:workshop_id>/"
urlpatterns: list[URLPattern] = [
    path(ALL, leading.workshops, name="workshops"),
    path(f"{ALL}ny/", leading.new, name="new"),
    path(ROOM, leading.lead, name="lead"),
    path(f"{ROOM}andra/", leading.change, name="change"),
    path(f"{ROOM}kopiera/", leading.copy, name="copy"),
    path(f"{ROOM}ta-bort/", leading.remove, name="remove"),
    path(f"{ROOM}oppna/", leading.open_room, name="open"),
    path(f"{ROOM}styr/", leading.steer, name="steer"),
    path(f"{ROOM}fraga/ny/", leading.question_add, name="question_add"),
    path(f"{ROOM}avsluta/", leading.end, name="end"),
    path(f"{ROOM}provkorning/", leading.rehearse, name="rehearse"),
    path(f"{ROOM}kort/<int:card_id>/", leading_wall.card, name="card"),
    path(f"{ROOM}arbete/", leading_wall.wall_work, name="wall_work"),
    path(f"{ROOM}fraga/<int:question_id>/skriv-in/", leading_paper.enter, name="enter"),
    path(f"{ROOM}fraga/<int:question_id>/roster/", leading_paper.dots, name="dots"),
    path(f"{ROOM}rostsedel/", leading_paper.ballot, name="ballot"),
]
