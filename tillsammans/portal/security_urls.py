"""The one address outside the languages."""

from django.urls import path

from tillsammans.portal import views

urlpatterns = [path("", views.security_txt, name="security_txt")]
