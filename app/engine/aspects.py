"""What rules can tell of one dimension: all that they say comes from a few values of it.

“Positive or not” is an *aspect* of a dimension with two values, “positive, else with a strong
indicator, else neither” one with three. To what a function says, only the values of its aspects
matter: so it is a small function over aspects, and counts only decide which values are possible.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from typing import Final

from app.engine.classes import IndicatorClass
from app.engine.diagram import NO, YES, Diagrams, Left, Node

# Where rules tell more of a dimension than this, its classes are looked at one by one.
MOST_VALUES: Final = 8


@dataclass(frozen=True)
class Aspect:
    """A few values of the classes from `start` to before `stop`, of which each count has one.

    Each of `values` is the function that is yes where the counts have that value.
    """

    start: int
    stop: int
    values: tuple[Node, ...]


@dataclass(frozen=True, eq=False)
class Target:
    """A function over values of aspects: `node` in `diagrams`, which has a level for each."""

    diagrams: Diagrams
    node: Node
    aspects: tuple[Aspect, ...]


def list_runs(classes: Sequence[IndicatorClass]) -> list[range]:
    """Give the classes of each dimension; one without a dimension stands by itself."""
    runs: list[range] = []
    for dimension, members in groupby(enumerate(classes), key=lambda each: each[1].dimension):
        levels = [level for level, _ in members]
        whole = range(levels[0], levels[-1] + 1)
        runs += _list_single(whole) if dimension is None else [whole]
    return runs


def take_apart(diagrams: Diagrams, runs: Iterable[range], node: Node) -> Target:
    """Give a function over the counts of classes as one over the values of their aspects."""
    aspects: list[Aspect] = []
    # What each function that is met on the way leaves, for each value of the aspect that it reads.
    rests: dict[Node, tuple[int, Left]] = {}
    tops = {node: None}
    waiting = [*runs]
    while waiting:
        run = waiting.pop(0)
        inside = tuple(top for top in tops if diagrams.level_of(top) < run.stop)
        values = sort_counts(diagrams, inside, run)
        if len(values) > MOST_VALUES and len(run) > 1:
            waiting[:0] = _list_single(run)
        elif inside:
            rests |= {
                top: (len(aspects), tuple(left[number] for left in values))
                for number, top in enumerate(inside)
            }
            aspects.append(Aspect(run.start, run.stop, tuple(values.values())))
            tops = dict.fromkeys(chain(tops, *values))
            tops = {top: None for top in tops if top not in inside}
    above = Diagrams(tuple(len(each.values) - 1 for each in aspects))
    return Target(above, _lift(above, rests, node), tuple(aspects))


def sort_counts(diagrams: Diagrams, tops: Left, run: range) -> dict[Left, Node]:
    """Give what the counts of a run can leave of some functions, and where they leave it.

    Each key has a function for each of `tops`; its value is the function that is yes where the
    counts leave these. No function may read a class before the run.
    """
    if all(diagrams.level_of(top) >= run.stop for top in tops):
        return {tops: YES}
    level = min(map(diagrams.level_of, tops))
    below = [
        sort_counts(
            diagrams,
            tuple(diagrams.for_every(top, level, (number,)) for top in tops),
            range(level + 1, run.stop),
        )
        for number in range(diagrams.caps[level] + 1)
    ]
    return {
        left: diagrams.choose(level, tuple(each.get(left, NO) for each in below))
        for left in dict.fromkeys(chain(*below))
    }


def _list_single(run: range) -> list[range]:
    return [range(level, level + 1) for level in run]


def _lift(above: Diagrams, rests: Mapping[Node, tuple[int, Left]], node: Node) -> Node:
    if node not in rests:
        return node  # It is certain: every other one reads an aspect.
    place, left = rests[node]
    return above.choose(place, tuple(_lift(above, rests, each) for each in left))
