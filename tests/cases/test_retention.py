"""For how long things are kept."""

import pytest

from app.cases.retention import LONGEST, SHORTEST, is_period


@pytest.mark.parametrize(
    ("months", "expected"),
    [(SHORTEST - 1, False), (SHORTEST, True), (LONGEST, True), (LONGEST + 1, False)],
)
def test_period_lies_between_the_shortest_and_the_longest(months: int, *, expected: bool) -> None:
    assert is_period(months) is expected
