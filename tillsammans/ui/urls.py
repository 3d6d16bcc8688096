"""The gallery's address."""

from django.urls import path

from tillsammans.ui import views

app_name = "ui"

urlpatterns = [path("komponenter/", views.gallery, name="gallery")]
