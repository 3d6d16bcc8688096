"""Addresses of status reports: below /arbetsyta/statusrapporter/, and of those opened to everybody below /statusrapporter/.
Newsletters: below /arbetsyta/nyhetsbrev/, and published below /nyhetsbrev/."""

from django.urls import path

from tillsammans.reports.views import (
    files,
    mailings,
    newsletter_blocks,
    newsletter_previews,
    newsletters,
    open_newsletters,
    status,
    subscribing,
)

app_name = "reports"
OWN, OPEN = "arbetsyta/statusrapporter/", "statusrapporter/"
LETTERS = "arbetsyta/nyhetsbrev/"
LETTER = f"{LETTERS}<int:newsletter_id>/"
BLOCK = f"{LETTER}del/<int:block_id>/"
COUNTY = "lan/<slug:key>/nyhetsbrev/"  # lasting, whatever host is asked
urlpatterns = [
    path(OWN, status.reports, name="reports"),
    path(f"{OWN}tidsplan/", status.schedule, name="schedule"),
    path(f"{OWN}<int:report_id>/", status.report, name="report"),
    path(f"{OWN}<int:report_id>/avsnitt/<slug:key>/", status.section, name="section"),
    path(f"{OWN}<int:report_id>/siffror/", status.fetch, name="fetch"),
    path(f"{OWN}<int:report_id>/publicera/", status.publish, name="publish"),
    path(f"{OWN}<int:report_id>/ta-bort/", status.remove, name="remove"),
    path(f"{OWN}<int:report_id>/ratta/", status.correct, name="correct"),
    path(f"{OWN}<int:report_id>/fil/<str:ending>/", files.file, name="file"),
    path(f"{OWN}<int:report_id>/huvudman/<int:principal_id>/", status.short, name="short"),
    path(
        f"{OWN}<int:report_id>/huvudman/<int:principal_id>/fil/<str:ending>/",
        files.short_file,
        name="short_file",
    ),
    path(f"{OPEN}<int:report_id>/", status.open_report, name="open_report"),
    path(f"{OPEN}<int:report_id>/fil/<str:ending>/", files.open_file, name="open_file"),
    path(LETTERS, newsletters.newsletters, name="newsletters"),
    path(f"{LETTERS}nytt/", newsletters.begin, name="newsletter_begin"),
    path(LETTER, newsletters.newsletter, name="newsletter"),
    path(f"{LETTER}rubrik/<slug:language>/", newsletters.name, name="newsletter_name"),
    path(f"{LETTER}publicera/", newsletters.publish, name="newsletter_publish"),
    path(f"{LETTER}ta-bort/", newsletters.remove, name="newsletter_remove"),
    path(f"{LETTER}ny-del/<slug:kind>/", newsletter_blocks.add, name="newsletter_block_add"),
    path(f"{LETTER}nyheter/", newsletter_blocks.news, name="newsletter_news"),
    path(f"{LETTER}datum/", newsletter_blocks.days, name="newsletter_days"),
    path(f"{BLOCK}flytta/", newsletter_blocks.move, name="newsletter_block_move"),
    path(f"{BLOCK}ta-bort/", newsletter_blocks.remove, name="newsletter_block_remove"),
    path(f"{BLOCK}<slug:language>/", newsletter_blocks.block, name="newsletter_block"),
    path(f"{LETTER}visa/<slug:language>/", newsletter_previews.preview, name="newsletter_preview"),
    path(f"{LETTER}sida/<slug:language>/", newsletter_previews.as_page, name="newsletter_as_page"),
    path(f"{LETTER}mejl/<slug:language>/", newsletter_previews.as_mail, name="newsletter_as_mail"),
    path(f"{LETTER}kopiera/<slug:language>/", newsletter_previews.copy, name="newsletter_copy"),
    path(f"{LETTER}fil/<slug:language>/<str:ending>/", newsletter_previews.file, name="newsletter_file"),
    path("nyhetsbrev/", open_newsletters.newsletters, name="open_newsletters"),
    path("nyhetsbrev/<int:number>/", open_newsletters.newsletter, name="open_newsletter"),
    path(COUNTY, open_newsletters.newsletters, name="county_open_newsletters"),
    path(f"{COUNTY}<int:number>/", open_newsletters.newsletter, name="county_open_newsletter"),
    path(f"{LETTER}skicka/", mailings.newsletter_send, name="newsletter_send"),
    path("nyhetsbrev/prenumerera/", subscribing.subscribe, name="subscribe"),
    path("nyhetsbrev/prenumerera/skickat/", subscribing.subscribe_sent, name="subscribe_sent"),
    path(f"{COUNTY}prenumerera/", subscribing.subscribe, name="county_subscribe"),
    path(f"{COUNTY}prenumerera/skickat/", subscribing.subscribe_sent, name="county_subscribe_sent"),
    path("nyhetsbrev/bekrafta/<str:token>/", subscribing.confirm, name="subscribe_confirm"),
    path("nyhetsbrev/mitt/<str:token>/", subscribing.language, name="subscription"),
    path("nyhetsbrev/sluta/<str:token>/", subscribing.stop, name="subscription_stop"),
]
