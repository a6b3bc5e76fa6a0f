"""Diagrams: functions over counts, of which equal ones are the same node."""

import pytest

from app.conditions.truth import Truth
from app.engine.diagram import NO, YES, Diagrams


@pytest.fixture
def diagrams() -> Diagrams:
    return Diagrams((2, 1))


def test_equal_functions_are_the_same_node(diagrams: Diagrams) -> None:
    first, second = diagrams.at_least_one(0), diagrams.at_least_one(1)

    assert diagrams.both(first, second) == diagrams.both(second, first)
    assert diagrams.negate(diagrams.negate(first)) == first
    assert diagrams.any_of([first, diagrams.negate(first)]) == YES
    assert diagrams.both(first, diagrams.negate(first)) == NO


def test_a_choice_that_makes_no_difference_is_no_node(diagrams: Diagrams) -> None:
    below = diagrams.at_least_one(1)

    assert diagrams.choose(0, (below, below, below)) == below


def test_a_node_reads_the_first_level_that_makes_a_difference(diagrams: Diagrams) -> None:
    assert diagrams.level_of(diagrams.at_least_one(1)) == 1
    assert diagrams.level_of(YES) == 2


def test_a_node_goes_on_by_the_count_of_the_first_class_that_it_reads(diagrams: Diagrams) -> None:
    assert diagrams.branches_of(diagrams.at_least_one(0)) == (NO, YES, YES)


def test_nothing_joined_by_all_is_yes_and_by_any_no(diagrams: Diagrams) -> None:
    assert diagrams.all_of([]) == YES
    assert diagrams.any_of([]) == NO


@pytest.mark.parametrize(
    ("counts", "expected"),
    [(range(1), NO), (range(3), NO), (range(1, 3), YES), (range(5, 9), YES)],
    ids=["none", "perhaps", "some", "more than the cap"],
)
def test_for_every_count_is_yes_only_where_each_of_them_is(
    diagrams: Diagrams, counts: range, expected: int
) -> None:
    assert diagrams.for_every(diagrams.at_least_one(0), 0, counts) == expected


def test_for_every_count_leaves_alone_what_reads_other_levels(diagrams: Diagrams) -> None:
    other = diagrams.at_least_one(1)

    assert diagrams.for_every(other, 0, range(1)) == other


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (range(1, 2), range(1, 2), Truth.YES),
        (range(1, 2), range(2), Truth.UNKNOWN),
        (range(1), range(2), Truth.NO),
    ],
)
def test_judging_says_unknown_only_where_both_are_possible(
    diagrams: Diagrams, first: range, second: range, expected: Truth
) -> None:
    node = diagrams.both(diagrams.at_least_one(0), diagrams.at_least_one(1))

    assert diagrams.judge(node, (first, second)) is expected


def test_where_no_count_is_told_apart_nothing_is_present() -> None:
    diagrams = Diagrams((0, 1))

    assert diagrams.at_least_one(0) == NO
    assert diagrams.choose(0, (diagrams.at_least_one(1),)) == diagrams.at_least_one(1)
