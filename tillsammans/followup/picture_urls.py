"""Addresses of the pictures: unit, principal, county. Joined in urls.py."""

from django.urls import URLPattern

pictures: list[URLPattern] = []
