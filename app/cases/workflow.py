"""How a case moves: a table of states, actions and the events that they leave."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from app.cases.roles import Permission


class CaseState(Enum):
    """Where a case stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    DESTROYED = "destroyed"


class CaseAction(Enum):
    """What a person does to a case."""

    START = "start"
    FINISH = "finish"
    REASSESS = "reassess"
    ASK_SECOND_CODING = "ask_second_coding"
    WITHDRAW_SECOND_CODING = "withdraw_second_coding"
    DECLINE_SECOND_CODING = "decline_second_coding"
    FINISH_SECOND_CODING = "finish_second_coding"
    CLOSE_WITHOUT_STORAGE = "close_without_storage"
    CLOSE_WITHOUT_INTERVIEW = "close_without_interview"


class CaseEventKind(Enum):
    """What happened to a case."""

    STARTED = "case_started"
    SUBMITTED = "case_submitted"
    REASSESSED = "case_reassessed"
    SECOND_CODING_ASKED = "second_coding_asked"
    SECOND_CODING_WITHDRAWN = "second_coding_withdrawn"
    SECOND_CODING_DECLINED = "second_coding_declined"
    SECOND_CODING_FINISHED = "second_coding_finished"
    STORAGE_REFUSED = "storage_refused"
    INTERVIEW_REFUSED = "interview_refused"


@dataclass(frozen=True)
class Move:
    """One row of the table: who may do what in which state, what it leads to, what it leaves."""

    before: CaseState | None
    action: CaseAction
    after: CaseState
    permission: Permission
    event: CaseEventKind


class IllegalMoveError(Exception):
    """The action isn't possible in this state; `legal` lists those that are."""

    def __init__(self, state: CaseState | None, action: CaseAction) -> None:
        self.legal = list_actions(state)
        names = ", ".join(each.value for each in self.legal) or "nothing"
        where = (
            "a case that does not exist yet" if state is None else f"a case that is {state.value}"
        )
        super().__init__(f"{action.value} is not possible for {where}; possible is: {names}.")


_SCREEN = Permission.SCREEN

# Who does what about a second coding, and what it leaves. It never moves the case.
_SECOND_CODING = (
    (
        CaseAction.ASK_SECOND_CODING,
        Permission.ASK_SECOND_CODING,
        CaseEventKind.SECOND_CODING_ASKED,
    ),
    (
        CaseAction.WITHDRAW_SECOND_CODING,
        Permission.ASK_SECOND_CODING,
        CaseEventKind.SECOND_CODING_WITHDRAWN,
    ),
    (CaseAction.DECLINE_SECOND_CODING, _SCREEN, CaseEventKind.SECOND_CODING_DECLINED),
    (CaseAction.FINISH_SECOND_CODING, _SCREEN, CaseEventKind.SECOND_CODING_FINISHED),
)

MOVES = (
    Move(None, CaseAction.START, CaseState.DRAFT, _SCREEN, CaseEventKind.STARTED),
    Move(CaseState.DRAFT, CaseAction.FINISH, CaseState.SUBMITTED, _SCREEN, CaseEventKind.SUBMITTED),
    # A newer result stands beside the first one, and decides nothing.
    Move(
        CaseState.SUBMITTED,
        CaseAction.REASSESS,
        CaseState.SUBMITTED,
        Permission.REASSESS,
        CaseEventKind.REASSESSED,
    ),
    *(
        Move(CaseState.SUBMITTED, action, CaseState.SUBMITTED, permission, event)
        for action, permission, event in _SECOND_CODING
    ),
    # Without consent nothing is kept; the case row and its events stay, so that the refusal shows.
    *(
        Move(before, action, CaseState.DESTROYED, _SCREEN, event)
        for before in (CaseState.DRAFT, CaseState.SUBMITTED)
        for action, event in (
            (CaseAction.CLOSE_WITHOUT_STORAGE, CaseEventKind.STORAGE_REFUSED),
            (CaseAction.CLOSE_WITHOUT_INTERVIEW, CaseEventKind.INTERVIEW_REFUSED),
        )
    ),
)


def find_move(state: CaseState | None, action: CaseAction) -> Move:
    """Give the row of the table, or raise IllegalMoveError with what is possible instead."""
    for move in MOVES:
        if (move.before, move.action) == (state, action):
            return move
    raise IllegalMoveError(state, action)


def list_actions(state: CaseState | None) -> tuple[CaseAction, ...]:
    """Give what can be done to a case in this state, in the order of the table."""
    return tuple(move.action for move in MOVES if move.before is state)


def replay(events: Iterable[CaseEventKind]) -> CaseState | None:
    """Give the state that a history leads to; None where nothing happened yet."""
    state: CaseState | None = None
    for event in events:
        state = next(
            (move.after for move in MOVES if move.before is state and move.event is event), state
        )
    return state
