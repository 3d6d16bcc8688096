"""One page of each kind, with who looks at it: what must hold for every answer is tried on all of them."""

from dataclasses import replace

from django.test import Client
from django.urls import reverse

from tillsammans.access.queries import link_token
from tillsammans.access.roles import Role
from tillsammans.accounts import commands
from tillsammans.core import clock

PUBLIC = (
    "portal:start",
    "portal:about",
    "portal:privacy",
    "account_login",
    "account_reset_password",
    "healthz",
)
SIGNED_IN = ("portal:workspace", "accounts:account", "steward:accounts", "steward:audit_trail", "mfa_index")
STRANGE = ("/finns-inte/", "/arbetsyta/finns-inte/", "/en/finns-inte/")


def signed_in(world) -> Client:
    client = Client()
    client.force_login(world.user(Role.SYSTEM_MANAGER))
    return client


def invitation(world) -> str:
    """The address of a personal link that works today."""
    by = replace(world.actor(Role.SYSTEM_MANAGER), at=clock.now())
    user = commands.open_account(by=by, email="ny@x.example")
    return reverse(
        "accounts:accept_invitation", kwargs={"token": link_token(commands.invite(by=by, user=user))}
    )


def answers(world):
    """(what it is, the answer) for every kind of page."""
    nobody, somebody = Client(), signed_in(world)
    for name in PUBLIC:
        yield name, nobody.get(reverse(name))
    for name in SIGNED_IN:
        yield name, somebody.get(reverse(name))
    for address in (*STRANGE, invitation(world)):
        yield address, nobody.get(address)
