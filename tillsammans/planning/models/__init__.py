from tillsammans.planning.models.checklists import Checklist, ChecklistItem
from tillsammans.planning.models.lenses import AdopterPlacing, LensNote, LensTag
from tillsammans.planning.models.plans import ImplementationPlan, PlanState, PlanVersion
from tillsammans.planning.models.support import (
    Forum,
    ForumTopic,
    NudgeState,
    NudgeUse,
    PlannedMessage,
    YearDeadline,
)
from tillsammans.planning.models.timeline import Activity, ActivityKind, ActivityState, ActivityWait

__all__ = [
    "Activity", "ActivityKind", "ActivityState", "ActivityWait", "AdopterPlacing", "Checklist", "ChecklistItem", "Forum",
    "ForumTopic", "ImplementationPlan", "LensNote", "LensTag", "NudgeState", "NudgeUse", "PlanState", "PlanVersion",
    "PlannedMessage", "YearDeadline",
]  # fmt: skip
