"""Addresses of boards and decisions, all below /arbetsyta/styrning/."""

from django.urls import path

from tillsammans.governance.views import answers, boards, decisions, visits, writing

app_name = "governance"
urlpatterns = [
    path("beslut/", decisions.decisions, name="decisions"),
    path("beslut/alla/", decisions.earlier, name="decisions_all"),
    path("beslut/nytt/", writing.new, name="decision_new"),
    path("beslut/<int:decision_id>/", decisions.decision, name="decision"),
    path("beslut/<int:decision_id>/andra/", writing.change, name="decision_change"),
    path("beslut/<int:decision_id>/ta-bort/", writing.remove, name="decision_remove"),
    path("beslut/<int:decision_id>/skicka/", writing.send, name="decision_send"),
    path(
        "beslut/<int:decision_id>/skicka/<int:principal_id>/", writing.send_units, name="decision_send_units"
    ),
    path("beslut/<int:decision_id>/paminn/", writing.remind, name="remind"),
    path("beslut/<int:decision_id>/dra-tillbaka/", writing.withdraw, name="decision_withdraw"),
    path("beslut/<int:decision_id>/ersatt/", writing.supersede, name="decision_supersede"),
    path("grupper/", boards.boards, name="boards"),
    path("grupper/ny/", boards.new, name="board_new"),
    path("grupper/<int:board_id>/", boards.board, name="board"),
    path("grupper/<int:board_id>/introduktion/", boards.introduction, name="introduction"),
    path("grupper/<int:board_id>/andra/", boards.change, name="board_change"),
    path("grupper/<int:board_id>/avsluta/", boards.close, name="board_close"),
    path("grupper/<int:board_id>/plats/", boards.seat_add, name="seat_add"),
    path("grupper/plats/<int:member_id>/", boards.seat_change, name="seat_change"),
    path("grupper/plats/<int:member_id>/avsluta/", boards.seat_end, name="seat_end"),
    path("besok/", visits.visits, name="visits"),
    path("besok/logga/", visits.new, name="visit_new"),
    path("besok/<int:visit_id>/", visits.change, name="visit_change"),
    path("besok/<int:visit_id>/ta-bort/", visits.remove, name="visit_remove"),
    path("svar/<int:row_id>/", answers.answer, name="answer"),
    path("svar/<int:row_id>/vidare/", answers.pass_on, name="pass_on"),
]
