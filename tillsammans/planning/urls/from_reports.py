from django.urls import URLPattern, path

from tillsammans.planning.views import from_reports

urlpatterns: list[URLPattern] = [
    path("hinder/ur-sjalvskattningar/", from_reports.from_reports, name="from_reports"),
    path(
        "hinder/ur-sjalvskattningar/<int:request_id>/<slug:what>/", from_reports.take_up_one, name="take_up"
    ),
]
