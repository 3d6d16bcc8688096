from django.urls import path

from tillsammans.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.start, name="start"),
    path("arbetsyta/", views.workspace, name="workspace"),
    path("om/", views.about, name="about"),
    path("tillganglighet/", views.accessibility, name="accessibility"),
    path("integritet/", views.privacy, name="privacy"),
]
