"""The wall on the projector: /arbetsyta/workshoppar/<id>/vagg/…."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
