"""`python -m tests.journeys.six_weeks_later`: the visit that was logged last was six weeks ago, and the day's work is done.

Prints the address of the personal link that then goes out.
"""

from datetime import timedelta


def main() -> None:
    import django

    django.setup()
    from django.urls import reverse

    from tillsammans.access.actor import system
    from tillsammans.access.models import Grant
    from tillsammans.access.queries import link_token
    from tillsammans.core import clock
    from tillsammans.governance.commands.support import ask_next_steps
    from tillsammans.governance.models import SupportRequest, Visit
    from tillsammans.governance.support_policies import SUPPORT_KIND

    now = clock.now()
    row = SupportRequest.objects.filter(state="done").latest("visit__logged_at")
    Visit.objects.filter(pk=row.visit_id).update(held_on=now.date() - timedelta(weeks=6))
    ask_next_steps(by=system(now))
    grant = Grant.objects.get(target_kind=SUPPORT_KIND, target_id=row.pk)
    print(reverse("governance:support_next_link", args=[link_token(grant)]))


if __name__ == "__main__":
    main()
