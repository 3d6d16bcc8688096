"""The phones' addresses: /delta/ and /delta/<code>/…."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
