from django.urls import path

from tillsammans.reminders import views
from tillsammans.reminders.views import digests, frames

app_name = "reminders"
urlpatterns = [
    path("arbetsyta/kalender/", views.calendars, name="calendars"),
    path("arbetsyta/kalender/ny/", views.make, name="calendar_make"),
    path("arbetsyta/kalender/ta-tillbaka/", views.revoke, name="calendar_revoke"),
    path("kalender/<str:token>.ics", views.feed, name="feed"),
    path("arbetsyta/kalender/veckobrev/", digests.digest, name="digest"),
    path("arbetsyta/kalender/tysta-veckor/", digests.quiet_weeks, name="quiet_weeks"),
    path(
        "arbetsyta/kalender/tysta-veckor/<int:period_id>/ta-bort/",
        digests.quiet_weeks_remove,
        name="quiet_remove",
    ),
    path("arbetsyta/kalender/andra-webbplatser/", frames.shared, name="shared"),
    path(
        "arbetsyta/kalender/andra-webbplatser/<int:origin_id>/ta-bort/",
        frames.shared_remove,
        name="shared_remove",
    ),
    path("kalender/sluta-veckobrev/<str:token>/", digests.digest_stop, name="digest_stop"),
]
