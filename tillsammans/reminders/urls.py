from django.urls import path

from tillsammans.reminders import views

app_name = "reminders"
urlpatterns = [
    path("arbetsyta/kalender/", views.calendars, name="calendars"),
    path("arbetsyta/kalender/ny/", views.make, name="calendar_make"),
    path("arbetsyta/kalender/ta-tillbaka/", views.revoke, name="calendar_revoke"),
    path("kalender/<str:token>.ics", views.feed, name="feed"),
]
