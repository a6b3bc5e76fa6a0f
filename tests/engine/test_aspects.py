"""What rules can tell of a dimension: few values, and the same said by them."""

from itertools import product

import pytest

from app.conditions.truth import Truth
from app.engine.aspects import MOST_VALUES, Target, list_runs, take_apart
from app.engine.classes import IndicatorClass
from app.engine.diagram import NO, YES, Diagrams, Node
from app.instruments.ids import DimensionId, IndicatorId
from app.instruments.vocabulary import Strength


def indicator_class(dimension: str | None) -> IndicatorClass:
    place = None if dimension is None else DimensionId(dimension)
    return IndicatorClass(place, Strength.STRONG, (IndicatorId("one"),))


def judge(diagrams: Diagrams, target: Target, counts: tuple[int, ...]) -> Truth:
    """Judge a target by the value that each of its aspects has for exact counts."""
    exactly = [(count,) for count in counts]
    values = [
        [n for n, value in enumerate(aspect.values) if diagrams.is_certain(value, exactly)]
        for aspect in target.aspects
    ]
    assert all(len(each) == 1 for each in values)
    return target.diagrams.judge(target.node, values)


def assert_says_the_same(diagrams: Diagrams, target: Target, node: Node) -> None:
    for counts in product(*(range(cap + 1) for cap in diagrams.caps)):
        exactly = [(count,) for count in counts]
        assert judge(diagrams, target, counts) is diagrams.judge(node, exactly)


def test_classes_of_a_dimension_stand_together_and_others_by_themselves() -> None:
    classes = [indicator_class(name) for name in ("a", "a", "b", None, None)]

    assert list_runs(classes) == [range(2), range(2, 3), range(3, 4), range(4, 5)]
    assert list_runs([]) == []


def test_a_function_is_one_of_the_values_of_its_dimensions() -> None:
    diagrams = Diagrams((2, 1, 1, 2))
    some = [diagrams.at_least_one(level) for level in range(4)]
    node = diagrams.both(diagrams.any_of(some[:2]), diagrams.negate(diagrams.any_of(some[2:])))

    target = take_apart(diagrams, [range(2), range(2, 4)], node)

    assert [(each.start, each.stop, len(each.values)) for each in target.aspects] == [
        (0, 2, 2),
        (2, 4, 2),
    ]
    assert_says_the_same(diagrams, target, node)


def test_several_things_told_of_one_dimension_are_its_values_together() -> None:
    diagrams = Diagrams((1, 2, 1))
    strong, other, last = (diagrams.at_least_one(level) for level in range(3))
    node = diagrams.any_of((diagrams.both(strong, other), diagrams.both(other, last)))

    target = take_apart(diagrams, [range(2), range(2, 3)], node)

    assert [len(each.values) for each in target.aspects] == [3, 2]
    assert_says_the_same(diagrams, target, node)


def test_dimensions_that_are_not_read_have_no_aspect() -> None:
    diagrams = Diagrams((1, 1))

    target = take_apart(diagrams, [range(1), range(1, 2)], diagrams.at_least_one(1))

    assert [each.start for each in target.aspects] == [1]


@pytest.mark.parametrize("node", [NO, YES])
def test_what_is_certain_reads_nothing(node: Node) -> None:
    target = take_apart(Diagrams((1, 1)), [range(2)], node)

    assert target.aspects == ()
    assert target.node == node


def test_where_much_is_told_of_a_dimension_its_classes_are_looked_at_one_by_one() -> None:
    pairs = 4
    diagrams = Diagrams((1,) * 2 * pairs)
    some = [diagrams.at_least_one(level) for level in range(2 * pairs)]
    node = diagrams.any_of(
        diagrams.both(one, other) for one, other in zip(some[:pairs], some[pairs:], strict=True)
    )

    target = take_apart(diagrams, [range(pairs), range(pairs, 2 * pairs)], node)

    assert 2**pairs > MOST_VALUES
    assert [each.stop - each.start for each in target.aspects] == [1] * 2 * pairs
    assert_says_the_same(diagrams, target, node)
