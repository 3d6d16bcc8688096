"""What supports the plan, each with how it stands in a line: one object, a fixed number of queries."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.organisations.rules import days
from tillsammans.planning import support_policies as policies
from tillsammans.planning import timeline_policies
from tillsammans.planning.models import Checklist, ChecklistItem, Forum, NudgeState, NudgeUse, PlannedMessage
from tillsammans.planning.queries.own_levels import own_levels, require_reader
from tillsammans.planning.rules.nudges import library
from tillsammans.programmes import local_policies
from tillsammans.programmes.models import Adaptation, Initiative


@dataclass(frozen=True)
class SupportPage:
    """works: the reader works at some level, and the figures are of those levels; else of what the county shares."""

    works: bool
    checklists: int
    messages: int
    next_message: date | None
    late_messages: int
    forums: int
    nudges: int
    library: int
    adaptations: int
    initiatives: int


def support_page(by: Actor) -> SupportPage:
    """Raises NotVisible. Eleven queries at most."""
    require_reader(by)
    today, works = days.day_of(by.at), bool(own_levels(by))
    messages = check.within(
        PlannedMessage.objects.filter(county_id=by.county_id), policies.may_read_message, by
    )
    if works:
        messages = messages.filter(policies.may_keep_message(by))
    waiting = messages.filter(sent_on=None)
    ahead = waiting.filter(on__gte=today).order_by("on", "id").values_list("on", flat=True)
    lists = check.within(
        Checklist.objects.filter(county_id=by.county_id), timeline_policies.may_keep_checklist, by
    )
    left = ChecklistItem.objects.filter(checklist=OuterRef("pk"), done_on=None)
    forums = check.within(
        Forum.objects.filter(county_id=by.county_id, closed_on=None), policies.may_read_forum, by
    )
    nudges = check.within(NudgeUse.objects.filter(county_id=by.county_id), policies.may_read_nudge, by)
    if works:
        nudges = nudges.filter(policies.may_keep_nudge(by))
    adaptations = check.within(
        Adaptation.objects.filter(county_id=by.county_id, ended_on=None),
        local_policies.may_read_adaptation,
        by,
    )
    initiatives = check.within(
        Initiative.objects.filter(county_id=by.county_id, closed_on=None),
        local_policies.may_read_initiative,
        by,
    )
    in_place = nudges.filter(state=NudgeState.IN_PLACE).values("code").distinct().count()
    return SupportPage(
        works=works, checklists=lists.filter(Exists(left)).count(), messages=waiting.count(), next_message=ahead.first(),
        late_messages=waiting.filter(on__lt=today).count(), forums=forums.count(), nudges=in_place,
        library=len(library()), adaptations=adaptations.count(), initiatives=initiatives.count(),
    )  # fmt: skip
