"""Routes to what settles something, and their ranks, where they can be worked out by hand."""

import pytest

from app.engine.deciding import NOTHING, Choice, Routes, find_routes, rank_choices
from app.engine.diagram import NO, YES, Diagrams, Node

EITHER = Choice((0, 1), frozenset())


def answer(value: int) -> Choice:
    return Choice((value,), frozenset({(0, 1)}))


# Two things of which each is a no or a yes, and how many answers it takes to make it so.
CHOICES = (
    ((NOTHING, EITHER), (1, answer(0)), (2, answer(1))),
    ((NOTHING, EITHER), (3, answer(0)), (4, answer(1))),
)
ANSWERS = {NOTHING: 0, 1: 5, 2: 1, 3: 7, 4: 2}


@pytest.fixture
def diagrams() -> Diagrams:
    return Diagrams((1, 1))


def rank(diagrams: Diagrams, target: Node) -> dict[int, int]:
    routes = find_routes(diagrams, target, CHOICES)
    return {choice: whole for choice, whole in rank_choices(routes, ANSWERS).items() if choice}


@pytest.mark.parametrize("target", [YES, NO], ids=["certain", "impossible"])
def test_what_is_certain_or_impossible_has_no_routes(diagrams: Diagrams, target: Node) -> None:
    assert find_routes(diagrams, target, CHOICES).steps == ()


def test_one_yes_of_either_is_enough_for_one_of_both(diagrams: Diagrams) -> None:
    target = diagrams.any_of([diagrams.at_least_one(0), diagrams.at_least_one(1)])

    assert rank(diagrams, target) == {2: 1, 4: 2}


def test_what_takes_two_answers_takes_both_together(diagrams: Diagrams) -> None:
    target = diagrams.both(diagrams.at_least_one(0), diagrams.negate(diagrams.at_least_one(1)))

    assert rank(diagrams, target) == {2: 8, 3: 8}


def test_what_nothing_reads_is_on_no_route(diagrams: Diagrams) -> None:
    assert rank(diagrams, diagrams.at_least_one(1)) == {4: 2}
    assert rank(diagrams, diagrams.at_least_one(0)) == {2: 1}


def test_where_there_are_two_routes_the_shorter_one_counts(diagrams: Diagrams) -> None:
    first, second = diagrams.at_least_one(0), diagrams.at_least_one(1)
    same = diagrams.negate(diagrams.differ(first, second))

    assert rank(diagrams, same) == {1: 12, 2: 3, 3: 12, 4: 3}


def test_an_answer_is_needed_where_the_rest_is_open_without_it(diagrams: Diagrams) -> None:
    # The third choice leaves a yes of the second alone too, but only together with the first.
    target = diagrams.both(diagrams.at_least_one(0), diagrams.at_least_one(1))
    known = ((NOTHING, Choice((1,), frozenset())),)

    assert find_routes(diagrams, target, (known, CHOICES[1])) == Routes(2, ((0, 1, 4),))


def test_stages_that_only_lead_on_are_left_out(diagrams: Diagrams) -> None:
    target = diagrams.any_of([diagrams.at_least_one(0), diagrams.at_least_one(1)])

    routes = find_routes(diagrams, target, CHOICES)

    # By an answer to the first, or to leave it and answer the second.
    assert routes == Routes(3, ((0, 1, 2), (0, 2, NOTHING), (2, 1, 4)))


def test_a_step_into_a_stage_stands_before_those_out_of_it() -> None:
    diagrams = Diagrams((1, 1, 1))
    target = diagrams.any_of(
        diagrams.both(diagrams.at_least_one(one), diagrams.at_least_one(other))
        for one, other in ((0, 1), (1, 2), (0, 2))
    )
    third = ((NOTHING, EITHER), (5, answer(0)), (6, answer(1)))

    routes = find_routes(diagrams, target, (*CHOICES, third))

    reached = {0}
    for start, end, _ in routes.steps:
        assert start in reached
        reached.add(end)
    assert reached == set(range(routes.stages))
    ranks = rank_choices(routes, ANSWERS | {5: 1, 6: 4})
    assert (ranks[2], ranks[4], ranks[6]) == (3, 3, 5)
    assert not {1, 3, 5} & {*ranks}
