"""The addresses outside the languages: what programs look for at a site's root."""

from django.urls import path

from tillsammans.portal import views

urlpatterns = [
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
    path("robots.txt", views.robots_txt, name="robots_txt"),
]
