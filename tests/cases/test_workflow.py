from collections.abc import Mapping

import pytest

from app.cases.moves import (
    DECISIONS,
    EVENTS_OF_DECISIONS,
    EVENTS_OF_REVIEWERS,
    MOVES,
    SETTLED,
    UNDER_REVIEW,
    apply_move,
    find_move,
    list_actions,
    may_play,
    replay,
)
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

STATES = (None, *CaseState)
NOTHING: frozenset[Part] = frozenset()
ALL_GIVEN = frozenset(Need)
STARTED, SUBMITTED = CaseEventKind.STARTED, CaseEventKind.SUBMITTED
CONFIRMED = CaseEventKind.CONFIRMED

# One way to each state.
WAYS: Mapping[CaseState | None, tuple[CaseEventKind, ...]] = {
    None: (),
    CaseState.DRAFT: (STARTED,),
    CaseState.SUBMITTED: (STARTED, SUBMITTED),
    CaseState.RETURNED: (STARTED, SUBMITTED, CaseEventKind.SENT_BACK),
    CaseState.DECIDED: (STARTED, SUBMITTED, CONFIRMED),
    CaseState.REFERRED: (STARTED, SUBMITTED, CONFIRMED, CaseEventKind.REFERRED),
    CaseState.CLOSED: (STARTED, SUBMITTED, CONFIRMED, CaseEventKind.CLOSED),
    CaseState.REOPENED: (STARTED, SUBMITTED, CONFIRMED, CaseEventKind.REOPENED),
    CaseState.DESTROYED: (STARTED, CaseEventKind.DISCARDED),
}


def name(move: Move) -> str:
    return f"{move.before}-{move.action.value}"


def test_every_state_action_and_event_is_in_the_table() -> None:
    assert {move.after for move in MOVES} == set(CaseState)
    assert {move.action for move in MOVES} == set(CaseAction)
    assert {move.event for move in MOVES} == set(CaseEventKind)


def test_no_state_and_action_stand_in_two_rows_and_no_state_and_event() -> None:
    pairs = [(move.before, move.action) for move in MOVES]
    traces = [(move.before, move.event) for move in MOVES]

    assert len(pairs) == len(set(pairs))
    assert len(traces) == len(set(traces))


@pytest.mark.parametrize("state", STATES)
def test_way_to_each_state_leads_there(state: CaseState | None) -> None:
    assert replay(WAYS[state]).state is state


@pytest.mark.parametrize("move", MOVES, ids=name)
def test_move_is_found_and_its_event_leads_to_its_state(move: Move) -> None:
    assert apply_move(move.before, move.action, NOTHING, ALL_GIVEN) is move
    assert replay([*WAYS[move.before], move.event]).state is move.after


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("action", CaseAction)
def test_illegal_move_is_refused_with_the_legal_ones(
    state: CaseState | None, action: CaseAction
) -> None:
    if action in list_actions(state):
        return

    with pytest.raises(IllegalMoveError) as caught:
        find_move(state, action)

    assert caught.value.legal == list_actions(state)
    assert all(each.value in str(caught.value) for each in list_actions(state))


@pytest.mark.parametrize("move", [move for move in MOVES if move.part is Part.REVIEWER], ids=name)
def test_who_took_answers_reviews_nothing(move: Move) -> None:
    with pytest.raises(FourEyesError, match="somebody else") as caught:
        apply_move(move.before, move.action, frozenset({Part.AUTHOR}), ALL_GIVEN)

    assert caught.value.held is Part.AUTHOR


@pytest.mark.parametrize("move", [move for move in MOVES if move.part is Part.AUTHOR], ids=name)
def test_who_reviewed_hands_no_answers_in(move: Move) -> None:
    with pytest.raises(FourEyesError) as caught:
        apply_move(move.before, move.action, frozenset({Part.REVIEWER}), ALL_GIVEN)

    assert caught.value.held is Part.REVIEWER


def test_who_plays_no_part_or_the_same_again_may_go_on() -> None:
    assert may_play(None, frozenset(Part))
    assert may_play(Part.AUTHOR, frozenset({Part.AUTHOR}))
    assert may_play(Part.REVIEWER, NOTHING)


def test_every_decision_override_and_end_is_a_step_of_a_reviewer() -> None:
    steps = {move.action for move in MOVES if move.part is Part.REVIEWER}

    assert steps == {
        *DECISIONS,
        CaseAction.SEND_BACK,
        CaseAction.OVERRIDE,
        CaseAction.WITHDRAW_OVERRIDE,
        CaseAction.CLOSE,
        CaseAction.REOPEN,
    }
    assert EVENTS_OF_DECISIONS < EVENTS_OF_REVIEWERS


@pytest.mark.parametrize("move", [move for move in MOVES if move.needs], ids=name)
def test_nothing_is_done_before_what_it_needs_is_there(move: Move) -> None:
    for need in move.needs:
        with pytest.raises(MissingNeedError, match=need.value) as caught:
            apply_move(move.before, move.action, NOTHING, ALL_GIVEN - {need})

        assert caught.value.missing == {need}


def test_nothing_is_referred_without_consent_and_nothing_decided_without_a_reason() -> None:
    needs = {move.action: move.needs for move in MOVES}

    assert Need.CONSENT_TO_SHARE in needs[CaseAction.REFER]
    assert all(Need.REASON in needs[action] for action in DECISIONS)
    assert Need.REASON in needs[CaseAction.OVERRIDE] & needs[CaseAction.REOPEN]


@pytest.mark.parametrize(("action", "decision"), DECISIONS.items())
def test_decision_holds_while_a_case_is_closed_and_not_once_it_is_open_again(
    action: CaseAction, decision: Decision
) -> None:
    decided = [STARTED, SUBMITTED, find_move(CaseState.SUBMITTED, action).event]

    closed = replay([*decided, CaseEventKind.CLOSED])
    reopened = replay([*decided, CaseEventKind.CLOSED, CaseEventKind.REOPENED])

    assert closed == Standing(CaseState.CLOSED, decision)
    assert reopened == Standing(CaseState.REOPENED, None)


def test_what_is_under_review_can_be_decided_and_what_is_settled_re_opened() -> None:
    states = {state for state in CaseState if CaseAction.CONFIRM in list_actions(state)}
    settled = {state for state in CaseState if CaseAction.REOPEN in list_actions(state)}

    assert states == set(UNDER_REVIEW)
    assert settled == set(SETTLED)


def test_nothing_can_be_done_to_what_was_destroyed() -> None:
    assert list_actions(CaseState.DESTROYED) == ()


def test_nothing_happened_to_a_case_without_events() -> None:
    assert replay([]) == Standing()


def test_history_that_cannot_have_happened_is_refused() -> None:
    with pytest.raises(BrokenHistoryError, match="case_confirmed"):
        replay([STARTED, CONFIRMED])
