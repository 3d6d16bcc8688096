"""Counts rounds up from their answers and compares with the kept roll-up. A child: prints JSON."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterable
from typing import Any

TIMES = 3  # the least counts: neighbours on the machine only add


def _counted(rounds: Iterable[Any], rebuild: Callable[[Any], list[str]]) -> tuple[float, int]:
    """Seconds of CPU, and how many rows differ."""
    began = time.process_time()
    differ = sum(len(rebuild(round)) for round in rounds)
    return time.process_time() - began, differ


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from django.db.models import F

    from tillsammans.access.actor import system
    from tillsammans.core import clock
    from tillsammans.followup.commands import rollup
    from tillsammans.followup.models import ComponentAnswer, ProgressCount, ReportingRound, SelfReport

    rounds = list(ReportingRound.objects.filter(requests__isnull=False).distinct().order_by("pk"))
    seconds, differ = min(_counted(rounds, rollup.rebuild) for _time in range(TIMES))
    spoilt = ProgressCount.objects.filter(round=rounds[-1]).order_by("pk")[:1].values("pk")
    ProgressCount.objects.filter(pk__in=list(spoilt.values_list("pk", flat=True))).update(c1=F("c1") + 1)
    found = rollup.rebuild(rounds[-1], by=system(clock.now(), origin="command"))
    print(json.dumps({
        "rounds": len(rounds), "reports": SelfReport.objects.count(), "answers": ComponentAnswer.objects.count(),
        "seconds": seconds, "differ": differ, "found": len(found), "differ_after": len(rollup.rebuild(rounds[-1])),
    }))  # fmt: skip


if __name__ == "__main__":
    main()
