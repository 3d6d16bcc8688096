"""Boards and decisions. Meetings and support stand beside them, each in its own file."""

from tillsammans.governance.models.boards import Board, BoardKind, BoardMember, BoardPart
from tillsammans.governance.models.decisions import (
    AnswerState,
    Decision,
    DecisionAnswer,
    DecisionState,
    DecisionTo,
)
from tillsammans.governance.models.visits import Visit

__all__ = [
    "AnswerState", "Board", "BoardKind", "BoardMember", "BoardPart", "Decision", "DecisionAnswer", "DecisionState", "DecisionTo",
    "Visit",
]  # fmt: skip
