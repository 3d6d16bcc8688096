"""Boards, decisions and meetings. Support stands beside them, each in its own file."""

from tillsammans.governance.models.boards import Board, BoardKind, BoardMember, BoardPart
from tillsammans.governance.models.decisions import (
    AnswerState,
    Decision,
    DecisionAnswer,
    DecisionState,
    DecisionTo,
)
from tillsammans.governance.models.funds import Assignment, FundShare, FundUse
from tillsammans.governance.models.meetings import (
    Kept,
    Meeting,
    MeetingItem,
    MeetingOutcome,
    MeetingSeat,
    MeetingState,
    MinutesComment,
    OutcomeKind,
    Presence,
)
from tillsammans.governance.models.support import NextStep, SupportRequest, SupportState
from tillsammans.governance.models.visits import Visit

__all__ = [
    "AnswerState",
    "Assignment",
    "Board",
    "BoardKind",
    "BoardMember",
    "BoardPart",
    "Decision",
    "DecisionAnswer",
    "DecisionState",
    "DecisionTo",
    "FundShare",
    "FundUse",
    "Kept",
    "Meeting",
    "MeetingItem",
    "MeetingOutcome",
    "MeetingSeat",
    "MeetingState",
    "MinutesComment",
    "NextStep",
    "OutcomeKind",
    "Presence",
    "SupportRequest",
    "SupportState",
    "Visit",
]  # fmt: skip
