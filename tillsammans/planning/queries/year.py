"""The year of one level: its forums month by month, its deadlines, and the county's beside them. One object a page."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.core.errors import NotAllowed
from tillsammans.organisations.models import Place
from tillsammans.organisations.rules import days
from tillsammans.planning import support_policies as policies
from tillsammans.planning.models import Forum, ForumTopic, YearDeadline
from tillsammans.planning.queries.activities import places_to_work_at
from tillsammans.planning.queries.own_levels import chosen_level, own_levels, require_reader
from tillsammans.planning.rules.year import without

MOST = 60  # forums of a level that the map shows
MOST_OTHERS = 60


@dataclass(frozen=True)
class ForumLine:
    """topics: by month."""

    forum: Forum
    topics: dict[int, str]
    keeps: bool


@dataclass(frozen=True)
class DeadlineLine:
    row: YearDeadline
    keeps: bool


@dataclass(frozen=True)
class YearPage:
    """place: whose year is drawn; the county's own where the reader works at no level. others: forums that other levels share."""

    place: Place
    levels: tuple[Place, ...]
    today: date
    forums: tuple[ForumLine, ...]
    deadlines: tuple[DeadlineLine, ...]
    others: tuple[Forum, ...]

    @property
    def works(self) -> bool:
        return bool(self.levels)

    @property
    def empty_months(self) -> tuple[int, ...]:
        """Those in which no forum takes the model up."""
        return without(month for line in self.forums for month in line.topics)


def year_page(by: Actor, place_id: int | None) -> YearPage:
    """Raises NotVisible for who reads no work. Nine queries at most."""
    require_reader(by)
    levels = own_levels(by)
    place = chosen_level(levels, place_id) or check.found(Place.objects.filter(pk=by.county_id or 0).first())
    readable = check.within(
        Forum.objects.filter(county_id=by.county_id, closed_on=None), policies.may_read_forum, by
    )
    readable = readable.select_related("place")
    shown = list(readable.filter(_of(place)).order_by("place__path", "name", "id")[:MOST])
    others = readable.exclude(_of(place)).order_by("place__sort_name", "name", "id")[:MOST_OTHERS]
    deadlines = check.within(
        YearDeadline.objects.filter(county_id=by.county_id), policies.may_read_deadline, by
    )
    due = list(
        deadlines.filter(_of(place)).select_related("place").order_by("month", "day", "id")[: 4 * MOST]
    )
    return YearPage(
        place,
        tuple(levels),
        days.day_of(by.at),
        _forum_lines(by, shown),
        _deadline_lines(by, due),
        tuple(others),
    )


def _of(place: Place) -> Q:
    """The place's own, those of what lies below it, and the county's."""
    if place.kind == "county":
        return Q(place=place)
    return Q(place__path__startswith=place.path or "-") | Q(place__kind="county")


def _forum_lines(by: Actor, rows: list[Forum]) -> tuple[ForumLine, ...]:
    ids = [row.pk for row in rows]
    topics: dict[int, dict[int, str]] = defaultdict(dict)
    for forum, month, topic in (
        ForumTopic.objects.filter(forum_id__in=ids).order_by("id").values_list("forum_id", "month", "topic")
    ):
        before = topics[forum].get(month)
        topics[forum][month] = f"{before}; {topic}" if before else topic
    kept = set(
        check.within(Forum.objects.filter(pk__in=ids), policies.may_keep_forum, by).values_list(
            "pk", flat=True
        )
    )
    return tuple(ForumLine(row, topics[row.pk], row.pk in kept) for row in rows)


def _deadline_lines(by: Actor, rows: list[YearDeadline]) -> tuple[DeadlineLine, ...]:
    asked = YearDeadline.objects.filter(pk__in=[row.pk for row in rows])
    kept = set(check.within(asked, policies.may_keep_deadline, by).values_list("pk", flat=True))
    return tuple(DeadlineLine(row, row.pk in kept) for row in rows)


def get_own_forum(by: Actor, forum_id: int) -> Forum:
    """One that `by` may change. Raises NotVisible, or NotAllowed where it may be read."""
    rows: QuerySet[Forum] = check.within(Forum.objects.select_related("place"), policies.may_read_forum, by)
    row = check.found(rows.filter(pk=forum_id).first())
    policies.check_keep_forum(by, row)
    return row


def get_own_deadline(by: Actor, deadline_id: int) -> YearDeadline:
    """One that `by` may change. Raises NotVisible, or NotAllowed where it may be read."""
    rows = check.within(YearDeadline.objects.select_related("place"), policies.may_read_deadline, by)
    row = check.found(rows.filter(pk=deadline_id).first())
    policies.check_keep_deadline(by, row)
    return row


def places_for_year(by: Actor) -> list[Place]:
    """Raises NotAllowed for who works at no level."""
    if places := places_to_work_at(by):
        return places
    raise NotAllowed(_("Du har ingen roll som planerar. Fråga kontaktpersonen hos er huvudman."))
