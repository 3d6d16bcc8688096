from django.urls import URLPattern, path

from tillsammans.planning.views import nudges, support

urlpatterns: list[URLPattern] = [
    path("stod/", support.support, name="support"),
    path("knuffar/", nudges.nudges, name="nudges"),
    path("knuffar/<slug:code>/", nudges.nudge, name="nudge"),
]
