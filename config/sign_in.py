"""The sign-in library's pages under Swedish addresses: only those we use. The rest lead to where they belong."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, re_path

from tillsammans.core.marks import open_to_all


@open_to_all
def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Accounts begin by invitation, and an address is changed by whoever manages accounts: nothing to see here."""
    return redirect("account_login")


urlpatterns = [
    path("logga-in/", account.login, name="account_login"),
    path("logga-ut/", account.logout, name="account_logout"),
    path("stangt/", account.account_inactive, name="account_inactive"),
    path("bekrafta/", account.reauthenticate, name="account_reauthenticate"),
    path("losenord/", account.password_change, name="account_change_password"),
    path("losenord/valj/", account.password_set, name="account_set_password"),
    path("losenord/glomt/", account.password_reset, name="account_reset_password"),
    path("losenord/glomt/skickat/", account.password_reset_done, name="account_reset_password_done"),
    re_path(  # the key has dashes of its own: only what stands before the first one is the account
        r"^losenord/nytt/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "losenord/nytt/klart/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("nytt-konto/", to_sign_in, name="account_signup"),
    path("adress/", to_sign_in, name="account_email"),
    path("adress/bekrafta/", to_sign_in, name="account_email_verification_sent"),
    path("tvafaktor/", mfa.index, name="mfa_index"),
    path("tvafaktor/kod/", mfa.authenticate, name="mfa_authenticate"),
    path("tvafaktor/bekrafta/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("tvafaktor/app/", totp.activate_totp, name="mfa_activate_totp"),
    path("tvafaktor/app/ta-bort/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("tvafaktor/reservkoder/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "tvafaktor/reservkoder/nya/",
        recovery_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "tvafaktor/reservkoder/hamta/",
        recovery_codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("tvafaktor/nycklar/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("tvafaktor/nycklar/ny/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("tvafaktor/nycklar/bekrafta/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("tvafaktor/nycklar/<int:pk>/ta-bort/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path("tvafaktor/nycklar/<int:pk>/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path("nyckel/", passkeys.login_webauthn, name="mfa_login_webauthn"),
]
