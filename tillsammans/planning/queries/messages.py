"""The communication plan: what is to be said and what has been, one object a page."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import JSONArray
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.core.errors import NotAllowed
from tillsammans.core.statements import Statements
from tillsammans.organisations.models import Place
from tillsammans.organisations.policies import own_work
from tillsammans.organisations.rules import days
from tillsammans.planning import support_policies as policies
from tillsammans.planning.models import ImplementationPlan, PlannedMessage
from tillsammans.planning.queries.activities import places_to_work_at
from tillsammans.planning.queries.own_levels import own_levels, require_reader
from tillsammans.planning.rules.messages import LATE, standing

OWN, COUNTY, ALL = "egna", "lanet", "alla"
PAGE = 60
MOST_IN_FILE = 500
MOST_ENTRIES = 500


@dataclass(frozen=True)
class MessageLine:
    """keeps: the reader may change it and say that it was sent."""

    row: PlannedMessage
    standing: str
    keeps: bool


@dataclass(frozen=True)
class CommunicationPage:
    """whose: own, the county's or all. coming: what is not sent, by day; sent: the newest first. following: the last row's
    day and id when there are more to come."""

    whose: str
    today: date
    works: bool
    coming: tuple[MessageLine, ...]
    sent: tuple[MessageLine, ...]
    waiting: int
    late: int
    following: tuple[date, int] | None

    @property
    def next_on(self) -> date | None:
        return next((line.row.on for line in self.coming if line.standing != LATE), None)


def communication_page(by: Actor, whose: str, after: tuple[date, int] | None = None) -> CommunicationPage:
    """Raises NotVisible for who reads no work. Six queries at most."""
    require_reader(by)
    works, today = bool(own_levels(by)), days.day_of(by.at)
    whose = whose if whose in (OWN, COUNTY, ALL) else OWN if works else ALL
    rows = _of(by, whose)
    left = rows.filter(sent_on=None)
    shown = left.filter(Q(on__gt=after[0]) | Q(on=after[0], pk__gt=after[1])) if after else left
    coming = list(shown.order_by("on", "id")[: PAGE + 1])
    sent = [] if after else list(rows.exclude(sent_on=None).order_by("-sent_on", "-id")[:PAGE])
    kept = _kept(by, [*coming, *sent])
    following = (coming[PAGE - 1].on, coming[PAGE - 1].pk) if len(coming) > PAGE else None
    return CommunicationPage(
        whose, today, works, _lines(coming[:PAGE], kept, today), _lines(sent, kept, today), left.count(),
        left.filter(on__lt=today).count(), following,
    )  # fmt: skip


def messages_for_file(by: Actor, whose: str) -> tuple[PlannedMessage, ...]:
    """All of the choice, by day, for a document. Raises NotVisible."""
    require_reader(by)
    return tuple(_of(by, whose).order_by("on", "id")[:MOST_IN_FILE])


def _of(by: Actor, whose: str) -> QuerySet[PlannedMessage]:
    rows = PlannedMessage.objects.filter(county_id=by.county_id).select_related("place", "plan")
    rows = check.within(rows, policies.may_read_message, by)
    if whose == OWN:
        return rows.filter(own_work("place", by))
    return rows.filter(place_id=by.county_id or 0) if whose == COUNTY else rows


def _kept(by: Actor, rows: Sequence[PlannedMessage]) -> set[int]:
    asked = PlannedMessage.objects.filter(pk__in=[row.pk for row in rows])
    return set(check.within(asked, policies.may_keep_message, by).values_list("pk", flat=True))


def _lines(rows: Sequence[PlannedMessage], kept: set[int], today: date) -> tuple[MessageLine, ...]:
    return tuple(MessageLine(row, standing(row.on, row.sent_on, today), row.pk in kept) for row in rows)


def get_message(by: Actor, message_id: int) -> MessageLine:
    """Raises NotVisible."""
    rows = PlannedMessage.objects.select_related("place", "plan")
    row = check.found(check.within(rows, policies.may_read_message, by).filter(pk=message_id).first())
    return MessageLine(
        row,
        standing(row.on, row.sent_on, days.day_of(by.at)),
        check.allows(by, policies.may_keep_message, row),
    )


def get_own_message(by: Actor, message_id: int) -> PlannedMessage:
    """One that `by` may change. Raises NotVisible, or NotAllowed where it may be read."""
    line = get_message(by, message_id)
    policies.check_keep_message(by, line.row)
    return line.row


@dataclass(frozen=True)
class MessageChoices:
    places: tuple[Place, ...]
    plans: tuple[tuple[str, str], ...]


def message_choices(by: Actor) -> MessageChoices:
    """Raises NotAllowed for who works at no level."""
    places = tuple(places_to_work_at(by))
    if not places:
        raise NotAllowed(_("Du har ingen roll som planerar. Fråga kontaktpersonen hos er huvudman."))
    plans = ImplementationPlan.objects.filter(own_work("place", by), closed_on=None).order_by("title", "id")
    return MessageChoices(
        places, tuple((str(pk), title) for pk, title in plans.values_list("pk", "title")[:300])
    )


def dated_messages(place: Place, first: date, last: date) -> QuerySet[PlannedMessage]:
    """What a place and those below it say between two days, for its calendar."""
    rows = PlannedMessage.objects.filter(on__gte=first, on__lte=last)
    if place.kind == "county":
        return rows.filter(place=place)
    return rows.filter(place__path__startswith=place.path or "-")


def dated_messages_of(by: Actor, first: date, last: date) -> QuerySet[PlannedMessage]:
    """What one's own roles say between two days, at one's own levels."""
    rows = PlannedMessage.objects.filter(on__gte=first, on__lte=last, responsible_role__in=sorted(by.roles))
    return check.within(rows, policies.may_keep_message, by)


@dataclass(frozen=True)
class MessageDay:
    """A message as the timeline shows it."""

    pk: int
    message: str
    on: date
    place: str
    is_sent: bool


MOST_IN_PERIOD = 60
_DAY = ("pk", "message", "on", "place__name", "sent_on")
Fetched = tuple[str]  # a row as one text


def messages_between(
    by: Actor, first: date, last: date, principal_id: int | None = None
) -> tuple[Fetched, ...]:
    """What is said in a period, by day, as the database has it: compared with what was shown before, then told by `as_days`.

    principal_id: only the county's and that principal's. One query.
    """
    given = {"county": by.county_id or 0, "first": first, "last": last}
    narrowed = {} if principal_id is None else {"principal": principal_id}
    return tuple(_BETWEEN.bare(by.rights, by, **given, **narrowed))


def as_days(fetched: Iterable[Fetched]) -> list[MessageDay]:
    rows = (json.loads(text) for (text,) in fetched)
    return _told((pk, text, date.fromisoformat(on), place, sent) for pk, text, on, place, sent in rows)


def _between(by: Actor, *, county: int, first: date, last: date, principal: int | None = None) -> Any:
    rows = PlannedMessage.objects.filter(county_id=county, on__gte=first, on__lte=last)
    rows = check.within(rows, policies.may_read_message, by)
    if principal is not None:
        own = Q(place_id=principal) | Q(place__principal_id=principal)
        rows = rows.filter(own | Q(place__kind="county"))
    return rows.order_by("on", "id").values_list(JSONArray(*_DAY))[:MOST_IN_PERIOD]


_BETWEEN = Statements(_between)


def messages_of_plan(by: Actor, plan_id: int) -> list[MessageDay]:
    """What belongs to a plan and may be read, by day. One query."""
    return _told(
        _as_days(check.within(PlannedMessage.objects.filter(plan_id=plan_id), policies.may_read_message, by))
    )


def _as_days(rows: QuerySet[PlannedMessage]) -> Any:
    return rows.order_by("on", "id").values_list(*_DAY)[:MOST_IN_PERIOD]


def _told(rows: Iterable[tuple[Any, ...]]) -> list[MessageDay]:
    return [MessageDay(pk, message, on, place, sent is not None) for pk, message, on, place, sent in rows]
