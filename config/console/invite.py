"""`tillsammans invite EMAIL --county KEY [--role system_manager]`: the first way in, and a way back in.

Prints the personal link as well as queueing the mail, since mail may not be set up yet.
"""

import argparse
import sys

from tillsammans.access.actor import system
from tillsammans.access.queries import link_token
from tillsammans.access.roles import Role
from tillsammans.accounts.letters import address
from tillsammans.core import clock
from tillsammans.core.errors import DomainError
from tillsammans.organisations.models import CountyProfile, RoleHolding
from tillsammans.steward import commands


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="tillsammans invite")
    parser.add_argument("email")
    parser.add_argument("--county", required=True, help="the county's key")
    parser.add_argument(
        "--role", default=Role.SYSTEM_MANAGER.value, choices=[role.value for role in commands.ROLE_KINDS]
    )
    options = parser.parse_args(arguments)
    profile = CountyProfile.objects.filter(key=options.county).select_related("place").first()
    if profile is None:
        print(f"There is no county {options.county!r}.", file=sys.stderr)
        return 2
    by = system(clock.now(), origin="command")
    running = RoleHolding.objects.filter(
        role=options.role, place=profile.place, email=options.email.lower(), ends_on=None
    )
    try:
        holding = running.first() or commands.let_in(
            by=by, email=options.email, role=Role(options.role), place=profile.place
        )
        grant = commands.invite_holder(by=by, holding=holding)
    except DomainError as refusal:
        print(refusal.message, file=sys.stderr)
        return 1
    if grant is None:
        print("The account has a password already; the role is tied to it.")
    else:
        print(address("accounts:accept_invitation", token=link_token(grant)))
    return 0
