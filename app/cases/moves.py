"""How a case moves: a table of states, actions, permissions, and the events that they leave."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from app.cases.roles import Permission
from app.cases.workflow import (
    BrokenHistoryError,
    CaseAction,
    CaseEventKind,
    CaseState,
    Decision,
    FourEyesError,
    IllegalMoveError,
    MissingNeedError,
    Move,
    Need,
    Part,
    Standing,
)

_SCREEN = Permission.SCREEN
_REVIEW = Permission.REVIEW
_REASON = frozenset({Need.REASON})

# What waits for a supervisor, and what was decided.
UNDER_REVIEW: Final = (CaseState.SUBMITTED, CaseState.REOPENED)
SETTLED: Final = (CaseState.DECIDED, CaseState.REFERRED, CaseState.CLOSED)

DECISIONS: Final[Mapping[CaseAction, Decision]] = MappingProxyType(
    {
        CaseAction.CONFIRM: Decision.CONFIRMED,
        CaseAction.NOT_CONFIRM: Decision.NOT_CONFIRMED,
        CaseAction.LEAVE_INCONCLUSIVE: Decision.INCONCLUSIVE,
    }
)
_EVENTS_OF_DECISIONS = (
    (CaseAction.CONFIRM, CaseEventKind.CONFIRMED),
    (CaseAction.NOT_CONFIRM, CaseEventKind.NOT_CONFIRMED),
    (CaseAction.LEAVE_INCONCLUSIVE, CaseEventKind.LEFT_INCONCLUSIVE),
)

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

# What the person agrees to is asked from the first moment on; it never moves the case.
_CONSENTS = (
    (CaseAction.GIVE_CONSENT, CaseEventKind.CONSENT_GIVEN),
    (CaseAction.REFUSE_CONSENT, CaseEventKind.CONSENT_REFUSED),
    (CaseAction.WITHDRAW_CONSENT, CaseEventKind.CONSENT_WITHDRAWN),
)
# What is to be done about a case, by a day. It never moves the case, and is no part in its review.
_TASKS = (
    (CaseAction.SET_TASK, CaseEventKind.TASK_SET),
    (CaseAction.FINISH_TASK, CaseEventKind.TASK_DONE),
    (CaseAction.REOPEN_TASK, CaseEventKind.TASK_REOPENED),
)
# What becomes of what was referred. Recipients answer whatever happens to the case meanwhile.
_REFERRALS = (
    (
        CaseAction.ACCEPT_REFERRAL,
        Permission.ANSWER_REFERRALS,
        CaseEventKind.REFERRAL_ACCEPTED,
    ),
    (
        CaseAction.REFUSE_REFERRAL,
        Permission.ANSWER_REFERRALS,
        CaseEventKind.REFERRAL_REFUSED,
    ),
    # Whoever hears that a person takes the consent back takes back what was sent.
    (
        CaseAction.REVOKE_REFERRAL,
        Permission.KNOW_PERSONS,
        CaseEventKind.REFERRAL_REVOKED,
    ),
)


def _review(
    before: CaseState,
    action: CaseAction,
    after: CaseState,
    event: CaseEventKind,
    needs: frozenset[Need] = _REASON,
) -> Move:
    """Give a row for what a supervisor does, who had no part in the answers."""
    return Move(before, action, after, _REVIEW, event, Part.REVIEWER, needs)


def _list_moves_of_answers() -> Iterable[Move]:
    draft, submitted, returned = CaseState.DRAFT, CaseState.SUBMITTED, CaseState.RETURNED
    yield Move(None, CaseAction.START, draft, _SCREEN, CaseEventKind.STARTED, Part.AUTHOR)
    for before, event in (
        (draft, CaseEventKind.SUBMITTED),
        (returned, CaseEventKind.SUBMITTED_AGAIN),
    ):
        yield Move(before, CaseAction.FINISH, submitted, _SCREEN, event, Part.AUTHOR)
    gone, discarded = CaseState.DESTROYED, CaseEventKind.DISCARDED
    yield Move(draft, CaseAction.DISCARD, gone, _SCREEN, discarded, Part.AUTHOR)
    # What was said after an override can speak against it; whoever hands the answers in says so.
    yield Move(
        submitted,
        CaseAction.CONTRADICT_OVERRIDE,
        submitted,
        _SCREEN,
        CaseEventKind.OVERRIDE_CONTRADICTED,
    )
    # Without consent nothing is kept; the case row and its events stay, so that the refusal shows.
    for before in (draft, returned, submitted):
        for action, event in (
            (CaseAction.CLOSE_WITHOUT_STORAGE, CaseEventKind.STORAGE_REFUSED),
            (CaseAction.CLOSE_WITHOUT_INTERVIEW, CaseEventKind.INTERVIEW_REFUSED),
        ):
            yield Move(before, action, gone, _SCREEN, event)


def _list_moves_of_review() -> Iterable[Move]:
    for before in UNDER_REVIEW:
        needs = frozenset({Need.REASON, Need.SETTLED_OVERRIDE})
        for action, event in _EVENTS_OF_DECISIONS:
            yield _review(before, action, CaseState.DECIDED, event, needs)
        yield _review(
            before,
            CaseAction.SEND_BACK,
            CaseState.RETURNED,
            CaseEventKind.SENT_BACK,
            frozenset({Need.COMMENT}),
        )
        yield _review(before, CaseAction.OVERRIDE, before, CaseEventKind.OVERRIDDEN)
        withdrawn = CaseEventKind.OVERRIDE_WITHDRAWN
        yield _review(before, CaseAction.WITHDRAW_OVERRIDE, before, withdrawn)
    for before in (CaseState.DECIDED, CaseState.REFERRED):
        yield Move(
            before,
            CaseAction.REFER,
            CaseState.REFERRED,
            Permission.REFER,
            CaseEventKind.REFERRED,
            needs=frozenset({Need.CONSENT_TO_SHARE}),
        )
        yield _review(before, CaseAction.CLOSE, CaseState.CLOSED, CaseEventKind.CLOSED, frozenset())
    for before in SETTLED:
        reopened = CaseEventKind.REOPENED
        yield _review(before, CaseAction.REOPEN, CaseState.REOPENED, reopened)


def _list_moves_that_stay() -> Iterable[Move]:
    """Give what leaves a case where it is: an emergency, a result, a coding, a consent, a task."""
    handed_in = (*UNDER_REVIEW, *SETTLED)
    for state in handed_in:
        event = CaseEventKind.REASSESSED
        yield Move(state, CaseAction.REASSESS, state, Permission.REASSESS, event)
    for state in (CaseState.RETURNED, *handed_in):
        for action, permission, event in (*_SECOND_CODING, *_REFERRALS):
            yield Move(state, action, state, permission, event)
    for state in (CaseState.DRAFT, CaseState.RETURNED, *handed_in):
        broken, glass = CaseEventKind.GLASS_BROKEN, Permission.BREAK_GLASS
        yield Move(state, CaseAction.BREAK_GLASS, state, glass, broken, needs=_REASON)
        for action, event in _CONSENTS:
            yield Move(state, action, state, Permission.KNOW_PERSONS, event)
        for action, event in _TASKS:
            yield Move(state, action, state, Permission.KEEP_TASKS, event)


MOVES: Final = (*_list_moves_of_answers(), *_list_moves_of_review(), *_list_moves_that_stay())
EVENTS_OF_AUTHORS: Final = frozenset(move.event for move in MOVES if move.part is Part.AUTHOR)
EVENTS_OF_REVIEWERS: Final = frozenset(move.event for move in MOVES if move.part is Part.REVIEWER)
EVENTS_OF_DECISIONS: Final = frozenset(event for _, event in _EVENTS_OF_DECISIONS)


def apply_move(
    state: CaseState | None,
    action: CaseAction,
    held: frozenset[Part] = frozenset(),
    given: frozenset[Need] = frozenset(),
) -> Move:
    """Give the row by which a case moves: the one way in which anything is done to a case.

    `held` are the parts that the person played in the case before, `given` is what is there.
    Raises IllegalMoveError with what is possible instead, FourEyesError, or MissingNeedError.
    """
    move = find_move(state, action)
    check_four_eyes(move.part, held)
    if move.needs - given:
        raise MissingNeedError(move.needs - given)
    return move


def check_four_eyes(part: Part | None, held: frozenset[Part]) -> None:
    """Raise FourEyesError if somebody who is to play a part has played the other."""
    if not may_play(part, held):
        raise FourEyesError(Part.AUTHOR if part is Part.REVIEWER else Part.REVIEWER)


def may_play(part: Part | None, held: frozenset[Part]) -> bool:
    """Say whether somebody can play a part who held these before; None is no part."""
    return part is None or not held - {part}


def find_move(state: CaseState | None, action: CaseAction) -> Move:
    """Give the row of the table, or raise IllegalMoveError with what is possible instead."""
    for move in MOVES:
        if (move.before, move.action) == (state, action):
            return move
    raise IllegalMoveError(state, action, list_actions(state))


def list_moves(state: CaseState | None) -> tuple[Move, ...]:
    """Give the rows that begin in this state, in the order of the table."""
    return tuple(move for move in MOVES if move.before is state)


def list_actions(state: CaseState | None) -> tuple[CaseAction, ...]:
    """Give what can be done to a case in this state, in the order of the table."""
    return tuple(move.action for move in list_moves(state))


def follow(standing: Standing, move: Move) -> Standing:
    """Give where a move leads: it decides, takes the decision back, or leaves it as it was."""
    if move.action is CaseAction.REOPEN:
        return Standing(move.after, None)
    return Standing(move.after, DECISIONS.get(move.action, standing.decision))


def replay(events: Iterable[CaseEventKind]) -> Standing:
    """Give where a history leads; an empty standing where nothing happened yet.

    Raises BrokenHistoryError for events that can't have happened in this order.
    """
    standing = Standing()
    for event in events:
        found = [move for move in MOVES if (move.before, move.event) == (standing.state, event)]
        if not found:
            raise BrokenHistoryError(f"{event.value} can't happen to what is {standing.state}.")
        standing = follow(standing, found[0])
    return standing
