import pytest

from app.cases.workflow import (
    MOVES,
    CaseAction,
    CaseEventKind,
    CaseState,
    IllegalMoveError,
    Move,
    find_move,
    list_actions,
    replay,
)

STATES = (None, *CaseState)


def test_every_state_action_and_event_is_in_the_table() -> None:
    assert {move.after for move in MOVES} == set(CaseState)
    assert {move.action for move in MOVES} == set(CaseAction)
    assert {move.event for move in MOVES} == set(CaseEventKind)


def test_no_state_and_action_stand_in_two_rows() -> None:
    pairs = [(move.before, move.action) for move in MOVES]

    assert len(pairs) == len(set(pairs))


@pytest.mark.parametrize("move", MOVES, ids=lambda move: f"{move.before}-{move.action.value}")
def test_move_is_found_and_its_event_leads_to_its_state(move: Move) -> None:
    found = find_move(move.before, move.action)

    assert found is move
    history = [CaseEventKind.STARTED, CaseEventKind.SUBMITTED][: STATES.index(move.before)]
    assert replay([*history, move.event]) is move.after


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


def test_nothing_can_be_done_to_what_was_destroyed() -> None:
    assert list_actions(CaseState.DESTROYED) == ()


def test_nothing_happened_to_a_case_without_events() -> None:
    assert replay([]) is None
