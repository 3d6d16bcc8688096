from django.urls import path

from tillsammans.wording import views

app_name = "wording"
_TEXT = "<slug:area>/<slug:name>/<slug:language>/"
urlpatterns = [
    path("", views.texts, name="texts"),
    path("logotyp/", views.logotype, name="logotype"),
    path("logotyp/bild/", views.logotype_picture, name="logotype_picture"),
    path("logotyp/ta-bort/", views.logotype_remove, name="logotype_remove"),
    path(_TEXT, views.text, name="text"),
    path(f"{_TEXT}standard/", views.standard, name="standard"),
]
