"""The leader's addresses below /arbetsyta/workshoppar/."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
