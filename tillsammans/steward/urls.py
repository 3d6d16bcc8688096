from django.urls import path

from tillsammans.steward import views

app_name = "steward"
urlpatterns = [
    path("konton/", views.accounts, name="accounts"),
    path("konton/bjud-in/", views.let_in, name="let_in"),
    path("konton/<int:holding_id>/bjud-in/", views.invite, name="invite"),
    path("konton/<int:holding_id>/stang/", views.close, name="close"),
    path("granskning/", views.audit_trail, name="audit_trail"),
    path("utskick/", views.mail, name="mail"),
    path("utskick/<int:message_id>/", views.letter, name="letter"),
]
