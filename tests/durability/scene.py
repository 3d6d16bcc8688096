"""`python -m tests.durability.scene UNITS`: a database with one open round, and on stdout the tokens of its personal links."""

import json
import sys
from datetime import timedelta

PRINCIPAL = "Storvik"


def main(units: int) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    print(json.dumps(_lay_out(units)))


def _lay_out(units: int) -> list[str]:
    from tests.followup import scenes
    from tests.worlds import make_principal, make_world
    from tillsammans.access.queries import link_token
    from tillsammans.access.roles import Role
    from tillsammans.core import clock
    from tillsammans.followup import commands
    from tillsammans.followup.models import ReportRequest

    now = clock.now()
    world = make_world(now)
    principal = make_principal(world.a.place, PRINCIPAL, "9903", units=units)
    for number, unit in enumerate(principal.units):
        scenes.hire(unit, f"chef{number}@storvik.example")
    today = now.date()
    row = scenes.make_round(
        world, [scenes.make_programme(world.a.place)], opens_on=today, closes_on=today + timedelta(days=30),
        period_from=today, period_to=today + timedelta(days=90), principals=[principal.place],
    )  # fmt: skip
    by = world.actor(Role.PROCESS_LEADER)
    row = commands.open_round(by=by, round=row)
    commands.send_invitations(by=by, round=row)
    asked = ReportRequest.objects.filter(round=row).select_related("grant").order_by("pk")
    return [link_token(one.grant) for one in asked if one.grant]


if __name__ == "__main__":
    main(int(sys.argv[1]))
