from django.urls import URLPattern, path

from tillsammans.followup.picture_urls import pictures
from tillsammans.followup.views import principal_report, report, rounds
from tillsammans.followup.views.doors import by_link, signed_in

app_name = "followup"

# Each page of a report has two addresses: signed in, and by the unit's personal link.
_REPORT_PAGES = (
    ("", "", report.start),
    ("_question", "fraga/<int:number>/", report.question),
    ("_last", "sist/", report.last),
    ("_review", "granska/", report.review),
    ("_receipt", "mottaget/", report.receipt),
    ("_version", "version/<int:number>/", report.version),
    ("_draft", "utkast/<int:part>/", report.draft),
    ("_hand_over", "lamna-over/", report.hand_over),
)

reports: list[URLPattern] = [
    *(
        path(f"svar/<str:token>/{end}", by_link(page), name=f"report_link{name}")
        for name, end, page in _REPORT_PAGES
    ),
    *(
        path(f"arbetsyta/sjalvskattning/<int:request_id>/{end}", signed_in(page), name=f"report{name}")
        for name, end, page in _REPORT_PAGES
    ),
    path(
        "arbetsyta/sjalvskattning/<int:request_id>/ta-tillbaka/",
        signed_in(report.take_back),
        name="report_take_back",
    ),
]

_ROUND = "arbetsyta/omgangar/<int:round_id>/"

rounds_urls: list[URLPattern] = [
    path("arbetsyta/omgangar/", rounds.listing, name="rounds"),
    path("arbetsyta/omgangar/ny/", rounds.create, name="round_create"),
    path(_ROUND, rounds.show, name="round"),
    path(f"{_ROUND}andra/", rounds.change, name="round_change"),
    path(f"{_ROUND}ta-bort/", rounds.remove, name="round_remove"),
    path(f"{_ROUND}oppna/", rounds.open_it, name="round_open"),
    path(f"{_ROUND}bjud-in/", rounds.invite, name="round_invite"),
    path(f"{_ROUND}fraga-fler/", rounds.ask_new, name="round_ask"),
    path(f"{_ROUND}paminn/", rounds.remind, name="round_remind"),
    path(f"{_ROUND}sista-dag/", rounds.move_closing_day, name="round_closing_day"),
    path(f"{_ROUND}stang/", rounds.close, name="round_close"),
    path(f"{_ROUND}oppna-igen/", rounds.reopen, name="round_reopen"),
    path(f"{_ROUND}ta-ur/<int:request_id>/", rounds.withdraw, name="round_withdraw"),
    path(f"{_ROUND}huvudman/<int:principal_id>/", principal_report.show, name="principal_report"),
]

urlpatterns = [*rounds_urls, *reports, *pictures]
