from django.urls import path

from tillsammans.accounts import views

app_name = "accounts"
urlpatterns = [
    path("", views.account, name="account"),
    path("inbjudan/<str:token>/", views.accept_invitation, name="accept_invitation"),
]
