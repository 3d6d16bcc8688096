"""Addresses of workshops, each part in its own file: the phones' (open, by code) and the leader's (below /arbetsyta/)."""

from tillsammans.workshops.urls import leading, phones, results, wall

app_name = "workshops"
urlpatterns = [*phones.urlpatterns, *leading.urlpatterns, *wall.urlpatterns, *results.urlpatterns]
