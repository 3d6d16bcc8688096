"""Every address. Swedish has no prefix; other languages stand before the same path."""

from django.urls import include, path

from config.health import healthz
from config.remembering import RememberingResolver

handler400 = "config.errors.unreadable"
handler404 = "config.errors.missing"
handler500 = "config.errors.broken"

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("", include("tillsammans.portal.root_urls")),
    path("", include("tillsammans.wheel.api_urls")),
    RememberingResolver(
        path("", include("tillsammans.portal.urls")),
        path("konto/", include("config.sign_in")),
        path("konto/", include("tillsammans.accounts.urls")),
        path("arbetsyta/", include("tillsammans.ui.urls")),
        path("", include("tillsammans.organisations.urls")),
        path("arbetsyta/texter/", include("tillsammans.wording.urls")),
        path("", include("tillsammans.programmes.urls")),
        path("", include("tillsammans.wheel.urls")),
        path("", include("tillsammans.followup.urls")),
        path("", include("tillsammans.reminders.urls")),
        path("arbetsyta/", include("tillsammans.strategies.urls")),
        path("", include("tillsammans.planning.urls")),
        path("arbetsyta/styrning/", include("tillsammans.governance.urls")),
        path("", include("tillsammans.workshops.urls")),
        path("", include("tillsammans.reports.urls")),
        path("arbetsyta/", include("tillsammans.steward.urls")),
    ),
]
