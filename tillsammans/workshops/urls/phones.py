"""The phones' addresses: /delta/ and /delta/<code>/…."""

from django.urls import path

from tillsammans.workshops.views import phone_orders, phones

urlpatterns = [
    path("delta/", phones.code, name="code"),
    path("delta/<str:code>/", phones.join, name="join"),
    path("delta/<str:code>/rum/", phones.room, name="room"),
    path("delta/<str:code>/kort/", phone_orders.card, name="card_send"),
    path("delta/<str:code>/rost/", phone_orders.vote, name="vote_send"),
    path("delta/<str:code>/lamna/", phone_orders.leave, name="leave"),
]
