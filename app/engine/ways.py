"""The ways to narrow by answers what a dimension can be, for given counts of its indicators."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from app.engine.aspects import Aspect
from app.engine.deciding import Choice, Stage, take
from app.engine.diagram import NO, Diagrams

# For each class the fewest and the most of its indicators that may be present.
Bounds: TypeAlias = tuple[tuple[int, int], ...]

# How few answers it takes; by class: how few where one about this class must be among them.
_IN_ALL = -1
Fewest: TypeAlias = dict[int, int]


@dataclass(frozen=True)
class Way:
    """A choice of values, how few answers it takes, and by class how few with one about it."""

    choice: Choice
    answers: int
    about: tuple[tuple[int, int], ...]


def find_ways(diagrams: Diagrams, aspect: Aspect, bounds: Bounds) -> list[Way]:
    """Give every way to narrow the values of an aspect of which no answer could be dropped.

    The first one is to answer nothing. `bounds` are those of the classes of the aspect.
    """
    # A value is possible as long as it isn't certain that the aspect has another.
    others = tuple(diagrams.negate(value) for value in aspect.values)
    reached: dict[Stage, Fewest] = {Stage(others, frozenset()): {_IN_ALL: 0}}
    for level, (least, most) in enumerate(bounds, aspect.start):
        choices = list(_list_choices(least, most, diagrams.caps[level]))
        onward: dict[Stage, Fewest] = {}
        for stage, fewest in reached.items():
            for choice, answers in choices:
                end = take(diagrams, level, stage, choice)
                if end is not None:
                    _keep_fewest(onward.setdefault(end, {}), fewest, level, answers)
        reached = onward
    return _join([(_name_values(stage), fewest) for stage, fewest in reached.items()])


def _list_choices(least: int, most: int, cap: int) -> Iterator[tuple[Choice, int]]:
    """Give the choices that a rule could tell apart, with how many answers they take."""
    for low in range(least, max(least, min(cap, most)) + 1):
        for high in (most, *range(low, min(cap, most))):
            without_a_yes = [tuple(range(low - 1, high + 1))] if low > least else []
            without_a_no = [tuple(range(low, high + 2))] if high < most else []
            wider = frozenset((*without_a_yes, *without_a_no))
            yield Choice(tuple(range(low, high + 1)), wider), low - least + most - high


def _keep_fewest(kept: Fewest, fewest: Fewest, level: int, answers: int) -> None:
    found = {about: number + answers for about, number in fewest.items()}
    if answers:
        found[level] = found[_IN_ALL]
    for about, number in found.items():
        kept[about] = min(number, kept.get(about, number))


def _name_values(stage: Stage) -> Choice:
    """Give the values that are left; of those left with one dropped, only the narrowest matter."""
    kept, *wider = (
        tuple(number for number, other in enumerate(left) if other == NO)
        for left in (stage.left, *stage.with_one_dropped)
    )
    narrowest = (each for each in wider if not any({*other} < {*each} for other in wider))
    return Choice(kept, frozenset(narrowest))


def _join(found: list[tuple[Choice, Fewest]]) -> list[Way]:
    """Take ways to the same choice as one, and give all of them in one order."""
    joined: dict[Choice, Fewest] = {}
    for choice, fewest in found:
        known = joined.setdefault(choice, {})
        for about, number in fewest.items():
            known[about] = min(number, known.get(about, number))
    ways = [
        Way(
            choice,
            fewest[_IN_ALL],
            tuple(sorted((level, n) for level, n in fewest.items() if level != _IN_ALL)),
        )
        for choice, fewest in joined.items()
    ]
    return sorted(
        ways, key=lambda way: (bool(way.about), way.choice.kept, sorted(way.choice.wider))
    )
