from app.cases.second_coding import OPEN_STATES, TAKEN_STATES, CodingState


def test_case_is_closed_to_who_codes_until_that_has_ended_in_any_way() -> None:
    assert set(CodingState) - OPEN_STATES == {
        CodingState.FINISHED,
        CodingState.DECLINED,
        CodingState.WITHDRAWN,
    }


def test_somebody_else_is_asked_only_after_nothing_came_of_it() -> None:
    assert set(CodingState) - TAKEN_STATES == {CodingState.DECLINED, CodingState.WITHDRAWN}
