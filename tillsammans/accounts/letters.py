"""What the mails about accounts need to know when they are written. Links are made then, and kept nowhere."""

from collections.abc import Mapping
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse

from tillsammans.access.models import Grant
from tillsammans.access.queries import link_token
from tillsammans.accounts.models import User
from tillsammans.notify import registry


def address(name: str, **kwargs: Any) -> str:
    """A whole address, for mails."""
    return settings.BASE_URL.rstrip("/") + reverse(name, kwargs=kwargs)


def _user(context: Mapping[str, Any]) -> User:
    user = User.objects.filter(pk=context["user"], is_active=True).first()
    if user is None:
        raise LookupError("the account is closed")
    return user


def password_reset(context: Mapping[str, Any]) -> Mapping[str, Any]:
    user = _user(context)
    key = default_token_generator.make_token(user)
    return {"link": address("account_reset_password_from_key", uidb36=user_pk_to_url_str(user), key=key)}


def account_changed(context: Mapping[str, Any]) -> Mapping[str, Any]:
    _user(context)
    return {"link": address("account_login")}


def invitation(context: Mapping[str, Any]) -> Mapping[str, Any]:
    grant = Grant.objects.filter(pk=context["grant"], revoked_at=None).first()
    if grant is None:
        raise LookupError("the invitation has been replaced")
    return {"link": address("accounts:accept_invitation", token=link_token(grant)), "until": grant.expires_at}


def register() -> None:
    registry.register("accounts/password_reset", password_reset)
    registry.register("accounts/account_changed", account_changed)
    registry.register("accounts/invitation", invitation)
