"""Addresses without a language before them, for programs and other sites. Their version stands in them."""

from django.urls import path

from tillsammans.wheel.views import api, embed

app_name = "wheel_api"
urlpatterns = [
    path("api/v1/wheel/", api.counties, name="counties"),
    path("api/v1/wheel/openapi.json", api.description, name="description"),
    path("api/v1/wheel/<slug:county>/", api.county, name="county"),
    path("api/v1/wheel/<slug:county>/<slug:language>/", api.wheel, name="wheel"),
    path("embed/<str:version>/barnets-basta-hjulet.js", embed.script, name="script"),
]
