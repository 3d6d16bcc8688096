"""`python -m tests.journeys.meeting_days`: ten principals answer the latest decision, and a week passes for the minutes.

Eleven of twelve are then done or have answered in the browser; the last one has only received it.
"""

from dataclasses import replace
from datetime import timedelta

BY_BROWSER, LAST = "Ekvik", "Alvsund"


def main() -> None:
    import django

    django.setup()
    from tillsammans.access.actor import system
    from tillsammans.core import clock
    from tillsammans.governance.commands import answers, minutes
    from tillsammans.governance.models import Decision, DecisionTo
    from tillsammans.governance.rules.content import Answer

    by = system(clock.now())
    decision = Decision.objects.filter(state="sent").order_by("-sent_at")[0]
    for row in DecisionTo.objects.filter(decision=decision).exclude(place__name=BY_BROWSER):
        given = Answer("received") if row.place.name == LAST else Answer("done", "Det står i vår plan")
        answers.answer(by=by, row=row, answer=given, seen=row.revision)
    later = replace(by, at=by.at + timedelta(days=8))
    print(minutes.lock_minutes_that_are_over(by=later))


if __name__ == "__main__":
    main()
