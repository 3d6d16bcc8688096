"""How sign-in behaves here: accounts begin by invitation, every try is in the audit trail, mail goes by the outbox."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from tillsammans.accounts import commands, queries
from tillsammans.accounts.models import User
from tillsammans.core import clock
from tillsammans.notify import commands as notify


class Backend(AuthenticationBackend):
    """allauth's, but a demo account is nobody outside demo mode: neither by password nor by an old session."""

    def user_can_authenticate(self, user: User) -> bool:
        return super().user_can_authenticate(user) and (settings.DEMO or not user.is_demo)

    def get_user(self, user_id: int) -> User | None:
        user = queries.account_of_session(user_id)
        return user if user is not None and self.user_can_authenticate(user) else None


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_login(self, request: HttpRequest, user: User, **rest: Any) -> HttpResponse | None:
        """The library lets in whoever gave the right password and is active, so that a demo account is stopped here."""
        if user.is_demo and not settings.DEMO:
            return redirect("account_inactive")
        return super().pre_login(request, user, **rest)

    def post_login(self, request: HttpRequest, user: User, **rest: Any) -> HttpResponse:
        by = queries.actor_of_sign_in(user, clock.now())
        commands.record_sign_in(by=by, user=user)
        return super().post_login(request, user, **rest)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        super().authentication_failed(request, **credentials)
        user = queries.account_with_email(str(credentials.get("email", "")))
        commands.record_failed_sign_in(by=queries.actor_of_sign_in(None, clock.now()), user=user)

    def logout(self, request: HttpRequest) -> None:
        if isinstance(request.user, User):
            by = queries.actor_of_sign_in(request.user, clock.now())
            commands.record_sign_out(by=by, user=request.user)
        super().logout(request)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """allauth's own mails, by our outbox and in our words. An address without an account gets nothing at all."""
        user = queries.account_with_email(email)
        if user is None or not user.is_active:
            return
        by = queries.actor_of_sign_in(None, clock.now())
        kind = "password_reset" if "password_reset" in template_prefix else "account_changed"
        notify.queue(
            by=by, to=email, language=user.language, template=f"accounts/{kind}", context={"user": user.pk}
        )
