"""For how long things are kept."""

import pytest

from app.cases.retention import (
    KEPT_FOR,
    LONGEST,
    SHORTEST,
    Part,
    Purpose,
    find_longest,
    is_period,
)


@pytest.mark.parametrize(
    ("months", "expected"),
    [(SHORTEST - 1, False), (SHORTEST, True), (LONGEST, True), (LONGEST + 1, False)],
)
def test_period_lies_between_the_shortest_and_the_longest(months: int, *, expected: bool) -> None:
    assert is_period(months) is expected


def test_a_case_is_kept_as_long_as_any_purpose_needs_it() -> None:
    months: dict[Purpose, int | None] = dict.fromkeys(Purpose, 12)

    assert find_longest(months) == 12
    assert find_longest({**months, Purpose.PROCEEDINGS: 120}) == 120


def test_nothing_is_due_while_a_purpose_has_no_end() -> None:
    months: dict[Purpose, int | None] = dict.fromkeys(Purpose, 12)

    assert find_longest({**months, Purpose.STATISTICS: None}) is None
    assert find_longest({Purpose.HELP: 12}) is None


def test_a_part_is_kept_as_long_as_one_of_its_purposes_needs_it() -> None:
    months = {
        Purpose.HELP: 12,
        Purpose.PROCEEDINGS: 24,
        Purpose.STATISTICS: 6,
        Purpose.ACCOUNTABILITY: None,
    }

    found = {part: find_longest(months, part) for part in Part}

    assert found == {
        Part.WHOLE: None,
        Part.TOLD: 24,
        Part.REACH: 12,
        Part.FILES: 24,
        Part.RECORDS: 6,
    }


def test_every_part_says_for_what_it_is_kept() -> None:
    assert set(KEPT_FOR) == set(Part)
    assert all(KEPT_FOR.values())
