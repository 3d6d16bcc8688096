"""The addresses outside the languages: what programs look for at a site's root, and feeds."""

from django.urls import path

from tillsammans.portal import views
from tillsammans.portal.views import feeds

urlpatterns = [
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
    path("robots.txt", views.robots_txt, name="robots_txt"),
    path("flode.atom", feeds.atom, name="feed_atom"),
    path("flode.json", feeds.json_feed, name="feed_json"),
    path("lan/<slug:key>/flode.atom", feeds.atom, name="county_feed_atom"),
    path("lan/<slug:key>/flode.json", feeds.json_feed, name="county_feed_json"),
]
