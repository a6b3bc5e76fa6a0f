"""Which answers could still decide something, and how few that would take.

A *decisive set* is a set of unknown indicators with answers that settle the matter whatever the
other unknowns turn out to be, and of which none can be dropped. An indicator is deciding when it
stands in some decisive set; its rank is the size of the smallest one.

Answers are followed through the levels of a diagram. At each level there are *choices*: what may
still be there after some answers (`kept`), and what could be there as well if one of them were
dropped. A *stage* is what is left for the levels below, and what is left where one answer was
dropped. There are few stages, since equal functions are the same node. The result is exact, and
no completion is ever enumerated.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from app.engine.diagram import NO, YES, Diagrams, Left, Node

FAR: Final = 1_000_000
NOTHING: Final = 0
_HOPELESS: Final[Left] = (NO,)


@dataclass(frozen=True, slots=True)
class Choice:
    """What may still be there after some answers; `wider`: after all of them but one."""

    kept: tuple[int, ...]
    wider: frozenset[tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Stage:
    """What is left to settle, with all answers so far and with any one of them dropped."""

    left: Left
    with_one_dropped: frozenset[Left]


@dataclass(frozen=True, slots=True)
class Routes:
    """The ways to settle something: steps from one stage to another by a choice, as numbers.

    They begin at stage 0 and end at stage 1. The steps into a stage stand before those out of it.
    """

    stages: int
    steps: tuple[tuple[int, int, int], ...]


_SETTLED: Final = Stage((YES,), frozenset())

Steps: TypeAlias = dict[Stage, list[tuple[Stage, int]]]


def take(diagrams: Diagrams, level: int, stage: Stage, choice: Choice) -> Stage | None:
    """Give the stage after a choice; None where no decisive set goes on from there."""
    left = _keep(diagrams, level, stage.left, choice.kept)
    dropped = {_keep(diagrams, level, each, choice.kept) for each in stage.with_one_dropped}
    dropped |= {_keep(diagrams, level, stage.left, wider) for wider in choice.wider}
    # Where dropping an answer leaves the same to settle, it can be dropped to the end: such a way
    # never ends settled, and is left here.
    if left == _HOPELESS or left in dropped:
        return None
    return Stage(left, frozenset(dropped - {_HOPELESS}))


def _keep(diagrams: Diagrams, level: int, left: Left, counts: tuple[int, ...]) -> Left:
    return tuple([diagrams.for_every(node, level, counts) for node in left])


def find_routes(
    diagrams: Diagrams, target: Node, choices: Sequence[Sequence[tuple[int, Choice]]]
) -> Routes:
    """Give every way to make `target` certain, by the numbered choices that each level has.

    The first of each level is to answer nothing, and its number is NOTHING.
    """
    start = Stage((target,), frozenset())
    frontier = {start}
    steps: Steps = {}
    for level, known in enumerate(choices):
        onward: set[Stage] = set()
        for stage in frontier:
            ends = [
                (end, number)
                for number, choice in known
                if (end := take(diagrams, level, stage, choice)) is not None
            ]
            onward.update(end for end, _ in ends)
            # What doesn't read the level is the same stage after it.
            if ends != [(stage, NOTHING)]:
                steps[stage] = ends
        frontier = onward
    return _number(start, steps)


def _number(start: Stage, steps: Steps) -> Routes:
    """Give the routes by number, without stages that only lead on or lead nowhere."""
    same = {_SETTLED: _SETTLED}
    kept: list[tuple[Stage, Stage, int]] = []
    for stage, found in reversed(steps.items()):
        onward = [(same[end], number) for end, number in found if end in same]
        if len(onward) == 1 and onward[0][1] == NOTHING:
            same[stage] = onward[0][0]
        elif onward:
            same[stage] = stage
            kept += ((stage, end, number) for end, number in onward)
    numbers = {same.get(start, start): 0, _SETTLED: 1}
    for stage, _, _ in kept:
        numbers.setdefault(stage, len(numbers))
    steps_on = ((numbers[one], numbers[other], number) for one, other, number in reversed(kept))
    return Routes(len(numbers), tuple(steps_on))


def rank_choices(routes: Routes, answers: Mapping[int, int]) -> dict[int, int]:
    """Give, per choice in some decisive set, how many answers the smallest such set takes.

    `answers` says of every choice how many it takes itself.
    """
    before, behind = [FAR] * routes.stages, [FAR] * routes.stages
    before[0] = behind[1] = 0
    for start, end, choice in routes.steps:
        there = before[start] + answers[choice]
        before[end] = min(before[end], there)
    ranks: dict[int, int] = {}
    for start, end, choice in reversed(routes.steps):
        rest = behind[end] + answers[choice]
        behind[start] = min(behind[start], rest)
        whole = before[start] + rest
        if whole < ranks.get(choice, FAR):
            ranks[choice] = whole
    return ranks
