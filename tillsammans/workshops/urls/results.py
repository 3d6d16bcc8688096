"""From cards to work, and the record: /arbetsyta/workshoppar/<id>/resultat/… and …/protokoll/…."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
