"""Deciding classes and their ranks, where they can be worked out by hand."""

from app.engine.deciding import rank_classes
from app.engine.diagram import NO, YES, Diagrams

ANY_OF_EACH = (range(3), range(2))


def test_what_is_certain_or_impossible_has_nothing_that_decides() -> None:
    diagrams = Diagrams((2, 1))

    assert rank_classes(diagrams, (YES,), ANY_OF_EACH) == {}
    assert rank_classes(diagrams, (NO,), ANY_OF_EACH) == {}


def test_one_yes_of_any_class_decides_for_yes() -> None:
    diagrams = Diagrams((2, 1))
    target = diagrams.any_of([diagrams.at_least_one(0), diagrams.at_least_one(1)])

    assert rank_classes(diagrams, (target,), ANY_OF_EACH) == {0: 1, 1: 1}


def test_a_no_takes_an_answer_from_every_indicator_that_could_say_yes() -> None:
    diagrams = Diagrams((2, 1))
    target = diagrams.any_of([diagrams.at_least_one(0), diagrams.at_least_one(1)])

    assert rank_classes(diagrams, (diagrams.negate(target),), ANY_OF_EACH) == {0: 3, 1: 3}


def test_a_class_that_nothing_reads_decides_nothing() -> None:
    diagrams = Diagrams((2, 1))

    assert rank_classes(diagrams, (diagrams.at_least_one(1),), ANY_OF_EACH) == {1: 1}


def test_the_best_of_several_targets_counts() -> None:
    diagrams = Diagrams((2, 1))
    some = diagrams.at_least_one(0)

    assert rank_classes(diagrams, (some, diagrams.negate(some)), ANY_OF_EACH) == {0: 1}


def test_what_is_already_known_takes_no_answer() -> None:
    diagrams = Diagrams((2, 1))
    target = diagrams.both(diagrams.at_least_one(0), diagrams.at_least_one(1))

    assert rank_classes(diagrams, (target,), (range(1, 3), range(2))) == {1: 1}
