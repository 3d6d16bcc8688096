"""What workplaces say has hindered and helped, counted over a county's round. From the reports themselves, in two parts.

Reports are never changed and only added. What was sent some minutes ago is counted once and kept; a page asks for what has come
since. So the page is right at once and costs as much as there are new reports, however many there were before.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.cache import caches
from django.db import connection
from django.db.models import Q

from tillsammans.followup.models import SelfReport
from tillsammans.followup.queries.counted import CACHE, Round, kept

# Longer than any transaction lives, so that no report with an earlier time can still appear.
SETTLED_AFTER = timedelta(minutes=10)
MOST_NEW = 300  # reports that a page reads before they are counted for good


@dataclass(frozen=True)
class Hindrances:
    """domains: reports by the domain of what hindered ("" where none was chosen). helped, told: reports that say what
    helped, and what hindered. reports: all of the round's that count."""

    domains: dict[str, int]
    told: int
    helped: int
    reports: int


Said = tuple[str, bool, bool]  # domain, says what hindered, says what helped
# Written out: building the question costs more than asking it, at every first view of a county.
_SINCE = """
    SELECT request.round_id, report.request_id, report.number, report.hindered_domain, report.hindered, report.helped
    FROM followup_selfreport report JOIN followup_reportrequest request ON request.id = report.request_id
    WHERE report.id > %s ORDER BY report.id
"""
_FIELDS = ("request_id", "number", "hindered_domain", "hindered", "helped")


@dataclass(frozen=True)
class _Settled:
    """Counted once. last: the id up to which every report is counted, or of another round."""

    counts: Counter[Said]
    last: int


def hindrances(round: Round, at: datetime) -> Hindrances:
    """At most three queries; none for a closed round that has been shown before. at: the moment of the request."""
    if round.is_closed:
        return kept(f"picture.hindrances.{round.version}", lambda: _told(_settle(round.id, None).counts))
    return _told(_running(round.id, at))


def _running(round_id: int, at: datetime) -> Counter[Said]:
    key = f"picture.hindrances.{round_id}.settled"
    settled = kept(key, lambda: _settle(round_id, at))
    new = _since(settled.last)
    if len(new) > MOST_NEW:
        settled = _settle(round_id, at)
        caches[CACHE].set(key, settled)
        new = _since(settled.last)
    return _with(settled, round_id, new) if new else settled.counts


def _since(last: int) -> list[tuple[int, int, int, Said]]:
    """Reports after an id, of every round: (round, request, number, what is said). Read by id, which is their order."""
    with connection.cursor() as cursor:
        cursor.execute(_SINCE, [last])
        return [
            (round_id, request, number, _said(*said))
            for round_id, request, number, *said in cursor.fetchall()
        ]


def _said(domain: str, hindered: str, helped: str) -> Said:
    return domain, bool(hindered), bool(helped)


def _settle(round_id: int, at: datetime | None) -> _Settled:
    """The latest version of each report, of those that were sent some minutes before `at` (None: of all).

    `last` is of any round: what other counties have sent since this one fell silent is not read again at every view.
    """
    rows = SelfReport.objects.filter(request__round_id=round_id)
    every = (
        SelfReport.objects.all() if at is None else SelfReport.objects.filter(sent_at__lt=at - SETTLED_AFTER)
    )
    last = every.order_by("-pk").values_list("pk", flat=True).first() or 0
    latest: dict[int, tuple[int, Said]] = {}
    for request, number, *said in rows.filter(pk__lte=last).order_by("number").values_list(*_FIELDS):
        latest[request] = number, _said(*said)
    return _Settled(Counter(said for _number, said in latest.values()), last)


def _with(settled: _Settled, round_id: int, new: Iterable[tuple[int, int, int, Said]]) -> Counter[Said]:
    """The settled counts with newer reports. A correction takes the place of the version before it."""
    first: dict[int, int] = {}
    latest: dict[int, tuple[int, Said]] = {}
    for of_round, request, number, said in new:
        if of_round == round_id:
            first[request] = min(number, first.get(request, number))
            latest[request] = max((number, said), latest.get(request, (0, said)))
    replaced = Q(pk__in=())
    for request, number in first.items():
        if number > 1:
            replaced |= Q(request_id=request, number=number - 1)
    counts = settled.counts + Counter(said for _number, said in latest.values())
    if any(number > 1 for number in first.values()):
        rows = SelfReport.objects.filter(replaced, pk__lte=settled.last)
        counts -= Counter(_said(*row) for row in rows.values_list(*_FIELDS[2:]))
    return counts


def _told(counts: Counter[Said]) -> Hindrances:
    domains: Counter[str] = Counter()
    for (domain, hindered, _helped), number in counts.items():
        if domain or hindered:
            domains[domain] += number
    return Hindrances(
        dict(domains),
        sum(domains.values()),
        sum(number for (_domain, _hindered, helped), number in counts.items() if helped),
        sum(counts.values()),
    )
