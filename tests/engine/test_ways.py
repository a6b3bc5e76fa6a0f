"""Ways to narrow what a dimension can be, where they can be worked out by hand."""

from app.engine.aspects import Aspect
from app.engine.deciding import Choice
from app.engine.diagram import NO, YES, Diagrams
from app.engine.ways import Way, find_ways


def is_positive(diagrams: Diagrams) -> Aspect:
    """Give whether one of the first class is present and two of the second, or two of the first."""
    one, two = diagrams.at_least_one(0), diagrams.choose(0, (NO, NO, YES))
    others = diagrams.choose(1, (NO, NO, YES))
    positive = diagrams.any_of((two, diagrams.both(one, others)))
    return Aspect(0, 2, (diagrams.negate(positive), positive))


def test_to_answer_nothing_is_the_first_way() -> None:
    diagrams = Diagrams((2, 2))

    first, *_ = find_ways(diagrams, is_positive(diagrams), ((0, 2), (0, 2)))

    assert first == Way(Choice((0, 1), frozenset()), 0, ())


def test_each_way_says_how_few_answers_it_takes_with_one_about_a_class() -> None:
    diagrams = Diagrams((2, 2))

    _, negative, positive = find_ways(diagrams, is_positive(diagrams), ((0, 2), (0, 2)))

    # Negative: two of the first class are absent, or one of each. Positive: as its sentence says.
    assert negative == Way(Choice((0,), frozenset({(0, 1)})), 2, ((0, 2), (1, 2)))
    assert positive == Way(Choice((1,), frozenset({(0, 1)})), 2, ((0, 2), (1, 3)))


def test_what_is_known_leaves_fewer_answers() -> None:
    diagrams = Diagrams((2, 2))

    ways = find_ways(diagrams, is_positive(diagrams), ((1, 2), (1, 2)))

    assert ways == [
        Way(Choice((0, 1), frozenset()), 0, ()),
        Way(Choice((0,), frozenset({(0, 1)})), 2, ((0, 2), (1, 2))),
        Way(Choice((1,), frozenset({(0, 1)})), 1, ((0, 1), (1, 1))),
    ]


def test_what_is_decided_leaves_no_answer() -> None:
    diagrams = Diagrams((2, 2))

    ways = find_ways(diagrams, is_positive(diagrams), ((2, 2), (0, 2)))

    assert ways == [Way(Choice((1,), frozenset()), 0, ())]


def test_more_present_than_are_told_apart_count_as_enough() -> None:
    diagrams = Diagrams((1,))
    some = diagrams.at_least_one(0)

    aspect = Aspect(0, 1, (diagrams.negate(some), some))

    assert find_ways(diagrams, aspect, ((3, 5),)) == [Way(Choice((1,), frozenset()), 0, ())]
    assert find_ways(diagrams, aspect, ((0, 5),)) == [
        Way(Choice((0, 1), frozenset()), 0, ()),
        Way(Choice((0,), frozenset({(0, 1)})), 5, ((0, 5),)),
        Way(Choice((1,), frozenset({(0, 1)})), 1, ((0, 1),)),
    ]


def test_of_what_could_be_again_without_an_answer_the_narrowest_is_kept() -> None:
    diagrams = Diagrams((2,))
    values = tuple(
        diagrams.choose(0, branches) for branches in ((YES, NO, NO), (NO, YES, NO), (NO, NO, YES))
    )

    ways = find_ways(diagrams, Aspect(0, 1, values), ((0, 2),))

    assert [(way.choice.kept, sorted(way.choice.wider), way.answers) for way in ways] == [
        ((0, 1, 2), [], 0),
        ((0,), [(0, 1)], 2),
        ((0, 1), [(0, 1, 2)], 1),
        ((1,), [(0, 1), (1, 2)], 2),
        ((1, 2), [(0, 1, 2)], 1),
        ((2,), [(1, 2)], 2),
    ]
