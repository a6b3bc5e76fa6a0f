"""Three truths, in full tables."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.conditions.truth import Truth, all_of, any_of, negate

YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN

truths = st.lists(st.sampled_from(Truth), max_size=5)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (YES, YES, YES),
        (YES, NO, NO),
        (YES, UNKNOWN, UNKNOWN),
        (NO, YES, NO),
        (NO, NO, NO),
        (NO, UNKNOWN, NO),
        (UNKNOWN, YES, UNKNOWN),
        (UNKNOWN, NO, NO),
        (UNKNOWN, UNKNOWN, UNKNOWN),
    ],
)
def test_all_is_no_where_any_is_no_and_else_unknown_where_any_is_unknown(
    first: Truth, second: Truth, expected: Truth
) -> None:
    assert all_of([first, second]) is expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (YES, YES, YES),
        (YES, NO, YES),
        (YES, UNKNOWN, YES),
        (NO, YES, YES),
        (NO, NO, NO),
        (NO, UNKNOWN, UNKNOWN),
        (UNKNOWN, YES, YES),
        (UNKNOWN, NO, UNKNOWN),
        (UNKNOWN, UNKNOWN, UNKNOWN),
    ],
)
def test_any_is_yes_where_any_is_yes_and_else_unknown_where_any_is_unknown(
    first: Truth, second: Truth, expected: Truth
) -> None:
    assert any_of([first, second]) is expected


@pytest.mark.parametrize(("truth", "expected"), [(YES, NO), (NO, YES), (UNKNOWN, UNKNOWN)])
def test_not_turns_what_is_known_and_leaves_the_unknown(truth: Truth, expected: Truth) -> None:
    assert negate(truth) is expected


def test_nothing_at_all_is_yes_for_all_and_no_for_any() -> None:
    assert all_of([]) is YES
    assert any_of([]) is NO


@given(truths)
def test_any_mirrors_all(parts: list[Truth]) -> None:
    assert any_of(parts) is negate(all_of(negate(part) for part in parts))


@given(truths)
def test_what_is_decided_is_so_whatever_the_unknown_turn_out_to_be(parts: list[Truth]) -> None:
    choices = [[YES, NO] if part is UNKNOWN else [part] for part in parts]

    for join in (all_of, any_of):
        ends = {join(completion) for completion in product(*choices)}
        assert join(parts) is (ends.pop() if len(ends) == 1 else UNKNOWN)
